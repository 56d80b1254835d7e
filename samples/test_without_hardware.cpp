// Tests a user's code against a twin in the same process, on a clock that the test moves.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sim/run.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//[test_without_hardware
// What a user wants to test: heats the sample stage and says what it reads.
asio::awaitable<cryocon::temperature> heat(cryocon::controller cryo) {
  co_await cryo[1].type(cryocon::loop_type::man);
  co_await cryo[1].manual_output_power(50);
  co_await cryo.control(true);
  co_return co_await cryo['A'].temperature();
}

int main() {
  asio::io_context context;
  sim::lab lab{std::make_shared<sim::clock>(0), sim::cryocon{.pace = sim::cryocon::haste::ignore}};
  cryocon::controller cryo{lab.link(context.get_executor())};
  auto const before = sim::run(context, heat(cryo));
  lab.advance(10min);  // ten minutes of the cryostat's life, at once
  auto const after = sim::run(context, cryo['A'].temperature());
  fmt::print("from {} to {}\n", before, after);
  return after.value() > before.value() ? 0 : 1;
}
//]
