#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "cyclers/protocol/bytes.hpp"
#include "cyclers/protocol/json_reader.hpp"
#include "cyclers/protocol/json_writer.hpp"

/// Describes the fields of a message: the one table that its binary form, its JSON form and its
/// documentation come from.
namespace cyclers::protocol {

struct field;

/// Is the list of the fields of a struct in the order of their bytes.
struct layout {
  std::string_view name;
  std::span<field const> fields;
};

/// Stands for the count of a list that goes on to the end of its bytes.
inline constexpr std::size_t uncounted = static_cast<std::size_t>(-1);

/// Is what can be done with a member of some C++ type in some form on the wire.
struct operations {
  std::size_t size;  ///< In bytes; 0 when it varies.
  bool image;        ///< On a little-endian host the bytes in memory are those on the wire.
  std::string (*type)();
  void (*read_bytes)(byte_reader&, void* member, std::size_t count);
  void (*write_bytes)(byte_writer&, void const* member);
  void (*read_json)(json_reader&, void* member);
  void (*write_json)(json_writer&, void const* member);
  bool (*empty)(void const* member);
  void (*write_count)(byte_writer&, std::size_t count);  ///< Of integers only.
  std::size_t (*length)(void const* member);             ///< Of lists; 0 of all others.
  layout const* nested;                                  ///< Of a struct or of a list's elements.
  void* (*first)(void* member, bool make);  ///< The struct itself, or a list's first one.
};

/// Says which of the two forms has a field.
enum class forms { both, binary_only, json_only };

/// Says whether JSON must have a field.
enum class presence {
  required,
  defaulted,  ///< May be missing when read; always written.
  omitted,    ///< May be missing when read; not written when it is empty.
};

/// Says all that is known of a field, at run time.
struct field {
  std::string_view name;  ///< Of the C++ member.
  std::string_view key;   ///< In JSON, and in the vendor's document.
  std::string_view unit;  ///< "none" when it has none.
  std::string_view doc;
  operations const* ops;
  void* (*at)(void* object);

  std::string_view also{};  ///< Other keys that are read.
  presence needed = presence::required;
  forms in = forms::both;
  bool inlined = false;  ///< In JSON its members stand among those of what holds it.
  bool secret = false;   ///< Never shown: in JSON it is "***", in no error its value.
  bool may_end = false;  ///< Older senders end their bytes before it.
  std::size_t most = 0;  ///< The greatest count; 0 for any.
  bool (*present)(void const* object) = nullptr;          ///< Absent from some variants.
  std::size_t (*count)(void const* object) = nullptr;     ///< How many elements a list has.
  std::size_t (*measured)(void const* object) = nullptr;  ///< What a count has to say.
  std::size_t (*stated)(void const* object) = nullptr;    ///< What a count says.

  void const* at_const(void const* object) const { return at(const_cast<void*>(object)); }
  bool has(forms form) const { return in == forms::both || in == form; }
  bool is_present(void const* object) const { return !present || present(object); }

