#include "cycler/quantity_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "config/scalar.hpp"

namespace sim::cycler {
namespace {

using config::same_word;

struct unit {
  std::string_view name;
  double scale;
  bool per_hour = false;
};

constexpr std::array times{unit{"s", 1},       unit{"ms", 1e-3},   unit{"sec", 1},
                           unit{"min", 60},    unit{"h", 3600},    unit{"d", 86400},
                           unit{"hour", 3600}, unit{"hours", 3600}};
constexpr std::array voltages{unit{"V", 1}, unit{"mV", 1e-3}};
constexpr std::array currents{unit{"A", 1}, unit{"mA", 1e-3}, unit{"C", 1, true}};
constexpr std::array rates{unit{"C", 1, true}};
constexpr std::array powers{unit{"W", 1}, unit{"mW", 1e-3}, unit{"kW", 1e3}};
constexpr std::array resistances{unit{"ohm", 1}, unit{"mohm", 1e-3}};
constexpr std::array capacities{unit{"Ah", 1}, unit{"mAh", 1e-3}};
constexpr std::array energies{unit{"Wh", 1}, unit{"mWh", 1e-3}, unit{"kWh", 1e3}};
constexpr std::array temperatures{unit{"C", 1}, unit{"degC", 1}, unit{"\u00b0C", 1}};
constexpr std::array plain{unit{"", 1}};

struct form {
  std::span<unit const> units;
  std::string_view looks;
};

// In the order of the enumeration.
constexpr std::array forms{form{times, "a time such as 30 s, 10 min, 1.5 h or VAR1"},
                           form{voltages, "a voltage such as 4.2 V, 4200 mV or VAR1"},
                           form{currents, "a current such as 1.5 A, 200 mA, 0.5 C, C/20 or VAR1"},
                           form{rates, "a C rate such as 0.5 C, C/20 or VAR1"},
                           form{powers, "a power such as 5 W, 500 mW or VAR1"},
                           form{resistances, "a resistance such as 2 ohm, 50 mohm or VAR1"},
                           form{capacities, "a capacity such as 3 Ah, 500 mAh or VAR1"},
                           form{energies, "an energy such as 10 Wh, 500 mWh or VAR1"},
                           form{temperatures, "a temperature such as 45 C, -10 degC or VAR1"},
                           form{plain, "a whole number such as 3 or VAR1"},
                           form{plain, "a number such as 1.5 or VAR1"}};

form const& form_of(dimension of) { return forms[static_cast<std::size_t>(of)]; }

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool positive(std::optional<double> const& value) { return value && *value > 0; }

/// Reads "C" and "C/20".
std::optional<amount> read_c_rate(std::string_view text) {
  if (!text.starts_with('C') && !text.starts_with('c')) return {};
  auto const rest = trimmed(text.substr(1));
  if (rest.empty()) return amount{.factor = 1, .per_hour = true};
  if (!rest.starts_with('/')) return {};
  auto const hours = config::read_number(trimmed(rest.substr(1)));
  if (!positive(hours)) return {};
  return amount{.factor = 1 / *hours, .per_hour = true};
}

bool fits(dimension of, double value) {
  constexpr double most = 1e9;
  return std::abs(value) <= most && (of != dimension::count || value == std::floor(value));
}

}  // namespace

std::string_view looks(dimension of) { return form_of(of).looks; }

std::optional<int> read_variable(std::string_view text, int most_variable) {
  std::string_view digits;
  for (std::string_view const name : {"VAR", "MV_UD"})
    if (same_word(text.substr(0, name.size()), name)) digits = text.substr(name.size());
  if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos ||
      digits.starts_with('0'))
    return {};
  auto const number = config::read_integer(digits);
  if (!number || *number > most_variable) return {};
  return static_cast<int>(*number);
}

std::optional<amount> read_amount(std::string_view text, dimension of, int most_variable) {
  text = trimmed(text);
  bool const rate = of == dimension::rate;
  if (auto const variable = read_variable(text, most_variable))
    return amount{.factor = 1, .variable = *variable, .per_hour = rate};
  if (rate || of == dimension::current)
    if (auto const c = read_c_rate(text)) return c;
  auto const digits = text.substr(0, text.find_first_not_of("0123456789.+-eE"));
  auto const name = trimmed(text.substr(digits.size()));
  auto const value = config::read_number(digits);
  if (!value) return {};
  if (name.empty() && fits(of, *value)) return amount{.factor = *value, .per_hour = rate};
  for (unit const& one : form_of(of).units)
    if (same_word(one.name, name) && fits(of, *value * one.scale))
      return amount{.factor = *value * one.scale, .per_hour = one.per_hour};
  return {};
}

std::optional<bool> take_side(std::string_view& text) {
  struct side {
    std::string_view word;
    bool above;
  };
  constexpr std::array sides{side{"above ", true}, side{"below ", false}, side{">=", true},
                             side{"<=", false},    side{">", true},       side{"<", false}};
  text = trimmed(text);
  for (auto const& one : sides) {
    if (!same_word(text.substr(0, one.word.size()), one.word)) continue;
    text = trimmed(text.substr(one.word.size()));
    return one.above;
  }
  return {};
}

}  // namespace sim::cycler
