#include <gmock/gmock.h>

#include <cyclers/maccor/tester.hpp>

#include "hex_bytes.hpp"
#include "scripted_link.hpp"

namespace maccor_tester_test {

using namespace cyclers;
using cyclers::test::asks;
using cyclers::test::says;
using cyclers::test::scripted_tester;
using testing::ElementsAre;
using testing::HasSubstr;

struct bench : scripted_tester {
  explicit bench(maccor::tester_options options = {}) : tester(links(), options) {}
  maccor::tester tester;
};

std::string const full_75 =
    R"("FClass":4,"FNum":7,"Chan":74,"RF1":2,"RF2":0,"Stat":2,"LastRecNum":7,"Cycle":3,"Step":5,)"
    R"("TestTime":120.5,"StepTime":20,"Capacity":0.25,"Energy":1,"Current":0.2,"Voltage":3.5,)"
    R"("TesterTime":"2022-10-13T12:32:56")";

TEST(maccor_tester, reads_its_version_with_an_id_of_its_own) {
  bench b;
  std::string const reply =
      R"("FClass":1,"FNum":1,"APIVersion":2,"MacTest32EXEversionBuild":7,)"
      R"("MacTest32EXEversionMinor":1,"MacTest32EXEversionMajor":5,"MacTest32DLLversionBuild":8,)"
      R"("MacTest32DLLversionMsinor":2,"MacTest32DLLversionMajor":6,)"
      R"("MacTest32ExeDT":"2016-11-08T15:02:58","MacTest32DLLDT":"2016-11-08T15:02:58")";
  b.json->on(asks(R"("FClass":1,"FNum":1)", 1), says(reply, 1));
  b.json->on(asks(R"("FClass":1,"FNum":1)", 2), says(reply, 2));
  EXPECT_EQ(b.run(b.tester.version()).dll_minor, 2);
  EXPECT_EQ(b.run(b.tester.version()).exe_major, 5);
}

TEST(maccor_tester, counts_channels_from_one_and_signs_the_current) {
  bench b;
  b.json->on(asks(R"("FClass":4,"FNum":7,"Chan":74)", 1), says(full_75, 1));
  auto const status = b.run(b.tester.channel(75).status());
  EXPECT_FLOAT_EQ(status.raw.current, 0.2F);
  EXPECT_FLOAT_EQ(static_cast<float>(status.reading.current), -0.2F);
  EXPECT_EQ(status.reading.channel, 75);
  EXPECT_EQ(status.reading.status, activity::discharging);
  EXPECT_EQ(status.reading.status_text, "Active, Dischrge");
}

TEST(maccor_tester, takes_no_reply_with_another_id_and_closes) {
  bench b;
  b.json->on(asks(R"("FClass":4,"FNum":7,"Chan":74)", 1), says(full_75, 9));
  auto const failure = b.failure_of(b.tester.channel(75).status());
  EXPECT_EQ(failure.code(), errc::wrong_id);
  EXPECT_THAT(failure.what(), HasSubstr("(4,7) full_status of channel 75"));
  EXPECT_THAT(failure.what(), HasSubstr("id: is 9, 1 was asked with"));
  EXPECT_EQ(b.json->closes, 1);
}

TEST(maccor_tester, takes_no_reply_of_another_function_or_channel_and_closes) {
  bench b;
  b.json->on(asks(R"("FClass":4,"FNum":7,"Chan":74)", 1),
             says(R"("FClass":4,"FNum":2,"Chan":74,"Len":1,"Voltage":[3.5])", 1));
  auto const other = b.failure_of(b.tester.channel(75).status());
  EXPECT_EQ(other.code(), errc::wrong_function);
  EXPECT_THAT(other.what(), HasSubstr("that of (4,2)"));
  b.json->on(asks(R"("FClass":4,"FNum":7,"Chan":73)", 2), says(full_75, 2));
  EXPECT_EQ(b.failure_of(b.tester.channel(74).status()).code(), errc::wrong_channel);
  EXPECT_EQ(b.json->closes, 2);
}

TEST(maccor_tester, tells_an_error_of_the_tester_in_its_words_and_stays_connected) {
  bench b;
  b.json->on(asks(R"("FClass":4,"FNum":7,"Chan":998)", 1),
             R"({"jsonrpc":"2.0","error":{"code":-32006,"message":"MacNet error"},"id":1})"
             "\r\n");
  auto const failure = b.failure_of(b.tester.channel(999).status());
  EXPECT_EQ(failure.code(), maccor::rpc_error::macnet_error);
  EXPECT_THAT(failure.what(), HasSubstr("MacNet error"));
  EXPECT_THAT(failure.what(), HasSubstr("test://json"));
  EXPECT_EQ(b.json->closes, 0);
}

TEST(maccor_tester, asks_in_binary_what_exists_in_binary_only_or_when_that_is_preferred) {
  bench b({.prefer = maccor::form::binary});
  b.binary->on(std::string("\x04\0\x02\0\0\0\x02\0", 8),
               std::string("\x04\0\x02\0\0\0\x02\0\0\0\x60\x40\0\0\x80\x40", 16));
  auto const voltages = b.run(b.tester.voltages(1, 2));
  EXPECT_THAT(voltages.values(), ElementsAre(3.5F, 4.0F));
  EXPECT_EQ(voltages.at(2), 4.0F);
}

TEST(maccor_tester, reads_the_state_of_all_channels_128_at_a_time_keyed_by_channel) {
  bench b({.channels = 130});
  std::string many;
  for (int i = 0; i < 128; ++i) many += R"({"RF1":4,"RF2":0,"Stat":2},)";
  many.pop_back();
  b.json->on(asks(R"("FClass":4,"FNum":1,"Chan":0,"Len":128)", 1) +
                 asks(R"("FClass":4,"FNum":1,"Chan":128,"Len":2)", 2),
             says(R"("FClass":4,"FNum":1,"Chan":0,"Len":128,"Status":[)" + many + "]", 1) +
                 says(R"("FClass":4,"FNum":1,"Chan":128,"Len":2,"Status":[)"
                      R"({"RF1":1,"RF2":0,"Stat":2},{"RF1":2,"RF2":0,"Stat":2}])",
                      2));
  auto const all = b.run(b.tester.statuses());
  EXPECT_EQ(all.size(), 130U);
  EXPECT_EQ(all.at(130).run, maccor::run_code::discharge);
  EXPECT_EQ(all.find(131), nullptr);
}

TEST(maccor_tester, refuses_a_list_that_is_shorter_than_asked_for) {
  bench b;
  b.json->on(asks(R"("FClass":4,"FNum":2,"Chan":0,"Len":3)", 1),
             says(R"("FClass":4,"FNum":2,"Chan":0,"Len":3,"Voltage":[3.5,3.6])", 1));
  EXPECT_EQ(b.failure_of(b.tester.voltages(1, 3)).code(), errc::wrong_count);
}

std::string full(int channel, double voltage) {
  return fmt::format(
      R"("FClass":4,"FNum":7,"Chan":{},"RF1":1,"RF2":0,"Stat":2,"LastRecNum":7,"Cycle":3,"Step":5,)"
      R"("TestTime":1,"StepTime":2,"Capacity":0.5,"Energy":1,"Current":0.25,"Voltage":{},)"
      R"("TesterTime":"2022-10-13T12:32:56")",
      channel - 1, voltage);
}

TEST(maccor_tester, reads_a_whole_tester_in_one_write_and_matches_replies_by_their_id) {
  bench b({.channels = 3});
  std::string request;
  for (int i = 0; i < 3; ++i)
    request += asks(fmt::format(R"("FClass":4,"FNum":7,"Chan":{})", i), i + 1);
  b.json->on(request, says(full(2, 3.5), 2) + says(full(1, 3.25), 1) + says(full(3, 3.75), 3));
  auto const all = b.run(b.tester.readings());
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].voltage, 3.25);
  EXPECT_EQ(all[1].voltage, 3.5);
  EXPECT_EQ(all[2].channel, 3);
  EXPECT_EQ(all[2].current, 0.25);
}

