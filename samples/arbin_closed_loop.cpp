// Charges a cell with a law of one's own, through a meta variable of a running schedule.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "arbin_twin.hpp"

namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace arbin = cyclers::arbin;
using namespace std::chrono_literals;
using namespace cyclers::literals;

//[arbin_closed_loop
/// Charges with 2 A, less the closer the voltage is to 4.1 V, and ends below 0.2 A.
std::optional<cyclers::ampere> law(cyclers::reading const& now) {
  double const wanted = std::clamp((4.1 - now.voltage) * 20, 0.0, 2.0);
  fmt::print("{}\n", now);
  if (wanted < 0.2) return std::nullopt;
  return cyclers::ampere{wanted};
}

asio::awaitable<void> charge(arbin::channel channel, fs::path audit_file) {
  co_await channel.assign("steered.sdx");  // it charges with what MV_UD1 says
  co_await channel.start("cell-0043");
  cyclers::loop_limits limits;  // a reading or a set point beyond them ends the loop, at rest
  limits.v_min = 2.5_V;
  limits.v_max = 4.2_V;
  limits.i_charge = 2.5_A;
  limits.i_discharge = 0.1_A;
  cyclers::audit_trail const audit(audit_file);
  co_await cyclers::closed_loop(channel.variable(1), 250ms, limits, audit, law);
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::cycler_twin twin(context, argc, argv, {.channels = 1, .cells = {.state_of_charge = 0.7}},
                           600);
  auto const file = fs::temp_directory_path() / fmt::format("corolab_loop_{}.jsonl", ::getpid());
  auto const channel = twin.cycler().channel(1);
  sim::run(context, charge(channel, file));
  auto const after = sim::run(context, channel.read());
  fmt::print("{}\n", after);
  std::ifstream trail(file);
  for (std::string line; std::getline(trail, line);)
    if (trail.peek() == EOF) fmt::print("{}\n", line);
  fs::remove(file);
  return after.current == 0 && cyclers::without_current(after.status) ? 0 : 1;
}
