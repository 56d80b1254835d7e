// Tests a user's code against a twin in the same process, on a clock that the test moves.
#include <gtest/gtest.h>

#include <cryocon/cryocon.hpp>
#include <sim/cryocon.hpp>
#include <sim/gtest.hpp>

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

struct furnace : sim::lab_test<sim::cryocon> {};

TEST_F(furnace, gets_warmer_when_it_is_heated) {
  cryocon::controller cryo{link()};
  auto const before = run(heat(cryo));
  lab.advance(10min);  // ten minutes of the cryostat's life, at once
  auto const after = run(cryo['A'].temperature());
  EXPECT_GT(after.value(), before.value());
}
//]
