#include <gmock/gmock.h>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_battery_test {

using namespace std::chrono_literals;
using namespace cyclers::maccor;
using sim::maccor_client;
using testing::ElementsAre;
namespace macnet = sim::macnet;

constexpr std::uint8_t voltage = 0x09;
constexpr std::uint8_t chemistry = 0x22;

struct a_smart_battery_of_the_maccor : testing::Test {
  maccor_client tester;

  std::uint16_t value(std::uint8_t address) {
    return tester.ask<macnet::battery_register>(1, {.address = address}).value;
  }
  void run_something() {
    ASSERT_TRUE(
        tester.ask<macnet::start>(1, {.data = {.procedure = "test_procedure_1", .c_rate = 5}})
            .result.ok());
  }
};

TEST_F(a_smart_battery_of_the_maccor, tells_what_its_cell_does) {
  EXPECT_EQ(value(voltage), std::lround(tester.twin->voltage(1) * 1000));
  EXPECT_EQ(value(0x0d), 50);
  EXPECT_EQ(value(0x08), 2982);
  run_something();
  EXPECT_EQ(static_cast<std::int16_t>(value(0x0a)), 2500);
  auto const info = tester.ask<macnet::battery_info>(3);
  EXPECT_EQ(info.position, 2);
  EXPECT_EQ(info.status.code, battery_status::reading);
}

TEST_F(a_smart_battery_of_the_maccor, answers_zeros_for_a_register_that_is_not_polled) {
  auto reply = tester.ask<macnet::battery_register>(1, {.device = 0x16, .address = voltage});
  EXPECT_EQ(reply.device, 0x16);
  EXPECT_EQ(reply.address, voltage);
  reply = tester.binary<macnet::battery_register>(1, {.device = 0x17, .address = voltage});
  EXPECT_EQ(reply.device, 0);
  EXPECT_EQ(reply.address, 0);
  EXPECT_EQ(tester.binary<macnet::battery_register>(1, {.address = 0x70}).value, 0);
}

TEST_F(a_smart_battery_of_the_maccor, stands_still_while_it_is_not_polled) {
  ASSERT_TRUE(tester.ask<macnet::suspend_polling>(1).result.ok());
  auto const before = value(voltage);
  run_something();
  tester.pass(10s);
  EXPECT_EQ(value(voltage), before);
  EXPECT_EQ(tester.ask<macnet::battery_info>(1).since_read, 10);
  EXPECT_EQ(tester.ask<macnet::battery_info>(1).status.code, battery_status::idle);
  ASSERT_TRUE(tester.ask<macnet::resume_polling>(1).result.ok());
  EXPECT_GT(value(voltage), before);
}

TEST_F(a_smart_battery_of_the_maccor, gives_its_raw_data_as_its_scan_list_says) {
  auto const list = tester.ask<macnet::scan_list>(1);
  auto const bytes = tester.ask<macnet::battery_data>(1).bytes;
  ASSERT_EQ(list.entries.size(), list.count);
  auto const& last = list.entries.back();
  EXPECT_EQ(bytes.size(), std::size_t{last.offset} + last.length);
  auto const at = list.entries[8].offset;
  ASSERT_EQ(list.entries[8].address, voltage);
  EXPECT_EQ(bytes[at] + (bytes[at + 1U] << 8), value(voltage));
  auto const by_register = tester.ask<macnet::battery_data>(1, {.format = 2}).registers;
  EXPECT_EQ(by_register.at(8).data, (std::vector{bytes[at], bytes[at + 1U]}));
  EXPECT_EQ(tester.binary<macnet::battery_data>(1).bytes, bytes);
  EXPECT_EQ(tester.json(R"("FClass":7,"FNum":6,"Chan":0,"Format":3)"), "Illegal value");
}

TEST_F(a_smart_battery_of_the_maccor, lists_device_addresses_in_binary_only_when_asked_to) {
  EXPECT_FALSE(tester.binary<macnet::scan_list>(address{0, 0}).entries.at(0).device);
  EXPECT_EQ(tester.binary<macnet::scan_list>(address{0, 1}).entries.at(0).device, 0x16);
  EXPECT_EQ(tester.ask<macnet::header_scan_list>(1).entries.at(0).device, 0x16);
}

TEST_F(a_smart_battery_of_the_maccor, takes_its_time_to_read_bytes) {
  EXPECT_EQ(tester.ask<macnet::bytes_read>(1).status, read_status::error);
  ASSERT_TRUE(
      tester.ask<macnet::request_read>(1, {.first = chemistry, .last = chemistry, .bytes = 4})
          .result.ok());
  EXPECT_EQ(tester.ask<macnet::bytes_read>(1).status, read_status::in_progress);
  tester.pass(500ms);
  auto const read = tester.binary<macnet::bytes_read>(1);
  EXPECT_EQ(read.status, read_status::completed);
  EXPECT_EQ(read.requested, 4);
  EXPECT_THAT(read.data, ElementsAre('L', 'I', 'O', 'N'));
}

