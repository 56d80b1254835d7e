// Charges a cell with a law of one's own, and leaves a CSV file and an audit trail behind.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "maccor_twin.hpp"

namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace maccor = cyclers::maccor;
using namespace std::chrono_literals;
using namespace cyclers::literals;

//[maccor_closed_loop
/// Charges with 2 A, less the closer the voltage is to 4.1 V, and ends below 0.2 A.
std::optional<cyclers::ampere> law(cyclers::reading const& now) {
  double const wanted = std::clamp((4.1 - now.voltage) * 20, 0.0, 2.0);
  if (wanted < 0.2) return std::nullopt;
  return cyclers::ampere{wanted};
}

asio::awaitable<void> charge(maccor::channel channel, fs::path const& folder) {
  std::ofstream csv(folder / "charge.csv");
  csv << "test_time_s,voltage_V,current_A\n";
  auto const control = [&](cyclers::reading const& now) {
    csv << fmt::format("{},{},{}\n", now.test_time.value_or(0), now.voltage, now.current);
    return law(now);
  };
  cyclers::loop_limits limits;  // a reading or a set point beyond them ends the loop, at rest
  limits.v_min = 2.5_V;
  limits.v_max = 4.2_V;
  limits.i_charge = 2.5_A;
  limits.i_discharge = 0.1_A;
  cyclers::audit_trail const audit(folder / "charge.jsonl");
  co_await cyclers::closed_loop(channel, 120ms, limits, audit, control);
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::tester_twin twin(context, argc, argv, {.channels = 1, .cells = {.state_of_charge = 0.7}},
                           600);
  auto const folder = fs::temp_directory_path() / fmt::format("corolab_closed_loop_{}", ::getpid());
  fs::create_directories(folder);
  auto const channel = twin.tester().channel(1);
  sim::run(context, charge(channel, folder));
  auto const after = sim::run(context, channel.read());
  std::ifstream csv(folder / "charge.csv");
  for (std::string line; std::getline(csv, line);) fmt::print("{}\n", line);
  fmt::print("{}\n", after);
  fs::remove_all(folder);
  return after.current == 0 && after.capacity > 0.05 ? 0 : 1;
}
