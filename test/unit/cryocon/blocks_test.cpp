#include <gmock/gmock.h>

#include <cryocon/protocol/blocks.hpp>
#include <string>

namespace blocks_test {

using namespace cryocon;
using protocol::parse_curve;
using protocol::parse_data_log;
using protocol::parse_pid_table;
using testing::HasSubstr;

/// The example of page 121, with its typographic minus.
constexpr std::string_view good_diode =
    "Good Diode\nDiode\n\xe2\x80\x93"
    "1.0\nvolts\n0.34295 300.1205\n0.32042 273.1512\n"
    "0.35832 315.0000\n1.20000 3.150231\n1.05150 8.162345\n0.53234 460.1436\n;\n";

std::string curve_of(int points) {
  std::string text = "n\nPTC100\n1.0\nohms\n";
  for (int i = 1; i <= points; ++i) text += std::to_string(i) + " " + std::to_string(i) + "\n";
  return text + ";\n";
}

TEST(curve_text, of_the_guide_is_read_and_sorted) {
  auto const found = parse_curve(good_diode).value();
  EXPECT_EQ(found.name, "Good Diode");
  EXPECT_EQ(found.type, sensor_type::diode);
  EXPECT_EQ(found.multiplier, -1.0);
  EXPECT_EQ(found.units, curve_unit::volts);
  ASSERT_EQ(found.points.size(), 6U);
  EXPECT_EQ(found.points.front(), (curve_point{0.32042, 273.1512}));
  EXPECT_EQ(found.points.back(), (curve_point{1.2, 3.150231}));
}

TEST(curve_text, is_read_back_as_it_was_written) {
  auto const found = parse_curve(good_diode).value();
  auto const text = protocol::format_curve(found).value();
  EXPECT_EQ(parse_curve(text).value(), found);
  EXPECT_TRUE(protocol::same_curve(parse_curve(text).value(), found));
}

TEST(block_text, holds_plain_decimals) {
  curve const small("n", sensor_type::acr, -1, curve_unit::ohms, {{1e-7, 2e-5}, {1, 1e16}});
  EXPECT_EQ(protocol::format_curve(small).value(),
            "n\nACR\n-1\nOHMS\n0.0000001 0.00002\n1 10000000000000000\n;\n");
  pid_table const table("n", {{1e-5, 1e-6, 1e-7, 0, heater_range::hi, std::nullopt}});
  EXPECT_EQ(protocol::format_pid_table(table).value(),
            "n\n0.00001 0.000001 0.0000001 0 HI Default\n;\n");
}

TEST(curve_text, takes_a_bias_next_to_acr_only) {
  auto const text = [](std::string const& type) {
    return "n\n" + type + "\n-1\nlogohm\n1 2\n3 4\n;";
  };
  EXPECT_EQ(parse_curve(text("ACR 1.0mV")).value().bias, bias_voltage::mv1);
  EXPECT_TRUE(parse_curve(text("Diode 1.0mV")).has_error());
  EXPECT_THAT(protocol::format_curve(parse_curve(text("ACR 300uV")).value()).value(),
              HasSubstr("ACR 300UV\n"));
}

TEST(curve_text, drops_the_lines_that_the_instrument_drops) {
  auto const found = parse_curve(
      "n\r\nDiode\r\n-1\r\nvolts\r\n1 2\r\nbad line\r\n5 0\r\n6 -1\r\n3 4\r\n;\r\nrest");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->points.size(), 2U);
}

TEST(block_text, has_no_name_that_is_not_printable) {
  EXPECT_THAT(parse_curve("a\x1b[31m\nDiode\n-1\nvolts\n1 2\n3 4\n;").error().what(),
              HasSubstr("line 1: expected a name"));
  EXPECT_TRUE(parse_pid_table("\xff\n;").has_error());
}

TEST(curve_text, names_the_line_that_is_wrong) {
  auto const said = [](std::string_view text) { return parse_curve(text).error().story().problem; };
  EXPECT_THAT(said("n\nWood\n"), HasSubstr("line 2: expected a sensor type"));
  EXPECT_THAT(said("n\nDiode\nx\n"), HasSubstr("line 3: expected a multiplier"));
  EXPECT_THAT(said("n\nDiode\n-1\nfeet\n"), HasSubstr("line 4: expected a unit"));
  EXPECT_THAT(said("n\nDiode\n-1\nvolts\n1 2\n3 4\n"), HasSubstr("semicolon"));
  EXPECT_THAT(said(""), HasSubstr("expected"));
  EXPECT_TRUE(parse_curve(std::string(1000000, '\0')).has_error());
}

TEST(curve_text, holds_up_to_200_points) {
  EXPECT_TRUE(parse_curve(curve_of(0)).value().points.empty());
  EXPECT_EQ(protocol::format_curve(parse_curve(curve_of(0)).value()).value(),
            "n\nPTC100\n1\nOHMS\n;\n");
  EXPECT_TRUE(parse_curve(curve_of(200)));
  EXPECT_THAT(parse_curve(curve_of(201)).error().what(), HasSubstr("200"));
}

