#include "cryocon_twin/store.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "cryocon/properties.hpp"

namespace sim::cryo {
namespace {

using namespace std::string_literals;
using ::cryocon::property_id;
using ::cryocon::value;
using ::cryocon::value_kind;

struct factory_value {
  property_id id;
  value what;
};

std::vector<factory_value> const& factory_values() {
  static std::vector<factory_value> const all{
      {property_id::system_gpib_address, std::int64_t{12}},
      {property_id::system_sync_taps, std::int64_t{7}},
      {property_id::system_line_frequency, std::int64_t{60}},
      {property_id::system_baud, std::int64_t{9600}},
      {property_id::system_display_resolution, ::cryocon::choice{3, "3"}},
      {property_id::input_ac_excitation, true},
      {property_id::network_ip_address, "192.168.1.5"s},
      {property_id::network_port, std::int64_t{5000}},
      {property_id::network_mac_address, "00:50:C2:6F:40:3F"s},
      {property_id::network_name, "Cryocon"s},
      {property_id::mail_server, "192.168.0.1"s},
      {property_id::mail_from, "Model24C@mynetwork.com"s},
      {property_id::mail_to, "Model24C@mynetwork.com"s},
      {property_id::mail_port, std::int64_t{25}},
  };
  return all;
}

double least(::cryocon::limits const& range) {
  if (!range.choices.empty()) return range.choices.front();
  return std::isfinite(range.least) ? range.least : 0;
}

value without_factory_value(::cryocon::property_info const& property) {
  switch (property.kind) {
    case value_kind::on_off:
    case value_kind::yes_no:
    case value_kind::unlocked:
    case value_kind::engagement:
      return false;
    case value_kind::integer:
      return static_cast<std::int64_t>(least(property.range));
    case value_kind::real:
      return least(property.range);
    case value_kind::text:
    case value_kind::quoted:
      return ""s;
    case value_kind::channel:
      return ::cryocon::channel('A');
    case value_kind::enumeration: {
      auto const& first = property.options->items.front();
      return ::cryocon::choice{first.code, std::string(first.text)};
    }
    case value_kind::measurement:
      return ::cryocon::reading{};
    case value_kind::degrees:
    case value_kind::set_point:
      return ::cryocon::temperature{};
    default:
      return {};
  }
}

}  // namespace

value store::get(::cryocon::property_info const& property, int index) const {
  if (auto const found = values_.find({property.id, index}); found != values_.end())
    return found->second;
  for (auto const& each : factory_values())
    if (each.id == property.id) return each.what;
  return without_factory_value(property);
}

void store::put(property_id id, int index, value what) { values_[{id, index}] = std::move(what); }

}  // namespace sim::cryo
