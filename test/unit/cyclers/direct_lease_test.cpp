#include <gmock/gmock.h>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "direct_tester.hpp"

namespace cyclers_direct_lease_test {

using namespace cyclers;
using namespace std::chrono_literals;
using namespace boost::asio::experimental::awaitable_operators;
using cyclers::test::direct_bench;
using cyclers::test::fate;
using maccor::direct_session;
using sockio::awaitable;
using test_support::virtual_clock;
using testing::HasSubstr;

/// Is code of a user's that waits for other things than its channel.
struct other_things {
  explicit other_things(direct_bench& bench) : bell(bench.io.get_executor()) {}
  cyclers::detail::clock_alarm<virtual_clock> bell;

  awaitable<void> take(sockio::duration time) {
    auto const until = virtual_clock::now() + time;
    while (virtual_clock::now() < until) co_await bell.wait_until(until);
  }
};

/// Is one way to stop holding an output before its time.
struct way_off {
  char const* name;
  std::function<awaitable<void>(direct_session&, other_things&)> hold;
};

class direct_lease : public testing::TestWithParam<way_off> {};

TEST_P(direct_lease, is_no_longer_than_that_of_any_other_code_once_a_hold_is_left) {
  direct_bench b;
  b.options.stuck_after = 2s;
  other_things others(b);
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await GetParam().hold(cell, others);
    co_await others.take(1h);  // Stuck.
  };
  auto one = b.start(body);
  b.pass(900ms);
  EXPECT_TRUE(b.device->flows());
  b.pass(2s);
  EXPECT_TRUE(b.device->flows()) << "the hold ended after a second";
  b.pass(500ms);
  EXPECT_FALSE(b.device->flows());
  one.cancel();
  b.finish(one);
}

INSTANTIATE_TEST_SUITE_P(
    all, direct_lease,
    testing::Values(way_off{"in_time", [](auto& cell, auto&) { return cell.hold_for(1s); }},
                    way_off{"by_another_event",
                            [](auto& cell, auto& others) -> awaitable<void> {
                              co_await (cell.hold_for(1h) || others.take(1s));
                            }},
                    way_off{"by_an_exception_beside_it",
                            [](auto& cell, auto& others) -> awaitable<void> {
                              auto fails = [&]() -> awaitable<void> {
                                co_await others.take(1s);
                                throw std::runtime_error("mine");
                              };
                              (void)co_await sockio::as_result(cell.hold_for(1h) && fails());
                            }}),
    [](auto const& each) { return std::string(each.param.name); });

TEST(direct_lease, lasts_as_long_as_a_hold_of_many_times_stuck_after) {
  direct_bench b;
  b.options.stuck_after = 2s;
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await cell.hold_for(60s);
    co_await cell.discharge(1_A);
  };
  b.run(body).value();
  EXPECT_EQ(b.device->count("D 1"), 1);
}

TEST(direct_lease, does_not_run_out_while_code_waits_for_a_slow_tester) {
  direct_bench b;
  b.options.stuck_after = 1s;
  b.device->latency = 1500ms;
  b.run([](direct_session& cell) -> awaitable<void> {
     co_await cell.charge(1_A);
     co_await cell.discharge(1_A);
   }).value();
}

using command = std::function<awaitable<void>(direct_session&)>;
class direct_lease_overdue : public testing::TestWithParam<std::pair<char const*, command>> {};

/// Code that keeps the only thread to itself leaves nobody to notice meanwhile.
TEST_P(direct_lease_overdue, is_never_renewed) {
  direct_bench b;
  b.options.stuck_after = 2s;
  b.options.watchdog = 0s;
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    virtual_clock::jump(8s);
    co_await GetParam().second(cell);
  };
  auto const done = b.run(body);
  EXPECT_EQ(done.error(), errc::unattended) << done.story();
  EXPECT_THAT(done.story(), HasSubstr("charge 1 A up to 4.2 V"));
  EXPECT_FALSE(b.device->flows());
  EXPECT_EQ(b.device->count("C 0.5"), 0);
}

INSTANTIATE_TEST_SUITE_P(
    all, direct_lease_overdue,
    testing::Values(std::pair{"read", command([](auto& cell) -> awaitable<void> {
                                (void)co_await cell.read();
                              })},
                    std::pair{"alive", command([](auto& cell) { return cell.alive(); })},
                    std::pair{"charge", command([](auto& cell) { return cell.charge(0.5_A); })},
                    std::pair{"hold", command([](auto& cell) { return cell.hold_for(1h); })},
                    std::pair{"rest", command([](auto& cell) { return cell.bring_to_rest(); })},
                    std::pair{"leave", command([](auto&) -> awaitable<void> { co_return; })}),
    [](auto const& each) { return std::string(each.param.first); });

}  // namespace cyclers_direct_lease_test
