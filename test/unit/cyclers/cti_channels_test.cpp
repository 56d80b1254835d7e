#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cti_messages.hpp"
#include "cyclers/arbin/channel_records.hpp"
#include "hex_bytes.hpp"

namespace cti_channels_test {

using namespace cyclers::arbin;
using namespace cyclers::arbin::messages;
using cyclers::errc;
using cyclers::test::bytes;
using cyclers::test::cti_feedback;
using cyclers::test::little;
using testing::HasSubstr;

/// Is a record of a channel with some values of all kinds.
channel_record full_record(std::uint32_t channel) {
  channel_record record{.channel = channel,
                        .status = channel_status::discharge,
                        .schedule = "Formation \u00e9.sdx",
                        .test_name = "T\U0001f600",
                        .master_channel = 7,
                        .test_time = 1.25,
                        .voltage = 3.5f,
                        .current = -2.0f,
                        .ac_impedance_phase = 12.0f};
  record.voltages = {{1, 2}, {3, 4}};
  record.temperatures = {{25, 0.5f}};
  record.digital_outputs = {{1, 0}};
  record.densities = {{9, 8}};
  record.can = {{1, 2.5, "V"}, {2, -1, ""}};
  record.smb = {{3, smb_type::number, 4.5, "", "A"}, {4, smb_type::text, 0, "Acme", ""}};
  return record;
}

std::string message_of(std::vector<channel_record> records) {
  return write_feedback<channels_info>({.channels = std::move(records)}).value();
}

TEST(a_channel, has_its_auxiliary_values_of_each_kind) {
  auto const got = read_feedback<channels_info>(message_of({full_record(3), full_record(9)}));
  ASSERT_TRUE(got.has_value()) << got.error().what();
  for (channel_record const& each : got->channels) {
    channel_record const wanted = full_record(each.channel);
    EXPECT_EQ(each.schedule, wanted.schedule);
    EXPECT_EQ(each.test_name, wanted.test_name);
    EXPECT_EQ(each.voltages, wanted.voltages);
    EXPECT_EQ(each.temperatures, wanted.temperatures);
    EXPECT_TRUE(each.pressures.empty());
    EXPECT_EQ(each.digital_outputs, wanted.digital_outputs);
    EXPECT_EQ(each.densities, wanted.densities);
    EXPECT_EQ(each.can, wanted.can);
    EXPECT_EQ(each.smb, wanted.smb);
  }
}

TEST(the_numbers_alone, are_those_of_the_whole_record) {
  std::string const raw = message_of({full_record(3), {.channel = 5}, full_record(9)});
  std::vector<channel_reading> readings;
  auto const read = read_numbers(raw, readings);
  ASSERT_TRUE(read.has_value()) << read.error().what();
  ASSERT_EQ(readings.size(), 3u);
  channel_record const wanted = full_record(9);
  channel_reading const& got = readings[2];
  EXPECT_EQ(got.channel, 9u);
  EXPECT_EQ(got.status, channel_status::discharge);
  EXPECT_EQ(got.master_channel, 7);
  EXPECT_EQ(got.test_time, wanted.test_time);
  EXPECT_EQ(got.voltage, wanted.voltage);
  EXPECT_EQ(got.current, wanted.current);
  EXPECT_EQ(got.ac_impedance_phase, wanted.ac_impedance_phase);
  EXPECT_EQ(got.aux(aux_kind::voltage, 1), wanted.voltages[1]);
  EXPECT_EQ(got.aux(aux_kind::temperature, 0), wanted.temperatures[0]);
  EXPECT_EQ(got.aux(aux_kind::digital_output, 0), wanted.digital_outputs[0]);
  EXPECT_EQ(got.aux(aux_kind::density, 0), wanted.densities[0]);
  EXPECT_EQ(got.aux(aux_kind::voltage, 2), std::nullopt);
  EXPECT_EQ(got.aux(aux_kind::pressure, 0), std::nullopt);
  EXPECT_EQ(readings[1].channel, 5u);
  EXPECT_EQ(readings[1].aux_bytes, "");
}

TEST(the_numbers_alone, have_the_keys_of_the_whole_record_at_the_same_places) {
  auto const place_of = [](cyclers::protocol::layout const& form, std::string_view key) {
    std::size_t at = 0;
    for (auto const& each : form.fields) {
      if (each.key == key) return at;
      at += each.ops->size;
    }
    ADD_FAILURE() << key;
    return at;
  };
  auto const& whole = cyclers::protocol::layout_of<channel_record>;
  auto const& numbers = cyclers::protocol::layout_of<channel_numbers>;
  for (auto const& each : numbers.fields) {
    if (each.name == "reserved" || each.name == "aux_counts") continue;
    EXPECT_EQ(place_of(numbers, each.key), place_of(whole, each.key)) << each.key;
  }
  EXPECT_EQ(cyclers::protocol::least_size(whole), 1753u);
  EXPECT_EQ(cyclers::protocol::least_size(numbers), 1753u);
}

TEST(records, are_found_by_their_channel_whatever_their_order) {
  channel_records const all({{.channel = 9}, {.channel = 0}, {.channel = 4, .voltage = 4}});
  EXPECT_EQ(all.find(channel_number(5))->voltage, 4);
  EXPECT_EQ(all.find(channel_number(1))->channel, 0u);
  EXPECT_EQ(all.find(channel_number(10))->channel, 9u);
  EXPECT_EQ(all.find(channel_number(2)), nullptr);
  EXPECT_EQ(all.find(channel_number(11)), nullptr);
  EXPECT_EQ(all.all()[0].channel, 0u);
}

TEST(records, may_come_in_several_messages_of_which_the_last_one_counts) {
  std::string const raw = message_of({{.channel = 4, .voltage = 1}, {.channel = 2}}) +
                          message_of({{.channel = 3}}) + message_of({{.channel = 4, .voltage = 2}});
  auto const all = read_records(raw);
  ASSERT_TRUE(all.has_value()) << all.error().what();
  EXPECT_EQ(all->size(), 3u);
  EXPECT_EQ(all->find(channel_number(5))->voltage, 2);
  EXPECT_EQ(all->find(channel_number(4))->channel, 3u);
  EXPECT_EQ(read_records(raw + "x").error().code(), errc::bad_prefix);
  EXPECT_EQ(read_records(raw.substr(0, raw.size() - 1)).error().code(), errc::wrong_length);
  EXPECT_EQ(read_records("").error().code(), errc::truncated);
}

TEST(a_channel_number, counts_from_one_and_is_sent_from_zero) {
  EXPECT_EQ(channel_number(14).wire(), 13);
  EXPECT_EQ(channel_number::from_wire(13), channel_number(14));
  EXPECT_EQ(channel_number::from_wire(-1), std::nullopt);
  EXPECT_EQ(channel_number::from_wire(2048), std::nullopt);
  EXPECT_THROW(channel_number(0), sockio::failure);
  EXPECT_THROW(channel_number(2049), sockio::failure);
}

/// Makes a feedback of one empty record with other bytes somewhere in it.
std::string spoiled(std::size_t at, std::string_view with, std::string_view behind = "") {
  std::string record(1753, '\0');
  record.replace(at, with.size(), with);
  return cti_feedback(0xEEBA0003, little(1, 4) + record + std::string(behind));
}

constexpr std::size_t schedule_at = 7;
constexpr std::size_t exit_condition_at = 7 + 400 + 144;
constexpr std::size_t counts_at = 1753 - 28;
constexpr std::size_t can_count_at = 1753 - 4;
constexpr std::size_t smb_count_at = 1753 - 2;

TEST(a_hostile_channel, is_a_typed_error_that_says_where) {
  struct {
    char const* what;
    std::string raw;
    errc code;
    char const* where;
    bool numbers_too = true;
  } const table[] = {
      {"half a surrogate pair", spoiled(schedule_at, bytes("3DD8 4100")), errc::bad_text,
       "Channels[0].Schedule", false},
      {"a low surrogate first", spoiled(schedule_at, bytes("00DE")), errc::bad_text,
       "Channels[0].Schedule", false},
      {"a high surrogate at the end", spoiled(schedule_at, std::string(398, 'A') + bytes("3DD8")),
       errc::bad_text, "Channels[0].Schedule", false},
      {"auxiliary values that are not there", spoiled(counts_at, bytes("FFFF")), errc::truncated,
       "Channels[0]"},
      {"one auxiliary value too many", spoiled(counts_at, bytes("0200"), std::string(8, '\0')),
       errc::truncated, "Channels[0]"},
      {"one auxiliary value too few", spoiled(counts_at, bytes("0100"), std::string(16, '\0')),
       errc::surplus_bytes, ""},
      {"a unit without its end", spoiled(can_count_at, bytes("0100"), std::string(12, '\0') + "V"),
       errc::bad_text, "Channels[0]"},
      {"CAN values that are not there", spoiled(can_count_at, bytes("FFFF")), errc::truncated,
       "Channels[0]"},
      {"an SMB text without its end",
       spoiled(smb_count_at, bytes("0100"), bytes("00000000 01000000") + "text"), errc::bad_text,
       "Channels[0]"},
      {"an SMB value without its unit", spoiled(smb_count_at, bytes("0100"), bytes("00*16")),
       errc::bad_text, "Channels[0]"},
      {"more channels than there are",
       cti_feedback(0xEEBA0003, little(2, 4) + std::string(1753, '\0')), errc::truncated,
       "Channels[1]"},
      {"billions of channels", cti_feedback(0xEEBA0003, little(0xFFFFFFFF, 4)), errc::truncated,
       "Channels[0]"},
      {"fewer channels than there are",
       cti_feedback(0xEEBA0003, little(0, 4) + std::string(1753, '\0')), errc::surplus_bytes, ""},
      {"two surplus bytes", spoiled(0, "", std::string(2, '\0')), errc::surplus_bytes, ""},
      {"no count", cti_feedback(0xEEBA0003, ""), errc::truncated, ""},
  };
  for (auto const& each : table) {
    SCOPED_TRACE(each.what);
    auto const got = read_feedback<channels_info>(each.raw);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code(), each.code) << got.error().what();
    EXPECT_THAT(got.error().what(), HasSubstr(each.where));
    std::vector<channel_reading> readings;
    auto const numbers = read_numbers(each.raw, readings);
    EXPECT_EQ(numbers.has_value(), !each.numbers_too);
    EXPECT_EQ(readings.empty(), each.numbers_too);
    if (!each.numbers_too) continue;
    EXPECT_EQ(numbers.error().code(), each.code) << numbers.error().what();
  }
}

