#include "sim/config.hpp"

namespace sim {
namespace {

/// Gives each device its own start that depends on nothing but its name, so that adding a device
/// changes no other.
std::uint64_t seed_of(std::uint64_t seed, std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ seed;
  for (char const c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

config_result<std::shared_ptr<station>> make_station(device_plan const& plan, lab_plan const& of,
                                                     std::shared_ptr<clock> time) {
  auto const seed = seed_of(of.seed, plan.name);
  auto made = plan.type.make({.name = plan.name, .options = plan.options, .seed = seed});
  if (!made) {
    auto error = made.error();
    error.file = of.file;
    if (error.line == 0) error.line = plan.line;
    return error;
  }
  return std::make_shared<station>(std::move(*made), std::move(time),
                                   station_options{.name = plan.name,
                                                   .class_name = plan.type.name,
                                                   .nack = plan.type.nack,
                                                   .udp_beside_tcp = plan.type.udp_beside_tcp,
                                                   .seed = seed});
}

}  // namespace sim
