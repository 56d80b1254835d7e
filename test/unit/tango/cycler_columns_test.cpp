#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cyclers/arbin/messages/channels_info.hpp>

#include "cycler/columns.hpp"
#include "cycler/safety.hpp"

namespace cycler_columns_test {
namespace {

using cycler_server::collect;
using cycler_server::column;
using cycler_server::row;
using cycler_server::rows;
using cycler_server::safety;
using cyclers::arbin::messages::channel_record;
using testing::ElementsAre;
using testing::HasSubstr;

column const& named(std::vector<column> const& all, std::string_view name) {
  return *std::ranges::find_if(all, [&](column const& each) { return each.plan.name == name; });
}

rows two_channels_and_one_that_failed() {
  cyclers::reading one;
  one.channel = 1;
  one.voltage = 3.7;
  one.current = -0.5;
  one.capacity = 1.25;
  one.status = cyclers::activity::discharging;
  auto record = std::make_shared<channel_record>();
  record->schedule = "formation.sdx";
  record->power = -1.85F;
  record->temperatures = {{25, 0}, {26, 0}};
  rows all;
  all.emplace(1, row{one, record});
  one.capacity.reset();
  one.status = cyclers::activity::idle;
  all.emplace(4, row{one, std::make_shared<channel_record>()});
  all.emplace(5, row{sockio::failure(sockio::errc::timed_out)});
  return all;
}

TEST(cycler_columns, put_the_channels_readings_together_and_leave_unknown_what_is_not_known) {
  auto const all = cycler_server::reading_columns();
  auto const seen = two_channels_and_one_that_failed();
  EXPECT_THAT(std::get<std::vector<std::int64_t>>(collect(named(all, "Channel"), seen)),
              ElementsAre(1, 4, 5));
  auto const current = std::get<std::vector<double>>(collect(named(all, "Current"), seen));
  EXPECT_EQ(current[0], -0.5);
  EXPECT_TRUE(std::isnan(current[2]));
  auto const capacity = std::get<std::vector<double>>(collect(named(all, "Capacity"), seen));
  EXPECT_EQ(capacity[0], 1.25);
  EXPECT_TRUE(std::isnan(capacity[1]));
  EXPECT_THAT(std::get<std::vector<std::string>>(collect(named(all, "Activity"), seen)),
              ElementsAre("discharging", "idle", ""));
  EXPECT_NE(std::get<std::vector<std::string>>(collect(named(all, "Error"), seen))[2], "");
}

TEST(cycler_columns, have_every_field_of_a_vendors_record) {
  channel_record const empty;
  auto const& form = cyclers::protocol::layout_of<channel_record>;
  auto const all = cycler_server::record_columns(form, &empty);
  for (auto const& each : form.fields) {
    if (each.in == cyclers::protocol::forms::binary_only) continue;
    auto const found = std::ranges::count_if(all, [&](column const& one) {
      return one.plan.name == "record_" + std::string(each.name);
    });
    EXPECT_EQ(found, 1) << each.name;
  }
  auto const seen = two_channels_and_one_that_failed();
  EXPECT_THAT(std::get<std::vector<std::string>>(collect(named(all, "record_schedule"), seen)),
              ElementsAre("formation.sdx", "", ""));
  EXPECT_FLOAT_EQ(static_cast<float>(
                      std::get<std::vector<double>>(collect(named(all, "record_power"), seen))[0]),
                  -1.85F);
  auto const image =
      std::get<servers::number_table>(collect(named(all, "record_temperatures"), seen));
  EXPECT_EQ(image.width, 2U);
  EXPECT_EQ(image.height, 3U);
  EXPECT_EQ(image.numbers[1], 26);
  EXPECT_TRUE(std::isnan(image.numbers[2]));
}

TEST(cycler_safety, has_to_be_set_and_to_make_sense_before_a_start) {
  safety limits;
  EXPECT_THAT(limits.missing(), HasSubstr("SafetyVoltageMin is not set"));
  limits = {
      .voltage_min = 2.5, .voltage_max = 4.2, .charge_current_max = 1, .discharge_current_max = 2};
  EXPECT_EQ(limits.missing(), "");
  limits.voltage_max = 2.5;
  EXPECT_NE(limits.missing(), "");
  limits.voltage_max = 4.2;
  limits.charge_current_max = -1;
  EXPECT_NE(limits.missing(), "");
}

TEST(cycler_safety, names_what_is_beyond_which_limit) {
  safety const limits{.voltage_min = 2.5,
                      .voltage_max = 4.2,
                      .charge_current_max = 1,
                      .discharge_current_max = 2,
                      .temperature_max = 45};
  cyclers::reading one;
  one.voltage = 3.7;
  one.current = 0.9;
  one.status = cyclers::activity::charging;
  EXPECT_EQ(limits.breach(one), "");
  one.current = 1.1;
  EXPECT_THAT(limits.breach(one), HasSubstr("1.1 A is above 1 A"));
  one.current = -1.9;
  EXPECT_EQ(limits.breach(one), "");
  one.current = -2.1;
  EXPECT_THAT(limits.breach(one), HasSubstr("2.1 A is above 2 A"));
  one.current = 0;
  one.temperature = 46;
  EXPECT_THAT(limits.breach(one), HasSubstr("46 degC"));
  one.voltage = 2.4;
  EXPECT_THAT(limits.breach(one), HasSubstr("2.4 V is below 2.5 V"));
}

TEST(cycler_safety, holds_a_current_of_unknown_direction_against_both_limits) {
  safety const limits{.charge_current_max = 3, .discharge_current_max = 2};
  cyclers::reading one;
  one.status = cyclers::activity::running;
  one.current = 2.5;
  EXPECT_NE(limits.breach(one), "");
}

}  // namespace
}  // namespace cycler_columns_test
