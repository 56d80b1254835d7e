#include <gmock/gmock.h>

#include <fstream>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_advanced_test {

using namespace std::chrono_literals;
using namespace cyclers::maccor;
using sim::maccor_client;
namespace macnet = sim::macnet;
using request = macnet::advanced_start::request;
using enum advanced_start_result;

constexpr auto append = macnet::advanced_start::append_to_archived;
constexpr auto own_procedure = macnet::advanced_start::use_archived_procedure;
constexpr auto shelf_time = macnet::advanced_start::add_shelf_time;

struct an_advanced_start : testing::Test {
  maccor_client tester{sim::maccor{.channels = 4, .date = std::chrono::sys_seconds{}}};

  void SetUp() override {
    std::ofstream(tester.twin->folder() / "Procedur" / "laps.000")
        << "name: laps\nsteps:\n  - name: up\n    charge: {current: 1 A, until: {time: 10 s}}\n"
           "  - rest: {until: {time: 10 s}}\n  - loop: {from: up, times: 5}\n";
  }
  advanced_start_result start(int channel, request const& what) {
    return tester.ask<macnet::advanced_start>(channel, what).result.code;
  }
  static request laps(std::string name = "Random") {
    return {.data = {.test_name = std::move(name), .procedure = "laps"}};
  }
  /// Leaves a test of 15 s in the archive, that was in step 2 of its first cycle.
  void archive_one() {
    ASSERT_EQ(start(1, laps("old")), ok);
    tester.pass(15s);
    ASSERT_TRUE(tester.ask<macnet::reset>(1).result.ok());
  }
  static request going_on(std::uint8_t options, std::string file = "old.001") {
    auto what = laps();
    what.options = options;
    what.archived_name = std::move(file);
    return what;
  }
  macnet::full_status::reply status(int channel) {
    return tester.ask<macnet::full_status>(channel);
  }
};

TEST_F(an_advanced_start, begins_in_the_middle_of_a_procedure) {
  auto what = laps("mid");
  what.step = 2;
  what.cycle = 4;
  what.test_time = 100;
  what.step_time = 5;
  what.capacity = 0.25F;
  what.loop_1 = 1;
  ASSERT_EQ(start(2, what), ok);
  tester.pass(1s);
  auto now = status(2);
  EXPECT_EQ(now.step, 2U);
  EXPECT_EQ(now.cycle, 4U);
  EXPECT_FLOAT_EQ(now.test_time, 101);
  EXPECT_FLOAT_EQ(now.step_time, 6);
  EXPECT_FLOAT_EQ(now.capacity, 0.25F);
  tester.pass(28s);
  EXPECT_EQ(status(2).cycle, 5U);
  EXPECT_EQ(status(2).status.state, channel_state::active);
  tester.pass(2s);
  EXPECT_EQ(status(2).status.state, channel_state::completed);
}

TEST_F(an_advanced_start, goes_on_with_a_test_from_the_archive) {
  archive_one();
  tester.pass(60s);
  ASSERT_EQ(start(3, going_on(append | own_procedure | shelf_time)), ok);
  tester.pass(1s);
  auto const now = status(3);
  EXPECT_EQ(now.step, 2U);
  EXPECT_NEAR(now.test_time, 15 + 60 + 1, 0.01);
  EXPECT_FLOAT_EQ(now.step_time, 6);
  EXPECT_EQ(tester.ask<macnet::names>(3).test_name, "old");
  EXPECT_GT(now.last_record, 3U);
  EXPECT_FALSE(tester.ask<macnet::test_name_exists>({}, {"old"}).exists);
  ASSERT_TRUE(tester.ask<macnet::reset>(3).result.ok());
  EXPECT_TRUE(tester.ask<macnet::test_name_exists>({}, {"old.003"}).exists);
}

TEST_F(an_advanced_start, lets_other_channels_be_selected_no_longer) {
  ASSERT_TRUE(tester.ask<macnet::select>(4).result.ok());
  ASSERT_EQ(start(1, laps()), ok);
  EXPECT_EQ(status(4).status.state, channel_state::available);
}

TEST_F(an_advanced_start, is_refused_for_the_reason_that_the_document_gives) {
  archive_one();
  auto at_step = [](std::int16_t step) {
    auto what = laps();
    what.step = step;
    return what;
  };
  auto removing = going_on(append | own_procedure);
  removing.remove_records = 21;
  auto removing_all = going_on(append | own_procedure);
  removing_all.remove_records = 20;
  EXPECT_EQ(start(5, laps()), invalid_channel);
  EXPECT_EQ(start(1, going_on(own_procedure)), illegal_options);
  EXPECT_EQ(start(1, going_on(shelf_time)), illegal_options);
  EXPECT_EQ(start(1, going_on(8)), illegal_options);
  EXPECT_EQ(start(1, going_on(append, "new.001")), no_archived_file);
  EXPECT_EQ(start(1, going_on(append, "../Archive/old.001")), no_archived_file);
  EXPECT_EQ(start(1, removing), too_many_removed);
  EXPECT_EQ(start(1, removing_all), too_many_removed);
  EXPECT_EQ(start(1, at_step(0)), illegal_step);
  EXPECT_EQ(start(1, at_step(4)), illegal_step);
  EXPECT_EQ(start(1, at_step(3)), wrong_step_type);
  EXPECT_EQ(start(1, {.data = {.procedure = "nothing"}}), other_problem);
  EXPECT_EQ(start(1, laps("old")), other_problem);
  std::filesystem::remove(tester.twin->folder() / "Procedur" / "laps.000");
  EXPECT_EQ(start(1, going_on(append | own_procedure)), no_archived_procedure);
  EXPECT_EQ(status(1).status.state, channel_state::available);
  ASSERT_EQ(start(1, {.data = {.procedure = "formation"}}), ok);
  EXPECT_EQ(start(1, laps()), not_available);
}

}  // namespace maccor_advanced_test
}  // namespace maccor_tests
