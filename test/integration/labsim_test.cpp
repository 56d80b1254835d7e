#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/server.hpp"
#include "support/background_context.hpp"
#include "support/program.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_device.hpp"

namespace labsim_test {

namespace fs = std::filesystem;
using test_support::program;
using test_support::raw_client;
using testing::HasSubstr;
using testing::MatchesRegex;

struct labsim : testing::Test {
  fs::path folder =
      fs::temp_directory_path() / ("corolab_labsim_" + std::to_string(::getpid()) + "_" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());

  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }

  std::string file(std::string const& name, std::string const& text) {
    std::ofstream(folder / name) << text;
    return folder / name;
  }
  std::string echo(std::string const& transport) {
    return file("lab.yml",
                "devices:\n- class: Echo\n  name: echo1\n  transports:\n  - " + transport + "\n");
  }
};

std::string url_in(std::string const& line) { return line.substr(line.rfind(' ') + 1); }

TEST_F(labsim, says_where_its_devices_are_and_then_that_it_is_ready) {
  program lab("labsim", {"-c", echo("{type: tcp, url: 'localhost:0'}")});
  auto const lines = lab.lines_until("ready");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], MatchesRegex("echo1 Echo tcp://127\\.0\\.0\\.1:[0-9]+"));
  EXPECT_EQ(raw_client(url_in(lines[0])).ask("hello\n"), "hello\n");
}

struct asked_to_end : labsim, testing::WithParamInterface<int> {};

TEST_P(asked_to_end, it_does_so_in_good_order) {
  auto const tty = (folder / "tty").string();
  program lab(
      "labsim",
      {"-c", echo("{type: tcp, url: 'localhost:0'}\n  - {type: serial, url: " + tty + "}")});
  auto const lines = lab.lines_until("ready");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1], "echo1 Echo serial://" + tty);
  raw_client const client(url_in(lines[0]));
  client.ask("hello\n");
  lab.signal(GetParam());
  EXPECT_EQ(lab.wait(), 0);
  EXPECT_EQ(lab.errors(), "");
  EXPECT_EQ(client.rest(), "");
  EXPECT_FALSE(fs::is_symlink(tty));
}

INSTANTIATE_TEST_SUITE_P(by, asked_to_end, testing::Values(SIGINT, SIGTERM), [](auto const& one) {
  return one.param == SIGINT ? "ctrl_c" : "sigterm";
});

TEST_F(labsim, writes_the_same_to_a_ready_file) {
  auto const ready = (folder / "ready").string();
  file("ready", "left behind\n");
  program lab("labsim", {"-c", echo("{type: udp, url: 'localhost:0'}"), "--ready-file", ready});
  auto const lines = lab.lines_until("ready");
  std::ifstream stream(ready);
  std::string line;
  std::getline(stream, line);
  auto const said = boost::json::parse(line);
  EXPECT_EQ(said.at("name").as_string(), "echo1");
  EXPECT_EQ(said.at("class").as_string(), "Echo");
  EXPECT_EQ(said.at("type").as_string(), "udp");
  EXPECT_EQ(said.at("url").as_string(), url_in(lines.at(0)));
  EXPECT_FALSE(std::getline(stream, line)) << line;
  lab.signal(SIGINT);
  EXPECT_EQ(lab.wait(), 0);
  EXPECT_FALSE(fs::exists(ready));
}

TEST_F(labsim, tells_a_mistake_in_one_line_and_ends_with_two) {
  auto const config = echo("{type: tcp, ulr: ':0'}");
  program lab("labsim", {"-c", config});
  EXPECT_EQ(lab.wait(), 2);
  EXPECT_EQ(
      lab.errors(),
      config + ":5: unknown key 'ulr' in a transport of device 'echo1'; did you mean 'url'?\n");
  EXPECT_EQ(lab.output(), "");
}

