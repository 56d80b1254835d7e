#include "sockio/frame.hpp"

#include <algorithm>

#include "sockio/failure.hpp"
#include "sockio/options.hpp"

namespace sockio {

namespace {

using state = frame::found::state;

struct count_frame {
  std::size_t count;
  frame::found operator()(std::string_view bytes, bool) const {
    if (bytes.size() >= count) return {state::complete, count};
    return {state::incomplete, count - bytes.size()};
  }
};

struct some_frame {
  std::size_t most;
  frame::found operator()(std::string_view bytes, bool) const {
    if (bytes.empty()) return {state::incomplete, 0};
    return {state::complete, std::min(most, bytes.size())};
  }
};

struct delimiter_frame {
  short_text delimiter;
  std::size_t left;
  std::size_t looked = 0;

  frame::found operator()(std::string_view bytes, bool whole) {
    std::string_view const end = delimiter;
    while (left > 0) {
      std::size_t const at = bytes.find(end, looked);
      if (at == std::string_view::npos) {
        if (whole && left == 1 && bytes.size() > looked) return {state::complete, bytes.size()};
        // The delimiter may have begun within the last bytes.
        std::size_t const overlap = std::min(bytes.size(), end.size() - 1);
        looked = std::max(looked, bytes.size() - overlap);
        return {state::incomplete, 0};
      }
      looked = at + end.size();
      --left;
    }
    return {state::complete, looked};
  }
};

struct eof_frame {
  frame::found operator()(std::string_view, bool) const { return {state::incomplete, 0}; }
};

struct available_frame {
  frame::found operator()(std::string_view bytes, bool) const {
    return {state::complete, bytes.size()};
  }
};

[[noreturn]] void bad_delimiter() {
  throw failure(errc::bad_option, {.problem = "a delimiter or line end has 1 to 15 bytes"});
}

}  // namespace

frame frame::none() { return {}; }
frame frame::exactly(std::size_t count) { return of(count_frame{count}); }
frame frame::some(std::size_t most) { return of(some_frame{std::max<std::size_t>(most, 1)}); }

frame frame::until(std::string_view delimiter) { return lines(1, delimiter); }

frame frame::lines(std::size_t count, std::string_view eol) {
  if (eol.empty() || eol.size() > short_text::capacity) bad_delimiter();
  return of(delimiter_frame{short_text(eol), count});
}

frame frame::to_eof() {
  frame f = of(eof_frame{});
  f.ends_at_eof_ = true;
  return f;
}

frame frame::available() {
  frame f = of(available_frame{});
  f.available_ = true;
  return f;
}

}  // namespace sockio