TEST(maccor_tester, reads_the_other_channels_when_one_is_refused) {
  bench b({.channels = 2});
  b.json->on(
      asks(R"("FClass":4,"FNum":7,"Chan":0)", 1) + asks(R"("FClass":4,"FNum":7,"Chan":1)", 2),
      R"({"jsonrpc":"2.0","error":{"code":-32006,"message":"MacNet error"},"id":1})"
      "\r\n" +
          says(full(2, 3.5), 2));
  auto const all = b.run(b.tester.read_all());
  EXPECT_EQ(all.at(1).error().code(), maccor::rpc_error::macnet_error);
  EXPECT_EQ(all.at(2)->voltage, 3.5);
}

TEST(maccor_tester, believes_no_second_reply_with_the_same_id) {
  bench b({.channels = 2});
  b.json->on(
      asks(R"("FClass":4,"FNum":7,"Chan":0)", 1) + asks(R"("FClass":4,"FNum":7,"Chan":1)", 2),
      says(full(1, 3.5), 1) + says(full(1, 3.5), 1));
  EXPECT_EQ(b.failure_of(b.tester.read_all()).code(), errc::wrong_id);
  EXPECT_EQ(b.json->closes, 1);
}

TEST(maccor_tester, blames_the_request_whose_turn_it_is_for_a_reply_that_is_nobodys) {
  bench b({.channels = 2});
  b.json->on(
      asks(R"("FClass":4,"FNum":7,"Chan":0)", 1) + asks(R"("FClass":4,"FNum":7,"Chan":1)", 2),
      says(full(1, 3.5), 9) + says(full(2, 3.5), 2));
  auto const failure = b.failure_of(b.tester.read_all());
  EXPECT_EQ(failure.code(), errc::wrong_id);
  EXPECT_THAT(failure.what(), HasSubstr("(4,7) full_status of channel 1'"));
  EXPECT_THAT(failure.what(), HasSubstr("id: is 9, 1 was asked with"));
}

