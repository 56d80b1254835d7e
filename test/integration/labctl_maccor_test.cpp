#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "sim/maccor.hpp"
#include "sim/server.hpp"
#include "support/background_context.hpp"
#include "support/program.hpp"

namespace labctl_maccor_test {

namespace fs = std::filesystem;
namespace json = boost::json;
using test_support::program;
using testing::HasSubstr;
using testing::StartsWith;

/// Is what a run of labctl leaves behind.
struct ended {
  int code = -1;
  std::string out;
  std::string errors;
};

/// A tester of four channels, with its JSON and binary ports.
struct labctl_maccor : testing::Test {
  test_support::background_context elsewhere;
  fs::path folder =
      fs::temp_directory_path() / ("corolab_labctl_maccor_" + std::to_string(::getpid()));
  sim::server tester{elsewhere.executor(), sim::maccor{.channels = 4, .direct_ready = {}}};
  std::string json_url = tester.open({.protocol = "json"}).url;
  std::string binary_port = std::to_string(tester.open({.protocol = "binary"}).port);

  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override {
    tester.stop();
    fs::remove_all(folder);
  }

  ended run(std::vector<std::string> words) {
    std::vector<std::string> all{"maccor", json_url, "--binary-port", binary_port};
    all.insert(all.end(), words.begin(), words.end());
    program one("labctl", std::move(all));
    int const code = one.wait();
    return {code, one.output(), one.errors()};
  }
};

TEST_F(labctl_maccor, shows_all_channels) {
  auto const got = run({"status"});
  EXPECT_EQ(got.code, 0) << got.errors;
  EXPECT_THAT(got.out, StartsWith("channel  status  voltage_V"));
  EXPECT_EQ(std::count(got.out.begin(), got.out.end(), '\n'), 5);
}

TEST_F(labctl_maccor, prints_readings_as_json_and_csv) {
  auto const got = run({"--json", "status", "2"});
  auto const all = json::parse(got.out).as_array();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].at("channel"), json::value(2));
  EXPECT_GT(all[0].at("voltage_V").to_number<double>(), 2.5);
  EXPECT_THAT(run({"--csv", "status"}).out, StartsWith("channel,status,voltage_V,"));
}

TEST_F(labctl_maccor, starts_suspends_resumes_and_steers_a_test) {
  auto const started = run({"start", "3", "--procedure", "steered", "--name", "cell-3"});
  EXPECT_EQ(started.out, "channel 3: started\n") << started.errors;
  EXPECT_EQ(run({"set-var", "3", "1", "0.5"}).out, "channel 3: VAR1 is 0.5\n");
  EXPECT_EQ(run({"suspend", "3"}).out, "channel 3: suspended\n");
  EXPECT_THAT(run({"status", "3"}).out, HasSubstr("suspended"));
  EXPECT_EQ(run({"resume", "3"}).out, "channel 3: resumed\n");
  EXPECT_EQ(run({"reset", "3", "--yes"}).out, "channel 3: reset\n");
}

TEST_F(labctl_maccor, says_why_the_tester_refuses) {
  auto const got = run({"start", "1", "--procedure", "no_such_procedure"});
  EXPECT_EQ(got.code, 3);
  EXPECT_THAT(got.errors, HasSubstr("Procedure does not exist"));
  EXPECT_EQ(run({"raw", "4", "99", "--yes"}).code, 3);
  EXPECT_EQ(run({"status", "1", "9"}).code, 3);
}

TEST_F(labctl_maccor, does_nothing_drastic_that_nobody_has_confirmed) {
  EXPECT_EQ(run({"start", "2", "--procedure", "cycle"}).code, 0);
  for (auto const& words : std::vector<std::vector<std::string>>{
           {"reset", "2"},
           {"archive", "2"},
           {"direct", "2", "0.1", "--v-min", "2.5", "--v-max", "4.2"}}) {
    auto const got = run(words);
    EXPECT_EQ(got.code, 2) << words.front();
    EXPECT_THAT(got.errors, HasSubstr("on channel 2 of"));
  }
  EXPECT_THAT(run({"raw", "4", "7", "--channel", "2"}).out, HasSubstr("\"Cycle\":1"));
}

TEST_F(labctl_maccor, sends_nothing_raw_that_acts_before_it_is_confirmed) {
  EXPECT_EQ(run({"start", "2", "--procedure", "cycle"}).code, 0);
  for (auto const& function : std::vector<std::vector<std::string>>{
           {"6", "5"}, {"6", "3"}, {"6", "7"}, {"6", "8"}, {"6", "6"}, {"7", "15"}, {"6", "99"}}) {
    std::vector<std::string> words{"raw", function[0], function[1], "--channel", "2"};
    auto const got = run(words);
    EXPECT_EQ(got.code, 2) << function[1];
    EXPECT_THAT(got.errors, HasSubstr("to channel 2 of")) << function[1];
    EXPECT_THAT(got.errors, HasSubstr("--yes")) << function[1];
  }
  EXPECT_THAT(run({"raw", "5", "1", "--params", R"({"GlobFlags":1})"}).errors,
              HasSubstr("raw sends (5,1) set_global_flags to"));
  EXPECT_THAT(run({"raw", "4", "7", "--channel", "2"}).out, HasSubstr("\"Cycle\":1"));
  EXPECT_EQ(run({"raw", "6", "5", "--channel", "2", "--yes"}).code, 0);
  EXPECT_THAT(run({"status", "2"}).out, HasSubstr("idle"));
}

