#include <gmock/gmock.h>

#include <cyclers/closed_loop.hpp>
#include <fstream>

#include "direct_tester.hpp"
#include "support/temporary_folder.hpp"

namespace cyclers_closed_loop_test {

using namespace cyclers;
using namespace std::chrono_literals;
using cyclers::test::direct_bench;
using cyclers::test::fate;
using sockio::awaitable;
using testing::ElementsAre;
using testing::HasSubstr;

/// Is an actuator that a test writes down.
class written_down final : public actuator {
 public:
  std::vector<std::string> done;
  std::function<reading(int n)> reads = [](int n) {
    reading one;
    one.voltage = 3.5;
    one.status = activity::charging;
    one.temperature = 25;
    one.tester_time = timestamp{std::chrono::milliseconds(1000 * n)};
    return one;
  };
  std::function<void()> before_read = [] {};
  bool refuses = false;
  bool cannot_rest = false;

  std::string name() const override { return "cell on paper"; }
  awaitable<reading> read() override {
    before_read();
    done.emplace_back("read");
    co_return reads(n_++);
  }
  awaitable<void> apply(ampere wanted) override {
    done.push_back(fmt::format("apply {}", wanted.value));
    if (refuses) throw sockio::failure(sockio::errc::timed_out);
    co_return;
  }
  awaitable<void> bring_to_rest() override {
    done.emplace_back("rest");
    if (cannot_rest) throw sockio::failure(make_error_code(errc::rest_not_verified));
    co_return;
  }

 private:
  int n_ = 0;
};

struct loop_bench : direct_bench {
  written_down cell;
  loop_limits bounds{.v_min = {3}, .v_max = {4.2}, .i_charge = {2}, .i_discharge = {1}};
  std::vector<std::string> trail;
  audit_trail audit{[this](std::string_view line) { trail.emplace_back(line); }};

