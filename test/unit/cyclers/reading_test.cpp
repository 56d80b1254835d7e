#include <gmock/gmock.h>

#include <cyclers/maccor/readings.hpp>
#include <cyclers/units.hpp>

namespace cyclers_reading_test {

using namespace cyclers;
using cyclers::maccor::activity_of;
using cyclers::maccor::channel_state;
using cyclers::maccor::run_code;
using testing::HasSubstr;

maccor::messages::channel_status status(run_code run, channel_state state) {
  maccor::messages::channel_status one;
  one.run = run;
  one.state = state;
  return one;
}

TEST(maccor_state, says_what_an_active_channel_does_by_its_run_code) {
  using enum run_code;
  auto const active = [](run_code run) { return activity_of(status(run, channel_state::active)); };
  EXPECT_EQ(active(charge), activity::charging);
  EXPECT_EQ(active(pulse_discharge), activity::discharging);
  EXPECT_EQ(active(external_charge), activity::charging);
  EXPECT_EQ(active(rest), activity::resting);
  EXPECT_EQ(active(problem), activity::faulted);
  EXPECT_EQ(active(scan), activity::running);
  EXPECT_EQ(active(static_cast<run_code>(77)), activity::unknown);
}

TEST(maccor_state, knows_every_state_of_the_document) {
  for (auto const& each : maccor::codes_of<channel_state>().codes)
    EXPECT_NE(activity_of(status(run_code::rest, static_cast<channel_state>(each.code))),
              activity::unknown)
        << each.name;
  EXPECT_EQ(activity_of(status(run_code::charge, static_cast<channel_state>(99))),
            activity::unknown);
  EXPECT_FALSE(without_current(activity::unknown));
}

TEST(maccor_state, gives_a_current_its_sign) {
  auto const sign = [](run_code run, double magnitude) {
    return maccor::signed_current(status(run, channel_state::active), magnitude);
  };
  EXPECT_EQ(sign(run_code::charge, 0.5), 0.5);
  EXPECT_EQ(sign(run_code::discharge, 0.5), -0.5);
  EXPECT_EQ(sign(run_code::discharge, -0.5), -0.5) << "of a tester that signs it already";
  EXPECT_EQ(sign(run_code::external_discharge, 0.5), -0.5);
}

TEST(maccor_aux, knows_a_temperature_by_its_unit) {
  for (std::string const unit : {"C", "degC",
                                 "\xb0"
                                 "C",
                                 "\xc2\xb0"
                                 "C"})
    EXPECT_TRUE((maccor::aux_input{25, unit}.is_celsius())) << unit;
  for (std::string const unit : {"", "V", "K", "mC", "%"})
    EXPECT_FALSE((maccor::aux_input{25, unit}.is_celsius())) << unit;
}

reading an_example() {
  reading one;
  one.vendor = "maccor";
  one.device = "tcp://10.0.0.5:57570";
  one.channel = 75;
  one.voltage = 3.5;
  one.current = -0.25;
  one.status = activity::discharging;
  one.test_name = "say \"hi\"";
  return one;
}

TEST(a_reading, is_a_line_for_people) {
  EXPECT_THAT(fmt::format("{}", an_example()), HasSubstr("75 discharging  3.5000 V   -0.2500 A"));
}

TEST(a_reading, is_json_with_units_in_its_keys_and_without_what_is_not_known) {
  auto const json = to_json(an_example());
  EXPECT_THAT(json, HasSubstr(R"("voltage_V":3.5,"current_A":-0.25,"status":"discharging")"));
  EXPECT_THAT(json, HasSubstr(R"("utc":"1970-01-01T00:00:00Z")"));
  EXPECT_THAT(json, HasSubstr(R"("test_name":"say \"hi\"")"));
  EXPECT_THAT(json, testing::Not(HasSubstr("temperature")));
}

TEST(units, are_written_behind_numbers) {
  EXPECT_EQ(200_mA, 0.2_A);
  EXPECT_EQ(-(1_A), ampere{-1});
  EXPECT_EQ(2 * 1.5_V, 3_V);
  EXPECT_LT(3_V, 4.2_V);
}

}  // namespace cyclers_reading_test
