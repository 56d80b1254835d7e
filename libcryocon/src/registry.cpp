#include <fmt/format.h>

#include <algorithm>

#include "cryocon/model.hpp"
#include "cryocon/properties.hpp"
#include "detail/text_tools.hpp"

namespace cryocon {
namespace {

constexpr double filter_times[] = {0.5, 1, 2, 4, 8, 16, 32, 64};
constexpr double line_frequencies[] = {60, 50};
constexpr double baud_rates[] = {9600, 19200, 38400, 57600, 115200};
constexpr double loads[] = {50, 25};
/// Is 0 K in the scale that reaches furthest down: the table does not know in which one a loop's
/// source is displayed, so what is between is the device's to refuse.
constexpr double zero = -459.67;

constexpr limits any() { return {}; }
constexpr limits between(double least, double most) { return {.least = least, .most = most}; }
constexpr limits at_least(double least) { return {.least = least}; }
constexpr limits one_of(std::span<double const> choices) { return {.choices = choices}; }
constexpr limits length(std::size_t most) { return {.length = most}; }

template <class Type>
enumeration const* options_of() {
  if constexpr (requires { Type::options(); }) return Type::options();
  return nullptr;
}

constexpr std::string_view name_of(value_kind kind) {
  switch (kind) {
    case value_kind::none:
      return "none";
    case value_kind::on_off:
    case value_kind::engagement:
      return "on/off";
    case value_kind::yes_no:
    case value_kind::unlocked:
      return "yes/no";
    case value_kind::integer:
      return "integer";
    case value_kind::real:
      return "number";
    case value_kind::measurement:
      return "reading";
    case value_kind::degrees:
    case value_kind::set_point:
      return "temperature";
    case value_kind::text:
    case value_kind::quoted:
      return "text";
    case value_kind::day:
      return "date";
    case value_kind::time:
      return "time";
    case value_kind::channel:
      return "channel";
    case value_kind::enumeration:
      return "choice";
    case value_kind::curve:
      return "curve";
    case value_kind::pid_table:
      return "PID table";
    case value_kind::records:
      return "records";
  }
  return "none";
}

std::span<property_info const> make_registry() {
  using enum effort;
  constexpr model_set every = models_with::anything;
  constexpr model_set controllers = models_with::loops;
  static property_info const table[] = {
#define PROPERTY(GROUP, NAME, MNEMONIC, TYPE, ACCESS, UNIT, LIMITS, MODELS, PAGE, EFFORT, DOC) \
  {property_id::GROUP##_##NAME,                                                                \
   group::GROUP,                                                                               \
   #NAME,                                                                                      \
   MNEMONIC,                                                                                   \
   types::TYPE::kind,                                                                          \
   options_of<types::TYPE>(),                                                                  \
   name_of(types::TYPE::kind),                                                                 \
   access::ACCESS,                                                                             \
   UNIT,                                                                                       \
   LIMITS,                                                                                     \
   MODELS,                                                                                     \
   PAGE,                                                                                       \
   EFFORT,                                                                                     \
   DOC},
#include "cryocon/properties.def"
  };
  return table;
}

constexpr group_info groups[] = {
    {group::common, "common", 0, 0, 0, "95"},
    {group::control, "control", 0, 0, 0, "96"},
    {group::system, "system", 0, 0, 0, "96-98"},
    {group::config, "config", '1', 0, 5, "98"},
    {group::input, "input", 'A', 'A', 'D', "99-101"},
    {group::loop, "loop", '1', 1, 4, "102-106"},
    {group::overtemp, "overtemp", 0, 0, 0, "106"},
    {group::curve, "curve", '1', 1, 8, "108"},
    {group::sensor, "sensor", '1', 0, 68, "108-109"},
    {group::relay, "relay", '1', 1, 2, "107"},
    {group::pid_table, "pid_table", '1', 1, 6, "110-111"},
    {group::network, "network", 0, 0, 0, "112"},
    {group::mail, "mail", 'A', 'A', 'D', "112"},
    {group::data_log, "data_log", 0, 0, 0, "113"},
};

std::string index_text(target what) {
  auto const index = info(what.property->where).index;
  if (index == 0) return {};
  return index == 'A' ? std::string(1, static_cast<char>(what.index))
                      : fmt::format("{}", what.index);
}

std::string_view sent_mnemonic(property_info const& property) {
  return property.mnemonic.substr(0, property.mnemonic.find('|'));
}

}  // namespace

bool limits::allow(double number) const {
  if (!choices.empty()) return std::ranges::find(choices, number) != choices.end();
  return number >= least && number <= most;
}

std::string limits::text() const {
  if (!choices.empty()) {
    std::string list;
    for (double each : choices) {
      if (!list.empty()) list += each == choices.back() ? " or " : ", ";
      list += fmt::format("{}", each);
    }
    return list;
  }
  if (length != 0) return fmt::format("at most {} characters", length);
  bool const low = least > -std::numeric_limits<double>::infinity();
  bool const high = most < std::numeric_limits<double>::infinity();
  if (least == most) return fmt::format("{}", least);
  if (low && high) return fmt::format("{} to {}", least, most);
  return low ? fmt::format("{} or more", least) : std::string{};
}

group_info const& info(group which) { return groups[static_cast<std::size_t>(which)]; }

std::span<property_info const> registry() {
  static std::span<property_info const> const table = make_registry();
  return table;
}

std::string path_of(target what) {
  auto const& property = *what.property;
  bool const plain = property.where == group::common || property.where == group::control ||
                     property.where == group::system;
  if (plain) return std::string(property.name);
  std::string path(info(property.where).name);
  if (auto const index = index_text(what); !index.empty()) path += "." + index;
  return path + "." + std::string(property.name);
}

std::string address_of(target what) {
  auto const mnemonic = sent_mnemonic(*what.property);
  if (mnemonic.starts_with('*')) return detail::to_upper(mnemonic);
  auto const root = mnemonic.substr(0, mnemonic.find(':'));
  auto const index = index_text(what);
  return ":" + detail::to_upper(root) + (index.empty() ? "" : " ") + index +
         detail::to_upper(mnemonic.substr(root.size()));
}

std::string query_of(target what) {
  auto const mnemonic = sent_mnemonic(*what.property);
  auto const index = index_text(what);
  if (index.empty() || mnemonic.find(':') != std::string_view::npos) return address_of(what) + "?";
  return ":" + detail::to_upper(mnemonic) + "? " + index;
}

}  // namespace cryocon
