#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>

#include "cryocon/text.hpp"
#include "cryocon_twin/behaviour.hpp"

namespace sim::cryo {

// Ties a property to a member of the settings, so that most behaviours are one line of a table.

template <class T>
::cryocon::value to_value(T const& field) {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>)
    return field;
  else if constexpr (std::is_enum_v<T>)
    return ::cryocon::choice{static_cast<int>(field), ::cryocon::to_text(field)};
  else if constexpr (std::integral<T>)
    return static_cast<std::int64_t>(field);
  else
    return static_cast<double>(field);
}

template <class T>
bool from_value(::cryocon::value const& what, T& field) {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string> ||
                std::is_same_v<T, double>) {
    auto const* known = std::get_if<T>(&what);
    if (known != nullptr) field = *known;
    return known != nullptr;
  } else if constexpr (std::is_enum_v<T>) {
    auto const* known = std::get_if<::cryocon::choice>(&what);
    if (known == nullptr || known->code < 0) return false;
    field = static_cast<T>(known->code);
    return true;
  } else {
    auto const* known = std::get_if<std::int64_t>(&what);
    if (known != nullptr) field = static_cast<T>(*known);
    return known != nullptr;
  }
}

inline int source_of(input_settings const&, int member) { return member; }
inline int source_of(loop_settings const& of, int) { return of.source; }
inline int source_of(relay_settings const& of, int) { return of.source; }

/// Reads a temperature or the like that a client gave in the display units of an input; a unit that
/// is not the displayed one is no such value.
std::optional<double> shown_number(machine const& of, int input, ::cryocon::value const& what);
::cryocon::value shown_value(machine const& of, int input, std::optional<double> number);

template <auto Part, auto... Field>
struct member {
  static auto& of(machine& m, int n) {
    return ((m.core.set.*Part)[static_cast<std::size_t>(n)].*....*Field);
  }
  static int source(machine& m, int n) {
    return source_of((m.core.set.*Part)[static_cast<std::size_t>(n)], n);
  }
  static ::cryocon::value get(machine& m, int n) { return to_value(of(m, n)); }
  static bool set(machine& m, int n, ::cryocon::value const& what) {
    return from_value(what, of(m, n));
  }

  static ::cryocon::value get_channel(machine& m, int n) {
    return ::cryocon::channel(static_cast<char>('A' + of(m, n)));
  }
  static bool set_channel(machine& m, int n, ::cryocon::value const& what) {
    auto const* letter = std::get_if<::cryocon::channel>(&what);
    if (letter == nullptr || !m.core.has_channel(letter->letter())) return false;
    of(m, n) = letter->letter() - 'A';
    return true;
  }

  static ::cryocon::value get_kelvin(machine& m, int n) {
    return shown_value(m, source(m, n), m.core.display_of(source(m, n)).from_kelvin(of(m, n)));
  }
  static bool set_kelvin(machine& m, int n, ::cryocon::value const& what) {
    auto const number = shown_number(m, source(m, n), what);
    auto const kelvin = number ? m.core.display_of(source(m, n)).to_kelvin(*number) : std::nullopt;
    if (!kelvin) return false;
    of(m, n) = *kelvin;
    return true;
  }

  static ::cryocon::value get_difference(machine& m, int n) {
    return shown_value(m, source(m, n),
                       m.core.display_of(source(m, n)).difference_from_kelvin(of(m, n)));
  }
  static bool set_difference(machine& m, int n, ::cryocon::value const& what) {
    auto const number = shown_number(m, source(m, n), what);
    if (number) of(m, n) = m.core.display_of(source(m, n)).difference_to_kelvin(*number);
    return number.has_value();
  }

  static constexpr behaviour plain(::cryocon::property_id id) { return {id, &get, &set}; }
  static constexpr behaviour channel(::cryocon::property_id id) {
    return {id, &get_channel, &set_channel};
  }
  static constexpr behaviour kelvin(::cryocon::property_id id) {
    return {id, &get_kelvin, &set_kelvin};
  }
  static constexpr behaviour difference(::cryocon::property_id id) {
    return {id, &get_difference, &set_difference};
  }
};

}  // namespace sim::cryo
