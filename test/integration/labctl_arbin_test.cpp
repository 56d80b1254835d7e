#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <csignal>
#include <fstream>
#include <iterator>

#include "sim/arbin.hpp"
#include "sim/server.hpp"
#include "support/background_context.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

namespace labctl_arbin_test {

namespace json = boost::json;
using test_support::program;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Is what a run of labctl leaves behind.
struct ended {
  int code = -1;
  std::string out;
  std::string errors;
};

/// A cycler of four channels, with its ports for commands and files.
struct labctl_arbin : testing::Test {
  test_support::background_context elsewhere;
  test_support::temporary_folder const folder;
  sim::server cycler{elsewhere.executor(), sim::arbin{.channels = 4,
                                                      .inputs = {.temperature = 1},
                                                      .users = {{"me", {.password = "s3cret"}}}}};
  std::string url = cycler.open().url;
  std::string file_port = std::to_string(cycler.open().port);
  std::string env_file = folder / "arbin.env";

  void SetUp() override {
    std::ofstream(env_file) << "ARBIN_CTI_USERNAME='me'\nARBIN_CTI_PASSWORD='s3cret'\n";
  }
  void TearDown() override { cycler.stop(); }

  static ended run_all(std::vector<std::string> words) {
    program one("labctl", std::move(words));
    int const code = one.wait();
    return {code, one.output(), one.errors()};
  }
  ended run(std::vector<std::string> const& words) {
    std::vector<std::string> all{"arbin", url, "--file-port", file_port, "--env-file", env_file};
    all.insert(all.end(), words.begin(), words.end());
    return run_all(std::move(all));
  }
};

TEST_F(labctl_arbin, shows_the_cycler_and_all_channels) {
  EXPECT_THAT(run({"info"}).out, HasSubstr("Arbin simulator"));
  auto const got = run({"status"});
  EXPECT_EQ(got.code, 0) << got.errors;
  EXPECT_THAT(got.out, StartsWith("channel  status  voltage_V"));
  EXPECT_EQ(std::count(got.out.begin(), got.out.end(), '\n'), 5);
  EXPECT_THAT(run({"channels"}).out, StartsWith("channel  status"));
  EXPECT_THAT(run({"channels", "--running"}).out, Not(HasSubstr("Idle")));
}

TEST_F(labctl_arbin, prints_readings_as_json_and_csv) {
  auto const got = run({"--json", "status", "2"});
  auto const all = json::parse(got.out).as_array();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].at("channel"), json::value(2));
  EXPECT_GT(all[0].at("voltage_V").to_number<double>(), 2.5);
  EXPECT_THAT(run({"--csv", "status"}).out, StartsWith("channel,status,voltage_V,"));
  EXPECT_EQ(json::parse(run({"--json", "channels"}).out).as_array().size(), 4U);
  auto const records = json::parse(run({"--json", "channels", "--aux"}).out).as_array();
  ASSERT_EQ(records.size(), 4U);
  auto const& record = records[0].at("record").as_object();
  EXPECT_GT(record.at("Voltage").to_number<double>(), 2.5);
  EXPECT_TRUE(record.contains("AuxTemperatures"));
}

TEST_F(labctl_arbin, assigns_starts_stops_resumes_and_steers_a_test) {
  EXPECT_EQ(run({"assign", "3", "--schedule", "steered.sdx"}).out,
            "channel 3: assigned steered.sdx\n");
  auto const started = run({"start", "3", "--name", "cell-3"});
  EXPECT_EQ(started.out, "channel 3: started\n") << started.errors;
  EXPECT_EQ(run({"set-mv", "3", "1", "0.5"}).out, "channel 3: MV_UD1 is 0.5\n");
  EXPECT_THAT(run({"--csv", "channels", "--running"}).out, HasSubstr("steered.sdx,cell-3"));
  EXPECT_EQ(run({"stop", "3"}).out, "channel 3: stopped\n");
  EXPECT_EQ(run({"resume", "3"}).out, "channel 3: resumed\n");
  EXPECT_EQ(run({"jump", "3", "1"}).out, "channel 3: jumped to step 1\n");
  auto const both = run({"start", "1", "2", "--name", "cells", "--schedule", "cycle.sdx"});
  EXPECT_EQ(both.out,
            "channel 1: assigned cycle.sdx\nchannel 2: assigned cycle.sdx\n"
            "channel 1: started\nchannel 2: started\n")
      << both.errors;
}

TEST_F(labctl_arbin, says_why_the_cycler_refuses) {
  auto const got = run({"assign", "1", "--schedule", "none.sdx"});
  EXPECT_EQ(got.code, 3);
  EXPECT_THAT(got.errors, HasSubstr("refused"));
  EXPECT_EQ(run({"continue", "1"}).code, 3);
  EXPECT_EQ(run({"start", "1", "--name", "x"}).code, 3) << "no schedule is assigned";
  EXPECT_EQ(run({"status", "99"}).code, 3);
  EXPECT_EQ(run({"status", "0"}).code, 2);
}

