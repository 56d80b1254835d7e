#include "cryocon_twin/twin.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "physics/cryostat.hpp"

namespace sim {
namespace cryo {
namespace {

instant start_of(sim::cryocon const& options) {
  return options.date ? instant(*options.date) : instant(std::chrono::system_clock::now());
}

std::size_t index_of(instrument const& of, char input) {
  if (!of.has_channel(input))
    throw std::invalid_argument(fmt::format("there is no input '{}'", input));
  return static_cast<std::size_t>(input - 'A');
}

}  // namespace

twin::twin(sim::cryocon const& options)
    : machine_(options.start ? physics::cryostat(*options.start) : physics::cold_cryostat(),
               options.seed, start_of(options)),
      pace_(options.pace, options.interval),
      manners_{options.newline, options.set_answer} {
  furnish(machine_, options);
}

std::unique_ptr<conversation> twin::converse(wire over) {
  return std::make_unique<talk>(machine_, pace_, manners_, over.kind == transport::udp);
}

double twin::heater_power(int loop) const {
  return machine_.core.loops.at(static_cast<std::size_t>(loop - 1)).output().power;
}

bool twin::relay(int number) const {
  return machine_.core.relays.at(static_cast<std::size_t>(number - 1)).asserted();
}

void twin::fault(char input, sim::cryocon::sensor_fault what) {
  auto const n = index_of(machine_.core, input);
  machine_.core.inputs[n].fault = static_cast<sensor_fault>(what);
  machine_.core.refresh(static_cast<int>(n));
}

void twin::pin(char input, std::optional<double> kelvin) {
  machine_.core.inputs[index_of(machine_.core, input)].pinned = kelvin;
}

}  // namespace cryo

std::unique_ptr<cryocon_twin> make_cryocon(cryocon const& options) {
  return std::make_unique<cryo::twin>(options);
}

std::unique_ptr<device> make_device(cryocon const& options) { return make_cryocon(options); }

}  // namespace sim
