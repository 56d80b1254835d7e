#include "cyclers/protocol/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hex_bytes.hpp"

namespace layout_test {

using namespace cyclers::protocol;
using cyclers::errc;
using cyclers::test::bytes;
using cyclers::test::shown;
using testing::ElementsAre;
using testing::HasSubstr;

struct sensor {
  std::uint32_t index = 0;
  double value = 0;

  static constexpr auto fields() {
    return std::array{
        member<&sensor::index>("Index", "none", "Number of the sensor."),
        member<&sensor::value>("Value", "V", "What it reads."),
    };
  }
};

/// Has what the records of another vendor have: fixed texts, counts ahead of lists, versions.
struct record {
  std::uint8_t version = 1;
  std::string schedule{};
  std::string serial{};
  std::uint16_t voltages = 0;
  std::uint16_t temperatures = 0;
  std::uint16_t sensors_count = 0;
  std::vector<float> aux{};
  std::vector<sensor> sensors{};
  float added_later = 0;

  static constexpr auto fields() {
    return std::array{
        member<&record::version>("Version", "none", "Version of the record."),
        member<&record::schedule, utf16<6>>("Schedule", "none", "Name of the schedule."),
        member<&record::serial, text<4, '\0'>>("SN", "none", "Serial number."),
        reserved<3>(),
        member<&record::voltages>("Voltages", "none", "How many."),
        member<&record::temperatures>("Temperatures", "none", "How many."),
        member<&record::sensors_count>("Sensors", "none", "How many.").counts<&record::sensors>(),
        member<&record::aux>("Aux", "V and degC", "Voltages, then temperatures.")
            .counted<&record::voltages, &record::temperatures>(),
        member<&record::sensors>("List", "none", "One for each.").counted<&record::sensors_count>(),
        member<&record::added_later>("Added", "none", "From version 2.")
            .defaulted()
            .since<&record::version, std::uint8_t{2}>(),
    };
  }
};

std::string const full =
    "02 4100 E900 3DD8 00DE 0000 0000 53313233 000000 0100 0100 0100"
    "0000003F 0000A041 07000000 000000000000F83F 0000803F";

template <class T>
std::string written(T const& object) {
  std::string out;
  byte_writer writer(out);
  write_bytes(layout_of<T>, writer, &object);
  return writer.ok() ? shown(out) : writer.trouble().where + ": " + writer.trouble().problem;
}

template <class T>
cyclers::fault read(std::string_view raw, T& into) {
  byte_reader in(raw);
  read_bytes(layout_of<T>, in, &into);
  EXPECT_TRUE(!in.ok() || in.left() == 0);
  return in.trouble();
}

TEST(a_layout, reads_fixed_texts_counted_lists_and_nested_records) {
  record got;
  ASSERT_FALSE(read(bytes(full), got));
  EXPECT_EQ(got.schedule, "A\u00e9\U0001f600");
  EXPECT_EQ(got.serial, "S123");
  EXPECT_THAT(got.aux, ElementsAre(0.5f, 20.0f));
  ASSERT_EQ(got.sensors.size(), 1u);
  EXPECT_EQ(got.sensors[0].index, 7u);
  EXPECT_EQ(got.sensors[0].value, 1.5);
  EXPECT_EQ(got.added_later, 1.0f);
}

TEST(a_layout, writes_the_bytes_that_it_reads) {
  record got;
  ASSERT_FALSE(read(bytes(full), got));
  EXPECT_EQ(written(got), shown(bytes(full)));
}

TEST(a_layout, leaves_out_what_an_older_version_has_not) {
  record old{.version = 1, .schedule = "s", .serial = "1"};
  EXPECT_EQ(written(old), shown(bytes("01 7300 00*10 31 00*3 000000 0000 0000 0000")));
}

TEST(a_layout, tells_which_field_the_bytes_end_in) {
  std::string const raw = bytes(full);
  record got;
  EXPECT_EQ(read(raw.substr(0, 5), got).where, "Schedule");
  EXPECT_EQ(read(raw.substr(0, 26), got).where, "Aux");
  EXPECT_EQ(read(raw.substr(0, 42), got).where, "List[0].Value");
  EXPECT_EQ(read(raw.substr(0, 42), got).code, errc::truncated);
}

TEST(a_layout, takes_no_memory_for_counts_that_lie) {
  record got;
  cyclers::fault const lie = read(bytes("01 00*12 00*4 000000 FFFF FFFF 0000 0000003F"), got);
  EXPECT_EQ(lie.code, errc::truncated);
  EXPECT_THAT(lie.problem, HasSubstr("131070 elements"));
  EXPECT_LT(got.aux.capacity(), 100u);
}

TEST(a_layout, refuses_texts_that_are_no_utf16_or_do_not_fit) {
  record got;
  EXPECT_EQ(read(bytes("01 3DD8 0000 00*8 00*4 000000 0000 0000 0000"), got).code, errc::bad_text);
  got = {.schedule = "seven77"};
  EXPECT_EQ(written(got), "Schedule: the text has more than 6 UTF-16 units");
  got = {.schedule = "\xff"};
  EXPECT_EQ(written(got), "Schedule: not valid UTF-8");
  got = {.serial = "12345"};
  EXPECT_EQ(written(got), "SN: '12345' has 5 bytes, its field has 4");
}

struct long_text {
  std::string text{};
  std::uint8_t after = 7;

