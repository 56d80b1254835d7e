#include <gmock/gmock.h>

#include <fstream>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_start_test {

using namespace std::chrono_literals;
using namespace cyclers::maccor;
using sim::maccor_client;
namespace macnet = sim::macnet;

struct a_maccor_start : testing::Test {
  maccor_client tester;

  void procedure(std::string const& name, std::string_view text) {
    std::ofstream(tester.twin->folder() / "Procedur" / (name + ".000")) << text;
  }
  static macnet::start_data data(std::string name, std::string procedure = "formation") {
    return {.test_name = std::move(name), .procedure = std::move(procedure)};
  }
  start_result start(int channel, macnet::start_data const& what) {
    return tester.ask<macnet::start>(channel, {.data = what}).result.code;
  }
  start_result start_selected(macnet::start_data const& what) {
    return tester.ask<macnet::start>(address::selected(), {.data = what}).result.code;
  }
  check_result check(int channel, macnet::start_data const& what) {
    return tester.ask<macnet::check_start>(channel, {.data = what}).result.code;
  }
  macnet::channel_status status(int channel) {
    return tester.ask<macnet::statuses>({channel - 1, 1}).channels.at(0);
  }
};

TEST_F(a_maccor_start, is_refused_for_the_reason_that_the_document_gives) {
  procedure("broken", "name: broken\nsteps:\n  - charge: {rate: fast}\n");
  ASSERT_EQ(start(8, data("taken")), start_result::ok);
  auto chamber = data("a");
  chamber.chamber = 5;
  auto rate = data("a");
  rate.c_rate = -1;
  struct {
    int channel;
    macnet::start_data what;
    start_result start;
    check_result check;
  } const table[] = {
      {1, data("a", "nothing"), start_result::no_procedure, check_result::no_procedure},
      {1, data("a", ""), start_result::no_procedure, check_result::no_procedure},
      {1, data("a", "../Procedur/formation"), start_result::no_procedure,
       check_result::no_procedure},
      {1, data("a", "broken"), start_result::invalid_entry, check_result::compile_error},
      {1, data("taken"), start_result::name_not_unique_again, check_result::name_in_archive},
      {1, data("TAKEN"), start_result::name_not_unique_again, check_result::name_in_archive},
      {1, data(""), start_result::invalid_entry, check_result::invalid_name},
      {1, data("../a"), start_result::invalid_entry, check_result::invalid_name},
      {1, data("a?"), start_result::invalid_entry, check_result::invalid_name},
      {1, data("con"), start_result::invalid_entry, check_result::invalid_name},
      {1, data(std::string(251, 'a')), start_result::name_too_long, check_result::invalid_name},
      {1, chamber, start_result::invalid_entry, check_result::invalid_chamber},
      {1, rate, start_result::invalid_entry, check_result::other_problem},
      {8, data("a"), start_result::channel_in_use, check_result::channel_not_available},
      {9, data("a"), start_result::invalid_entry, check_result::channel_not_available},
  };
  for (auto const& [channel, what, start_code, check_code] : table) {
    EXPECT_EQ(check(channel, what), check_code) << what.test_name << ' ' << what.procedure;
    EXPECT_EQ(start(channel, what), start_code) << what.test_name << ' ' << what.procedure;
  }
  EXPECT_EQ(status(1).state, channel_state::available);
  EXPECT_EQ(check(1, data("a")), check_result::ok);
  EXPECT_EQ(start(1, data("a")), start_result::ok);
}

TEST_F(a_maccor_start, tells_what_is_wrong_with_a_procedure_message_by_message) {
  procedure("broken", "name: broken\nsteps:\n  - charge: {rate: fast}\n");
  ASSERT_EQ(check(1, data("a", "broken")), check_result::compile_error);
  EXPECT_THAT(tester.binary<macnet::check_message>().message,
              testing::HasSubstr("broken.000:3: 'rate' of step 1"));
  EXPECT_EQ(tester.binary<macnet::check_message>().message, "");
}

TEST_F(a_maccor_start, takes_all_channels_that_are_selected_under_one_name) {
  EXPECT_EQ(start_selected(data("many")), start_result::none_selected);
  for (int channel : {2, 5}) EXPECT_TRUE(tester.ask<macnet::select>(channel).result.ok());
  EXPECT_EQ(status(5).state, channel_state::selected);
  auto regime = data("many");
  EXPECT_EQ(
      tester.ask<macnet::start>(address::selected(), {.data = regime, .regime = "r"}).result.code,
      start_result::regimes_one_channel_only);
  EXPECT_EQ(start_selected(data("many")), start_result::ok);
  EXPECT_EQ(tester.ask<macnet::names>(2).test_name, "many");
  EXPECT_EQ(tester.ask<macnet::names>(5).test_name, "many");
  EXPECT_EQ(status(2).state, channel_state::active);
  EXPECT_EQ(status(3).state, channel_state::available);
}

