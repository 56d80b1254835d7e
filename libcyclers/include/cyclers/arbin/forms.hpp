#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/arbin/codes.hpp"
#include "cyclers/protocol/layout.hpp"

/// Holds the forms that only members of CTI's messages have on the wire.
namespace cyclers::arbin::messages {

/// Is a list behind which some senders leave room for the greatest count.
template <std::size_t Most>
struct list_with_room {};

/// Is the form of a flag that has no bytes: the Dword where it stands is one of a result's codes.
struct is_result_here {};

/// Is bytes, as many as another field counts or as there are.
struct bytes_so_far {};
/// Is as much of a fixed text as there is.
template <std::size_t Units>
struct utf16_so_far {};
/// Is reserved bytes of which there may be any number.
template <std::size_t Count>
struct reserved_or_other {};

}  // namespace cyclers::arbin::messages

template <class T, std::size_t Most>
struct cyclers::protocol::codec<std::vector<T>, cyclers::arbin::messages::list_with_room<Most>>
    : cyclers::protocol::codec<std::vector<T>, cyclers::protocol::natural> {
  using base = codec<std::vector<T>, natural>;
  using base::read;
  static void read(byte_reader& in, std::vector<T>& value, std::size_t count) {
    std::size_t const each = least_size(layout_of<T>);
    bool const has_room = in.left() == Most * each && count < Most;
    base::read(in, value, count);
    if (has_room) in.take(in.left());
  }
};

template <>
struct cyclers::protocol::codec<bool, cyclers::arbin::messages::is_result_here>
    : cyclers::protocol::codec<bool, cyclers::protocol::natural> {
  using base = codec<bool, natural>;
  using base::read;
  using base::write;
  static constexpr std::size_t size = 0;
  static constexpr bool image = false;
  static std::string type() { return "no bytes"; }
  static void read(byte_reader& in, bool& value, std::size_t) {
    byte_reader ahead(in.rest());
    auto const first = ahead.take_number<std::uint32_t>();
    value = !arbin::codes_of<arbin::upload_result>().text(first).empty();
  }
  static void write(byte_writer&, bool) {}
};

template <>
struct cyclers::protocol::codec<std::string, cyclers::arbin::messages::bytes_so_far>
    : cyclers::protocol::codec<std::string, cyclers::protocol::raw_bytes> {
  using base = codec<std::string, raw_bytes>;
  using base::read;
  static void read(byte_reader& in, std::string& value, std::size_t count) {
    base::read(in, value, std::min(count, in.left()));
  }
};

template <std::size_t Units>
struct cyclers::protocol::codec<std::string, cyclers::arbin::messages::utf16_so_far<Units>>
    : cyclers::protocol::codec<std::string, cyclers::protocol::utf16<Units>> {
  using base = codec<std::string, utf16<Units>>;
  using base::read;
  static constexpr std::size_t size = 0;
  static void read(byte_reader& in, std::string& value, std::size_t) {
    detail::read_utf16_bytes(in, value, in.left());
  }
};

template <std::size_t Count>
struct cyclers::protocol::codec<cyclers::protocol::unused,
                                cyclers::arbin::messages::reserved_or_other<Count>>
    : cyclers::protocol::codec<cyclers::protocol::unused,
                               cyclers::protocol::reserved_bytes<Count>> {
  using base = codec<unused, reserved_bytes<Count>>;
  using base::read;
  static constexpr std::size_t size = 0;
  static void read(byte_reader& in, unused&, std::size_t) { in.take(in.left()); }
};