TEST(a_text_that_fills_its_field, needs_no_terminator) {
  auto const got = read_feedback<channels_info>(spoiled(exit_condition_at, std::string(100, 'x')));
  ASSERT_TRUE(got.has_value()) << got.error().what();
  EXPECT_EQ(got->channels[0].exit_condition, std::string(100, 'x'));
}

TEST(what_follows_the_end_of_a_text, is_not_looked_at) {
  auto const got = read_feedback<channels_info>(spoiled(schedule_at, bytes("4100 0000 00DE FFFF")));
  ASSERT_TRUE(got.has_value()) << got.error().what();
  EXPECT_EQ(got->channels[0].schedule, "A");
}

TEST(an_smb_type_that_the_documents_do_not_know, is_read_as_a_number) {
  auto const got = read_feedback<channels_info>(
      spoiled(smb_count_at, bytes("0100"), bytes("07000000 05000000 000000000000F83F 5600")));
  ASSERT_TRUE(got.has_value()) << got.error().what();
  EXPECT_EQ(got->channels[0].smb,
            (std::vector<smb_value>{{7, static_cast<smb_type>(5), 1.5, "", "V"}}));
}

TEST(a_unit_with_a_zero_in_it, is_not_sent) {
  channel_record record;
  record.can = {{1, 2, std::string("V\0x", 3)}};
  EXPECT_EQ(write_feedback<channels_info>({.channels = {record}}).error().code(), errc::bad_text);
}

TEST(more_channels_than_a_cycler_has, are_not_sent) {
  channels_info::reply const reply{.channels = std::vector<channel_record>(2049)};
  EXPECT_EQ(write_feedback<channels_info>(reply).error().code(), errc::too_long);
}

}  // namespace cti_channels_test
