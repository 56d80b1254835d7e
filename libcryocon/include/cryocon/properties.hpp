#pragma once

#include <concepts>

#include "cryocon/types.hpp"

namespace cryocon {

enum class property_id : std::uint16_t {
#define PROPERTY(GROUP, NAME, ...) GROUP##_##NAME,
#include "cryocon/properties.def"
};

/// Is a property with its value type, access and group in its type, so that a wrong use does not
/// compile.
template <property_id Id, class Type, access Access, group Group>
struct property {
  using type = Type;
  using value_type = typename Type::value_type;
  using argument_type = typename Type::argument_type;
  static constexpr property_id id = Id;
  static constexpr access allowed = Access;
  static constexpr group where = Group;
};

/// Is a property that can be read.
template <class P>
concept readable = P::allowed == access::read || P::allowed == access::read_write;

/// Is a property that can be written.
template <class P>
concept writable = P::allowed == access::read_write;

/// Is a command: it can be run, neither read nor written.
template <class P>
concept runnable = P::allowed == access::command;

/// Holds the properties by group, e.g. properties::loop::set_point.
namespace properties {
#define PROPERTY(GROUP, NAME, MNEMONIC, TYPE, ACCESS, ...)                            \
  namespace GROUP {                                                                   \
  inline constexpr property<property_id::GROUP##_##NAME, types::TYPE, access::ACCESS, \
                            group::GROUP>                                             \
      NAME{};                                                                         \
  }
#include "cryocon/properties.def"
}  // namespace properties

/// Calls a function with each property, in the order of the table.
template <class F>
constexpr void for_each_property(F&& visit) {
#define PROPERTY(GROUP, NAME, ...) visit(properties::GROUP::NAME);
#include "cryocon/properties.def"
}

}  // namespace cryocon
