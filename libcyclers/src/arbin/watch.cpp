#include "arbin/watch.hpp"

namespace cyclers::arbin::detail {

namespace {

using state = sockio::frame::found::state;

struct watching {
  watch* to;
  sockio::frame::found (*look)(watch& to, std::string_view bytes, bool whole);

  sockio::frame::found operator()(std::string_view bytes, bool whole) const {
    return look(*to, bytes, whole);
  }
};

}  // namespace

sockio::frame watch::frame() {
  return sockio::frame::of(watching{this, [](watch& to, std::string_view bytes, bool whole) {
                                      auto const found = to.until_.look(bytes, whole);
                                      if (found.what != state::complete) to.see(bytes);
                                      return found;
                                    }});
}

/// Takes note of what has become whole, once: its bytes stay where they are until all have come.
void watch::see(std::string_view bytes) {
  std::string_view left = bytes.substr(whole_.size());
  while (auto const next = take_message(left, direction::feedback, limit_)) {
    whole_ += *next;
    ++count_;
  }
  began_ = !left.empty();
  wrong_ = header_trouble(left, direction::feedback, limit_);
}

}  // namespace cyclers::arbin::detail
