#include "cyclers/maccor/frames.hpp"

#include <algorithm>
#include <array>

#include "binary_size.hpp"

namespace cyclers::maccor {

namespace {

using sockio::frame;
using state = frame::found::state;

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Tells which bytes outside of strings open or close something: the others are passed over.
constexpr auto shapes_json = [] {
  std::array<bool, 256> all{};
  for (char const c : {'"', '{', '}', '[', ']'}) all[static_cast<unsigned char>(c)] = true;
  return all;
}();

struct json_framer {
  std::size_t limit;
  json_end end;
  bool in_string = false;
  bool escaped = false;  ///< The last byte was a backslash in a string.
  bool complete = false;
  std::uint32_t depth = 0;
  std::size_t looked = 0;
  std::uint32_t objects = 1;  ///< How many there are still to come, with the one under way.

  frame::found operator()(std::string_view bytes, bool whole) {
    while (!complete) {
      if (looked == bytes.size()) return unfinished(whole);
      if (!step(bytes)) return {state::malformed, looked};
    }
    return looked > limit ? frame::found{state::malformed, looked} : tail(bytes, whole);
  }

 private:
  frame::found unfinished(bool whole) const {
    if (looked > limit || (whole && looked > 0)) return {state::malformed, looked};
    return {state::incomplete, 0};
  }

  bool step(std::string_view bytes) {
    if (in_string) {
      step_string(bytes);
      return true;
    }
    if (depth > 0) {
      while (!shapes_json[static_cast<unsigned char>(bytes[looked])])
        if (++looked == bytes.size()) return true;
    }
    char const c = bytes[looked++];
    if (depth == 0 && c != '{') return is_space(c);
    if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      complete = --depth == 0 && --objects == 0;
    }
    return true;
  }

  void step_string(std::string_view bytes) {
    if (escaped) {
      escaped = false;
      ++looked;
      return;
    }
    // find_first_of calls memchr for each byte, and most strings are keys of a few letters.
    std::size_t at = looked;
    while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\\') ++at;
    looked = std::min(at + 1, bytes.size());
    if (at == bytes.size()) return;
    escaped = bytes[at] == '\\';
    in_string = escaped;
  }

  frame::found tail(std::string_view bytes, bool whole) const {
    std::size_t size = looked;
    if (size < bytes.size() && bytes[size] == '\r') ++size;
    if (size < bytes.size() && bytes[size] == '\n') return {state::complete, size + 1};
    if (end == json_end::value || whole) return {state::complete, looked};
    if (size == bytes.size()) return {state::incomplete, 1};
    return {state::malformed, looked};
  }
};

struct binary_reply_framer {
  address asked;
  std::uint32_t count;  ///< How many replies there are still to come.
  std::uint32_t looked = 0;

  frame::found operator()(std::string_view bytes, bool whole) {
    if (whole) return {read_header(bytes) ? state::complete : state::malformed, bytes.size()};
    for (; count > 0; --count) {
      std::string_view const left = bytes.substr(looked);
      auto const header = read_header(left);
      if (!header) return {state::incomplete, binary_header::size - left.size()};
      auto const data = reply_data_size(*header, asked);
      if (!data) return {state::malformed, bytes.size()};
      std::size_t const size = binary_header::size + *data;
      if (left.size() < size) return {state::incomplete, size - left.size()};
      looked += static_cast<std::uint32_t>(size);
    }
    return {state::complete, looked};
  }
};

struct binary_request_framer {
  frame::found operator()(std::string_view bytes, bool whole) const {
    auto const header = read_header(bytes);
    if (whole) return {header ? state::complete : state::malformed, bytes.size()};
    if (!header) return {state::incomplete, binary_header::size - bytes.size()};
    if (!may_begin_request(*header)) return {state::malformed, bytes.size()};
    std::size_t const size =
        binary_header::size + request_data_size(*header, bytes.substr(binary_header::size));
    if (bytes.size() < size) return {state::incomplete, size - bytes.size()};
    return {state::complete, size};
  }
};

}  // namespace

sockio::frame json_frame(json_end end, std::size_t limit) {
  return frame::of(json_framer{.limit = limit, .end = end});
}

sockio::frame json_frames(std::size_t count, std::size_t limit) {
  return frame::of(json_framer{
      .limit = limit, .end = json_end::value, .objects = static_cast<std::uint32_t>(count)});
}

sockio::frame binary_reply_frame(address asked, std::size_t count) {
  return frame::of(binary_reply_framer{asked, static_cast<std::uint32_t>(count)});
}

sockio::frame binary_request_frame() { return frame::of(binary_request_framer{}); }

}  // namespace cyclers::maccor
