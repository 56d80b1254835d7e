// Charges a cell directly, without a procedure; whatever happens, it ends at rest.
#include <fmt/format.h>

#include "maccor_twin.hpp"

namespace asio = boost::asio;
namespace maccor = cyclers::maccor;
using namespace std::chrono_literals;
using namespace cyclers::literals;

//[maccor_direct
asio::awaitable<void> pulse(maccor::tester tester) {
  maccor::direct_limits limits;  // set on the tester, read back, and kept to by each set point
  limits.v_min = 2.5_V;
  limits.v_max = 4.2_V;
  limits.i_charge = limits.i_discharge = 1_A;

  auto const body = [](maccor::direct_session& cell) -> asio::awaitable<void> {
    co_await cell.charge(0.5_A);
    co_await cell.hold_for(300ms);  // the watchdog is fed meanwhile
    fmt::print("{}\n", co_await cell.read());
    co_await cell.discharge(0.5_A);
    co_await cell.hold_for(300ms);
    fmt::print("{}\n", co_await cell.read());
  };
  co_await tester.channel(7).direct_control(limits, body);
  // At rest here, and verified: else an exception says loudly that it is not.
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::tester_twin twin(context, argc, argv, {.channels = 8, .watchdog = 10s});
  auto const tester = twin.tester();
  sim::run(context, pulse(tester));
  auto const after = sim::run(context, tester.channel(7).read());
  fmt::print("{}\n", after);
  return after.current == 0 ? 0 : 1;
}