  constexpr field defaulted() const;
  constexpr field omitted() const;
  constexpr field binary_only() const;
  constexpr field json_only() const;
  constexpr field inline_members() const;
  constexpr field hidden() const;
  constexpr field or_end() const;
  constexpr field at_most(std::size_t count_limit) const;
  constexpr field or_key(std::string_view other) const;
  /// Says that variants have the field only when another has one of some values.
  template <auto Member, auto... Values>
  constexpr field when() const;
  /// Says that variants have the field unless another has one of some values.
  template <auto Member, auto... Values>
  constexpr field unless() const;
  /// Says that variants have the field only when a version (and another) is at least this.
  template <auto Version, auto Least, auto Other = Version, auto OtherLeast = Least>
  constexpr field since() const;
  /// Says that a list has as many elements as other members add up to.
  template <auto... Counts>
  constexpr field counted() const;
  /// Says that the field counts the elements of a list.
  template <auto List>
  constexpr field counts() const;
};

/// Reads a struct's bytes; faults are left in the reader.
void read_bytes(layout const& form, byte_reader& in, void* object);
/// Appends a struct's bytes.
void write_bytes(layout const& form, byte_writer& out, void const* object);
/// Returns how many bytes a struct has at least.
std::size_t least_size(layout const& form);
/// Tells whether the bytes of a struct in memory are those on the wire.
bool is_image(layout const& form, void* object, std::size_t object_size);

/// Takes the keys of an object that are none of its fields; returns false for unknown ones.
struct other_keys {
  bool (*take)(void* self, std::string_view key, json_reader& in) = nullptr;
  void* self = nullptr;
};

/// Reads an object; keys in any order and letter case, unknown ones are ignored.
void read_json(layout const& form, json_reader& in, void* object, other_keys others = {});
/// Appends the members of an object without its braces.
void write_json_members(layout const& form, json_writer& out, void const* object);
/// Appends an object.
void write_json(layout const& form, json_writer& out, void const* object);

namespace detail {

template <auto Member>
struct member_traits;
template <class Object, class Type, Type Object::* Member>
struct member_traits<Member> {
  using object = Object;
  using type = Type;
  static void* at(void* object) { return &(static_cast<Object*>(object)->*Member); }
  static Type const& of(void const* object) { return static_cast<Object const*>(object)->*Member; }
};

template <auto Member>
constexpr std::string_view member_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(0, name.find_first_of(";]", name.find("Member = ")));
  name = name.substr(name.rfind(':') + 1);
  return name.substr(0, name.find(')'));
}

template <class T>
constexpr std::string_view type_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  std::string_view const house = "cyclers::";
  return name.starts_with(house) ? name.substr(house.size()) : name;
}

}  // namespace detail

constexpr field field::defaulted() const {
  field copy = *this;
  copy.needed = presence::defaulted;
  return copy;
}
constexpr field field::omitted() const {
  field copy = *this;
  copy.needed = presence::omitted;
  return copy;
}
constexpr field field::binary_only() const {
  field copy = *this;
  copy.in = forms::binary_only;
  return copy;
}
constexpr field field::json_only() const {
  field copy = *this;
  copy.in = forms::json_only;
  return copy;
}
constexpr field field::inline_members() const {
  field copy = *this;
  copy.inlined = true;
  return copy;
}
constexpr field field::hidden() const {
  field copy = *this;
  copy.secret = true;
  return copy;
}
constexpr field field::or_end() const {
  field copy = *this;
  copy.may_end = true;
  return copy;
}
constexpr field field::at_most(std::size_t count_limit) const {
  field copy = *this;
  copy.most = count_limit;
  return copy;
}
constexpr field field::or_key(std::string_view other) const {
  field copy = *this;
  copy.also = other;
  return copy;
}

template <auto Member, auto... Values>
constexpr field field::when() const {
  field copy = *this;
  copy.present = [](void const* object) {
    return ((detail::member_traits<Member>::of(object) == Values) || ...);
  };
  return copy;
}

template <auto Member, auto... Values>
constexpr field field::unless() const {
  field copy = *this;
  copy.present = [](void const* object) {
    return ((detail::member_traits<Member>::of(object) != Values) && ...);
  };
  return copy;
}

template <auto Version, auto Least, auto Other, auto OtherLeast>
constexpr field field::since() const {
  field copy = *this;
  copy.present = [](void const* object) {
    return detail::member_traits<Version>::of(object) >= Least &&
           detail::member_traits<Other>::of(object) >= OtherLeast;
  };
  return copy;
}

template <auto... Counts>
constexpr field field::counted() const {
  field copy = *this;
  copy.count = [](void const* object) {
    return (static_cast<std::size_t>(detail::member_traits<Counts>::of(object)) + ...);
  };
  return copy;
}

template <auto List>
constexpr field field::counts() const {
  field copy = *this;
  copy.measured = [](void const* object) { return detail::member_traits<List>::of(object).size(); };
  return copy;
}

}  // namespace cyclers::protocol