TEST_F(labctl_arbin, logs_in_as_it_is_told) {
  std::vector<std::string> const as_me{"arbin", url, "--user", "me", "info"};
  auto const without = run_all(as_me);
  EXPECT_EQ(without.code, 2);
  EXPECT_THAT(without.errors, HasSubstr("password of 'me' is missing"));
  ::setenv("ARBIN_CTI_PASSWORD", "s3cret", 1);
  EXPECT_EQ(run_all(as_me).code, 0);
  EXPECT_THAT(run_all({"arbin", url, "info"}).errors, HasSubstr("who logs in is missing"));
  ::setenv("ARBIN_CTI_USERNAME", "me", 1);
  EXPECT_EQ(run_all({"arbin", url, "info"}).code, 0);
  ::setenv("ARBIN_CTI_PASSWORD", "wr0ng", 1);
  auto const wrong = run_all({"arbin", url, "info"});
  ::unsetenv("ARBIN_CTI_USERNAME");
  ::unsetenv("ARBIN_CTI_PASSWORD");
  EXPECT_EQ(wrong.code, 3);
  EXPECT_THAT(wrong.errors, HasSubstr("'me'"));
  EXPECT_THAT(wrong.errors, Not(HasSubstr("wr0ng")));
}

TEST_F(labctl_arbin, keeps_the_password_out_of_what_it_records) {
  std::string const trace = folder / "trace";
  EXPECT_EQ(run({"--trace", trace, "status"}).code, 0);
  std::ifstream in(trace, std::ios::binary);
  std::string const recorded{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(recorded, Not(testing::IsEmpty()));
  EXPECT_THAT(recorded, Not(HasSubstr("s3cret")));
}

TEST_F(labctl_arbin, watches_until_it_is_told_to_end) {
  EXPECT_EQ(run({"--csv", "watch", "1", "--every", "10ms", "--count", "3"}).code, 0);
  program one("labctl",
              {"arbin", url, "--env-file", env_file, "--csv", "watch", "--every", "10ms"});
  EXPECT_THAT(one.line(), StartsWith("time"));
  one.line();
  one.signal(SIGINT);
  EXPECT_EQ(one.wait(), 130);
}

TEST_F(labctl_arbin, moves_files) {
  EXPECT_THAT(run({"files", "ls", "Work"}).out, HasSubstr("cycle.sdx"));
  std::string const here = folder / "here.sdx";
  auto const got = run({"files", "get", "Work\\cycle.sdx", here});
  EXPECT_EQ(got.code, 0) << got.errors;
  EXPECT_EQ(run({"files", "put", here, "Work\\again.sdx"}).code, 0);
  auto const over = run({"files", "put", here, "Work\\AGAIN.sdx"});
  EXPECT_EQ(over.code, 2);
  EXPECT_THAT(over.errors, HasSubstr("put writes over 'again.sdx' of"));
  EXPECT_EQ(run({"files", "put", here, "Work\\"}).code, 0) << "under its own name";
  std::string const back = folder / "back.sdx";
  EXPECT_EQ(run({"files", "get", "Work\\here.sdx", back}).code, 0);
  std::ifstream one(here), two(back);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(one), {}),
            std::string(std::istreambuf_iterator<char>(two), {}));
  EXPECT_EQ(run({"files", "ls", "Nowhere"}).code, 3);
}

TEST_F(labctl_arbin, deletes_nothing_that_nobody_has_confirmed) {
  EXPECT_EQ(run({"files", "mkdir", "Support\\old"}).out, "Support\\old: made\n");
  auto const folder_kept = run({"files", "rmdir", "Support\\old"});
  EXPECT_EQ(folder_kept.code, 2);
  EXPECT_THAT(folder_kept.errors, HasSubstr("the folder Support\\old of"));
  EXPECT_EQ(run({"files", "rm", "Work\\cycle.sdx"}).code, 2);
  EXPECT_THAT(run({"files", "ls", "Work"}).out, HasSubstr("cycle.sdx"));
  EXPECT_THAT(run({"files", "ls", "Support"}).out, HasSubstr("old"));
  EXPECT_EQ(run({"files", "rmdir", "Support\\old", "--yes"}).code, 0);
  EXPECT_EQ(run({"files", "rm", "Work\\cycle.sdx", "--yes"}).code, 0);
  EXPECT_THAT(run({"files", "ls", "Work"}).out, Not(HasSubstr("cycle.sdx")));
}

TEST_F(labctl_arbin, shows_a_message_at_the_cycler) {
  EXPECT_EQ(run({"message", "lunch"}).code, 0);
}

TEST_F(labctl_arbin, lists_every_command_without_a_cycler) {
  auto const got = run_all({"arbin", "ls"});
  EXPECT_EQ(got.code, 0);
  EXPECT_THAT(got.out, HasSubstr("channels_info"));
  EXPECT_EQ(run_all({"arbin", "status"}).code, 2);
}

}  // namespace labctl_arbin_test
