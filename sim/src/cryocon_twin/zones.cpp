#include "cryocon_twin/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace sim::cryo {

using ::cryocon::pid_zone;
using ::cryocon::validity;

loop_plan zone_at(::cryocon::pid_table const& table, double set_point, loop_plan const& otherwise,
                  int loop, ::cryocon::model_info const* model) {
  loop_plan out = otherwise;
  out.gains = {};
  if (table.zones.empty()) return out;
  auto const above =
      std::find_if(table.zones.begin(), table.zones.end(),
                   [&](pid_zone const& zone) { return zone.set_point >= set_point; });
  pid_zone const& high = above == table.zones.end() ? table.zones.back() : *above;
  pid_zone const& low =
      above == table.zones.begin() || above == table.zones.end() ? high : *std::prev(above);
  double const width = high.set_point - low.set_point;
  double const share = width > 0 ? (set_point - low.set_point) / width : 1.0;
  auto const between = [&](double pid_zone::* gain) {
    return low.*gain + share * (high.*gain - low.*gain);
  };
  out.gains = {between(&pid_zone::p), between(&pid_zone::i), between(&pid_zone::d)};
  if (has_range(model, loop, high.range)) out.range = high.range;
  if (high.source)
    out.source = std::clamp(high.source->letter() - 'A', 0, static_cast<int>(inputs_most) - 1);
  return out;
}

::cryocon::pid_table conditioned(::cryocon::pid_table table) {
  std::erase_if(table.zones, [](pid_zone const& zone) { return !(zone.set_point > 0); });
  std::sort(table.zones.begin(), table.zones.end(), [](pid_zone const& a, pid_zone const& b) {
    return std::tie(a.set_point, a.p) < std::tie(b.set_point, b.p);
  });
  return table;
}

std::string reading_text(::cryocon::reading value) {
  switch (value.state()) {
    case validity::sensor_fault:
      return "-------";
    case validity::out_of_range:
      return ".......";
    case validity::not_available:
      return "N/A";
    case validity::measured:
      break;
  }
  double const number = *value.number();
  double const size = std::abs(number);
  int const digits = size >= 1000 ? 3 : size >= 100 ? 4 : size >= 10 ? 5 : 6;
  return fmt::format("{:.{}f}", number, digits);
}

}  // namespace sim::cryo
