#include "cyclers/protocol/json_writer.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <limits>

namespace json_writer_test {

using cyclers::errc;
using cyclers::protocol::json_writer;
using cyclers::protocol::not_finite;

template <class Write>
std::string written(Write write, not_finite policy = not_finite::refuse) {
  std::string out;
  json_writer writer(out, policy);
  write(writer);
  return writer.ok() ? out : "fault: " + writer.trouble().problem;
}

std::string real(double value) {
  return written([=](json_writer& out) { out.real(value); });
}
std::string single(float value) {
  return written([=](json_writer& out) { out.real(value); });
}
std::string text(std::string_view value) {
  return written([=](json_writer& out) { out.text(value); });
}

TEST(a_json_writer, writes_the_shortest_decimal_that_reads_back) {
  EXPECT_EQ(single(0.1f), "0.1");
  EXPECT_EQ(real(0.1), "0.1");
  EXPECT_EQ(real(15.0), "15");
  EXPECT_EQ(real(0.05), "0.05");
  EXPECT_EQ(real(-0.0), "-0");
  EXPECT_EQ(single(16777216.0f), "16777216");
}

TEST(a_json_writer, never_writes_an_exponent) {
  EXPECT_EQ(real(1e-7), "0.0000001");
  EXPECT_EQ(real(1e21), "1000000000000000000000");
  for (double const extreme :
       {std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(),
        -std::numeric_limits<double>::min()}) {
    std::string const plain = real(extreme);
    EXPECT_EQ(plain.find_first_of("eE"), std::string::npos);
    double back = 0;
    std::from_chars(plain.data(), plain.data() + plain.size(), back);
    EXPECT_EQ(back, extreme);
  }
}

TEST(a_json_writer, refuses_what_is_no_number_or_writes_null_for_it) {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(real(nan), "fault: nan cannot be sent");
  EXPECT_EQ(written([=](json_writer& out) { out.real(nan); }, not_finite::null), "null");
}

TEST(a_json_writer, escapes_what_a_string_cannot_hold) {
  EXPECT_EQ(text("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(text("line\r\n"), "\"line\\u000d\\u000a\"");
  EXPECT_EQ(text("\u00e9\U0001f600"), "\"\u00e9\U0001f600\"");
}

TEST(a_json_writer, takes_bytes_that_are_no_utf8_for_latin1) {
  EXPECT_EQ(text("\xb0"
                 "C"),
            "\"\\u00b0C\"");
  EXPECT_EQ(text("\xed\xa0\x80"), "\"\\u00ed\\u00a0\\u0080\"");
}

TEST(a_json_writer, puts_commas_where_they_belong) {
  EXPECT_EQ(written([](json_writer& out) {
              out.open_object();
              out.key("a");
              out.open_array();
              out.whole(1);
              out.whole(-2);
              out.close_array();
              out.key("b");
              out.open_object();
              out.close_object();
              out.close_object();
            }),
            R"({"a":[1,-2],"b":{}})");
}

}  // namespace json_writer_test
