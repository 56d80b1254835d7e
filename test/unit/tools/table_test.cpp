#include "labctl/table.hpp"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

namespace table_test {

using labctl::format;
using labctl::row;

std::vector<row> some_rows() {
  return {
      {.path = "input.A.temperature", .text = "77.35", .value = 77.35, .unit = "K", .error = {}},
      {.path = "name", .text = "a,b \"c\"", .value = "a,b \"c\"", .unit = {}, .error = {}},
      {.path = "loop.1.rate", .text = {}, .value = {}, .unit = {}, .error = "refused"}};
}

TEST(a_table, lines_values_up_and_says_what_failed) {
  EXPECT_EQ(labctl::show(some_rows(), format::table),
            "input.A.temperature  77.35 K\n"
            "name                 a,b \"c\"\n"
            "loop.1.rate          -- refused\n");
}

TEST(a_table, is_one_json_object_with_value_and_unit_or_error) {
  EXPECT_EQ(labctl::show(some_rows(), format::json),
            R"({"input.A.temperature":{"value":77.35,"unit":"K"},"name":{"value":"a,b \"c\""},)"
            R"("loop.1.rate":{"error":"refused"}})"
            "\n");
}

TEST(a_table, quotes_csv_fields_that_need_it) {
  EXPECT_EQ(labctl::show(some_rows(), format::csv),
            "path,value,unit,error\n"
            "input.A.temperature,77.35,K,\n"
            "name,\"a,b \"\"c\"\"\",,\n"
            "loop.1.rate,,,refused\n");
}

TEST(json, writes_plain_decimals_only) {
  EXPECT_EQ(labctl::to_json(15.0), "15");
  EXPECT_EQ(labctl::to_json(0.05), "0.05");
  EXPECT_EQ(labctl::to_json(boost::json::object{{"tiny", 1e-7}}),
            R"({"tiny":0.00000010000000000})");
}

TEST(a_sample, is_a_line_with_its_time) {
  EXPECT_EQ(labctl::sample_header(some_rows()), "time,input.A.temperature,name,loop.1.rate\n");
  EXPECT_EQ(labctl::show_sample(some_rows(), "t", format::csv), "t,77.35,\"a,b \"\"c\"\"\",\n");
}

}  // namespace table_test
