#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "cyclers/protocol/field.hpp"
#include "cyclers/timestamp.hpp"

/// Holds the forms that a member may have on the wire: the natural ones and those of numbers.
/// Texts are in text_forms.hpp, lists in list_forms.hpp.
namespace cyclers::protocol {

/// The form that the C++ type says: Byte, Word, Single, ...; lists to the end of the bytes.
struct natural {};
/// A real number that is a whole number of 1/Scale in binary.
template <std::integral Raw, int Scale>
struct scaled {};
/// A 32-bit word that is "0x0000001F" in JSON.
struct hex {};
/// An enumeration whose values are ASCII letters and that is such a letter in JSON.
struct letter {};
template <std::size_t Count>
struct reserved_bytes {};
/// Stands for the member that reserved bytes do not have.
struct unused {};

/// Reads and writes one type in one form; specialised for each.
template <class T, class Form>
struct codec;

template <class T>
concept described = requires { T::fields(); };
template <class T>
concept scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

template <described T>
inline constexpr auto fields_of = T::fields();
template <described T>
inline constexpr layout layout_of{detail::type_name<T>(), fields_of<T>};

namespace detail {

template <class T>
struct plain {
  using type = T;
};
template <class T>
  requires std::is_enum_v<T>
struct plain<T> {
  using type = std::underlying_type_t<T>;
};
/// Is the number type of a number or an enumeration.
template <class T>
using plain_t = typename plain<T>::type;

std::string scalar_name(std::size_t size, bool is_signed, bool is_real);
void out_of_range(json_reader& in, std::int64_t value);
std::string sized_name(std::string_view what, std::size_t size);

void read_hex(json_reader& in, std::uint32_t& value);
void write_hex(json_writer& out, std::uint32_t value);
void read_letter(json_reader& in, std::uint8_t& value);
void write_letter(json_writer& out, std::uint8_t value);
void read_scaled(double raw, int scale, double& value);
/// Returns a value as a whole number of 1/scale within limits, or nothing and a fault.
std::optional<std::int64_t> unscaled(byte_writer& out, double value, int scale, double least,
                                     double most);
void read_moment(json_reader& in, timestamp& value);
void write_moment(json_writer& out, timestamp value);

}  // namespace detail

template <scalar T>
struct codec<T, natural> {
  using plain = detail::plain_t<T>;
  static constexpr std::size_t size = std::is_same_v<T, bool> ? 1 : sizeof(plain);
  static constexpr bool image = !std::is_same_v<T, bool>;

  static std::string type() {
    return detail::scalar_name(size, std::is_signed_v<plain>, std::is_floating_point_v<plain>);
  }
  static void read(byte_reader& in, T& value, std::size_t = uncounted) {
    if constexpr (std::is_same_v<T, bool>) {
      value = in.take_number<std::uint8_t>() != 0;
    } else {
      value = static_cast<T>(in.take_number<plain>());
    }
  }
  static void write(byte_writer& out, T value) {
    if constexpr (std::is_same_v<T, bool>) {
      out.put_number<std::uint8_t>(value ? 1 : 0);
    } else {
      out.put_number(static_cast<plain>(value));
    }
  }
  static void read(json_reader& in, T& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_floating_point_v<T>) {
      in.read(value);
    } else {
      std::int64_t number = 0;
      if (!in.read(number)) return;
      if (!std::in_range<plain>(number)) return detail::out_of_range(in, number);
      value = static_cast<T>(number);
    }
  }
  static void write(json_writer& out, T value) {
    if constexpr (std::is_same_v<T, bool>) {
      out.text(value ? "TRUE" : "FALSE");
    } else if constexpr (std::is_floating_point_v<T>) {
      out.real(value);
    } else {
      out.whole(static_cast<plain>(value));
    }
  }
  static bool empty(T value) { return value == T{}; }
};

template <described T>
struct codec<T, natural> {
  static constexpr std::size_t size = 0;
  static constexpr bool image = false;
  static std::string type() { return std::string(layout_of<T>.name); }
  static void read(byte_reader& in, T& value, std::size_t = uncounted) {
    read_bytes(layout_of<T>, in, &value);
  }
  static void write(byte_writer& out, T const& value) { write_bytes(layout_of<T>, out, &value); }
  static void read(json_reader& in, T& value) { read_json(layout_of<T>, in, &value); }
  static void write(json_writer& out, T const& value) { write_json(layout_of<T>, out, &value); }
  static bool empty(T const&) { return false; }
  static constexpr layout const* nested() { return &layout_of<T>; }
};

template <>
struct codec<timestamp, natural> {
  static constexpr std::size_t size = 8;
  static constexpr bool image = false;
  static std::string type() { return "UInt64"; }
  static void read(byte_reader& in, timestamp& value, std::size_t = uncounted) {
    value.since_1970 = std::chrono::milliseconds(in.take_number<std::int64_t>());
  }
  static void write(byte_writer& out, timestamp value) {
    out.put_number(static_cast<std::int64_t>(value.since_1970.count()));
  }
  static void read(json_reader& in, timestamp& value) { detail::read_moment(in, value); }
  static void write(json_writer& out, timestamp value) { detail::write_moment(out, value); }
  static bool empty(timestamp value) { return value == timestamp{}; }
};

template <class Raw, int Scale>
struct codec<double, scaled<Raw, Scale>> {
  static constexpr std::size_t size = sizeof(Raw);
  static constexpr bool image = false;
  static std::string type() {
    return codec<Raw, natural>::type() + " of 1/" + std::to_string(Scale);
  }
  static void read(byte_reader& in, double& value, std::size_t) {
    value = static_cast<double>(in.take_number<Raw>()) / Scale;
  }
  static void write(byte_writer& out, double value) {
    auto const raw = detail::unscaled(out, value, Scale, std::numeric_limits<Raw>::min(),
                                      std::numeric_limits<Raw>::max());
    out.put_number(static_cast<Raw>(raw.value_or(0)));
  }
  static void read(json_reader& in, double& value) { in.read(value); }
  static void write(json_writer& out, double value) { out.real(value); }
  static bool empty(double value) { return value == 0; }
};

template <>
struct codec<std::uint32_t, hex> : codec<std::uint32_t, natural> {
  using codec<std::uint32_t, natural>::read;
  using codec<std::uint32_t, natural>::write;
  static void read(json_reader& in, std::uint32_t& value) { detail::read_hex(in, value); }
  static void write(json_writer& out, std::uint32_t value) { detail::write_hex(out, value); }
};

template <class T>
  requires std::is_enum_v<T> && (sizeof(T) == 1)
struct codec<T, letter> : codec<T, natural> {
  using codec<T, natural>::read;
  using codec<T, natural>::write;
  static void read(json_reader& in, T& value) {
    auto byte = static_cast<std::uint8_t>(value);
    detail::read_letter(in, byte);
    value = static_cast<T>(byte);
  }
  static void write(json_writer& out, T value) {
    detail::write_letter(out, static_cast<std::uint8_t>(value));
  }
};

template <std::size_t Count>
struct codec<unused, reserved_bytes<Count>> {
  static constexpr std::size_t size = Count;
  static constexpr bool image = false;
  static std::string type() { return detail::sized_name("reserved bytes", Count); }
  static void read(byte_reader& in, unused&, std::size_t) { in.take(Count); }
  static void write(byte_writer& out, unused const&) { out.fill(Count, '\0'); }
  static void read(json_reader& in, unused&) { in.skip(); }
  static void write(json_writer& out, unused const&) { out.null(); }
  static bool empty(unused const&) { return true; }
};

}  // namespace cyclers::protocol
