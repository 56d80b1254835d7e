#pragma once

#include <algorithm>
#include <limits>
#include <string>

#include "cyclers/protocol/forms.hpp"

/// Holds the forms that a text may have on the wire.
namespace cyclers::protocol {

/// Text of a fixed number of bytes, padded.
template <std::size_t Size, char Pad = ' '>
struct text {};
/// The same at the end of a message, where some senders leave out the padding.
template <std::size_t Size>
struct last_text {};
/// The same, left out when it is empty.
template <std::size_t Size>
struct text_if_any {};
/// Text of a fixed number of UTF-16 code units, padded with zeros; UTF-8 in memory.
template <std::size_t Units>
struct utf16 {};
/// Text behind its length.
template <std::unsigned_integral Count>
struct counted_text {};
/// Text that goes on to the end of the bytes.
struct rest_text {};
/// Text that ends with a zero byte, the last of its message.
struct zero_text {};
/// Text that ends with a zero byte; other fields follow.
struct zero_ended {};
/// Bytes of a file or picture, as many as another field counts.
struct raw_bytes {};
/// UTF-16 behind the number of its bytes; UTF-8 in memory.
struct counted_utf16 {};
namespace detail {

void read_text(byte_reader& in, std::string& value, std::size_t size, char pad);
void write_text(byte_writer& out, std::string_view value, std::size_t size, char pad);
void read_utf16(byte_reader& in, std::string& value, std::size_t units);
void write_utf16(byte_writer& out, std::string_view value, std::size_t units);
std::string_view fit(byte_writer& out, std::string_view value, std::size_t most);
void read_zero_text(byte_reader& in, std::string& value);
void read_zero_ended(byte_reader& in, std::string& value);
void write_zero_ended(byte_writer& out, std::string_view value);
void read_utf16_bytes(byte_reader& in, std::string& value, std::size_t size);
void write_counted_utf16(byte_writer& out, std::string_view value);
/// Makes strings what all their forms have in common.
struct string_codec {
  static constexpr std::size_t size = 0;
  static constexpr bool image = false;
  static void read(json_reader& in, std::string& value) { in.read(value); }
  static void write(json_writer& out, std::string const& value) { out.text(value); }
  static bool empty(std::string const& value) { return value.empty(); }
};

}  // namespace detail

template <std::size_t Size, char Pad>
struct codec<std::string, text<Size, Pad>> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static constexpr std::size_t size = Size;
  static std::string type() { return detail::sized_name("chars", Size); }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_text(in, value, Size, Pad);
  }
  static void write(byte_writer& out, std::string const& value) {
    detail::write_text(out, value, Size, Pad);
  }
};

template <std::size_t Size>
struct codec<std::string, last_text<Size>> : codec<std::string, text<Size>> {
  using codec<std::string, text<Size>>::read;
  using codec<std::string, text<Size>>::write;
  static constexpr std::size_t size = 0;
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_text(in, value, std::min(Size, in.left()), ' ');
  }
};

template <std::size_t Size>
struct codec<std::string, text_if_any<Size>> : codec<std::string, last_text<Size>> {
  using codec<std::string, last_text<Size>>::read;
  using codec<std::string, last_text<Size>>::write;
  static void write(byte_writer& out, std::string const& value) {
    if (!value.empty()) codec<std::string, last_text<Size>>::write(out, value);
  }
};

template <std::size_t Units>
struct codec<std::string, utf16<Units>> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static constexpr std::size_t size = 2 * Units;
  static std::string type() { return detail::sized_name("UTF-16 units", Units); }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_utf16(in, value, Units);
  }
  static void write(byte_writer& out, std::string const& value) {
    detail::write_utf16(out, value, Units);
  }
};

template <class Count>
struct codec<std::string, counted_text<Count>> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static std::string type() { return codec<Count, natural>::type() + " length, chars"; }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    value.assign(in.take(in.take_number<Count>()));
  }
  static void write(byte_writer& out, std::string const& value) {
    std::string_view const fitting = detail::fit(out, value, std::numeric_limits<Count>::max());
    out.put_number(static_cast<Count>(fitting.size()));
    out.put(fitting);
  }
};

template <>
struct codec<std::string, rest_text> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static std::string type() { return "chars to the end"; }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    value.assign(in.take(in.left()));
  }
  static void write(byte_writer& out, std::string const& value) { out.put(value); }
};

template <>
struct codec<std::string, zero_text> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static std::string type() { return "chars, then a zero"; }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_zero_text(in, value);
  }
  static void write(byte_writer& out, std::string const& value) {
    out.put(std::string_view(value).substr(0, value.find('\0')));
    out.fill(1, '\0');
  }
};

template <>
struct codec<std::string, zero_ended> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static std::string type() { return "chars, then a zero"; }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_zero_ended(in, value);
  }
  static void write(byte_writer& out, std::string const& value) {
    detail::write_zero_ended(out, value);
  }
};

template <>
struct codec<std::string, raw_bytes> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static std::string type() { return "bytes"; }
  static void read(byte_reader& in, std::string& value, std::size_t count) {
    value.assign(in.take(count));
  }
  static void write(byte_writer& out, std::string const& value) { out.put(value); }
};

template <>
struct codec<std::string, counted_utf16> : detail::string_codec {
  using string_codec::read;
  using string_codec::write;
  static std::string type() { return "Dword length, UTF-16"; }
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_utf16_bytes(in, value, in.take_number<std::uint32_t>());
  }
  static void write(byte_writer& out, std::string const& value) {
    detail::write_counted_utf16(out, value);
  }
};

}  // namespace cyclers::protocol
