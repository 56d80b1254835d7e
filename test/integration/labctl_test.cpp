#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/cryocon.hpp"
#include "sim/lab.hpp"
#include "support/background_context.hpp"
#include "support/program.hpp"

namespace labctl_test {

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

struct labctl : testing::Test {
  test_support::background_context elsewhere;
  sim::lab lab{sim::cryocon{.pace = sim::cryocon::haste::ignore}};
  fs::path folder =
      fs::temp_directory_path() / ("corolab_labctl_" + std::to_string(::getpid()) + "_" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());

  void SetUp() override {
    fs::create_directories(folder);
    lab.serve(elsewhere.executor());
  }
  void TearDown() override {
    lab.stop();
    fs::remove_all(folder);
  }

  ended run(std::vector<std::string> arguments) {
    program one("labctl", std::move(arguments));
    int const code = one.wait();
    return {code, one.output(), one.errors()};
  }
  ended cryocon(std::vector<std::string> arguments) {
    std::vector<std::string> all{"--gap", "0", "cryocon", lab.url()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run(std::move(all));
  }
  json::object as_json(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "--json");
    auto const got = cryocon(std::move(arguments));
    EXPECT_EQ(got.code, 0) << got.errors;
    return json::parse(got.out).as_object();
  }
};

TEST_F(labctl, reads_several_properties_in_one_batch) {
  auto const got = cryocon({"get", "idn", "control", "loop.1.setpt"});
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(got.out,
            "idn               Cryo-con,24C,204683,1.01A\n"
            "control           OFF\n"
            "loop.1.set_point  100 K\n");
  EXPECT_EQ(got.errors, "");
}

TEST_F(labctl, prints_the_unit_of_whatever_is_in_display_units) {
  EXPECT_EQ(cryocon({"set", "input.A.unit", "C"}).code, 0);
  auto const all = as_json({"get", "overtemp.temperature", "relay.1.low", "loop.1.rate"});
  EXPECT_EQ(all.at("overtemp.temperature").at("unit"), json::value("C"));
  EXPECT_EQ(all.at("relay.1.low").at("unit"), json::value("C"));
  EXPECT_EQ(all.at("loop.1.rate").at("unit"), json::value("C/min"));
}

TEST_F(labctl, prints_json_with_value_and_unit) {
  auto const all = as_json({"get", "idn", "input.A.temperature", "control"});
  EXPECT_EQ(all.at("idn").at("value"), json::value("Cryo-con,24C,204683,1.01A"));
  EXPECT_EQ(all.at("input.A.temperature").at("unit"), json::value("K"));
  EXPECT_TRUE(all.at("input.A.temperature").at("value").is_double());
  EXPECT_EQ(all.at("control").at("value"), json::value(false));
}

TEST_F(labctl, sets_reads_back_and_keeps_the_value) {
  EXPECT_EQ(cryocon({"set", "loop.1.setpt", "77.4", "loop.1.type", "PID"}).code, 0);
  auto const all = as_json({"get", "loop.1.set_point", "loop.1.type"});
  EXPECT_EQ(all.at("loop.1.set_point").at("value"), json::value(77.4));
  EXPECT_EQ(all.at("loop.1.type").at("value"), json::value("PID"));
}

TEST_F(labctl, sends_nothing_when_the_command_line_is_wrong) {
  for (auto const& wrong : std::vector<std::vector<std::string>>{
           {"get", "loop.1.setpnt"},
           {"get", "idn", "loop.9.type"},
           {"set", "loop.1.setpt"},
           {"set", "loop.1.setpt", "77.4 K"},
           {"set", "loop.1.setpt", "-500"},
           {"set", "input.A.temperature", "5"},
           {"set", "loop.1.rate", "5", "loop.1.type", "SIDEWAYS"},
           {"set", "name", "one\ntwo"},
           {"raw", "*IDN?\n*RST"},
           {"curve", "put", "/nowhere/at/all.crv", "1"},
           {"watch", "idn", "--every", "often"},
           {"sing"},
       }) {
    auto const got = cryocon(wrong);
    EXPECT_EQ(got.code, 2) << testing::PrintToString(wrong) << got.errors;
    EXPECT_THAT(got.errors, StartsWith("labctl: "));
    EXPECT_EQ(std::count(got.errors.begin(), got.errors.end(), '\n'), 1) << got.errors;
    EXPECT_EQ(got.out, "");
  }
  EXPECT_EQ(as_json({"get", "loop.1.rate"}).at("loop.1.rate").at("value").to_number<double>(), 10);
}

TEST_F(labctl, says_in_one_line_that_nobody_is_there) {
  std::string const url = lab.url();
  lab.stop();
  auto const got = run({"cryocon", url, "get", "idn"});
  EXPECT_EQ(got.code, 1);
  EXPECT_EQ(got.out, "");
  EXPECT_THAT(got.errors, HasSubstr("'*IDN?' was not sent: cannot connect: Connection refused"));
  EXPECT_EQ(std::count(got.errors.begin(), got.errors.end(), '\n'), 1);
}

TEST_F(labctl, gives_up_at_the_deadline) {
  lab.misbehave(0, {.no_answer = 1});
  auto const got = cryocon({"--timeout", "50ms", "get", "idn"});
  EXPECT_EQ(got.code, 1);
  EXPECT_THAT(got.errors, HasSubstr("no reply within 50 ms"));
}

TEST_F(labctl, says_that_the_device_refused) {
  lab.misbehave(0, {.nack = 1});
  auto const got = cryocon({"set", "loop.1.rate", "5"});
  EXPECT_EQ(got.code, 3);
  EXPECT_THAT(got.errors, HasSubstr("LOOP 1:RATE"));
}

TEST_F(labctl, says_once_what_went_wrong_with_all) {
  lab.misbehave(0, {.nack = 1});
  auto const got = cryocon({"get", "loop.1.rate", "loop.1.rate"});
  EXPECT_EQ(got.code, 3);
  EXPECT_EQ(std::count(got.errors.begin(), got.errors.end(), '\n'), 1) << got.errors;
}

TEST_F(labctl, tells_by_its_exit_code_that_a_watched_value_was_refused) {
  lab.misbehave(0, {.nack = 1});
  EXPECT_EQ(cryocon({"watch", "--every", "1ms", "--count", "2", "loop.1.rate"}).code, 3);
}

TEST_F(labctl, tells_by_its_exit_code_that_a_raw_line_was_refused) {
  auto const got = cryocon({"raw", "LOOP 9:NOTHING?"});
  EXPECT_EQ(got.out, "NACK\n");
  EXPECT_EQ(got.code, 3);
}

TEST_F(labctl, escapes_what_a_terminal_would_obey) {
  lab.misbehave(0, {.garbage = 1});
  auto const got = cryocon({"raw", "*IDN?"});
  EXPECT_TRUE(std::ranges::all_of(got.out, [](char c) {
    return c == '\n' || (c >= ' ' && c < 127);
  })) << got.out;
}

TEST_F(labctl, bounds_a_set_that_writes_flash_memory_as_well) {
  lab.misbehave(0, {.no_answer = 1});
  auto const got = cryocon({"--timeout", "50ms", "set", "name", "Furnace"});
  EXPECT_EQ(got.code, 1);
  EXPECT_THAT(got.errors, HasSubstr("no reply within 50 ms"));
}

TEST_F(labctl, says_that_its_output_cannot_be_written) {
  for (std::string const what : {"get", "watch"}) {
    program one("/bin/sh", {"-c", R"(exec "$0" "$@" >/dev/full)", COROLAB_BIN_DIR "/labctl",
                            "--gap", "0", "cryocon", lab.url(), what, "idn"});
    EXPECT_EQ(one.wait(), 1);
    EXPECT_THAT(one.errors(), HasSubstr("standard output cannot be written"));
  }
}

TEST_F(labctl, watches_as_often_as_told) {
  auto const got =
      cryocon({"--csv", "watch", "--every", "1ms", "--count", "3", "loop.1.type", "idn"});
  EXPECT_EQ(got.code, 0);
  EXPECT_THAT(got.out, StartsWith("time,loop.1.type,idn\n"));
  EXPECT_EQ(std::count(got.out.begin(), got.out.end(), '\n'), 4);
}

TEST_F(labctl, stops_watching_at_ctrl_c) {
  program one("labctl", {"--gap", "0", "--json", "cryocon", lab.url(), "watch", "idn"});
  EXPECT_THAT(one.line(), HasSubstr("Cryo-con"));
  one.signal(SIGINT);
  EXPECT_EQ(one.wait(), 130);
  EXPECT_EQ(one.errors(), "");
}

TEST_F(labctl, sends_a_raw_line) {
  EXPECT_EQ(cryocon({"raw", "*idn?;:loop 1:type?"}).out, "Cryo-con,24C,204683,1.01A;MAN\n");
}

TEST_F(labctl, reads_a_user_curve_that_holds_nothing_yet) {
  auto const to = (folder / "empty.crv").string();
  auto const got = cryocon({"curve", "get", "1", to});
  EXPECT_EQ(got.code, 0) << got.errors;
  EXPECT_THAT(got.out, HasSubstr("0 points"));
  EXPECT_EQ(cryocon({"curve", "put", to, "1"}).code, 2) << "an instrument takes 2 or more";
}

TEST_F(labctl, sets_a_name_to_nothing_and_none_with_semicolons) {
  EXPECT_EQ(cryocon({"set", "name", ""}).code, 0);
  EXPECT_EQ(cryocon({"set", "name", "a;b:c"}).code, 2);
  EXPECT_EQ(cryocon({"get", "name", "idn"}).code, 0);
}

TEST_F(labctl, sends_a_curve_from_a_file_and_reads_it_into_another) {
  std::string const from = folder / "from.crv";
  std::string const to = folder / "to.crv";
  std::ofstream(from) << "Good Diode\nDiode\n-1.0\nVolts\n0.5 300\n1.5 4\n;\n";
  auto const sent = cryocon({"curve", "put", from, "2"});
  EXPECT_EQ(sent.code, 0) << sent.errors;
  EXPECT_EQ(cryocon({"curve", "get", "2", to}).code, 0);
  std::ifstream in(to);
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(text, StartsWith("Good Diode\n"));
  EXPECT_THAT(text, HasSubstr("1.5 4"));
  for (auto const& file : fs::directory_iterator(folder))
    EXPECT_EQ(file.path().extension(), ".crv") << file.path();
}

TEST_F(labctl, lists_every_property_without_a_device) {
  auto const got = run({"cryocon", "ls"});
  EXPECT_EQ(got.code, 0);
  EXPECT_THAT(got.out, HasSubstr("loop.<1-4>.set_point"));
}

TEST_F(labctl, records_what_it_did) {
  std::string const trace = folder / "trace.jsonl";
  EXPECT_EQ(cryocon({"--trace", trace, "get", "idn"}).code, 0);
  std::ifstream in(trace);
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(text, HasSubstr(R"("write":"*IDN?\n")"));
}

}  // namespace labctl_test
