#include <gmock/gmock.h>

#include <cyclers/maccor/blocking.hpp>
#include <future>

#include "direct_tester.hpp"

namespace cyclers_direct_blocking_test {

using namespace cyclers;
using namespace std::chrono_literals;
using cyclers::test::direct_tester;
using cyclers::test::fate;
using maccor::blocking::direct_session;
using test_support::virtual_clock;

/// Is a clock that goes on by a little whenever somebody looks at it: time passes just while a
/// thread serves the event loop.
struct looked_at_clock {
  using duration = virtual_clock::duration;
  using rep = virtual_clock::rep;
  using period = virtual_clock::period;
  using time_point = virtual_clock::time_point;
  static constexpr bool is_steady = true;
  static time_point now() noexcept {
    virtual_clock::jump(1ms);
    return virtual_clock::now();
  }
};

}  // namespace cyclers_direct_blocking_test

template <>
struct boost::asio::wait_traits<cyclers_direct_blocking_test::looked_at_clock>
    : boost::asio::wait_traits<test_support::virtual_clock> {};

namespace cyclers_direct_blocking_test {

/// Is a tester for a script.
struct script_bench {
  std::shared_ptr<sockio::blocking::runtime> runtime =
      std::make_shared<sockio::blocking::runtime>();
  std::shared_ptr<direct_tester> device = std::make_shared<direct_tester>(runtime->executor());
  detail::clock_time<looked_at_clock> time;
  maccor::blocking::tester tester{
      runtime, maccor::connections{nullptr, device},
      maccor::tester_options{.prefer = maccor::form::binary, .channels = 1}};
  maccor::direct_options options;

  script_bench() { options.time = &time; }
  template <class F>
  sockio::failure run(F body) {
    try {
      tester.channel(75).direct_control(
          {.v_min = {3}, .v_max = {4.2}, .i_charge = {1}, .i_discharge = {1}}, body, options);
    } catch (sockio::failure const& why) {
      return why;
    }
    return {};
  }
  /// Promises that the tester hears something for the nth time, while the script does not ask.
  std::future<void> hears(std::string what, int nth) {
    auto heard = std::make_shared<std::promise<void>>();
    auto future = heard->get_future();
    device->fate_of = [=, n = 0](int, std::string const& name) mutable {
      if (name == what && ++n == nth) heard->set_value();
      return fate::answered;
    };
    return future;
  }
};

TEST(blocking_direct_control, feeds_the_watchdog_while_the_script_does_other_things) {
  script_bench b;
  auto const fed = b.hears("C 1", 2);
  auto const why = b.run([&](direct_session& cell) {
    cell.charge(1_A);
    EXPECT_EQ(fed.wait_for(5s), std::future_status::ready);
  });
  EXPECT_FALSE(why.code()) << why.what();
  EXPECT_FALSE(b.device->flows());
}

TEST(blocking_direct_control, rests_while_the_script_is_stuck) {
  script_bench b;
  b.options.watchdog = 0s;
  b.options.stuck_after = 2s;
  auto const rested = b.hears("R 0", 2);  // The first is the start.
  auto const why = b.run([&](direct_session& cell) {
    cell.charge(1_A);
    EXPECT_EQ(rested.wait_for(5s), std::future_status::ready);
    (void)cell.read();
    ADD_FAILURE() << "a read must not hide that nothing was heard of the script";
  });
  EXPECT_EQ(why.code(), errc::unattended) << why.what();
  EXPECT_FALSE(b.device->flows());
}

}  // namespace cyclers_direct_blocking_test