TEST(maccor_tester, names_tests_and_finds_temperatures_in_the_same_round_trip) {
  bench b({.channels = 1});
  b.json->on(
      asks(R"("FClass":4,"FNum":7,"Chan":0)", 1) + asks(R"("FClass":4,"FNum":6,"Chan":0)", 2) +
          asks(R"("FClass":4,"FNum":4,"Chan":0)", 3) + asks(R"("FClass":4,"FNum":5,"Chan":0)", 4),
      says(full(1, 3.5), 1) +
          says(R"("FClass":4,"FNum":6,"Chan":0,"TestName":"cell-0042","ProcName":"p")", 2) +
          says(R"("FClass":4,"FNum":4,"Chan":0,"Len":2,"AuxValues":[1.5,25.25])", 3) +
          says(R"("FClass":4,"FNum":5,"Chan":0,"Len":2,"AuxUnit":["V","C"])", 4));
  auto const all = b.run(b.tester.readings({.names = true, .temperatures = true}));
  EXPECT_EQ(all[0].test_name, "cell-0042");
  EXPECT_EQ(all[0].temperature, 25.25);
}

TEST(maccor_tester, reads_the_basics_of_a_tester_with_three_requests_in_one_write) {
  bench b({.channels = 2});
  b.json->on(asks(R"("FClass":4,"FNum":1,"Chan":0,"Len":2)", 1) +
                 asks(R"("FClass":4,"FNum":2,"Chan":0,"Len":2)", 2) +
                 asks(R"("FClass":4,"FNum":3,"Chan":0,"Len":2)", 3),
             says(R"("FClass":4,"FNum":1,"Chan":0,"Len":2,"Status":[{"RF1":1,"RF2":0,"Stat":2},)"
                  R"({"RF1":2,"RF2":0,"Stat":2}])",
                  1) +
                 says(R"("FClass":4,"FNum":2,"Chan":0,"Len":2,"Voltage":[3.5,3.25])", 2) +
                 says(R"("FClass":4,"FNum":3,"Chan":0,"Len":2,"Current":[0.5,0.25])", 3));
  auto const all = b.run(b.tester.basic_readings());
  EXPECT_EQ(all[0].current, 0.5);
  EXPECT_EQ(all[1].current, -0.25);
  EXPECT_EQ(all[1].status, activity::discharging);
  EXPECT_FALSE(all[1].capacity);
}

using cyclers::test::bytes;

