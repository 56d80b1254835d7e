#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <sockio/result.hpp>
#include <span>
#include <string>
#include <string_view>

#include "cryocon/enumeration.hpp"

namespace cryocon {

using sockio::result;

/// Says what can be done with a property.
enum class access { read, read_write, command };

/// Says how a property's value is written on the wire.
enum class value_kind {
  none,        ///< A command without a value.
  on_off,      ///< ON or OFF.
  yes_no,      ///< YES or NO.
  engagement,  ///< Queried as ON or OFF; set by CONTROL or STOP without a value.
  unlocked,    ///< A space or an asterisk.
  integer,
  real,
  measurement,  ///< A number or the reason why there is none: reading.
  degrees,      ///< A number in display units or the reason why there is none: temperature.
  set_point,    ///< degrees with the unit's letter glued on.
  text,         ///< Text without quotes.
  quoted,       ///< Text that is sent in double quotes.
  day,
  time,
  channel,
  enumeration,
  curve,  ///< Lines that end with a line of one semicolon, as the next two.
  pid_table,
  records,
};

/// Names a part of the command tree.
enum class group {
  common,
  control,
  system,
  config,
  input,
  loop,
  overtemp,
  curve,
  sensor,
  relay,
  pid_table,
  network,
  mail,
  data_log,
};

/// Says how the members of a group are told apart.
struct group_info {
  group id;
  std::string_view name;    ///< As in a path, e.g. "input".
  char index = 0;           ///< 'A' for letters, '1' for numbers, 0 for none.
  int first = 0;            ///< The lowest index that the guide names, letters as their character.
  int last = -1;            ///< The highest.
  std::string_view page{};  ///< Where the guide describes the group.
};

/// Returns what is known of a group.
group_info const& info(group which);

/// Says how the device takes a set or a command.
enum class effort {
  quick,
  flash,   ///< Writes flash memory: takes long.
  silent,  ///< Ends the conversation: nothing answers after it.
};

/// Is a set of models, one bit each; see model.hpp.
using model_set = std::uint32_t;

/// Bounds the values of a property.
struct limits {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  std::span<double const> choices{};  ///< When there are some, only these.
  std::size_t length = 0;             ///< Longest text; 0 for a property that is no text.
  int first = 0;                      ///< The first and last index that has the property, when
  int last = 0;                       ///< not every member of the group has it.

  /// Says that only some members of the group have the property.
  constexpr limits only(int from, int to) const {
    limits copy = *this;
    copy.first = from;
    copy.last = to;
    return copy;
  }
  /// Tells whether a number is allowed.
  bool allow(double number) const;
  /// Says what is allowed, e.g. "0 to 100", "50 or 25"; empty when everything is.
  std::string text() const;
};

/// Numbers the properties in the order of the table.
enum class property_id : std::uint16_t;

/// Says all that is known of a property, at run time.
struct property_info {
  property_id id;
  group where;
  std::string_view name;  ///< As in C++, e.g. "set_point".
  std::string_view
      mnemonic;  ///< "LOOP:SETPt"; other spellings follow after '|'. The first is what is sent.
  value_kind kind;
  enumeration const* options;  ///< For kind enumeration.
  std::string_view type;       ///< For people, e.g. "number", "loop_type".
  access allowed;
  std::string_view unit;  ///< "none" when it has none, "display" for the input's display unit.
  limits range;
  model_set models;
  int page;  ///< Printed page of the Model 24C user's guide.
  effort cost;
  std::string_view doc;  ///< One sentence.

  bool readable() const noexcept { return allowed != access::command; }
  bool writable() const noexcept { return allowed == access::read_write; }
  /// Tells whether a member of the group has it, e.g. LOAD of loop 1 only.
  bool has_index(int index) const noexcept {
    return range.last == 0 || (index >= range.first && index <= range.last);
  }
};

/// Returns all properties in the order of the table.
std::span<property_info const> registry();

/// Returns what is known of a property.
inline property_info const& info(property_id id) {
  return registry()[static_cast<std::size_t>(id)];
}

/// Is one property of one member of its group, e.g. the set point of loop 1.
struct target {
  property_info const* property = nullptr;
  int index = 0;  ///< A letter's character or a number; 0 for groups without.

  friend bool operator==(target const&, target const&) = default;
};

/// Finds a property by its path: "idn", "input.A.temperature", "loop.1.set_point", "loop.1.setpt".
///
/// The last part is the C++ name or the mnemonic in any of its spellings and cases
/// ("input.a.alarm.high"). Returns: the property with its index. Errors: errc::bad_value, with the
/// nearest path that there is.
result<target> find(std::string_view path);

/// Returns the path of a property, e.g. "loop.1.set_point"; system properties go without "system.".
std::string path_of(target what);

/// Returns what is sent to address a property, e.g. ":LOOP 1:SETPT" or "*IDN".
std::string address_of(target what);
/// Returns what is sent to query a property, e.g. ":LOOP 1:SETPT?" or ":RELAY? 1".
std::string query_of(target what);

}  // namespace cryocon