TEST_F(labsim, tells_of_a_port_in_use_and_ends_with_one) {
  test_support::background_context background;
  sim::server other(background.executor(), test_support::scripted{});
  auto const port = std::to_string(other.open().port);
  program lab("labsim", {"-c", echo("{url: 'localhost:" + port + "'}")});
  EXPECT_EQ(lab.wait(), 1);
  EXPECT_EQ(lab.errors(), "device 'echo1' cannot listen on tcp://localhost:" + port +
                              ": somebody else listens there\n");
  EXPECT_EQ(lab.output(), "");
}

TEST_F(labsim, leaves_the_serial_line_of_another_alone) {
  auto const config = echo("{type: serial, url: " + (folder / "tty").string() + "}");
  program first("labsim", {"-c", config});
  first.lines_until("ready");
  program second("labsim", {"-c", config});
  EXPECT_EQ(second.wait(), 1);
  EXPECT_THAT(second.errors(), HasSubstr("device 'echo1' cannot"));
  EXPECT_TRUE(fs::exists(folder / "tty"));
}

TEST_F(labsim, says_in_one_line_what_is_wrong_with_its_command_line) {
  auto const config = echo("{url: ':0'}");
  for (auto const& wrong : std::vector<std::vector<std::string>>{{"--seed", "-1"},
                                                                 {"--seed", "one"},
                                                                 {"--speed", "0"},
                                                                 {"--log-level", "loud"},
                                                                 {"--colour"},
                                                                 {"sing"}}) {
    auto arguments = wrong;
    arguments.insert(arguments.end(), {"-c", config});
    program lab("labsim", arguments);
    EXPECT_EQ(lab.wait(), 2) << testing::PrintToString(wrong);
    auto const said = lab.errors();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
  }
}

TEST_F(labsim, leaves_nothing_behind_when_the_last_of_its_places_is_taken) {
  auto const tty = (folder / "tty").string();
  test_support::background_context background;
  sim::server other(background.executor(), test_support::scripted{});
  auto const port = std::to_string(other.open().port);
  program lab("labsim", {"-c", echo("{type: serial, url: " + tty +
                                    "}\n  - {url: 'localhost:" + port + "'}")});
  EXPECT_EQ(lab.wait(), 1);
  EXPECT_FALSE(fs::is_symlink(tty));
}

TEST_F(labsim, checks_a_configuration_and_opens_nothing) {
  auto const config = echo("{url: ':1'}");
  program lab("labsim", {"check", "-c", config});
  EXPECT_EQ(lab.wait(), 0);
  EXPECT_EQ(lab.output(), config + ": 1 device, no mistakes\n");
  program wrong("labsim", {"check", "-c", echo("{url: ':x'}")});
  EXPECT_EQ(wrong.wait(), 2);
}

TEST_F(labsim, lists_its_classes) {
  program lab("labsim", {"ls"});
  EXPECT_EQ(lab.wait(), 0);
  auto const text = lab.output();
  EXPECT_THAT(text, HasSubstr("Echo: "));
  EXPECT_THAT(text, HasSubstr("faults.close_inside"));
}

TEST_F(labsim, says_what_it_needs_when_it_is_called_wrongly) {
  program none("labsim", {});
  EXPECT_EQ(none.wait(), 2);
  EXPECT_EQ(none.errors(), "a configuration is needed: labsim -c lab.yml\n");
  program odd("labsim", {"--sped", "3"});
  EXPECT_EQ(odd.wait(), 2);
  program slow("labsim", {"-c", "x.yml", "--speed", "0"});
  EXPECT_EQ(slow.wait(), 2);
}

TEST_F(labsim, tells_more_when_it_is_asked_to) {
  program lab("labsim", {"-c", echo("{url: 'localhost:0'}"), "--log-level", "debug"});
  raw_client(url_in(lab.lines_until("ready").at(0))).ask("hello\n");
  lab.signal(SIGINT);
  EXPECT_EQ(lab.wait(), 0);
  auto const told = lab.errors();
  EXPECT_THAT(told, HasSubstr("echo1: listening on tcp://127.0.0.1:"));
  EXPECT_THAT(told, HasSubstr("echo1: new connection from 127.0.0.1:"));
  EXPECT_THAT(told, HasSubstr("echo1: 6 bytes in, 1 answers"));
}

}  // namespace labsim_test