TEST(maccor_tester, asks_everything_in_binary_in_one_write_when_that_is_preferred) {
  bench b({.prefer = maccor::form::binary, .channels = 2});
  b.binary->on(bytes("0400 0100 0000 0200  0400 0200 0000 0200  0400 0300 0000 0200"),
               bytes("0400 0100 0000 0200 01 00 0200 02 00 0200") +
                   bytes("0400 0200 0000 0200 00000040 00002040") +
                   bytes("0400 0300 0000 0200 0000003F 0000803F"));
  auto const all = b.run(b.tester.basic_readings());
  EXPECT_EQ(all[0].voltage, 2.0);
  EXPECT_EQ(all[1].current, -1.0);
}

TEST(maccor_tester, asks_lists_of_different_lengths_in_binary_one_after_the_other) {
  bench b({.prefer = maccor::form::binary});
  b.binary->on(bytes("0400 0200 0000 8000"), bytes("0400 0200 0000 8000 00*512"));
  b.binary->on(bytes("0400 0200 8000 0100"), bytes("0400 0200 8000 0400 0000803F"));
  EXPECT_EQ(b.run(b.tester.voltages(1, 129)).at(129), 1.0F);
}

TEST(maccor_tester, takes_one_request_at_a_time_to_testers_that_want_that) {
  bench b({.prefer = maccor::form::binary, .channels = 1, .pipeline = 1});
  b.binary->on(bytes("0400 0100 0000 0100"), bytes("0400 0100 0000 0100 00 00 0000"));
  b.binary->on(bytes("0400 0200 0000 0100"), bytes("0400 0200 0000 0100 0000803F"));
  b.binary->on(bytes("0400 0300 0000 0100"), bytes("0400 0300 0000 0100 00000000"));
  EXPECT_EQ(b.run(b.tester.basic_readings())[0].voltage, 1.0);
}

TEST(maccor_tester, puts_no_more_than_one_request_into_a_datagram) {
  scripted_tester t;
  auto const udp =
      std::make_shared<cyclers::test::scripted_link>(t.io.get_executor(), "udp://tester:57550");
  maccor::tester const tester({nullptr, udp}, {.channels = 1});
  udp->on(bytes("0400 0100 0000 0100"), bytes("0400 0100 0000 0100 00 00 0000"));
  udp->on(bytes("0400 0200 0000 0100"), bytes("0400 0200 0000 0100 0000803F"));
  udp->on(bytes("0400 0300 0000 0100"), bytes("0400 0300 0000 0100 00000000"));
  EXPECT_EQ(t.run(tester.basic_readings())[0].voltage, 1.0);
}

TEST(maccor_tester, goes_on_when_a_tester_refuses_in_binary_without_a_word) {
  bench b({.prefer = maccor::form::binary, .channels = 2});
  b.binary->on(bytes("0400 0700 0000 0000  0400 0700 0100 0000"),
               bytes("0400 0700 0000 0000") + bytes("0400 0700 0100 2E00 01 00 0200 00*42"));
  auto const all = b.run(b.tester.read_all());
  EXPECT_EQ(all.at(1).error().code(), sockio::errc::refused);
  EXPECT_THAT(all.at(1).error().what(), HasSubstr("(4,7) full_status of channel 1'"));
  EXPECT_EQ(all.at(2)->status, activity::charging);
  EXPECT_EQ(b.binary->closes, 0);
}

TEST(maccor_tester, takes_no_answer_without_a_result_for_done_unless_it_is_told_to) {
  std::string const suspend = bytes("0600 0300 0400 0000");
  bench strict({.prefer = maccor::form::binary});
  strict.binary->on(suspend, suspend);
  EXPECT_EQ(strict.failure_of(strict.tester.channel(5).suspend()).code(), sockio::errc::refused);
  EXPECT_EQ(strict.binary->closes, 0);
  bench lenient({.prefer = maccor::form::binary, .no_data_is_done = true});
  lenient.binary->on(suspend, suspend);
  lenient.run(lenient.tester.channel(5).suspend());
  std::string const output = bytes("0400 0700 0400 0000");
  lenient.binary->on(output, output);
  EXPECT_EQ(lenient.failure_of(lenient.tester.channel(5).status()).code(), sockio::errc::refused);
}

}  // namespace maccor_tester_test