TEST(curve_text, is_not_written_for_a_curve_that_cannot_be_sent) {
  auto const good = parse_curve(good_diode).value();
  auto const refused = [&](auto spoil) {
    auto copy = good;
    spoil(copy);
    return protocol::format_curve(copy).has_error();
  };
  EXPECT_TRUE(refused([](curve& c) { c.name = "sixteen letters!"; }));
  EXPECT_TRUE(refused([](curve& c) { c.name = "a\n;\n:CONTROL"; }));
  EXPECT_TRUE(refused([](curve& c) { c.name = ";"; }));
  EXPECT_TRUE(refused([](curve& c) { c.name = "NACK"; }));
  EXPECT_TRUE(refused([](curve& c) { c.points[0].reading = 1e39; }));
  EXPECT_TRUE(refused([](curve& c) { c.points.resize(201, {1, 1}); }));
  EXPECT_TRUE(refused([](curve& c) { c.points[0].temperature = 0; }));
  EXPECT_TRUE(refused([](curve& c) { c.multiplier = 0; }));
}

constexpr std::string_view pid_test =
    "PID Test 0\n 300.00 1.60 160.00 40.00 HI Default\n 180.00 1.00 100.00 20.00 MID ChB\n"
    "  10.00 0.10 10.00 0.00 LOW ChA\n;\n";

TEST(pid_table_text, of_the_guide_is_read) {
  auto const found = parse_pid_table(pid_test).value();
  EXPECT_EQ(found.name, "PID Test 0");
  ASSERT_EQ(found.zones.size(), 3U);
  EXPECT_EQ(found.zones[0], (pid_zone{300, 1.6, 160, 40, heater_range::hi, std::nullopt}));
  EXPECT_EQ(found.zones[1].source, channel('B'));
}

TEST(pid_table_text, is_read_back_as_it_was_written) {
  auto const found = parse_pid_table(pid_test).value();
  EXPECT_EQ(parse_pid_table(protocol::format_pid_table(found).value()).value(), found);
}

TEST(pid_table_text, drops_lines_that_are_no_zones_and_bounds_their_number) {
  EXPECT_EQ(parse_pid_table("n\nx\n0 1 1 1 HI Default\n5 1 1 1 HI ChZ\n;").value().zones.size(),
            0U);
  std::string many = "n\n";
  for (int i = 1; i <= 17; ++i) many += std::to_string(i) + " 1 1 1 HI Default\n";
  EXPECT_TRUE(parse_pid_table(many + ";").has_error());
  EXPECT_TRUE(parse_pid_table("n\n1 1 1 1 HI Default\n").has_error());
}

TEST(pid_table_text, is_not_written_for_a_table_that_cannot_be_sent) {
  auto table = parse_pid_table(pid_test).value();
  table.zones[0].p = 1001;
  EXPECT_TRUE(protocol::format_pid_table(table).has_error());
  table.zones[0].p = 1;
  table.name = "seventeen letters";
  EXPECT_TRUE(protocol::format_pid_table(table).has_error());
}

TEST(data_log_text, is_read_in_both_forms_of_the_time) {
  auto const log = parse_data_log(
      "1, 05/14/2020, 16,02,35, 77.3, -------\r\n2,05/14/2020,16:02:40,77.4,N/A\r\n;\r\n");
  ASSERT_TRUE(log) << log.error().what();
  ASSERT_EQ(log->size(), 2U);
  EXPECT_EQ((*log)[0].time, (time_of_day{16, 2, 35}));
  EXPECT_EQ((*log)[1].time, (time_of_day{16, 2, 40}));
  EXPECT_EQ((*log)[1].inputs[1], reading(validity::not_available));
  EXPECT_EQ(parse_data_log(protocol::format_data_log(*log).value()).value(), *log);
}

TEST(data_log_text, has_eight_inputs_at_most_in_either_form_of_the_time) {
  EXPECT_TRUE(parse_data_log("1,05/14/2020,16:02:35,1,2,3,4,5,6,7,8\n;"));
  EXPECT_TRUE(parse_data_log("1,05/14/2020,16:02:35,1,2,3,4,5,6,7,8,9\n;").has_error());
  EXPECT_TRUE(parse_data_log("1,05/14/2020,16,02,35,1,2,3,4,5,6,7,8,9\n;").has_error());
}

TEST(data_log_text, may_be_empty_and_names_the_line_that_is_wrong) {
  EXPECT_TRUE(parse_data_log(";\r\n").value().empty());
  EXPECT_THAT(parse_data_log("1,2,3\n;").error().what(), HasSubstr("line 1"));
  EXPECT_TRUE(parse_data_log("").has_error());
}

}  // namespace blocks_test
