#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "cyclers/protocol/forms.hpp"

/// Holds the forms that a list or an optional member may have on the wire.
namespace cyclers::protocol {

/// Numbers from 0 as bits: the lowest bit of the first byte is number 0.
struct bitmap {};
/// An optional member that is there when so many bytes are left.
template <std::size_t Least>
struct if_left {};
/// A list whose elements have another form.
template <class Element>
struct list_of {};
/// A list whose elements share the bytes that are left in equal parts.
struct even_list {};
namespace detail {

std::string list_name(std::string (*element)());
std::string array_name(std::size_t count, std::string (*element)());
void too_few(byte_reader& in, std::size_t count, std::size_t size);
void read_bitmap(byte_reader& in, std::vector<std::uint16_t>& numbers);
void write_bitmap(byte_writer& out, std::vector<std::uint16_t> const& numbers);
/// Puts the number of an element in front of a fault.
void under_element(fault& trouble, std::size_t index);

}  // namespace detail

template <class T, class Element>
struct codec<std::vector<T>, list_of<Element>> {
  using one = codec<T, Element>;
  static constexpr bool is_list = true;
  static constexpr std::size_t size = 0;
  static constexpr bool image = false;
  static std::string type() { return detail::list_name(&one::type); }

  static void read(byte_reader& in, std::vector<T>& value, std::size_t count) {
    value.clear();
    if (count == 0) return;
    if constexpr (one::image) {
      read_block(in, value, count, sizeof(T));
    } else {
      if constexpr (described<T>) {
        T probe{};
        if (is_image(layout_of<T>, &probe, sizeof(T)))
          return read_block(in, value, count, sizeof(T));
        reserve(in, value, count);
      }
      read_each(in, value, count);
    }
  }
  static void write(byte_writer& out, std::vector<T> const& value) {
    if (value.empty()) return;
    if constexpr (one::image && std::endian::native == std::endian::little) {
      out.put({reinterpret_cast<char const*>(value.data()), value.size() * sizeof(T)});
    } else {
      if constexpr (described<T>) {
        T probe{};
        if (is_image(layout_of<T>, &probe, sizeof(T)))
          return out.put({reinterpret_cast<char const*>(value.data()), value.size() * sizeof(T)});
      }
      for (std::size_t i = 0; i < value.size() && out.ok(); ++i) {
        one::write(out, value[i]);
        if (!out.ok()) detail::under_element(out.trouble(), i);
      }
    }
  }
  static void read(json_reader& in, std::vector<T>& value) {
    value.clear();
    if (!in.enter_array()) return;
    while (in.element()) {
      one::read(in, value.emplace_back());
      if (!in.ok()) return detail::under_element(in.trouble(), value.size() - 1);
    }
  }
  static void write(json_writer& out, std::vector<T> const& value) {
    out.open_array();
    for (std::size_t i = 0; i < value.size() && out.ok(); ++i) {
      one::write(out, value[i]);
      if (!out.ok()) detail::under_element(out.trouble(), i);
    }
    out.close_array();
  }
  static bool empty(std::vector<T> const& value) { return value.empty(); }

  static constexpr layout const* nested()
    requires described<T>
  {
    return &layout_of<T>;
  }
  static void* first(std::vector<T>& value, bool make)
    requires described<T>
  {
    if (value.empty() && make) value.emplace_back();
    return value.empty() ? nullptr : &value.front();
  }

