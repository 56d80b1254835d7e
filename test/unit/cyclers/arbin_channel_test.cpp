#include <gmock/gmock.h>

#include <cyclers/arbin/messages.hpp>
#include <limits>

#include "arbin_bench.hpp"
#include "cti_messages.hpp"

namespace arbin_channel_test {

using namespace cyclers;
using namespace cyclers::arbin;
using cyclers::test::arbin_bench;
using cyclers::test::cti_asks;
using cyclers::test::cti_feedback;
using cyclers::test::cti_request;
using cyclers::test::cti_says;
using cyclers::test::ends;
using cyclers::test::little;
using testing::HasSubstr;

std::string asks_start(std::string name, std::vector<std::uint16_t> channels) {
  messages::start::request body;
  body.test_name = std::move(name);
  body.channels = std::move(channels);
  return cti_asks<messages::start>(body);
}

TEST(arbin_channel, starts_under_its_number_on_the_wire) {
  arbin_bench b;
  b.link->on(asks_start("cell-0043", {2}), ends<messages::start>(2));
  EXPECT_EQ(b.run(b.cycler.channel(3).start("cell-0043")), start_result::ok);
}

TEST(arbin_channel, takes_minus_one_for_the_channel_that_was_asked) {
  arbin_bench b;
  b.link->on(asks_start("cell-0043", {2}), ends<messages::start>(-1));
  EXPECT_EQ(b.run(b.cycler.channel(3).start("cell-0043")), start_result::ok);
}

TEST(arbin_channel, throws_the_documented_result_of_a_refusal_and_stays_connected) {
  arbin_bench b;
  b.link->on(asks_start("cell-0043", {2}), ends<messages::start>(2, start_result::running));
  auto const failure = b.failure_of(b.cycler.channel(3).start("cell-0043"));
  EXPECT_EQ(failure.code(), start_result::running);
  EXPECT_NE(failure.code(), stop_result::not_running) << "has the same number";
  EXPECT_THAT(failure.what(), HasSubstr("arbin test://cycler"));
  EXPECT_THAT(failure.what(), HasSubstr("BB320004 start of channel 3"));
  EXPECT_THAT(failure.what(), HasSubstr("refused: Requested channel is running or unsafe"));
  EXPECT_EQ(b.link->closes, 0);
}

TEST(arbin_channel, tells_a_result_that_is_in_no_document) {
  arbin_bench b;
  b.link->on(cti_asks<messages::stop>({.channel = 2}),
             ends<messages::stop>(2, static_cast<stop_result>(0x7F)));
  EXPECT_THAT(b.failure_of(b.cycler.channel(3).stop()).what(),
              HasSubstr("result 127, which is in no document"));
}

TEST(arbin_channel, takes_no_feedback_about_another_channel_and_closes) {
  arbin_bench b;
  b.link->on(cti_asks<messages::stop>({.channel = 2}), ends<messages::stop>(3));
  auto const failure = b.failure_of(b.cycler.channel(3).stop());
  EXPECT_EQ(failure.code(), errc::wrong_channel);
  EXPECT_THAT(failure.what(), HasSubstr("dwIvChannelGlobalIndex: is 3, 2 was asked"));
  EXPECT_EQ(b.link->closes, 1);
}

TEST(arbin_channel, takes_no_feedback_of_another_command_and_closes) {
  arbin_bench b;
  b.link->on(cti_asks<messages::stop>({.channel = 2}), ends<messages::resume>(2));
  auto const failure = b.failure_of(b.cycler.channel(3).stop());
  EXPECT_EQ(failure.code(), errc::wrong_function);
  EXPECT_THAT(failure.what(), HasSubstr("BB310001 stop of channel 3"));
  EXPECT_THAT(failure.what(), HasSubstr("opens again with the next request"));
  EXPECT_EQ(b.link->closes, 1);
}

TEST(arbin_channel, takes_no_feedback_with_bytes_too_many_or_a_wrong_checksum) {
  arbin_bench b;
  std::string const stop = cti_asks<messages::stop>({.channel = 2});
  b.link->on(stop, cti_feedback(0xBB130001, little(2, 4) + std::string(104, '\0')));
  EXPECT_EQ(b.failure_of(b.cycler.channel(3).stop()).code(), errc::surplus_bytes);
  std::string wrong = ends<messages::stop>(2);
  wrong.back() = static_cast<char>(wrong.back() + 1);
  b.link->on(stop, wrong);
  EXPECT_EQ(b.failure_of(b.cycler.channel(3).stop()).code(), errc::wrong_checksum);
  EXPECT_EQ(b.link->closes, 2);
}

TEST(arbin_channel, stops_resumes_and_continues) {
  arbin_bench b;
  b.link->on(cti_request(0xBB310001, little(6, 4) + std::string(102, '\0')),
             ends<messages::stop>(6));
  b.link->on(cti_request(0xBB310002, little(6, 4) + std::string(102, '\0')),
             ends<messages::resume>(6));
  b.link->on(cti_request(0xBB320006, little(1, 4) + little(6, 2)),
             ends<messages::continue_test>(-1));
  auto const channel = b.cycler.channel(7);
  EXPECT_EQ(b.run(channel.stop()), stop_result::ok);
  EXPECT_EQ(b.run(channel.resume()), resume_result::ok);
  EXPECT_EQ(b.run(channel.continue_test()), continue_result::ok);
}

TEST(arbin_channel, jumps_to_a_step_as_people_count) {
  arbin_bench b;
  b.link->on(cti_request(0xBB320005, little(4, 4) + little(6, 4) + std::string(101, '\0')),
             ends<messages::jump>(6));
  EXPECT_EQ(b.run(b.cycler.channel(7).jump(5)), jump_result::ok);
  EXPECT_EQ(b.failure_of(b.cycler.channel(7).jump(0)).code(), sockio::errc::bad_value);
}

TEST(arbin_channel, assigns_a_schedule_with_what_goes_with_it) {
  arbin_bench b;
  messages::assign_schedule::request body;
  body.channel = 6;
  body.schedule = "formation.sdx";
  body.capacity = 2.5F;
  body.barcode = "C-1";
  body.variables[1] = 0.5F;
  b.link->on(cti_asks<messages::assign_schedule>(body), ends<messages::assign_schedule>(6));
  assign_plan plan{.capacity = 2.5, .barcode = "C-1"};
  plan.variables[1] = 0.5;
  EXPECT_EQ(b.run(b.cycler.channel(7).assign("formation.sdx", plan)), assign_result::ok);
}

TEST(arbin_channel, cuts_no_name_that_is_too_long) {
  arbin_bench b;
  auto const channel = b.cycler.channel(7);
  EXPECT_EQ(b.failure_of(channel.start(std::string(73, 'n'))).code(), errc::too_long);
  EXPECT_EQ(b.failure_of(channel.assign(std::string(201, 's'))).code(), errc::too_long);
}

TEST(arbin_channel, sends_no_number_that_is_none_or_that_no_single_holds) {
  arbin_bench b;
  auto const channel = b.cycler.channel(7);
  double const infinite = std::numeric_limits<double>::infinity();
  for (double const bad : {1e39, -1e39, infinite, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(b.failure_of(channel.set_variable(1, bad)).code(), sockio::errc::bad_value) << bad;
    EXPECT_EQ(b.failure_of(channel.assign("a.sdx", {.capacity = bad})).code(),
              sockio::errc::bad_value);
  }
  EXPECT_THAT(b.failure_of(channel.set_variable(17, 1)).what(),
              HasSubstr("there is no MV_UD17: they are MV_UD1 to MV_UD16"));
  EXPECT_EQ(b.failure_of(channel.set_variable(0, 1)).code(), sockio::errc::bad_value);
}

TEST(arbin_channel, sets_a_variable_by_its_code) {
  arbin_bench b;
  messages::set_variable::request body;
  body.channel = 6;
  body.code = 105;
  body.value = 1.5F;
  b.link->on(cti_asks<messages::set_variable>(body), ends<messages::set_variable>(6));
  EXPECT_EQ(b.run(b.cycler.channel(7).set_variable(5, 1.5)), variable_result::ok);
}

TEST(arbin_channel, sets_several_variables_in_one_message) {
  arbin_bench b;
  messages::set_variables::request body;
  body.values = {{6, meta_variable::ud1, 1.5F}, {6, meta_variable::ud16, -2}};
  b.link->on(cti_asks<messages::set_variables>(body), ends<messages::set_variables>(6));
  std::vector<variable> const values{{1, 1.5}, {16, -2}};
  EXPECT_EQ(b.run(b.cycler.channel(7).set_variables(values)), variable_result::ok);
}

TEST(arbin_channel, starts_and_resumes_with_all_that_can_be_given) {
  arbin_bench b;
  messages::start_ex::request start;
  start.channels.emplace_back();
  start.channels[0].channel = 6;
  start.channels[0].test_name = "cell-0043";
  start.channels[0].schedule = "formation.sdx";
  start.channels[0].step = 3;
  b.link->on(cti_asks<messages::start_ex>(start), ends<messages::start_ex>(-1));
  EXPECT_EQ(b.run(b.cycler.channel(7).start_ex(
                {.test_name = "cell-0043", .schedule = "formation.sdx", .step = 3})),
            start_result::ok);

  messages::resume_ex::request resume;
  resume.channels.emplace_back();
  resume.channels[0].channel = 6;
  resume.channels[0].test_name = "cell-0043";
  resume.channels[0].resume_data.cycle = 9;
  b.link->on(cti_asks<messages::resume_ex>(resume),
             ends<messages::resume_ex>(6, resume_result::step_number));
  resume_ex_plan plan{.test_name = "cell-0043"};
  plan.state.cycle = 9;
  EXPECT_EQ(b.failure_of(b.cycler.channel(7).resume_ex(plan)).code(), resume_result::step_number);
}

TEST(arbin_channel, reads_what_it_could_be_started_and_resumed_with) {
  arbin_bench b;
  messages::get_start_data::reply start;
  start.channels.emplace_back();
  start.channels[0].channel = 6;
  start.channels[0].steps = {"Step_A", "Step_B"};
  b.link->on(cti_asks<messages::get_start_data>({.channels = {6}}),
             cti_says<messages::get_start_data>(start));
  EXPECT_THAT(b.run(b.cycler.channel(7).start_data()).steps,
              testing::ElementsAre("Step_A", "Step_B"));
  messages::get_resume_data::reply resume;
  resume.channels.emplace_back();
  resume.channels[0].channel = 5;
  b.link->on(cti_asks<messages::get_resume_data>({.channels = {6}}),
             cti_says<messages::get_resume_data>(resume));
  EXPECT_EQ(b.failure_of(b.cycler.channel(7).resume_data()).code(), errc::wrong_channel);
  EXPECT_EQ(b.link->closes, 1);
}

TEST(arbin_channel, has_no_number_outside_of_the_cycler) {
  arbin_bench b;
  EXPECT_THROW(b.cycler.channel(0), sockio::failure);
  EXPECT_THROW(b.cycler.channel(2049), sockio::failure);
  EXPECT_EQ(b.cycler.channel(2048).number(), 2048);
}

sockio::awaitable<int> everything_in_one_expression(arbin::cycler cycler) {
  co_await cycler.channel(1).assign("a.sdx", {.capacity = 1, .barcode = "b", .variables = {}});
  co_await cycler.channel(1).start_ex({.test_name = "a name that is longer than short ones"});
  co_await cycler.channel(1).resume_ex({.test_name = "a name that is longer than short ones"});
  auto const both = co_await cycler.start("a name that is longer than short ones", {1, 2});
  co_await cycler.continue_tests({1});
  co_return static_cast<int>(both.size());
}

TEST(arbin_channel, takes_temporaries_within_co_await) {
  arbin_bench b;
  messages::assign_schedule::request assign;
  assign.schedule = "a.sdx";
  assign.barcode = "b";
  b.link->on(cti_asks<messages::assign_schedule>(assign), ends<messages::assign_schedule>(0));
  messages::start_ex::request start;
  start.channels.emplace_back();
  start.channels[0].test_name = "a name that is longer than short ones";
  b.link->on(cti_asks<messages::start_ex>(start), ends<messages::start_ex>(0));
  messages::resume_ex::request resume;
  resume.channels.emplace_back();
  resume.channels[0].test_name = "a name that is longer than short ones";
  b.link->on(cti_asks<messages::resume_ex>(resume), ends<messages::resume_ex>(0));
  b.link->on(asks_start("a name that is longer than short ones", {0, 1}),
             ends<messages::start>(0) + ends<messages::start>(1));
  b.link->on(cti_asks<messages::continue_test>({.channels = {0}}),
             ends<messages::continue_test>(0));
  EXPECT_EQ(b.run(everything_in_one_expression(b.cycler)), 2);
}

}  // namespace arbin_channel_test
