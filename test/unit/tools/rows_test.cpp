#include <gtest/gtest.h>

#include <boost/json/object.hpp>

#include "labctl/cryocon_rows.hpp"
#include "labctl/exit.hpp"
#include "labctl/task.hpp"

namespace rows_test {

using namespace std::chrono_literals;

cryocon::target path(char const* text) { return cryocon::find(text).value(); }

TEST(a_row, of_a_temperature_has_its_unit_beside_the_number) {
  cryocon::temperature const t(77.35, cryocon::unit::K);
  auto const row = labctl::row_of(path("input.A.temperature"), cryocon::value(t));
  EXPECT_EQ(row.text, "77.35");
  EXPECT_EQ(row.unit, "K");
  EXPECT_EQ(row.value, boost::json::value(77.35));
}

TEST(a_row, of_what_is_in_display_units_names_them) {
  using cryocon::unit;
  EXPECT_EQ(labctl::row_of(path("loop.1.rate"), cryocon::value(10.0), unit::K).unit, "K/min");
  EXPECT_EQ(labctl::row_of(path("input.A.slope"), cryocon::value(10.0), unit::C).unit, "C/min");
  EXPECT_EQ(labctl::row_of(path("input.A.variance"), cryocon::value(10.0), unit::F).unit, "F^2");
  EXPECT_EQ(labctl::row_of(path("loop.1.rate"), cryocon::value(10.0)).unit, "");
}

TEST(a_row, of_an_invalid_reading_says_why_and_has_no_number) {
  cryocon::temperature const t(cryocon::reading(cryocon::validity::sensor_fault), cryocon::unit::K);
  auto const row = labctl::row_of(path("input.A.temperature"), cryocon::value(t));
  EXPECT_EQ(row.text, "sensor fault");
  EXPECT_EQ(row.unit, "");
  EXPECT_EQ(row.value, boost::json::value({{"invalid", "sensor fault"}}));
}

TEST(a_row, of_a_failure_has_the_failure_alone) {
  auto const row = labctl::row_of(path("idn"), sockio::failure(sockio::errc::refused));
  EXPECT_EQ(row.path, "idn");
  EXPECT_NE(row.error.find("refused"), std::string::npos);
}

TEST(paths, with_a_star_name_all_that_can_be_read) {
  auto const all = labctl::find_all({"loop.2.*"});
  EXPECT_GT(all.size(), 20u);
  for (auto const& one : all) {
    EXPECT_TRUE(one.property->readable());
    EXPECT_EQ(one.index, 2);
  }
}

TEST(paths, that_do_not_exist_are_told_with_the_nearest_one) {
  try {
    (void)labctl::find_all({"loop.1.setpnt"});
    FAIL() << "found a property that is not there";
  } catch (labctl::usage_error const& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean 'loop.1.set_point'"), std::string::npos);
  }
}

TEST(a_row, counts_what_a_block_holds) {
  auto const said = [](std::size_t zones) {
    cryocon::pid_table const table("fast", std::vector<cryocon::pid_zone>(zones));
    return labctl::row_of(path("pid_table.1.table"), cryocon::value(table)).text;
  };
  EXPECT_EQ(said(0), "fast (0 zones)");
  EXPECT_EQ(said(1), "fast (1 zone)");
  EXPECT_EQ(said(2), "fast (2 zones)");
}

TEST(the_list, has_a_line_for_each_property) {
  std::string const text = labctl::list_properties(labctl::format::table);
  auto const lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  EXPECT_EQ(lines, cryocon::registry().size() + 1);
  EXPECT_NE(text.find("loop.<1-4>.set_point"), std::string::npos);
  EXPECT_EQ(text.find(" 1 to 1 "), std::string::npos) << "a range of one value is that value";
}

TEST(durations, are_read_with_their_unit) {
  EXPECT_EQ(labctl::parse_duration("500ms"), 500ms);
  EXPECT_EQ(labctl::parse_duration("1.5s"), 1500ms);
  EXPECT_EQ(labctl::parse_duration("2"), 2s);
  EXPECT_EQ(labctl::parse_duration("1min"), 60s);
}

TEST(durations, that_make_no_sense_are_refused) {
  for (char const* text : {"", "ms", "-1s", "1x", "nan", "inf", "1e300s", "1s2"})
    EXPECT_THROW((void)labctl::parse_duration(text), labctl::usage_error) << text;
}

}  // namespace rows_test