 private:
  /// Takes memory for no more elements than the bytes can have, whatever their count says.
  static void reserve(byte_reader& in, std::vector<T>& value, std::size_t count)
    requires described<T>
  {
    std::size_t const least = least_size(layout_of<T>);
    if (count != uncounted && least > 0) value.reserve(std::min(count, in.left() / least));
  }
  static void read_block(byte_reader& in, std::vector<T>& value, std::size_t count,
                         std::size_t each) {
    bool const whole = count != uncounted || in.left() % each == 0;
    if (count == uncounted) count = in.left() / each;
    if (!whole || count > in.left() / each) return detail::too_few(in, count, each);
    if constexpr (std::endian::native == std::endian::little) {
      value.resize(count);
      std::string_view const bytes = in.take(count * each);
      if (count > 0) std::memcpy(static_cast<void*>(value.data()), bytes.data(), bytes.size());
    } else {
      read_each(in, value, count);
    }
  }
  static void read_each(byte_reader& in, std::vector<T>& value, std::size_t count) {
    while (in.ok() && value.size() < count && (count != uncounted || in.left() > 0)) {
      std::size_t const before = in.left();
      one::read(in, value.emplace_back(), uncounted);
      if (in.ok() && in.left() == before) in.fail(errc::wrong_count, "elements have no bytes");
      if (!in.ok()) return detail::under_element(in.trouble(), value.size() - 1);
    }
  }
};

template <class T>
struct codec<std::vector<T>, natural> : codec<std::vector<T>, list_of<natural>> {};

template <described T>
struct codec<std::vector<T>, even_list> : codec<std::vector<T>, natural> {
  using codec<std::vector<T>, natural>::read;
  using codec<std::vector<T>, natural>::write;
  static void read(byte_reader& in, std::vector<T>& value, std::size_t count) {
    value.clear();
    if (count != uncounted && count > in.left() && in.ok()) return detail::too_few(in, count, 1);
    while (in.ok() && value.size() < count) {
      byte_reader part(in.take(in.left() / (count - value.size())));
      read_bytes(layout_of<T>, part, &value.emplace_back());
      if (part.ok() && part.left() > 0) part.fail(errc::surplus_bytes, "elements are too long");
      if (part.ok()) continue;
      in.fail(errc::truncated, {});
      in.trouble() = std::move(part.trouble());
      return detail::under_element(in.trouble(), value.size() - 1);
    }
  }
  static void write(byte_writer& out, std::vector<T> const& value) {
    std::size_t each = 0;
    for (std::size_t i = 0; i < value.size() && out.ok(); ++i) {
      std::size_t const start = out.size();
      write_bytes(layout_of<T>, out, &value[i]);
      if (i > 0 && out.size() - start != each)
        out.fail(errc::wrong_count, "the elements do not all have the same members");
      each = out.size() - start;
      if (!out.ok()) detail::under_element(out.trouble(), i);
    }
  }
};

template <class T, std::size_t Count>
struct codec<std::array<T, Count>, natural> {
  using one = codec<T, natural>;
  static constexpr std::size_t size = Count * one::size;
  static constexpr bool image = one::image;
  static std::string type() { return detail::array_name(Count, &one::type); }
  static void read(byte_reader& in, std::array<T, Count>& value, std::size_t) {
    for (T& each : value) one::read(in, each);
  }
  static void write(byte_writer& out, std::array<T, Count> const& value) {
    for (T const& each : value) one::write(out, each);
  }
  static void read(json_reader& in, std::array<T, Count>& value) {
    if (!in.enter_array()) return;
    std::size_t index = 0;
    for (; in.element(); ++index) {
      if (index == Count) return in.fail(errc::wrong_count, "the list has too many elements");
      one::read(in, value[index]);
      if (!in.ok()) return detail::under_element(in.trouble(), index);
    }
    if (in.ok() && index != Count) in.fail(errc::wrong_count, "the list has too few elements");
  }
  static void write(json_writer& out, std::array<T, Count> const& value) {
    out.open_array();
    for (T const& each : value) one::write(out, each);
    out.close_array();
  }
  static bool empty(std::array<T, Count> const&) { return false; }
};

template <class T, std::size_t Least>
struct codec<std::optional<T>, if_left<Least>> {
  using one = codec<T, natural>;
  static constexpr std::size_t size = 0;
  static constexpr bool image = false;
  static std::string type() { return one::type() + ", optional"; }
  static void read(byte_reader& in, std::optional<T>& value, std::size_t) {
    value.reset();
    if (in.left() >= Least) one::read(in, value.emplace());
  }
  static void write(byte_writer& out, std::optional<T> const& value) {
    if (value) one::write(out, *value);
  }
  static void read(json_reader& in, std::optional<T>& value) { one::read(in, value.emplace()); }
  static void write(json_writer& out, std::optional<T> const& value) {
    if (value) return one::write(out, *value);
    out.null();
  }
  static bool empty(std::optional<T> const& value) { return !value; }
};

template <>
struct codec<std::vector<std::uint16_t>, bitmap> : codec<std::vector<std::uint16_t>, natural> {
  using codec<std::vector<std::uint16_t>, natural>::read;
  using codec<std::vector<std::uint16_t>, natural>::write;
  static std::string type() { return "bitmap"; }
  static void read(byte_reader& in, std::vector<std::uint16_t>& numbers, std::size_t) {
    detail::read_bitmap(in, numbers);
  }
  static void write(byte_writer& out, std::vector<std::uint16_t> const& numbers) {
    detail::write_bitmap(out, numbers);
  }
};

/// The same, where there may be none: an empty list is another thing in JSON.
template <>
struct codec<std::optional<std::vector<std::uint16_t>>, bitmap> {
  using numbers = std::vector<std::uint16_t>;
  using one = codec<numbers, bitmap>;
  static constexpr std::size_t size = 0;
  static constexpr bool image = false;
  static std::string type() { return one::type() + ", optional"; }
  static void read(byte_reader& in, std::optional<numbers>& value, std::size_t) {
    value.reset();
    if (in.left() > 0) one::read(in, value.emplace(), uncounted);
  }
  static void write(byte_writer& out, std::optional<numbers> const& value) {
    if (value) one::write(out, *value);
  }
  static void read(json_reader& in, std::optional<numbers>& value) {
    one::read(in, value.emplace());
  }
  static void write(json_writer& out, std::optional<numbers> const& value) {
    if (value) return one::write(out, *value);
    out.null();
  }
  static bool empty(std::optional<numbers> const& value) { return !value; }
};

}  // namespace cyclers::protocol
