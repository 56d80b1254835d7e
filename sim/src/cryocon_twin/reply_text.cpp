#include "cryocon_twin/reply_text.hpp"

#include <fmt/format.h>

#include <type_traits>

#include "cryocon/properties.hpp"
#include "cryocon/text.hpp"
#include "cryocon_twin/zones.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::property_id;
using ::cryocon::property_info;
using ::cryocon::value_kind;

std::string truth(property_info const& property, bool on) {
  switch (property.kind) {
    case value_kind::yes_no:
      return on ? "YES" : "NO";
    case value_kind::unlocked:
      return on ? "*" : " ";
    default:
      return on ? "ON" : "OFF";
  }
}

std::string number(property_info const& property, double what) {
  if (property.unit == "V") return fmt::format("{:.2f}V", what);
  if (property.unit == "A") return what == 0 ? "0.00A" : fmt::format("{:.4f}A", what);
  if (property.unit == "ohm") return fmt::format("{:.2f}", what);
  return fmt::format("{:.7g}", what);
}

std::string measured(property_info const& property, ::cryocon::reading what) {
  if (!what.valid()) return reading_text(what);
  if (property.id == property_id::input_sensor_power) return fmt::format("{:.6e}", *what.number());
  bool const small =
      property.id == property_id::input_variance || property.id == property_id::input_slope;
  if (small) return fmt::format("{:.7g}", *what.number());
  if (property.unit == "degC") return fmt::format("{:.1f}C", *what.number());
  return reading_text(what);
}

// A 22C and its like append the unit to a temperature, a 24C gives the bare number.
std::string degrees(machine const& of, property_info const& property,
                    ::cryocon::temperature const& what) {
  if (!what.valid()) return reading_text(what);
  auto const unit = ::cryocon::to_text(what.unit());
  if (property.kind == value_kind::set_point) return fmt::format("{:.6f}{}", *what.number(), unit);
  bool const bare = of.core.model == nullptr || of.core.model->name != "22C" ||
                    property.id != property_id::input_temperature;
  return reading_text(what) + (bare ? "" : unit);
}

std::string chosen(machine const& of, property_info const& property,
                   ::cryocon::choice const& what) {
  auto text = property.options->text(what.code);
  if (text.empty()) text = what.text;
  bool const padded = of.padded && property.id == property_id::loop_type;
  return padded ? fmt::format("{:<5}", text) : std::string(text);
}

}  // namespace

std::string reply_text(machine const& of, property_info const& property,
                       ::cryocon::value const& what) {
  namespace lib = ::cryocon;
  return std::visit(
      [&](auto const& held) -> std::string {
        using type = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<type, std::monostate>)
          return "N/A";
        else if constexpr (std::is_same_v<type, bool>)
          return truth(property, held);
        else if constexpr (std::is_same_v<type, std::int64_t>)
          return fmt::format("{}", held);
        else if constexpr (std::is_same_v<type, double>)
          return number(property, held);
        else if constexpr (std::is_same_v<type, std::string>)
          return held;
        else if constexpr (std::is_same_v<type, lib::choice>)
          return chosen(of, property, held);
        else if constexpr (std::is_same_v<type, lib::reading>)
          return measured(property, held);
        else if constexpr (std::is_same_v<type, lib::temperature>)
          return degrees(of, property, held);
        else if constexpr (std::is_same_v<type, lib::date>)
          return fmt::format("\"{:02}/{:02}/{:04}\"", unsigned{held.month()}, unsigned{held.day()},
                             int{held.year()});
        else if constexpr (std::is_same_v<type, lib::time_of_day>)
          return fmt::format("\"{:02}:{:02}:{:02}\"", held.hour, held.minute, held.second);
        else if constexpr (std::is_same_v<type, lib::channel>)
          return std::string(1, held.letter());
        else
          return {};
      },
      what);
}

}  // namespace sim::cryo
