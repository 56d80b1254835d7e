#include <gmock/gmock.h>

#include <cyclers/maccor/tester.hpp>

#include "scripted_link.hpp"

namespace maccor_channel_test {

using namespace cyclers;
using cyclers::test::asks;
using cyclers::test::says;
using cyclers::test::scripted_tester;
using testing::HasSubstr;
using testing::Not;

struct bench : scripted_tester {
  explicit bench(maccor::tester_options options = {}) : tester(links(), options) {}
  maccor::tester tester;

  void answers(std::string const& params, int id, std::string const& result) {
    std::string const header = params.substr(0, params.find(",\"Chan\""));
    json->on(asks(params, id), says(header + R"(,"Chan":74,)" + result, id));
  }
};

std::string const start_data =
    R"("TestName":"cell-0042","ProcName":"formation","Comment":"","Crate":1,"ChamberNum":0)";
std::string const check = R"("FClass":6,"FNum":11,"Chan":74,)" + start_data;
std::string const start =
    R"("FClass":6,"FNum":2,"Chan":74,)" + start_data +
    R"(,"StartCycle":0,"TotCycles":0,"Mass":1,"VGain":0,"AbsTRepAlign":0,"ParallelR":0,)"
    R"("VDivHiR":0,"VDivLoR":0,"CANpos":-1,"CANprof":"","RegimeName":"")";

TEST(maccor_channel, checks_a_start_and_then_starts) {
  bench b;
  b.answers(check, 1, R"("Result":"OK")");
  b.answers(start, 2, R"("Result":"OK")");
  b.run(b.tester.channel(75).start({.procedure = "formation", .name = "cell-0042"}));
}

TEST(maccor_channel, starts_nothing_that_the_check_refuses) {
  bench b;
  b.answers(check, 1, R"("Result":"File name exists in Archive")");
  auto const failure =
      b.failure_of(b.tester.channel(75).start({.procedure = "formation", .name = "cell-0042"}));
  EXPECT_EQ(failure.code(), maccor::check_result::name_in_archive);
  EXPECT_THAT(failure.what(), HasSubstr("refused: File name exists in Archive"));
  EXPECT_THAT(failure.what(), HasSubstr("(6,11) check_start of channel 75"));
}

TEST(maccor_channel, tells_in_words_what_does_not_compile) {
  bench b;
  b.answers(check, 1, R"("Result":"Compile error. Use function (6, 12) for details")");
  std::string const ask("\x06\0\x0c\0\x4a\0\0\0", 8);
  b.binary->on(ask, std::string("\x06\0\x0c\0\x4a\0\x06\0step 4", 14));
  b.binary->on(ask, std::string("\x06\0\x0c\0\x4a\0\0\0", 8));
  auto const failure =
      b.failure_of(b.tester.channel(75).start({.procedure = "formation", .name = "cell-0042"}));
  EXPECT_EQ(failure.code(), maccor::check_result::compile_error);
  EXPECT_THAT(failure.what(), HasSubstr("step 4"));
}

struct refused_start {
  std::string text;
  maccor::start_result code;
};
class maccor_start : public testing::TestWithParam<refused_start> {};

TEST_P(maccor_start, fails_with_the_documented_result) {
  bench b;
  b.answers(start, 1, R"("Result":")" + GetParam().text + '"');
  auto const failure = b.failure_of(
      b.tester.channel(75).start({.procedure = "formation", .name = "cell-0042", .check = false}));
  EXPECT_EQ(failure.code(), GetParam().code);
  EXPECT_THAT(failure.what(), HasSubstr(GetParam().text));
}

std::vector<refused_start> all_refusals() {
  std::vector<refused_start> all;
  for (auto const& each : maccor::codes_of<maccor::start_result>().codes) {
    if (each.code != 0)
      all.push_back({std::string(each.text), static_cast<maccor::start_result>(each.code)});
  }
  all.push_back({"Something new", static_cast<maccor::start_result>(0xffff)});
  return all;
}
INSTANTIATE_TEST_SUITE_P(all, maccor_start, testing::ValuesIn(all_refusals()));

TEST(maccor_channel, sends_a_start_of_type_one_without_what_type_two_has) {
  bench b({.prefer = maccor::form::binary});
  std::string request("\x06\0\x02\0\x4a\0\x89\0\x01\x01", 10);
  auto const field = [](std::string text, std::size_t size) {
    text.resize(size, ' ');
    return text;
  };
  request += field("cell-0042", 25) + field("formation", 25) + field("", 80);
  request += std::string("\0\0\x80\x3f\0", 5);
  b.binary->on(request, std::string("\x06\0\x02\0\x4a\0\x02\0\x13\0", 10));
  auto const failure = b.failure_of(b.tester.channel(75).start(
      {.procedure = "formation", .name = "cell-0042", .check = false, .type = 1}));
  EXPECT_EQ(failure.code(), maccor::start_result::name_not_unique);
}

TEST(maccor_channel, suspends_resumes_resets_and_archives_by_their_full_names) {
  bench b;
  auto const channel = b.tester.channel(75);
  b.answers(R"("FClass":6,"FNum":3,"Chan":74)", 1, R"("Result":"OK")");
  b.run(channel.suspend());
  b.answers(R"("FClass":6,"FNum":4,"Chan":74)", 2, R"("Result":"OK")");
  b.run(channel.resume());
  b.answers(R"("FClass":6,"FNum":5,"Chan":74)", 3, R"("Result":"OK")");
  b.run(channel.reset());
  b.answers(R"("FClass":6,"FNum":6,"Chan":74)", 4, R"("Result":"The channel has no data")");
  auto const failure = b.failure_of(channel.archive());
  EXPECT_THAT(failure.what(), HasSubstr("refused: The channel has no data"));
}

TEST(maccor_channel, repeats_no_command_whose_reply_was_lost) {
  bench b;
  b.json->fails(asks(R"("FClass":6,"FNum":4,"Chan":74)", 1), sockio::errc::timed_out);
  EXPECT_EQ(b.failure_of(b.tester.channel(75).resume()).code(), sockio::errc::timed_out);
}

std::string const safety = R"("VSafeMax":4.25,"VSafeMin":2.9,"ISafeChg":3,"ISafeDis":2,)"
                           R"("PBatSafeChg":0,"PBatSafeDis":0)";
constexpr maccor::safety_limits limits{
    .v_min = {2.9}, .v_max = {4.25}, .i_charge = {3}, .i_discharge = {2}};

TEST(maccor_channel, sets_safety_limits_and_compares_what_comes_back) {
  bench b;
  b.answers(R"("FClass":6,"FNum":10,"Chan":74,)" + safety, 1,
            R"("VSafeMax":4.25,"VSafeMin":2.90000009536743,"ISafeChg":3,"ISafeDis":2.0009,)"
            R"("PBatSafeChg":0,"PBatSafeDis":0)");
  EXPECT_NEAR(b.run(b.tester.channel(75).set_safety_limits(limits)).i_discharge.value, 2.0009,
              1e-6);
}

TEST(maccor_channel, says_which_safety_limit_the_tester_did_not_take) {
  bench b;
  b.answers(R"("FClass":6,"FNum":10,"Chan":74,)" + safety, 1,
            R"("VSafeMax":4.25,"VSafeMin":2.9,"ISafeChg":2.5,"ISafeDis":2,)"
            R"("PBatSafeChg":0,"PBatSafeDis":0)");
  auto const failure = b.failure_of(b.tester.channel(75).set_safety_limits(limits));
  EXPECT_EQ(failure.code(), sockio::errc::not_verified);
  EXPECT_THAT(failure.what(), HasSubstr("ISafeChg is 2.5 where 3 was sent"));
}

TEST(maccor_channel, sends_no_safety_limits_that_make_no_sense) {
  bench b;
  auto const upside_down = maccor::safety_limits{.v_min = {4}, .v_max = {3}, .i_charge = {1}};
  auto const failure = b.failure_of(b.tester.channel(1).set_safety_limits(upside_down));
  EXPECT_EQ(failure.code(), sockio::errc::bad_value);
}

TEST(maccor_channel, sets_the_fifteen_variables_and_no_other) {
  bench b;
  b.answers(R"("FClass":6,"FNum":9,"Chan":74,"VarNum":15,"Value":0.01)", 1, R"("Result":"OK")");
  b.run(b.tester.channel(75).set_variable(15, 0.01));
  for (int const number : {0, 16, -1}) {
    auto const failure = b.failure_of(b.tester.channel(75).set_variable(number, 0.01));
    EXPECT_EQ(failure.code(), sockio::errc::bad_value) << number;
  }
  EXPECT_EQ(b.failure_of(b.tester.channel(75).set_variable(1, 1e300)).code(),
            sockio::errc::bad_value);
}

TEST(maccor_channel, reads_the_whole_names_in_binary) {
  bench b;
  b.binary->on(std::string("\x04\0\x0b\0\x4a\0\0\0", 8),
               std::string("\x04\0\x0b\0\x4a\0\x08\0\x01n\0\x01p\x02id", 16));
  auto const names = b.run(b.tester.channel(75).names());
  EXPECT_EQ(names.test_name, "n");
  EXPECT_EQ(names.description, "id");
}

TEST(maccor_channel, does_not_exist_with_a_number_below_one) {
  bench b;
  EXPECT_THROW(b.tester.channel(0), sockio::failure);
}

TEST(maccor_login, comes_before_anything_else_on_each_connection_and_tells_no_password) {
  bench b;
  auto const who = std::make_shared<maccor::login>(credentials("Robin Hood", "s3cret"));
  auto const greet = maccor::login::callbacks(who, maccor::form::json).connection_made;
  std::string const ask =
      asks(R"("FClass":8,"FNum":1,"UserID":"Robin Hood","Password":"s3cret")", 0);
  b.json->on(ask, says(R"("FClass":8,"FNum":1,"Result":"PASSED")", 0));
  b.run(greet(*b.json));
  EXPECT_TRUE(b.json->was_confidential);

  b.json->on(ask, says(R"("FClass":8,"FNum":1,"Result":"FAILED")", 0));
  auto const refused = b.failure_of(greet(*b.json));
  EXPECT_EQ(refused.code(), sockio::errc::refused);
  EXPECT_THAT(refused.what(), HasSubstr("'Robin Hood'"));
  EXPECT_THAT(refused.what(), Not(HasSubstr("s3cret")));

  b.json->fails(ask, sockio::errc::timed_out);
  auto const silent = b.failure_of(greet(*b.json));
  EXPECT_THAT(silent.what(), HasSubstr("(8,1) log_in"));
  EXPECT_THAT(silent.what(), Not(HasSubstr("s3cret")));
}

TEST(maccor_login, by_hand_is_remembered_for_the_next_connection_until_log_out) {
  scripted_tester t;
  auto const who = std::make_shared<maccor::login>();
  maccor::tester tester(t.links(), {}, who);
  t.json->on(asks(R"("FClass":8,"FNum":1,"UserID":"a","Password":"b")", 0),
             says(R"("FClass":8,"FNum":1,"Result":"PASSED")", 0));
  t.run(tester.log_in(credentials("a", "b")));
  EXPECT_EQ(who->get().user(), "a");
  t.json->on(asks(R"("FClass":8,"FNum":2)", 0),
             says(R"("FClass":8,"FNum":2,"Result":"LOGGED OUT")", 0));
  t.run(tester.log_out());
  EXPECT_TRUE(who->get().empty());
}

TEST(maccor_login, that_is_refused_leaves_who_was_logged_in_before) {
  scripted_tester t;
  auto const who = std::make_shared<maccor::login>(credentials("a", "b"));
  maccor::tester tester(t.links(), {}, who);
  std::string const ask = asks(R"("FClass":8,"FNum":1,"UserID":"a","Password":"wrong")", 0);
  t.json->on(ask, says(R"("FClass":8,"FNum":1,"Result":"FAILED")", 0));
  EXPECT_EQ(t.failure_of(tester.log_in(credentials("a", "wrong"))).code(), sockio::errc::refused);
  EXPECT_EQ(who->get().password(), "b");
  EXPECT_EQ(t.json->closes, 1) << "the next connection logs in as before";
  t.json->fails(ask, sockio::errc::timed_out);
  EXPECT_EQ(t.failure_of(tester.log_in(credentials("a", "wrong"))).code(), sockio::errc::timed_out);
  EXPECT_EQ(who->get().password(), "b");
}

}  // namespace maccor_channel_test
