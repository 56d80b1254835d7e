#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "CryoCon/names.hpp"
#include "CryoCon/readings.hpp"

namespace cryocon_attributes_test {
namespace {

using cryocon_server::entries;
using cryocon_server::entry;

entry const* named(std::string_view name) {
  for (entry const& each : entries())
    if (each.plan.name == name) return &each;
  return nullptr;
}

TEST(cryocon_attributes, show_every_property_that_can_be_read_once_for_each_of_its_members) {
  for (cryocon::property_info const& property : cryocon::registry()) {
    if (!property.readable()) continue;
    auto const& group = cryocon::info(property.where);
    int const last = group.index == 0 ? group.first : group.last;
    for (int i = group.first; i <= last; ++i) {
      if (group.index != 0 && !property.has_index(i)) continue;
      cryocon::target const what{&property, group.index == 0 ? 0 : i};
      EXPECT_EQ(std::ranges::count(entries(), what, &entry::target), 1) << cryocon::path_of(what);
    }
  }
}

TEST(cryocon_attributes, have_names_of_their_own_a_sentence_and_a_unit_unless_there_is_none) {
  std::set<std::string> names;
  for (entry const& each : entries()) {
    EXPECT_TRUE(names.insert(each.plan.name).second) << each.plan.name;
    EXPECT_FALSE(each.plan.doc.empty()) << each.plan.name;
    EXPECT_EQ(each.plan.unit.empty(), each.target.property->unit == "none") << each.plan.name;
    EXPECT_EQ(each.plan.unit.find("display"), std::string::npos) << each.plan.name;
    EXPECT_EQ(each.plan.writable, each.target.property->writable()) << each.plan.name;
  }
}

TEST(cryocon_attributes, have_every_command_of_the_table) {
  for (cryocon::property_info const& property : cryocon::registry()) {
    auto const known =
        std::ranges::count(cryocon_server::orders(), &property, &cryocon_server::order::property);
    EXPECT_EQ(known, property.allowed == cryocon::access::command ? 1 : 0) << property.name;
  }
  std::set<std::string> names;
  for (auto const& each : cryocon_server::orders())
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
  EXPECT_TRUE(names.contains("InputClearAlarm"));
}

TEST(cryocon_attributes, are_differences_in_kelvin_where_the_controller_displays_fahrenheit) {
  auto const sent = [](std::string_view name, double number, cryocon::unit unit) {
    return std::get<double>(cryocon_server::displayed(*named(name)->target.property, number, unit));
  };
  using enum cryocon::unit;
  EXPECT_DOUBLE_EQ(sent("loop1setpoint", 273.15, C), 0);
  EXPECT_DOUBLE_EQ(sent("loop1setpoint", 273.15, F), 32);
  EXPECT_DOUBLE_EQ(sent("loop1setpoint", 77.4, K), 77.4);
  EXPECT_DOUBLE_EQ(sent("loop1rate", 10, F), 18);
  EXPECT_DOUBLE_EQ(sent("loop1rate", 10, C), 10);
  EXPECT_DOUBLE_EQ(sent("input_A_alarm_deadband", 0.5, C), 0.5);
  EXPECT_DOUBLE_EQ(sent("input_A_alarm_deadband", 0.5, F), 0.9);
}

}  // namespace
}  // namespace cryocon_attributes_test