  static constexpr auto fields() {
    return std::array{
        member<&long_text::text, utf16<300>>("Text", "none", "A text."),
        member<&long_text::after>("After", "none", "What follows it."),
    };
  }
};

TEST(a_layout, reads_what_it_wrote_in_utf16_whatever_its_length_and_wherever_it_is_not_ascii) {
  for (std::string const& odd :
       {std::string("x"), std::string("\u00e9"), std::string("\u20ac"), std::string("\U0001f600")})
    for (std::size_t before = 0; before < 12; ++before)
      for (std::size_t after : {0u, 1u, 3u, 4u, 9u, 140u, 286u}) {
        long_text const sent{.text = std::string(before, 'a') + odd + std::string(after, 'b')};
        std::string raw;
        byte_writer out(raw);
        write_bytes(layout_of<long_text>, out, &sent);
        ASSERT_TRUE(out.ok() && raw.size() == 601);
        long_text got{.text = "old", .after = 0};
        ASSERT_FALSE(read(raw, got));
        EXPECT_EQ(got.text, sent.text);
        EXPECT_EQ(got.after, 7);
      }
}

struct units {
  std::string first{};
  std::string second{};
  std::uint32_t size = 0;
  std::string data{};
  std::string name{};

  static constexpr auto fields() {
    return std::array{
        member<&units::first, zero_ended>("First", "none", "A text."),
        member<&units::second, zero_ended>("Second", "none", "Another text."),
        member<&units::size>("Size", "bytes", "Size of the data.").counts<&units::data>(),
        member<&units::data, raw_bytes>("Data", "none", "The data.").counted<&units::size>(),
        member<&units::name, counted_utf16>("Name", "none", "A name.").hidden(),
    };
  }
};

TEST(a_layout, reads_texts_that_end_with_a_zero_bytes_that_are_counted_and_utf16_behind_its_size) {
  std::string const raw = bytes("5600 00 03000000 010002 04000000 4100 AC20");
  units got;
  ASSERT_FALSE(read(raw, got));
  EXPECT_EQ(got.first, "V");
  EXPECT_EQ(got.second, "");
  EXPECT_EQ(got.data, std::string("\1\0\2", 3));
  EXPECT_EQ(got.name, "A\u20ac");
  EXPECT_EQ(written(got), shown(raw));
  EXPECT_EQ(read(raw.substr(0, 1), got).code, errc::bad_text);
  EXPECT_EQ(read(raw.substr(0, 9), got).code, errc::truncated);
  EXPECT_EQ(read(bytes("00 00 00000000 03000000 414141"), got).code, errc::bad_text);
}

TEST(a_hidden_field, is_shown_neither_in_json_nor_in_errors) {
  units const secret{.name = "secret\xff"};
  std::string json;
  json_writer out(json);
  write_json(layout_of<units>, out, &secret);
  EXPECT_THAT(json, HasSubstr(R"("Name":"***")"));
  EXPECT_EQ(written(secret), "Name: does not fit its field");
}

TEST(a_layout, counts_a_list_itself_when_it_writes) {
  record const got{.sensors_count = 99, .sensors = {{1, 1.5}}};
  std::string json;
  json_writer out(json);
  write_json(layout_of<record>, out, &got);
  EXPECT_THAT(json, HasSubstr(R"("Sensors":1)"));
}

TEST(a_layout, says_when_a_count_in_json_does_not_agree_with_its_list) {
  record got;
  json_reader in(R"({"Version":1,"Schedule":"","SN":"","Voltages":0,"Temperatures":0,"Sensors":2,
                     "Aux":[],"List":[{"Index":1,"Value":2}]})");
  read_json(layout_of<record>, in, &got);
  EXPECT_EQ(in.trouble().code, errc::wrong_count);
  EXPECT_EQ(in.trouble().where, "Sensors");
  EXPECT_EQ(in.trouble().problem, "says 2, there are 1");
}

TEST(a_layout, finds_keys_in_any_order_and_letter_case) {
  sensor got;
  json_reader in(R"({"value":2.5,"extra":{"Index":3},"INDEX":"7"})");
  read_json(layout_of<sensor>, in, &got);
  EXPECT_TRUE(in.finish()) << in.trouble().problem;
  EXPECT_EQ(got.index, 7u);
  EXPECT_EQ(got.value, 2.5);
}

TEST(a_layout, tells_apart_what_is_missing_twice_or_of_another_type) {
  auto const fault_of = [](std::string_view json) {
    sensor got;
    json_reader in(json);
    read_json(layout_of<sensor>, in, &got);
    return in.trouble();
  };
  EXPECT_EQ(fault_of(R"({"Index":1})").code, errc::missing_field);
  EXPECT_EQ(fault_of(R"({"Index":1})").where, "Value");
  EXPECT_EQ(fault_of(R"({"Index":1,"index":1,"Value":2})").code, errc::duplicated_field);
  EXPECT_EQ(fault_of(R"({"Index":[],"Value":2})").code, errc::wrong_type);
  EXPECT_EQ(fault_of(R"({"Index":-1,"Value":2})").code, errc::out_of_range);
  EXPECT_EQ(fault_of(R"({"Index":4294967296,"Value":2})").where, "Index");
}

TEST(a_layout, knows_its_fields_for_whoever_documents_them) {
  auto const fields = layout_of<record>.fields;
  EXPECT_EQ(fields[1].name, "schedule");
  EXPECT_EQ(fields[1].ops->type(), "6 UTF-16 units");
  EXPECT_EQ(fields[2].ops->type(), "4 chars");
  EXPECT_EQ(fields[7].ops->type(), "list of Single");
}

}  // namespace layout_test