TEST_F(labctl_maccor, charges_directly_and_ends_at_rest) {
  auto const got = run({"--csv", "direct", "4", "0.5", "--v-min", "2.5", "--v-max", "4.2", "--for",
                        "400ms", "--every", "200ms", "--yes"});
  EXPECT_EQ(got.code, 0) << got.errors;
  EXPECT_THAT(got.out, HasSubstr(",4,charging,"));
  EXPECT_THAT(got.errors, HasSubstr("channel 4 is at rest"));
  EXPECT_THAT(run({"status", "4"}).out, testing::Not(HasSubstr("charging")));
}

TEST_F(labctl_maccor, ends_direct_control_at_rest_whatever_ends_it) {
  std::vector<std::function<void(program&)>> const ends{
      [](program& one) { one.signal(SIGINT); }, [](program& one) { one.signal(SIGTERM); },
      [](program& one) { one.signal(SIGHUP); }, [](program& one) { one.signal(SIGQUIT); },
      [](program& one) { one.close_output(); }};
  for (std::size_t i = 0; i < ends.size(); ++i) {
    SCOPED_TRACE(i);
    program one("labctl",
                {"maccor", json_url, "--binary-port", binary_port, "--csv", "direct", "4", "0.5",
                 "--v-min", "2.5", "--v-max", "4.2", "--for", "60s", "--every", "100ms", "--yes"});
    one.line();
    EXPECT_THAT(one.line(), HasSubstr(",4,charging,"));
    ends[i](one);
    EXPECT_EQ(one.wait(), i < 4 ? 130 : 1);
    EXPECT_THAT(one.errors(), HasSubstr("channel 4 is at rest"));
    EXPECT_THAT(run({"status", "4"}).out, HasSubstr("resting"));
    EXPECT_EQ(run({"reset", "4", "--yes"}).code, 0);
  }
}

TEST_F(labctl_maccor, sets_direct_control_up) {
  std::vector<std::string> const words{"direct",  "4",   "0.1",   "--v-min", "2.5",
                                       "--v-max", "4.2", "--for", "200ms",   "--yes"};
  auto const with = [&](std::vector<std::string> const& more) {
    auto all = words;
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  };
  EXPECT_THAT(with({"--range", "2"}).errors, HasSubstr("current range 2"));
  EXPECT_THAT(with({"--stuck-after", "0s"}).errors, HasSubstr("stuck_after"));
  EXPECT_THAT(with({"--watchdog", "100ms"}).errors, HasSubstr("did not begin"));
  auto const named = with({"--name", "cell-4", "--range", "3", "--watchdog", "2s"});
  EXPECT_EQ(named.code, 0) << named.errors;
  EXPECT_THAT(run({"--json", "status", "4"}).out, HasSubstr("cell-4"));
}

TEST_F(labctl_maccor, refuses_direct_current_beyond_its_limit) {
  auto const got = run({"direct", "4", "0.5", "--v-min", "2.5", "--v-max", "4.2", "--i-max", "0.2",
                        "--for", "1s", "--yes"});
  EXPECT_EQ(got.code, 2) << got.errors;
}

TEST_F(labctl_maccor, moves_files) {
  EXPECT_THAT(run({"files", "ls", "Procedur"}).out, HasSubstr("cycle.000"));
  std::string const here = folder / "cycle.000";
  EXPECT_EQ(run({"files", "get", "Procedur", "cycle.000", here}).code, 0);
  EXPECT_EQ(run({"files", "put", here, "Procedur", "again.000"}).code, 0);
  auto const over = run({"files", "put", here, "Procedur", "AGAIN.000"});
  EXPECT_EQ(over.code, 2);
  EXPECT_THAT(over.errors, HasSubstr("put writes over 'again.000' of"));
  EXPECT_EQ(run({"files", "put", here, "Procedur", "again.000", "--yes"}).code, 0);
  std::string const back = folder / "again.000";
  EXPECT_EQ(run({"files", "get", "Procedur", "again.000", back}).code, 0);
  std::ifstream one(here), two(back);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(one), {}),
            std::string(std::istreambuf_iterator<char>(two), {}));
  EXPECT_EQ(run({"files", "ls", "Nowhere"}).code, 2);
}

TEST_F(labctl_maccor, lists_every_function_without_a_tester) {
  program one("labctl", {"maccor", "ls"});
  EXPECT_EQ(one.wait(), 0);
  EXPECT_THAT(one.output(), HasSubstr("full_status"));
}

}  // namespace labctl_maccor_test
