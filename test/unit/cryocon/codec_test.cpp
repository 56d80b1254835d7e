#include <gtest/gtest.h>

#include <clocale>
#include <cryocon/properties.hpp>
#include <cryocon/protocol/codec.hpp>
#include <cryocon/protocol/request.hpp>
#include <cryocon/text.hpp>
#include <limits>
#include <locale>

namespace codec_test {

using namespace cryocon;
using protocol::format_value;
using protocol::parse_value;

property_info const& at(std::string_view path) { return *find(path).value().property; }

/// Says what a text is read as, or "error".
std::string read(std::string_view path, std::string_view text) {
  auto const found = parse_value(at(path), text);
  return found ? to_text(*found) : "error";
}

std::string written(std::string_view path, value const& what) {
  auto const text = format_value(at(path), what);
  return text ? *text : "error";
}

template <class T>
value of(T what) {
  return value(std::in_place_type<T>, std::move(what));
}

TEST(reply_value, is_read_with_padding_case_and_glued_units) {
  EXPECT_EQ(read("loop.1.type", "PID  "), "PID");
  EXPECT_EQ(read("loop.1.type", "rampp"), "RAMPP");
  EXPECT_EQ(read("loop.1.set_point", "100.000000K"), "100 K");
  EXPECT_EQ(read("loop.1.output_current", "0.5A"), "0.5");
  EXPECT_EQ(read("loop.1.output_voltage", " 5.00V\r\n"), "5");
  EXPECT_EQ(read("loop.1.output_load_resistance", "-1.00"), "-1");
  EXPECT_EQ(read("loop.1.temperature", "25.0C"), "25");
  EXPECT_EQ(read("loop.1.load", "50"), "50");
  EXPECT_EQ(read("loop.1.source", "CHA"), "A");
  EXPECT_EQ(read("loop.1.source", "b"), "B");
  EXPECT_EQ(read("loop.1.source", "0"), "A");
  EXPECT_EQ(read("input.A.sensor_power", "1.25e-6"), "1.25e-06");
  EXPECT_EQ(read("input.A.name", "\"Sample Holder  \""), "Sample Holder");
  EXPECT_EQ(read("date", "\"05/14/2020\""), "2020-05-14");
  EXPECT_EQ(read("time", "16:02:35"), "16:02:35");
  EXPECT_EQ(read("lockout", " off "), "OFF");
}

TEST(reply_value, is_an_error_when_it_is_something_else) {
  for (auto const* text :
       {"", "NACK", "77.3.4", "1e", "0x10", "nan", "inf", "77 K 3", "--", "++5", "1,5", "5;6"}) {
    EXPECT_EQ(read("input.A.temperature", text), "error") << text;
    EXPECT_EQ(read("loop.1.rate", text), "error") << text;
  }
  EXPECT_EQ(read("loop.1.type", "WARM"), "error");
  EXPECT_EQ(read("loop.1.load", "49.5"), "error");
  EXPECT_EQ(read("date", "13/45/2020"), "error");
  EXPECT_EQ(read("date", "2/30/2020"), "error");
  EXPECT_EQ(read("time", "24:00:00"), "error");
  EXPECT_EQ(read("control", "MAYBE"), "error");
}

TEST(reply_value, is_an_error_when_it_holds_bytes_that_are_no_printable_ascii) {
  for (auto const* path : {"idn", "hw_revision", "name", "input.A.name", "loop.1.error",
                           "relay.1.status", "sensor.61.type"}) {
    for (std::string_view const text :
         {std::string_view("a\x1b[31mb"), std::string_view("a\0b", 3), std::string_view("\xff")})
      EXPECT_EQ(read(path, text), "error") << path;
  }
  EXPECT_EQ(parse_value(at("idn"), "\xff").error().code(), sockio::errc::bad_reply);
}

TEST(reply_value, says_what_was_expected) {
  auto const error = parse_value(at("loop.1.range"), "HOT").error();
  EXPECT_EQ(error.code(), sockio::errc::bad_reply);
  EXPECT_EQ(error.story().problem, "expected HI, MID, LOW, 5V or 10V, got 'HOT'");
}

TEST(temperature_reading, is_a_value_or_the_reason_why_there_is_none) {
  auto const reading_of = [](std::string_view text) {
    return std::get<temperature>(parse_value(at("input.A.temperature"), text).value());
  };
  EXPECT_EQ(reading_of("77.350000"), temperature(77.35, unit::unknown));
  EXPECT_EQ(reading_of("77.35K"), temperature(77.35, unit::K));
  EXPECT_EQ(reading_of("-12.5C"), temperature(-12.5, unit::C));
  EXPECT_EQ(reading_of("1.2V"), temperature(1.2, unit::S));
  EXPECT_EQ(reading_of("-------").state(), validity::sensor_fault);
  EXPECT_EQ(reading_of("-------K").state(), validity::sensor_fault);
  EXPECT_EQ(reading_of(" ....... ").state(), validity::out_of_range);
  EXPECT_EQ(reading_of("N/A").state(), validity::not_available);
}

TEST(temperature_reading, prints_as_a_person_writes_it) {
  EXPECT_EQ(fmt::format("{}", temperature(77.35, unit::K)), "77.35 K");
  EXPECT_EQ(fmt::format("{:>10}", temperature(77.35, unit::K)), "   77.35 K");
  EXPECT_EQ(fmt::format("{}", temperature(reading(validity::sensor_fault), unit::K)),
            "sensor fault");
}

TEST(temperature_reading, has_no_number_to_mistake_when_it_is_not_valid) {
  temperature const broken(reading(validity::out_of_range), unit::K);
  EXPECT_FALSE(broken.valid());
  EXPECT_EQ(broken.number(), std::nullopt);
  EXPECT_THROW(static_cast<void>(broken.value()), sockio::failure);
}

TEST(temperature_reading, turns_into_kelvin_from_each_scale) {
  EXPECT_DOUBLE_EQ(*temperature(0.0, unit::C).kelvin(), 273.15);
  EXPECT_DOUBLE_EQ(*temperature(32.0, unit::F).kelvin(), 273.15);
  EXPECT_EQ(temperature(1.0, unit::S).kelvin(), std::nullopt);
}

TEST(reported_state, survives_when_the_table_does_not_know_it) {
  auto const found = std::get<choice>(parse_value(at("loop.1.error"), "Moon Full").value());
  EXPECT_EQ(found.code, -1);
  EXPECT_EQ(found.text, "Moon Full");
  EXPECT_EQ(read("loop.1.error", "--Htr OK--"), "--Htr OK--");
  EXPECT_EQ(read("loop.1.error", "NACK"), "error");
  EXPECT_EQ(std::get<choice>(parse_value(at("input.A.alarm"), "HI L").value()).code,
            static_cast<int>(alarm_state::high_latched));
}

TEST(sent_value, has_the_form_of_the_guide) {
  EXPECT_EQ(written("loop.1.set_point", of(77.4)), "77.4");
  EXPECT_EQ(written("loop.1.set_point", of(1234.5)), "1234.5");
  EXPECT_EQ(written("loop.1.rate", of(1e-7)), "0.0000001") << "the guide shows plain decimals only";
  EXPECT_EQ(written("sensor.61.multiplier", of(-1.5e20)), "-150000000000000000000");
  EXPECT_EQ(written("loop.1.set_point", of(std::string("1e-7"))), "0.0000001");
  EXPECT_EQ(written("input.A.name", of(std::string("Cold plate"))), "\"Cold plate\"");
  EXPECT_EQ(written("date",
                    of(date{std::chrono::year(2020), std::chrono::month(5), std::chrono::day(14)})),
            "\"05/14/2020\"");
  EXPECT_EQ(written("time", of(time_of_day{6, 2, 35})), "\"06:02:35\"");
  EXPECT_EQ(written("loop.1.source", of(channel('b'))), "B");
  EXPECT_EQ(written("input.A.alarm_audio", of(true)), "YES");
}

TEST(sent_value, may_be_typed_in_as_text) {
  EXPECT_EQ(written("loop.1.set_point", of(std::string(" 77.4 "))), "77.4");
  EXPECT_EQ(written("loop.1.type", of(std::string("pid"))), "PID");
  EXPECT_EQ(written("control", of(std::string("on"))), "ON");
}

TEST(sent_value, is_refused_when_what_was_typed_is_no_plain_number) {
  for (char const* text : {"77.4 K", "77.4C", "77x", "77,4", "500mA", "", "1e", "-------"})
    EXPECT_EQ(written("loop.1.set_point", of(std::string(text))), "error") << text;
}

TEST(sent_value, may_be_below_zero_in_celsius_but_not_below_zero_kelvin_in_any_scale) {
  for (auto const* path : {"loop.1.set_point", "loop.1.max_set_point"}) {
    EXPECT_EQ(written(path, of(-100.0)), "-100");
    EXPECT_EQ(written(path, of(-459.67)), "-459.67");
    EXPECT_EQ(written(path, of(-459.68)), "error");
  }
}

TEST(sent_value, is_refused_with_one_sentence) {
  auto const said = [](std::string_view path, std::string const& text) {
    return format_value(at(path), of(text)).error().story().problem;
  };
  EXPECT_EQ(said("loop.1.rate", "77x"), "rate: expected a number without a unit, got '77x'");
  EXPECT_EQ(said("loop.1.type", "x"),
            "type: expected OFF, PID, MAN, TABLE, RAMPP, RAMPT or SCALE, got 'x'");
}

TEST(sent_value, is_refused_when_it_is_out_of_range) {
  EXPECT_EQ(written("loop.1.rate", of(100.1)), "error");
  EXPECT_EQ(written("sensor.61.multiplier", of(1e39)), "error") << "no 32-bit number";
  EXPECT_EQ(written("sensor.61.multiplier", of(1e-39)), "error");
  EXPECT_EQ(written("loop.1.load", of(std::int64_t{30})), "error");
  EXPECT_EQ(written("display_filter_time", of(3.0)), "error");
  EXPECT_EQ(written("loop.1.rate", of(std::numeric_limits<double>::quiet_NaN())), "error");
  EXPECT_EQ(written("loop.1.rate", of(std::numeric_limits<double>::infinity())), "error");
  EXPECT_EQ(written("date",
                    of(date{std::chrono::year(2020), std::chrono::month(2), std::chrono::day(30)})),
            "error");
  auto const error = format_value(at("loop.1.load"), of(std::int64_t{30})).error();
  EXPECT_EQ(error.code(), sockio::errc::bad_value);
  EXPECT_EQ(error.story().problem, "load cannot be '30': expected 50 or 25");
}

TEST(sent_value, carries_no_second_command) {
  using namespace std::string_literals;
  for (auto const& text : {"a\"b"s, "a\nb"s, "a\rb"s, "a\0b"s, "caf\xc3\xa9"s, "a\";:CONTROL;\""s,
                           "a;b"s, "NACK"s, " nak"s}) {
    EXPECT_EQ(written("input.A.name", of(text)), "error") << text;
  }
  EXPECT_EQ(written("input.A.name", of(std::string("sixteen letters!"))), "error");
  EXPECT_EQ(written("input.A.name", of(std::string("fifteen letters"))), "\"fifteen letters\"");
  EXPECT_EQ(written("loop.1.type", of(std::string("PID;:CONTROL"))), "error");
}

TEST(read_back, confirms_within_the_resolution_of_the_device) {
  auto const confirms = [](std::string_view path, value const& sent, std::string_view reply) {
    return protocol::confirms(at(path), sent, reply);
  };
  EXPECT_TRUE(confirms("loop.1.set_point", of(77.4), "77.400002K")) << "32-bit floating point";
  EXPECT_TRUE(confirms("loop.1.rate", of(0.123456), "0.1235")) << "four decimals printed";
  EXPECT_TRUE(confirms("loop.1.manual_output_power", of(25.456), "25.46"));
  EXPECT_FALSE(confirms("loop.1.rate", of(0.123456), "0.12")) << "the next cent";
  EXPECT_FALSE(confirms("loop.1.set_point", of(77.4), "77.5K"));
  EXPECT_FALSE(confirms("loop.1.manual_output_power", of(25.4), "25")) << "no decimals, no excuse";
  EXPECT_FALSE(confirms("loop.1.set_point", of(77.4), "N/A"));
  EXPECT_TRUE(confirms("loop.1.type", of(choice{1, "PID"}), "PID  "));
  EXPECT_TRUE(confirms("input.A.name", of(std::string("a")), "\"a   \""));
  EXPECT_FALSE(confirms("input.A.name", of(std::string("a")), "b"));
}

TEST(number, does_not_depend_on_the_locale) {
  struct comma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  auto const before = std::locale::global(std::locale(std::locale::classic(), new comma));
  std::string const old = std::setlocale(LC_ALL, nullptr);
  std::setlocale(LC_ALL, "de_DE.UTF-8");
  EXPECT_EQ(read("input.A.temperature", "1234.5"), "1234.5");
  EXPECT_EQ(written("loop.1.set_point", of(1234.5)), "1234.5");
  EXPECT_EQ(fmt::format("{}", temperature(1234.5, unit::K)), "1234.5 K");
  std::setlocale(LC_ALL, old.c_str());
  std::locale::global(before);
}

}  // namespace codec_test