  loop_bench() { bounds.time = &time; }
  test_support::running<void> begin(control_law law) {
    return {io.get_executor(), closed_loop(cell, 1s, bounds, audit, std::move(law))};
  }
  test_support::running<void> control(control_law law) {
    auto one = begin(std::move(law));
    finish(one);
    return one;
  }
};

control_law times(int n, ampere what) {
  return [n, what](reading const&) mutable { return n-- > 0 ? std::optional(what) : std::nullopt; };
}

TEST(closed_loop, reads_and_sets_once_a_period_and_rests_when_the_law_has_ended) {
  loop_bench b;
  auto const start = test_support::virtual_clock::now();
  b.control(times(3, 1_A)).value();
  EXPECT_THAT(b.cell.done,
              ElementsAre("read", "apply 1", "read", "apply 1", "read", "apply 1", "read", "rest"));
  EXPECT_EQ(test_support::virtual_clock::now() - start, 3s);
}

TEST(closed_loop, leaves_out_periods_that_have_passed) {
  loop_bench b;
  int n = 0;
  b.cell.before_read = [&] {
    if (n++ == 1) test_support::virtual_clock::jump(2500ms);
  };
  std::vector<sockio::duration> at;
  auto const start = test_support::virtual_clock::now();
  b.control([&](reading const&) {
     at.push_back(test_support::virtual_clock::now() - start);
     return at.size() < 4 ? std::optional(1_A) : std::nullopt;
   }).value();
  EXPECT_THAT(at, ElementsAre(0s, 3500ms, 4s, 5s));
}

TEST(closed_loop, writes_down_each_reading_decision_command_and_result) {
  loop_bench b;
  b.control(times(1, 0.5_A)).value();
  ASSERT_EQ(b.trail.size(), 9U);
  char const* const events[] = {"begin",   "reading",  "decision", "command", "result",
                                "reading", "decision", "end",      "rest"};
  for (std::size_t i = 0; i < b.trail.size(); ++i)
    EXPECT_THAT(b.trail[i], HasSubstr(fmt::format(R"("event":"{}")", events[i])));
  EXPECT_THAT(b.trail[0], HasSubstr("cell on paper"));
  EXPECT_THAT(b.trail[1], HasSubstr(R"("voltage_V":3.5)"));
  EXPECT_THAT(b.trail[3], HasSubstr(R"("set_point_A":0.5)"));
}

struct breach {
  char const* name;
  std::function<void(reading&)> change;
  errc expected = errc::limit_breached;
};
class closed_loop_breach : public testing::TestWithParam<breach> {};

TEST_P(closed_loop_breach, rests_before_the_law_sees_it) {
  loop_bench b;
  b.bounds.t_min = 10_degC;
  b.bounds.t_max = 40_degC;
  auto const good = b.cell.reads;
  b.cell.reads = [&](int n) {
    reading one = good(n);
    if (n == 1) GetParam().change(one);
    return one;
  };
  auto const done = b.control(times(100, 1_A));
  EXPECT_EQ(done.error(), GetParam().expected) << done.story();
  EXPECT_THAT(b.cell.done, ElementsAre("read", "apply 1", "read", "rest"));
  EXPECT_THAT(b.trail.back(), HasSubstr(R"("event":"rest")"));
  EXPECT_THAT(b.trail[b.trail.size() - 2], HasSubstr(R"("event":"end","error":)"));
}

INSTANTIATE_TEST_SUITE_P(
    all, closed_loop_breach,
    testing::Values(
        breach{"voltage_too_high", [](reading& r) { r.voltage = 4.21; }},
        breach{"voltage_too_low", [](reading& r) { r.voltage = 2.99; }},
        breach{"idle", [](reading& r) { r.status = activity::idle; }, errc::not_running},
        breach{"ended", [](reading& r) { r.status = activity::finished; }, errc::not_running},
        breach{"suspended", [](reading& r) { r.status = activity::suspended; }, errc::not_running},
        breach{"faulted", [](reading& r) { r.status = activity::faulted; }, errc::not_running},
        breach{"of_no_known_state", [](reading& r) { r.status = activity::unknown; },
               errc::not_running},
        breach{"too_high_in_no_known_direction",
               [](reading& r) {
                 r.status = activity::running;
                 r.current = 1.5;
               }},
        breach{"voltage_no_number", [](reading& r) { r.voltage = NAN; }},
        breach{"charge_too_high", [](reading& r) { r.current = 2.1; }},
        breach{"discharge_too_high", [](reading& r) { r.current = -1.1; }},
        breach{"too_hot", [](reading& r) { r.temperature = 41; }},
        breach{"too_cold", [](reading& r) { r.temperature = 9; }},
        breach{"no_temperature", [](reading& r) { r.temperature.reset(); }}),
    [](auto const& each) { return std::string(each.param.name); });

TEST(closed_loop, rests_when_a_reading_took_too_long) {
  loop_bench b;
  b.cell.before_read = [] { test_support::virtual_clock::jump(6s); };
  EXPECT_EQ(b.control(times(9, 1_A)).error(), errc::stale_reading);
  EXPECT_THAT(b.cell.done, ElementsAre("read", "rest"));
}

TEST(closed_loop, rests_when_the_clock_of_the_cycler_stands_still) {
  loop_bench b;
  auto const good = b.cell.reads;
  b.cell.reads = [&](int n) { return good(std::min(n, 2)); };
  EXPECT_EQ(b.control(times(100, 1_A)).error(), errc::stale_reading);
  EXPECT_EQ(std::count(b.cell.done.begin(), b.cell.done.end(), "apply 1"), 8);
}

TEST(closed_loop, rests_when_the_law_wants_too_much_or_takes_too_long_or_throws) {
  loop_bench greedy;
  EXPECT_EQ(greedy.control(times(9, 3_A)).error(), errc::limit_breached);
  EXPECT_THAT(greedy.cell.done, ElementsAre("read", "rest"));
  loop_bench none;
  EXPECT_EQ(none.control(times(9, {NAN})).error(), errc::limit_breached);
  loop_bench slow;
  auto const thinks = [](reading const&) {
    test_support::virtual_clock::jump(10s);
    return std::optional(1_A);
  };
  EXPECT_EQ(slow.control(thinks).error(), errc::stale_reading);
  EXPECT_THAT(slow.cell.done, ElementsAre("read", "rest"));
  loop_bench broken;
  auto const done = broken.control([](reading const&) -> std::optional<ampere> {
    throw std::domain_error("no such state of charge");
  });
  EXPECT_THAT(done.story(), HasSubstr("no such state of charge"));
  EXPECT_THAT(broken.cell.done, ElementsAre("read", "rest"));
}

TEST(closed_loop, rests_when_a_set_point_fails_and_does_not_repeat_it) {
  loop_bench b;
  b.cell.refuses = true;
  EXPECT_EQ(b.control(times(9, 1_A)).error(), sockio::errc::timed_out);
  EXPECT_THAT(b.cell.done, ElementsAre("read", "apply 1", "rest"));
}

TEST(closed_loop, rests_when_it_is_cancelled) {
  loop_bench b;
  auto one = b.begin(times(100, 1_A));
  b.pass(2500ms);
  one.cancel();
  b.finish(one);
  EXPECT_EQ(one.error(), sockio::errc::cancelled);
  EXPECT_EQ(b.cell.done.back(), "rest");
}

TEST(closed_loop, does_nothing_that_cannot_be_written_down) {
  loop_bench b;
  b.audit = audit_trail([&](std::string_view line) {
    if (line.find("command") != line.npos) throw std::runtime_error("disk full");
  });
  EXPECT_THAT(b.control(times(9, 1_A)).story(), HasSubstr("disk full"));
  EXPECT_THAT(b.cell.done, ElementsAre("read", "rest"));
}

TEST(closed_loop, says_above_all_when_it_could_not_rest) {
  loop_bench b;
  b.cell.cannot_rest = true;
  b.cell.refuses = true;
  EXPECT_EQ(b.control(times(9, 1_A)).error(), errc::rest_not_verified);
  EXPECT_THAT(b.trail.back(), HasSubstr("error"));
}

TEST(closed_loop, runs_on_a_channel_by_direct_control) {
  loop_bench b;
  auto const channel = b.tester.channel(75);
  test_support::running<void> const one(
      b.io.get_executor(), closed_loop(channel, 1s, b.bounds, b.audit, times(3, -(1_A))));
  b.finish(one);
  one.value();
  EXPECT_GE(b.device->count("D 1"), 3);
  EXPECT_FALSE(b.device->flows());
  EXPECT_THAT(b.trail.front(), HasSubstr("channel 75"));
}

TEST(closed_loop, may_be_slower_than_other_code_on_a_channel) {
  for (sockio::duration const period : {12s, 60s}) {
    loop_bench b;
    b.device->watchdog = 10s;
    auto const channel = b.tester.channel(75);
    test_support::running<void> const one(
        b.io.get_executor(), closed_loop(channel, period, b.bounds, b.audit, times(3, 1_A)));
    b.finish(one);
    EXPECT_FALSE(one.error()) << one.story();
    EXPECT_FALSE(b.device->flows());
  }
}

TEST(closed_loop, runs_on_a_channel_with_options_of_its_own) {
  loop_bench b;
  auto loop = b.tester.channel(75).direct(
      {.v_min = {2.9}, .v_max = {4.3}, .i_charge = {2}, .i_discharge = {1}, .charge_to = volt{4.1}},
      {.name = std::string("cell-") + "7", .at_end = maccor::direct_end::reset});
  test_support::running<void> const one(b.io.get_executor(),
                                        closed_loop(loop, 1s, b.bounds, b.audit, times(3, 1_A)));
  b.finish(one);
  one.value();
  EXPECT_EQ(b.device->start_request.test_name, "cell-7");
  EXPECT_FLOAT_EQ(b.device->start_request.output.voltage, 4.1F);
  EXPECT_FLOAT_EQ(b.device->safety.v_max, 4.3F);
  EXPECT_EQ(b.device->heard.back(), "reset");
}

TEST(audit_trail, keeps_every_line_in_a_file_that_is_appended_to) {
  test_support::temporary_folder const folder;
  auto const file = folder / "trail.jsonl";
  {
    audit_trail const first(file);
    first.write(R"({"n":1})");
    std::ifstream in(file);
    std::string line;
    EXPECT_TRUE(std::getline(in, line)) << "it is there before the trail is closed";
  }
  audit_trail(file).write(R"({"n":2})");
  std::ifstream in(file);
  std::string const all{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(all, "{\"n\":1}\n{\"n\":2}\n");
  EXPECT_THROW(audit_trail("/no/such/folder/trail.jsonl"), sockio::failure);
}

}  // namespace cyclers_closed_loop_test
