#include "cyclers/protocol/json_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace json_reader_test {

using cyclers::errc;
using cyclers::protocol::json_reader;
using testing::HasSubstr;

template <class T>
T read(std::string_view text) {
  json_reader in(text);
  T value{};
  EXPECT_TRUE(in.read(value) && in.finish()) << text << ": " << in.trouble().problem;
  return value;
}

template <class T>
cyclers::fault fault_of(std::string_view text) {
  json_reader in(text);
  T value{};
  if (in.read(value)) in.finish();
  return in.trouble();
}

cyclers::fault fault_of_skipping(std::string_view text) {
  json_reader in(text);
  in.skip();
  in.finish();
  return in.trouble();
}

TEST(a_json_reader, reads_numbers_however_a_tester_writes_them) {
  EXPECT_EQ(read<std::int64_t>("-17"), -17);
  EXPECT_EQ(read<std::int64_t>("3.0"), 3);
  EXPECT_EQ(read<std::int64_t>("1e3"), 1000);
  EXPECT_EQ(read<std::int64_t>("\"42\""), 42);
  EXPECT_EQ(read<std::int64_t>("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(read<double>("5"), 5.0);
  EXPECT_EQ(read<double>("\" 0.25 \""), 0.25);
  EXPECT_EQ(read<float>("0.100000001490116"), 0.1f);
  EXPECT_EQ(read<float>("1e-60"), 0.0f);
}

TEST(a_json_reader, reads_what_stands_for_no_number_at_all) {
  EXPECT_TRUE(std::isnan(read<float>("null")));
  EXPECT_TRUE(std::isnan(read<double>("\"NAN\"")));
  EXPECT_EQ(read<double>("\"-INF\""), -HUGE_VAL);
}

TEST(a_json_reader, reads_booleans_however_a_tester_writes_them) {
  for (char const* const yes : {"true", "\"TRUE\"", "\"True\"", "1", "\"1\""})
    EXPECT_TRUE(read<bool>(yes)) << yes;
  for (char const* const no : {"false", "\"FALSE\"", "0"}) EXPECT_FALSE(read<bool>(no)) << no;
  EXPECT_EQ(fault_of<bool>("2").code, errc::wrong_type);
  EXPECT_EQ(fault_of<bool>("\"yes\"").code, errc::wrong_type);
}

TEST(a_json_reader, reads_escapes_and_passes_on_bytes_that_are_no_utf8) {
  EXPECT_EQ(read<std::string>(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(read<std::string>(R"("\u00e9\u20AC\ud83d\ude00")"), "\u00e9\u20ac\U0001f600");
  EXPECT_EQ(read<std::string>("\"\xb0"
                              "C\""),
            "\xb0"
            "C");
}

TEST(a_json_reader, says_where_a_text_stops_being_json) {
  for (char const* const text :
       {"",        " ",        "{",           "[",           "[1,]",     "[1 2]",
        "{\"a\"}", "{\"a\":}", "{\"a\":1,}",  "{a:1}",       "tru",      "nul",
        "01",      "1.",       "1e",          "-",           "+1",       ".5",
        "\"abc",   "\"\\x\"",  "\"\\ud800\"", "\"\\u12g4\"", "\"a\nb\"", "[1]]",
        "{} {}",   "'a'",      "NaN",         "\"\\",        "[\"\\\""}) {
    cyclers::fault const broken = fault_of_skipping(text);
    EXPECT_EQ(broken.code, errc::bad_json) << text;
    EXPECT_FALSE(broken.problem.empty()) << text;
  }
  EXPECT_THAT(fault_of_skipping("[1,2").problem, HasSubstr("byte 4, there is the end"));
}

TEST(a_json_reader, refuses_numbers_that_do_not_fit) {
  EXPECT_EQ(fault_of<std::int64_t>("9223372036854775808").code, errc::out_of_range);
  EXPECT_EQ(fault_of<std::int64_t>("1.5").code, errc::out_of_range);
  EXPECT_EQ(fault_of<float>("1e39").code, errc::out_of_range);
  EXPECT_EQ(fault_of<double>("1e999").code, errc::out_of_range);
}

TEST(a_json_reader, says_what_was_there_instead_of_what_was_expected) {
  EXPECT_THAT(fault_of<double>("[1]").problem, HasSubstr("a number expected, there is an array"));
  EXPECT_THAT(fault_of<std::int64_t>("\"x\"").problem, HasSubstr("a string (\"x\")"));
  EXPECT_THAT(fault_of<std::string>("7").problem, HasSubstr("a string expected"));
  EXPECT_EQ(fault_of<std::string>("{}").code, errc::wrong_type);
}

TEST(a_json_reader, goes_down_as_deep_as_messages_are_and_no_deeper) {
  std::string const fits =
      std::string(json_reader::deepest, '[') + std::string(json_reader::deepest, ']');
  EXPECT_FALSE(fault_of_skipping(fits));
  EXPECT_EQ(fault_of_skipping('[' + fits + ']').code, errc::too_deep);
  EXPECT_EQ(fault_of_skipping(std::string(1 << 20, '[')).code, errc::too_deep);
}

TEST(a_json_reader, keeps_a_key_while_its_value_is_skipped) {
  json_reader in(R"({"\u0041":"\u0042"})");
  std::string_view key;
  ASSERT_TRUE(in.enter_object() && in.member(key));
  in.skip();
  EXPECT_EQ(key, "A");
  EXPECT_FALSE(in.member(key));
  EXPECT_TRUE(in.finish());
}

}  // namespace json_reader_test
