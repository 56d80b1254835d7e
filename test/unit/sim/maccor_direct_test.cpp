#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <limits>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_direct_test {

using namespace std::chrono_literals;
using namespace cyclers::maccor;
using sim::maccor_client;
namespace macnet = sim::macnet;

constexpr float none = 65'536;

struct maccor_direct_mode : testing::Test {
  maccor_client tester{sim::maccor{.channels = 4, .watchdog = 2s}};

  static macnet::direct_set_points charge(float amperes) {
    return {.current = amperes, .voltage = 4.2F, .power = none, .mode = charge_mode::charge};
  }
  static macnet::direct_set_points discharge(float amperes) {
    return {.current = amperes, .voltage = 3, .power = none, .mode = charge_mode::discharge};
  }
  static macnet::direct_set_points rest() { return {.mode = charge_mode::rest}; }

  direct_start_result start(macnet::direct_set_points const& output, int channel = 1,
                            std::string const& name = "Random") {
    return tester.ask<macnet::start_direct>(channel, {.test_name = name, .output = output})
        .result.code;
  }
  direct_output_result output(macnet::direct_set_points const& wanted, int channel = 1) {
    return tester.ask<macnet::direct_output>(channel, wanted).result.code;
  }
  channel_state state() { return tester.ask<macnet::full_status>(1).status.state; }
  double current() { return tester.twin->current(1); }
  void begin(macnet::direct_set_points const& first = charge(0)) {
    ASSERT_EQ(start(first), direct_start_result::ok);
    tester.pass(250ms);
  }
};

TEST_F(maccor_direct_mode, puts_out_what_it_is_told_to) {
  begin();
  EXPECT_EQ(current(), 0);
  EXPECT_EQ(output(discharge(0.2F)), direct_output_result::ok);
  EXPECT_FLOAT_EQ(static_cast<float>(current()), -0.2F);
  tester.pass(1s);
  auto const now = tester.ask<macnet::full_status>(1);
  EXPECT_EQ(now.status.run, run_code::discharge);
  EXPECT_FLOAT_EQ(now.current, 0.2F);
  EXPECT_EQ(output(charge(0.3F)), direct_output_result::ok);
  EXPECT_FLOAT_EQ(static_cast<float>(current()), 0.3F);
  tester.pass(1s);
  EXPECT_EQ(output(rest()), direct_output_result::ok);
  EXPECT_EQ(current(), 0);
  EXPECT_EQ(tester.ask<macnet::names>(1).procedure, "Direct");
}

TEST_F(maccor_direct_mode, is_not_ready_for_a_moment) {
  ASSERT_EQ(start(charge(0)), direct_start_result::ok);
  EXPECT_EQ(output(charge(1)), direct_output_result::not_ready);
  tester.pass(249ms);
  EXPECT_EQ(output(charge(1)), direct_output_result::not_ready);
  EXPECT_EQ(current(), 0);
  tester.pass(1ms);
  EXPECT_EQ(output(charge(1)), direct_output_result::ok);
}

TEST_F(maccor_direct_mode, wants_100_ms_between_two_outputs) {
  begin();
  ASSERT_EQ(output(charge(1)), direct_output_result::ok);
  tester.pass(99ms);
  EXPECT_EQ(output(charge(2)), direct_output_result::too_fast);
  EXPECT_FLOAT_EQ(static_cast<float>(current()), 1);
  tester.pass(1ms);
  EXPECT_EQ(output(charge(2)), direct_output_result::ok);
  EXPECT_FLOAT_EQ(static_cast<float>(current()), 2);
}

TEST_F(maccor_direct_mode, suspends_a_channel_that_nobody_updates) {
  begin();
  ASSERT_EQ(output(charge(1)), direct_output_result::ok);
  tester.pass(1900ms);
  ASSERT_EQ(output(charge(1)), direct_output_result::ok);
  tester.pass(1999ms);
  EXPECT_EQ(state(), channel_state::active);
  tester.pass(1ms);
  EXPECT_EQ(state(), channel_state::suspended);
  EXPECT_EQ(current(), 0);
  EXPECT_EQ(output(charge(1)), direct_output_result::not_active);
}

