#pragma once

#include <string>
#include <type_traits>

#include "cyclers/maccor/codes.hpp"
#include "cyclers/protocol/forms.hpp"

namespace cyclers::maccor {

/// Holds how a request ended: a number in binary, the document's text in JSON.
template <class E>
struct outcome {
  E code{};
  /// What the tester said when it is not in the document; the code has all its bits set then.
  std::string unknown{};

  /// Tells that the tester did what was asked.
  bool ok() const noexcept { return code == E::ok && unknown.empty(); }
  /// Returns the document's text, the tester's own one, or nothing.
  std::string_view text() const { return unknown.empty() ? text_of(code) : unknown; }

  friend bool operator==(outcome const&, outcome const&) = default;
};

/// A Word that some testers may send as a byte: the document does not show it.
struct byte_or_word {};

namespace detail {
/// Reads a text or number; returns the code, all bits of `most` for an unknown text.
unsigned read_outcome(protocol::json_reader& in, code_table const& table, unsigned most,
                      std::string& unknown);
void write_outcome(protocol::json_writer& out, code_table const& table, unsigned code,
                   std::string_view unknown);
}  // namespace detail

}  // namespace cyclers::maccor

template <class E>
struct cyclers::protocol::codec<cyclers::maccor::outcome<E>, cyclers::protocol::natural> {
  using outcome = maccor::outcome<E>;
  using number = std::underlying_type_t<E>;
  static constexpr std::size_t size = sizeof(number);
  static constexpr bool image = false;
  static std::string type() { return codec<E, natural>::type(); }
  static void read(byte_reader& in, outcome& value, std::size_t = uncounted) {
    value.unknown.clear();
    value.code = static_cast<E>(in.take_number<number>());
  }
  static void write(byte_writer& out, outcome const& value) {
    out.put_number(static_cast<number>(value.code));
  }
  static void read(json_reader& in, outcome& value) {
    value.code = static_cast<E>(maccor::detail::read_outcome(
        in, maccor::codes_of<E>(), std::numeric_limits<number>::max(), value.unknown));
  }
  static void write(json_writer& out, outcome const& value) {
    maccor::detail::write_outcome(out, maccor::codes_of<E>(), static_cast<unsigned>(value.code),
                                  value.unknown);
  }
  static bool empty(outcome const&) { return false; }
};

template <class E>
struct cyclers::protocol::codec<cyclers::maccor::outcome<E>, cyclers::maccor::byte_or_word>
    : cyclers::protocol::codec<cyclers::maccor::outcome<E>, cyclers::protocol::natural> {
  using base = codec<maccor::outcome<E>, natural>;
  using base::read;
  static constexpr std::size_t size = 0;
  static std::string type() { return "Byte or " + base::type(); }
  static void read(byte_reader& in, maccor::outcome<E>& value, std::size_t count = uncounted) {
    if (in.left() != sizeof(std::uint8_t)) return base::read(in, value, count);
    value = {static_cast<E>(in.take_number<std::uint8_t>()), {}};
  }
};