TEST_F(a_smart_battery_of_the_maccor, reads_a_word_from_each_register_of_a_range) {
  ASSERT_TRUE(tester.ask<macnet::request_read>(1, {.first = 0x14, .last = 0x15}).result.ok());
  tester.pass(1s);
  auto const read = tester.ask<macnet::bytes_read>(1);
  ASSERT_EQ(read.data.size(), 4U);
  EXPECT_EQ(read.data[2] + (read.data[3] << 8), 4200);
  ASSERT_TRUE(tester.ask<macnet::request_read>(1, {.bus_address = 0x40, .first = 1, .last = 2})
                  .result.ok());
  tester.pass(1s);
  EXPECT_EQ(tester.ask<macnet::bytes_read>(1).status, read_status::error);
  EXPECT_FALSE(tester.binary<macnet::request_read>(1, {.first = 2, .last = 1}).result.ok());
  EXPECT_FALSE(tester.binary<macnet::request_read>(1, {.first = 0, .last = 255}).result.ok());
}

TEST_F(a_smart_battery_of_the_maccor, keeps_what_is_written_unless_it_measures_it) {
  ASSERT_TRUE(tester.ask<macnet::write_register>(1, {.address = 1, .data = {44, 1}}).result.ok());
  EXPECT_EQ(value(1), 300);
  auto const measured = value(voltage);
  ASSERT_TRUE(tester
                  .ask<macnet::write_registers>(
                      1, {.range = {.first = voltage, .last = voltage}, .data = {1, 1}})
                  .result.ok());
  EXPECT_EQ(value(voltage), measured);
  std::vector<std::uint8_t> const too_much(257, 1);
  EXPECT_FALSE(
      tester.binary<macnet::write_registers>(1, {.range = {}, .data = too_much}).result.ok());
}

TEST_F(a_smart_battery_of_the_maccor, has_its_header_read_in_seconds_when_the_channel_is_free) {
  EXPECT_TRUE(tester.ask<macnet::battery_header>(1).bytes.empty());
  ASSERT_TRUE(tester.ask<macnet::read_header>(1).result.ok());
  tester.pass(2s);
  EXPECT_TRUE(tester.ask<macnet::battery_header>(1).bytes.empty());
  tester.pass(1s);
  auto const bytes = tester.ask<macnet::battery_header>(1).bytes;
  EXPECT_EQ(std::string(bytes.end() - 4, bytes.end()), "LION");
  run_something();
  EXPECT_FALSE(tester.ask<macnet::read_header>(1).result.ok());
}

TEST_F(a_smart_battery_of_the_maccor, polls_the_scan_list_that_was_saved) {
  ASSERT_TRUE(tester.ask<macnet::clear_scan_list>(1).result.ok());
  macnet::scan_item item{.index = 0, .address = voltage, .length = 2, .designator = "Volt"};
  EXPECT_TRUE(tester.binary<macnet::set_scan_list_entry>(1, item).result.ok());
  EXPECT_EQ(tester.ask<macnet::scan_list_entry>(1, {0}).designator, "Volt");
  EXPECT_GT(tester.ask<macnet::scan_list>(1).count, 20);
  auto const saved = tester.replies(
      json_request<macnet::save_scan_list>(address::of(channel_number(1)), {}, 1).value());
  EXPECT_EQ(saved.at(0).after, 300ms);
  EXPECT_EQ(tester.ask<macnet::scan_list>(1).count, 1);
  item.index = 2;
  EXPECT_FALSE(tester.binary<macnet::set_scan_list_entry>(1, item).result.ok());
  run_something();
  item.index = 1;
  EXPECT_FALSE(tester.binary<macnet::set_scan_list_entry>(1, item).result.ok());
  EXPECT_FALSE(tester.ask<macnet::clear_scan_list>(1).result.ok());
  EXPECT_FALSE(tester.ask<macnet::save_scan_list>(1).result.ok());
}

TEST_F(a_smart_battery_of_the_maccor, is_spoken_to_as_its_position_was_set_up) {
  auto setup = tester.ask<macnet::position>(1).setup;
  setup.device = 0x20;
  ASSERT_TRUE(tester.binary<macnet::set_position>(1, {setup}).result.ok());
  EXPECT_EQ(tester.binary<macnet::position>(1).setup.device, 0x20);
  setup.bus = battery_bus{9};
  EXPECT_FALSE(tester.binary<macnet::set_position>(1, {setup}).result.ok());
}

TEST_F(a_smart_battery_of_the_maccor, may_be_missing) {
  maccor_client bare(sim::maccor{.channels = 2, .smart_batteries = false});
  EXPECT_EQ(bare.json(R"("FClass":7,"FNum":1,"Chan":0)"), "MacNet error");
  EXPECT_FALSE(bare.ask<macnet::suspend_polling>(1).result.ok());
  EXPECT_EQ(bare.ask<macnet::general_info>().smb3_boards, 0);
}

TEST_F(a_smart_battery_of_the_maccor, is_on_no_channel_that_there_is_not) {
  for (int const number : {1, 2, 3, 5, 7, 12, 13, 14, 22})
    EXPECT_EQ(tester.json("\"FClass\":7,\"FNum\":" + std::to_string(number) + ",\"Chan\":99"),
              "Illegal value")
        << number;
}

}  // namespace maccor_battery_test
}  // namespace maccor_tests