TEST_F(maccor_direct_mode, is_suspended_at_the_very_instant_however_late_one_looks) {
  begin();
  ASSERT_EQ(output(charge(1)), direct_output_result::ok);
  tester.pass(1min);
  EXPECT_FLOAT_EQ(tester.ask<macnet::full_status>(1).test_time, 2.25F);
}

TEST_F(maccor_direct_mode, is_fed_by_a_resume_and_by_outputs_only) {
  begin();
  tester.pass(2s);
  ASSERT_EQ(state(), channel_state::suspended);
  ASSERT_TRUE(tester.ask<macnet::resume>(1).result.ok());
  tester.pass(1999ms);
  EXPECT_EQ(state(), channel_state::active);
  EXPECT_EQ(tester.result(R"("FClass":6,"FNum":8,"Chan":0,"Current":1,"Voltage":4,"Power":99,)"
                          R"("Resistance":0,"CurrentRange":9,"ChMode":"C")"),
            "Illegal value");
  tester.pass(1ms);
  EXPECT_EQ(state(), channel_state::suspended);
}

TEST_F(maccor_direct_mode, has_no_watchdog_unless_one_is_set) {
  maccor_client other;
  ASSERT_TRUE(other.ask<macnet::start_direct>(1, {.output = charge(1)}).result.ok());
  other.pass(1min);
  EXPECT_EQ(other.ask<macnet::full_status>(1).status.state, channel_state::active);
}

TEST_F(maccor_direct_mode, ignores_set_points_that_were_not_active_at_the_start) {
  begin({.current = 0, .voltage = none, .power = none, .mode = charge_mode::charge});
  ASSERT_EQ(output({.current = 1, .voltage = 3, .power = none, .mode = charge_mode::charge}),
            direct_output_result::ok);
  EXPECT_FLOAT_EQ(static_cast<float>(current()), 1);  // 3 V would have allowed none
}

TEST_F(maccor_direct_mode, lets_set_points_limit_each_other) {
  begin({.current = 0, .voltage = 4.2F, .power = 0, .mode = charge_mode::charge});
  ASSERT_EQ(output({.current = 5, .voltage = 4.2F, .power = 4, .mode = charge_mode::charge}),
            direct_output_result::ok);
  EXPECT_NEAR(current() * tester.twin->voltage(1), 4, 1e-3);
}

TEST_F(maccor_direct_mode, gives_no_current_when_no_set_point_is_active) {
  begin();
  ASSERT_EQ(output({.current = none, .voltage = none, .power = none, .mode = charge_mode::charge}),
            direct_output_result::ok);
  EXPECT_EQ(current(), 0);
}

TEST_F(maccor_direct_mode, keeps_to_the_current_range) {
  begin({.current = 0, .voltage = 4.2F, .power = none, .mode = charge_mode::charge});
  ASSERT_EQ(output({.current = 0.15F,
                    .voltage = 4.2F,
                    .power = none,
                    .current_range = 3,
                    .mode = charge_mode::charge}),
            direct_output_result::ok);
  EXPECT_NEAR(current(), 0.15, 1e-6);
  tester.pass(100ms);
  ASSERT_EQ(output({.current = 1,
                    .voltage = 4.2F,
                    .power = none,
                    .current_range = 3,
                    .mode = charge_mode::charge}),
            direct_output_result::ok);
  EXPECT_NEAR(current(), 0.15, 1e-6);
}

