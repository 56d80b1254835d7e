#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <locale>
#include <sstream>

#include "sockio/endpoint.hpp"
#include "sockio/trace.hpp"
#include "support/bench.hpp"
#include "support/temporary_folder.hpp"

namespace locale_test {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

struct german_numbers : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

/// Runs a test as in a lab in Germany: with decimal commas in C++ and, where it is installed, in C.
class german_lab : public testing::Test {
 protected:
  german_lab()
      : before_(std::locale::global(std::locale(std::locale::classic(), new german_numbers))) {
    std::setlocale(LC_ALL, "de_DE.UTF-8");
  }
  ~german_lab() override {
    std::locale::global(before_);
    std::setlocale(LC_ALL, "C");
  }

 private:
  std::locale before_;
};

TEST_F(german_lab, has_decimal_commas_indeed) {
  std::ostringstream out;
  out << 1234.5;
  EXPECT_EQ(out.str(), "1.234,5");
}

TEST_F(german_lab, reads_and_writes_the_same_urls) {
  EXPECT_EQ(sockio::parse_url("tcp://lab:57570").value().url(), "tcp://lab:57570");
  char const* const line = "serial:///dev/ttyS0?baudrate=115200&bytesize=8&parity=N&stopbits=1.5";
  EXPECT_EQ(sockio::parse_url(line).value().url(), line);
}

TEST_F(german_lab, tells_durations_with_points) {
  EXPECT_EQ(sockio::spoken(1500ms), "1.5 s");
  EXPECT_EQ(sockio::printable(std::string(12345, 'x'), 1), "x... (12345 bytes)");
}

TEST_F(german_lab, writes_traces_that_are_read_anywhere) {
  test_support::temporary_folder const folder;
  auto const file = folder / "session.trace";
  {
    test_support::bench b;
    auto const link = sockio::record(b.link, file);
    b.line.expects("A?\n").replies("1234.5\n");
    EXPECT_EQ(b.ask(link->write_readline("A?\n")).value(), "1234.5\n");
  }
  std::ostringstream all;
  all << std::ifstream(file).rdbuf();
  EXPECT_THAT(all.str(), HasSubstr("\"trace\":1,"));
  EXPECT_THAT(all.str(), testing::ContainsRegex("\"took\":[0-9.]+E-?[0-9]+"));
  boost::asio::io_context io;
  auto const link = sockio::replay(io.get_executor(), file, {.keep_pace = true});
  EXPECT_EQ(test_support::run(io, link->write_readline("A?\n")), "1234.5\n");
}

TEST_F(german_lab, keeps_deadlines_as_they_are) {
  test_support::bench b;
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n", {.timeout = 1500ms}));
  b.jump(1500ms);
  EXPECT_THAT(asked.story(), HasSubstr("no reply within 1.5 s"));
}

}  // namespace locale_test
