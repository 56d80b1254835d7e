#include <gmock/gmock.h>

#include "direct_tester.hpp"

namespace cyclers_direct_rest_test {

using namespace cyclers;
using namespace std::chrono_literals;
using cyclers::test::direct_bench;
using cyclers::test::fate;
using maccor::direct_session;
using sockio::awaitable;
using testing::HasSubstr;
using testing::Not;

int times(std::string const& what, std::string const& in) {
  int n = 0;
  for (auto at = in.find(what); at != in.npos; at = in.find(what, at + 1)) ++n;
  return n;
}

TEST(direct_rest, is_brought_about_in_json_when_only_the_binary_connection_is_lost) {
  for (char const* const last : {"start_direct", "R 0", "C 1", "D 1"}) {
    SCOPED_TRACE(last);
    direct_bench b;
    b.with_json();
    bool down = false;
    b.device->fate_of = [&](int, std::string const& what) {
      bool const lost = down && !what.starts_with("json");
      if (what == last) down = true;
      return lost ? fate::lost : fate::answered;
    };
    auto const done = b.run([](direct_session& cell) -> awaitable<void> {
      co_await cell.charge(1_A);
      co_await cell.hold_for(1s);
      co_await cell.discharge(1_A);
      co_await cell.hold_for(1h);
    });
    EXPECT_FALSE(b.device->flows());
    EXPECT_EQ(done.error(), sockio::errc::timed_out) << done.story();
    EXPECT_EQ(b.device->count("json suspend"), 1);
  }
}

/// What a lost connection still carries may come after all that a status shows.
TEST(direct_rest, is_not_believed_while_a_set_point_may_still_be_under_way) {
  direct_bench b;
  b.with_json();
  bool down = false;
  b.device->fate_of = [&](int, std::string const& what) {
    if (what == "C 1") down = true;
    if (what == "json full_status") {
      EXPECT_EQ(b.device->state, maccor::channel_state::suspended);
    }
    return down && !what.starts_with("json") ? fate::lost : fate::answered;
  };
  auto const done =
      b.run([](direct_session& cell) -> awaitable<void> { co_await cell.charge(1_A); });
  EXPECT_EQ(done.error(), sockio::errc::timed_out) << done.story();
}

TEST(direct_rest, does_not_wait_for_a_long_gap_between_outputs) {
  direct_bench b;
  b.options.gap = 60s;
  b.options.watchdog = {};
  b.run([](direct_session& cell) -> awaitable<void> { co_await cell.charge(1_A); }).value();
  auto const& at = b.device->outputs;
  ASSERT_EQ(at.size(), 3U);
  EXPECT_GE(at[1] - at[0], 60s);
  EXPECT_LE(at[2] - at[1], 200ms);
}

TEST(direct_rest, of_small_currents_is_told_from_them) {
  direct_bench b;
  b.limits.i_charge = {0.002};
  b.limits.i_discharge = {0};
  b.device->leak = 0.005F;
  auto const done = b.run([](direct_session&) -> awaitable<void> { co_return; });
  EXPECT_EQ(done.error(), errc::rest_not_verified) << done.story();
}

// What is told.

TEST(direct_rest, that_fails_is_told_once_with_what_began_it) {
  direct_bench b;
  bool down = false;
  b.device->fate_of = [&](int, std::string const& what) {
    if (what == "C 1") down = true;
    return down ? fate::reply_lost : fate::answered;
  };
  b.device->stuck_on = true;
  std::string heard;
  auto const done = b.run([&](direct_session& cell) -> awaitable<void> {
    auto const charged = co_await sockio::as_result(cell.charge(1_A));
    heard = charged.error().what();
    charged.value();
  });
  EXPECT_THAT(heard, HasSubstr("no reply within 3 s"));
  EXPECT_THAT(heard, Not(HasSubstr("MAY STILL CARRY CURRENT")));
  EXPECT_EQ(done.error(), errc::rest_not_verified);
  EXPECT_EQ(times("MAY STILL CARRY CURRENT", done.story()), 1) << done.story();
  EXPECT_THAT(done.story(), HasSubstr("before that: "));
  EXPECT_THAT(done.story(), HasSubstr("direct_output"));
}

TEST(direct_rest, that_was_late_is_no_longer_told_as_missing) {
  direct_bench b;
  b.options.rest_within = 2s;
  bool down = false;
  b.device->fate_of = [&](int, std::string const&) { return down ? fate::lost : fate::answered; };
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    down = true;
    co_await cell.bring_to_rest();
  };
  auto one = b.start(body);
  b.pass(3s);
  down = false;
  b.finish(one);
  EXPECT_FALSE(b.device->flows());
  EXPECT_EQ(one.error(), sockio::errc::timed_out) << one.story();
  EXPECT_THAT(one.story(), HasSubstr("at rest; it is now"));
}

TEST(direct_rest, does_not_hide_that_the_reset_at_the_end_failed) {
  for (bool const throws : {false, true}) {
    direct_bench b;
    b.options.at_end = maccor::direct_end::reset;
    b.device->fate_of = [](int, std::string const& what) {
      return what == "reset" ? fate::lost : fate::answered;
    };
    auto const done = b.run([&](direct_session& cell) -> awaitable<void> {
      co_await cell.charge(1_A);
      if (throws) throw sockio::failure(sockio::errc::bad_reply, {.problem = "mine"});
    });
    EXPECT_EQ(done.error(), throws ? sockio::errc::bad_reply : sockio::errc::timed_out);
    EXPECT_THAT(done.story(), HasSubstr("reset"));
  }
}

}  // namespace cyclers_direct_rest_test