TEST_F(maccor_direct_mode, refuses_what_the_document_refuses) {
  EXPECT_EQ(output(charge(1)), direct_output_result::not_active);
  EXPECT_EQ(output(charge(1), 5), direct_output_result::not_active);
  EXPECT_EQ(start(charge(0), 5), direct_start_result::not_available);
  macnet::direct_set_points const four{
      .current = 1, .voltage = 4, .power = 1, .resistance = 1, .mode = charge_mode::charge};
  EXPECT_EQ(start(four), direct_start_result::no_pseudo_procedure);
  EXPECT_EQ(start(charge(0), 1, "a/b"), direct_start_result::no_pseudo_procedure);
  EXPECT_EQ(start({.current_range = 0}), direct_start_result::no_pseudo_procedure);
  EXPECT_EQ(start({.mode = charge_mode{'X'}}), direct_start_result::no_pseudo_procedure);
  EXPECT_EQ(state(), channel_state::available);

  begin(charge(0));
  EXPECT_EQ(start(charge(0)), direct_start_result::not_available);
  EXPECT_EQ(
      tester.raw(
          json_request<macnet::direct_output>(address::of(channel_number(1)), four, 1).value()),
      "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32007,\"message\":\"Illegal value\"},"
      "\"id\":1}\r\n");

  ASSERT_TRUE(tester.ask<macnet::start>(2, {.data = {.procedure = "formation"}}).result.ok());
  EXPECT_EQ(output(charge(1), 2), direct_output_result::no_direct_mode);
  EXPECT_EQ(start(charge(0), 2), direct_start_result::not_available);
}

TEST_F(maccor_direct_mode, takes_only_numbers_for_set_points) {
  begin();
  for (std::string_view const text : {"null", "\"NaN\"", "\"INF\""})
    EXPECT_EQ(
        tester.result(R"("FClass":6,"FNum":8,"Chan":0,"Current":)" + std::string(text) +
                      R"(,"Voltage":4,"Power":99,"Resistance":0,"CurrentRange":4,"ChMode":"C")"),
        "Illegal value");
  auto no_number = charge(1);
  no_number.current = std::numeric_limits<float>::quiet_NaN();
  auto const raw = binary_request<macnet::direct_output>(address::of(channel_number(1)), no_number);
  EXPECT_EQ(tester.raw(*raw), binary_refusal(*raw));
  EXPECT_EQ(current(), 0);
}

TEST_F(maccor_direct_mode, notes_in_its_log_that_a_current_is_ignored) {
  begin();
  ASSERT_EQ(output(charge(-1)), direct_output_result::ok);
  EXPECT_FLOAT_EQ(static_cast<float>(current()), 5) << "as the document says";
  std::ifstream in(tester.twin->folder() / "SysEvent.log");
  std::string const log{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(log, testing::HasSubstr("channel 1: a current of -1 A is out of range and ignored"));
}

TEST_F(maccor_direct_mode, is_for_laboratory_systems_only) {
  maccor_client other(sim::maccor{.channels = 1, .system_type = 4});
  EXPECT_EQ(other.ask<macnet::start_direct>(1).result.code, direct_start_result::wrong_system_type);
  EXPECT_EQ(other.ask<macnet::direct_output>(1).result.code,
            direct_output_result::wrong_system_type);
}

TEST_F(maccor_direct_mode, gives_up_at_a_safety_limit) {
  ASSERT_FLOAT_EQ(
      tester
          .ask<macnet::set_safety>(1, {.v_max = 3.76F, .v_min = 3, .i_charge = 5, .i_discharge = 5})
          .v_max,
      3.76F);
  begin();
  ASSERT_EQ(output(charge(3)), direct_output_result::ok);
  tester.pass(200ms);
  EXPECT_EQ(state(), channel_state::problem);
  EXPECT_EQ(current(), 0);
  EXPECT_EQ(output(charge(1)), direct_output_result::not_active);
}

TEST_F(maccor_direct_mode, makes_the_records_that_were_ordered) {
  ASSERT_TRUE(
      tester.ask<macnet::start_direct>(1, {.output = charge(1), .record_time = 0.05F}).result.ok());
  tester.pass(1s);
  EXPECT_EQ(tester.ask<macnet::full_status>(1).last_record, 21U);
}

}  // namespace maccor_direct_test
}  // namespace maccor_tests