TEST_F(a_maccor_start, may_deselect_all_channels) {
  for (int channel : {2, 5}) EXPECT_TRUE(tester.ask<macnet::select>(channel).result.ok());
  EXPECT_EQ(tester.result(R"("FClass":6,"FNum":1)"), "Missing object");
  EXPECT_EQ(status(5).state, channel_state::selected);
  EXPECT_EQ(tester.result(R"("FClass":6,"FNum":1,"Chans":[])"), "OK");
  EXPECT_EQ(status(2).state, channel_state::available);
  EXPECT_EQ(status(5).state, channel_state::available);
}

TEST_F(a_maccor_start, of_type_2_takes_a_regime_for_nothing_before_version_2) {
  macnet::start::request what{.version = 1, .data = data("a"), .regime = "r"};
  EXPECT_EQ(tester.binary<macnet::start>(3, what).result.code, start_result::ok);
  what.version = 2;
  EXPECT_EQ(tester.binary<macnet::start>(4, what).result.code, start_result::invalid_entry);
}

TEST_F(a_maccor_start, of_type_1_is_for_the_selected_channels) {
  EXPECT_EQ(tester.binary<macnet::start>(4, {.type = 1, .data = data("one")}).result.code,
            start_result::none_selected);
  ASSERT_TRUE(
      tester.binary<macnet::select>(address::selected(), {std::vector<std::uint16_t>{3, 25, 5}})
          .result.ok());
  ASSERT_TRUE(tester.binary<macnet::select>(6).result.ok());
  EXPECT_EQ(status(6).state, channel_state::available);
  EXPECT_EQ(tester.binary<macnet::start>(1, {.type = 1, .data = data("one")}).result.code,
            start_result::ok);
  EXPECT_EQ(status(4).state, channel_state::active);
  EXPECT_EQ(status(1).state, channel_state::available);
  EXPECT_FALSE(tester.ask<macnet::select>(4).result.ok());
}

TEST_F(a_maccor_start, makes_up_names_that_nobody_has) {
  ASSERT_EQ(start(1, data("Random")), start_result::ok);
  ASSERT_EQ(start(2, data("Random")), start_result::ok);
  auto const first = tester.ask<macnet::names>(1).test_name;
  EXPECT_THAT(first, testing::MatchesRegex("R[0-9A-F]{8}"));
  EXPECT_NE(first, tester.ask<macnet::names>(2).test_name);
}

TEST_F(a_maccor_start, has_a_chamber_for_itself_while_the_test_runs) {
  auto with = data("a");
  with.chamber = 2;
  ASSERT_EQ(start(1, with), start_result::ok);
  with.test_name = "b";
  EXPECT_EQ(start(2, with), start_result::chamber_in_use);
  EXPECT_EQ(check(2, with), check_result::other_problem);
  ASSERT_TRUE(tester.ask<macnet::reset>(1).result.ok());
  EXPECT_EQ(start(2, with), start_result::ok);
}

TEST_F(a_maccor_start, of_a_name_in_the_archive_is_refused) {
  ASSERT_EQ(start(1, data("cell-0042")), start_result::ok);
  EXPECT_FALSE(tester.ask<macnet::test_name_exists>({}, {"cell-0042"}).exists);
  EXPECT_FALSE(tester.ask<macnet::archive>(1).result.ok());
  ASSERT_TRUE(tester.ask<macnet::reset>(1).result.ok());
  EXPECT_EQ(status(1).state, channel_state::available);
  EXPECT_TRUE(tester.ask<macnet::test_name_exists>({}, {"cell-0042"}).exists);
  EXPECT_EQ(start(1, data("cell-0042")), start_result::name_not_unique);
  EXPECT_EQ(check(1, data("cell-0042")), check_result::name_in_archive);
}

TEST_F(a_maccor_start, knows_which_procedures_there_are) {
  EXPECT_TRUE(tester.ask<macnet::procedure_exists>({}, {"formation"}).exists);
  EXPECT_TRUE(tester.binary<macnet::procedure_exists>({}, {"FORMATION"}).exists);
  EXPECT_FALSE(tester.ask<macnet::procedure_exists>({}, {"nothing"}).exists);
  EXPECT_FALSE(tester.ask<macnet::procedure_exists>({}, {"../Procedur/formation"}).exists);
}

}  // namespace maccor_start_test
}  // namespace maccor_tests
