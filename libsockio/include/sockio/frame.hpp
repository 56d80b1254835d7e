#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "sockio/error.hpp"

namespace sockio {

/// Finds the end of one reply in the bytes that have come so far; pure, no I/O.
///
/// A frame is a value: a function and up to 40 bytes of its state. It remembers how far it has
/// looked, so that a reply that comes byte by byte costs linear work.
class frame {
 public:
  /// What a look at the buffered bytes finds.
  struct found {
    enum class state { incomplete, complete, malformed };
    state what = state::incomplete;
    std::size_t size =
        0;  ///< Bytes of the reply when complete, bytes that are still missing (a hint) when not.
  };

  /// Expects no reply at all.
  static frame none();
  /// Ends after `count` bytes.
  static frame exactly(std::size_t count);
  /// Takes what has come as soon as there is anything, at most `most` bytes.
  static frame some(std::size_t most = static_cast<std::size_t>(-1));
  /// Ends with a delimiter of at most 15 bytes, which is part of the reply.
  static frame until(std::string_view delimiter);
  /// Ends with the `count`-th line.
  static frame lines(std::size_t count, std::string_view eol = "\n");
  static frame line(std::string_view eol = "\n") { return lines(1, eol); }
  /// Ends when the peer closes the connection.
  static frame to_eof();
  /// Takes what is there, without waiting; may be empty.
  static frame available();

  /// Makes a frame of a function object `found(std::string_view buffered, bool datagram_complete)`.
  template <class F>
  static frame of(F look) {
    static_assert(sizeof(F) <= sizeof(state_) && std::is_trivially_copyable_v<F>,
                  "a frame's state is at most 40 trivially copyable bytes");
    frame f;
    f.look_ = [](void* state, std::string_view bytes, bool whole) {
      return (*static_cast<F*>(state))(bytes, whole);
    };
    std::memcpy(f.state_.data(), &look, sizeof(F));
    return f;
  }

  /// Looks for the end of the reply. `whole` tells that the bytes are one whole datagram.
  found look(std::string_view buffered, bool whole = false) {
    return look_ ? look_(state_.data(), buffered, whole) : found{found::state::complete, 0};
  }

  /// Tells that no reply is expected.
  bool is_none() const noexcept { return look_ == nullptr; }
  /// Tells that the end of the connection completes the reply.
  bool ends_at_eof() const noexcept { return ends_at_eof_; }
  /// Tells that the reply is whatever is there now.
  bool is_available() const noexcept { return available_; }

 private:
  using look_function = found (*)(void*, std::string_view, bool);
  look_function look_ = nullptr;
  bool ends_at_eof_ = false;
  bool available_ = false;
  alignas(8) std::array<std::byte, 40> state_{};
};

}  // namespace sockio
