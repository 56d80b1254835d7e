#pragma once

#include <concepts>
#include <utility>

#include "cyclers/protocol/field.hpp"
#include "cyclers/protocol/forms.hpp"
#include "cyclers/protocol/list_forms.hpp"
#include "cyclers/protocol/text_forms.hpp"

/// Makes the table of a struct's fields from the struct.
///
///     struct reading {
///       float voltage = 0;
///       std::string name{};
///       static constexpr auto fields() {
///         return std::array{
///             member<&reading::voltage>("Voltage", "V", "Voltage at the channel."),
///             member<&reading::name, text<25>>("TestName", "none", "Name of the test."),
///         };
///       }
///     };
namespace cyclers::protocol {

namespace detail {

template <class Codec, class T>
struct erased {
  static void read_bytes(byte_reader& in, void* member, std::size_t count) {
    Codec::read(in, *static_cast<T*>(member), count);
  }
  static void write_bytes(byte_writer& out, void const* member) {
    Codec::write(out, *static_cast<T const*>(member));
  }
  static void read_json(json_reader& in, void* member) {
    Codec::read(in, *static_cast<T*>(member));
  }
  static void write_json(json_writer& out, void const* member) {
    Codec::write(out, *static_cast<T const*>(member));
  }
  static bool empty(void const* member) { return Codec::empty(*static_cast<T const*>(member)); }

  static void write_count(byte_writer& out, std::size_t count) {
    if constexpr (std::integral<T> && !std::same_as<T, bool>) {
      if (!std::in_range<T>(count)) out.fail(errc::too_long, "the list is too long for its count");
      Codec::write(out, static_cast<T>(count));
    }
  }

  static std::size_t length(void const* member) {
    if constexpr (requires { Codec::is_list; }) {
      return static_cast<T const*>(member)->size();
    } else {
      return 0;
    }
  }

  static void* first(void* member, bool make) {
    if constexpr (requires { Codec::first(*static_cast<T*>(member), make); }) {
      return Codec::first(*static_cast<T*>(member), make);
    } else {
      return member;
    }
  }

  static constexpr layout const* nested() {
    if constexpr (requires { Codec::nested(); }) {
      return Codec::nested();
    } else {
      return nullptr;
    }
  }
};

}  // namespace detail

/// Holds what can be done with a member of type T in form Form.
template <class T, class Form>
inline constexpr operations operations_of{
    codec<T, Form>::size,
    codec<T, Form>::image,
    &codec<T, Form>::type,
    &detail::erased<codec<T, Form>, T>::read_bytes,
    &detail::erased<codec<T, Form>, T>::write_bytes,
    &detail::erased<codec<T, Form>, T>::read_json,
    &detail::erased<codec<T, Form>, T>::write_json,
    &detail::erased<codec<T, Form>, T>::empty,
    &detail::erased<codec<T, Form>, T>::write_count,
    &detail::erased<codec<T, Form>, T>::length,
    detail::erased<codec<T, Form>, T>::nested(),
    &detail::erased<codec<T, Form>, T>::first,
};

/// Describes a member: its key, unit ("none" when it has none) and meaning.
template <auto Member, class Form = natural>
constexpr field member(std::string_view key, std::string_view unit, std::string_view doc) {
  using traits = detail::member_traits<Member>;
  field made{detail::member_name<Member>(),
             key,
             unit,
             doc,
             &operations_of<typename traits::type, Form>,
             &traits::at};
  if constexpr (std::integral<typename traits::type>)
    made.stated = [](void const* object) { return static_cast<std::size_t>(traits::of(object)); };
  return made;
}

/// Describes bytes that mean nothing; they are written as zeros and not looked at.
template <std::size_t Count>
constexpr field reserved(std::string_view doc = "Reserved.") {
  field made{
      "reserved", "", "none", doc, &operations_of<unused, reserved_bytes<Count>>, [](void* object) {
        return object;
      }};
  made.in = forms::binary_only;
  return made;
}

}  // namespace cyclers::protocol
