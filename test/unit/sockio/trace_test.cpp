#include "sockio/trace.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "support/bench.hpp"
#include "support/temporary_folder.hpp"

namespace trace_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using test_support::result_of;
using test_support::run;
using testing::ElementsAre;
namespace system_errc = boost::system::errc;
using testing::HasSubstr;
using testing::Not;

/// Is a file in a directory of its own that goes away with the test.
class trace : public testing::Test {
 protected:
  void holds(std::string_view text) { std::ofstream(file, std::ios::binary) << text; }
  std::string text() const {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return all.str();
  }
  std::string problem() {
    try {
      (void)sockio::replay(io.get_executor(), file);
    } catch (sockio::failure const& error) {
      return error.what();
    }
    return "(none)";
  }

  boost::asio::io_context io;
  test_support::temporary_folder const folder;
  std::filesystem::path const& directory = folder.path();
  std::filesystem::path const file = directory / "session.trace";
};

template <class Action>
sockio::error_code code_of(Action action) {
  try {
    action();
  } catch (sockio::failure const& error) {
    return error.code();
  }
  return {};
}

/// Keeps this process from writing past the end of a file, as a full disk would.
class no_file_may_grow {
 public:
  explicit no_file_may_grow(std::filesystem::path const& file) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now = before_;
    now.rlim_cur = std::filesystem::file_size(file);
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  no_file_may_grow(no_file_may_grow const&) = delete;
  no_file_may_grow& operator=(no_file_may_grow const&) = delete;
  ~no_file_may_grow() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  void (*signal_)(int) = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before_{};
};

TEST_F(trace, replays_what_it_has_recorded) {
  {
    bench b;
    auto const link = sockio::record(b.link, file);
    b.line.expects("*IDN?\n").replies("Cryo-con,24C\r\n");
    EXPECT_EQ(b.ask(link->write_readline("*IDN?\n")).value(), "Cryo-con,24C\r\n");
    b.line.expects("STOP\n");
    b.ask(link->write("STOP\n")).value();
    b.line.expects("A?\n").replies("1\n2\n");
    EXPECT_THAT(b.ask(link->write_readlines("A?\n", 2)).value(), ElementsAre("1\n", "2\n"));
  }
  auto const link = sockio::replay(io.get_executor(), file);
  EXPECT_EQ(run(io, link->write_readline("*IDN?\n")), "Cryo-con,24C\r\n");
  run(io, link->write("STOP\n"));
  EXPECT_FALSE(link->at_eof());
  EXPECT_THAT(run(io, link->write_readlines("A?\n", 2)), ElementsAre("1\n", "2\n"));
  EXPECT_TRUE(link->at_eof());
  EXPECT_EQ(link->counters().requests, 3u);
}

TEST_F(trace, loses_no_byte_of_a_binary_session_and_is_text) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  {
    bench b;
    auto const link = sockio::record(b.link, file);
    b.line.expects(every).replies(every);
    EXPECT_EQ(b.ask(link->write_readexactly(every, 256)).value(), every);
  }
  std::string const written = text();
  EXPECT_EQ(std::count(written.begin(), written.end(), '\n'), 2);
  auto const link = sockio::replay(io.get_executor(), file);
  EXPECT_EQ(run(io, link->write_readexactly(every, 256)), every);
}

TEST_F(trace, replays_errors_too) {
  {
    bench b;
    auto const link = sockio::record(b.link, file);
    b.line.expects("A?\n").hangs_up();
    EXPECT_EQ(b.error_of(link->write_readline("A?\n")), errc::closed_by_peer);
    b.line.expects("B?\n").resets();
    EXPECT_EQ(b.error_of(link->write_readline("B?\n")), boost::asio::error::connection_reset);
  }
  auto const link = sockio::replay(io.get_executor(), file);
  auto const first = result_of(io, link->write_readline("A?\n"));
  EXPECT_EQ(first.error().code(), errc::closed_by_peer);
  EXPECT_THAT(first.error().what(), HasSubstr("test://line: 'A?' the peer closed the connection"));
  EXPECT_EQ(result_of(io, link->write_readline("B?\n")).error().code(),
            boost::asio::error::connection_reset);
}

TEST_F(trace, says_what_was_recorded_when_another_request_comes) {
  holds("{\"trace\":1}\n{\"write\":\"A?\\n\",\"read\":\"1\\n\"}\n");
  auto const link = sockio::replay(io.get_executor(), file);
  auto const wrong = result_of(io, link->write_readline("B?\n"));
  EXPECT_EQ(wrong.error().code(), errc::replay_mismatch);
  EXPECT_THAT(wrong.error().what(),
              HasSubstr("'B?\\n' is not what was recorded: exchange 1 of the trace is 'A?\\n'"));
  EXPECT_EQ(run(io, link->write_readline("A?\n")), "1\n");
  EXPECT_THAT(result_of(io, link->write_readline("A?\n")).error().what(),
              HasSubstr("the trace is at its end"));
}

TEST_F(trace, leaves_out_what_must_not_be_written_down) {
  bench b;
  auto const link = sockio::record(b.link, file, [](std::string_view bytes) {
    return bytes.starts_with("PASS ") ? std::string("PASS ***\n") : std::string(bytes);
  });
  b.line.expects("PASS secret\n").replies("ok\n");
  EXPECT_EQ(b.ask(link->write_readline("PASS secret\n")).value(), "ok\n");
  EXPECT_THAT(text(), HasSubstr("PASS ***"));
  EXPECT_THAT(text(), Not(HasSubstr("secret")));
}

TEST_F(trace, leaves_out_what_must_not_be_written_down_of_a_failure_too) {
  bench b({},
          sockio::callbacks().on_connection_made([](sockio::link& l) -> sockio::awaitable<void> {
            co_await l.write_readline("LOGIN secret\n");
          }));
  auto const link = sockio::record(
      b.link, file, [](std::string_view bytes) { return fmt::format("{} bytes", bytes.size()); });
  b.line.expects("LOGIN secret\n").hangs_up();
  EXPECT_EQ(b.error_of(link->write_readline("PASS secret\n")), errc::greeting_failed);
  EXPECT_THAT(text(), HasSubstr("12 bytes"));
  EXPECT_THAT(text(), HasSubstr(make_error_code(errc::greeting_failed).message()));
  EXPECT_THAT(text(), Not(HasSubstr("secret")));
}

sockio::request log_in(std::string_view password) {
  sockio::request what(fmt::format("PASS {}\n", password), sockio::frame::line());
  what.confidential = true;
  return what;
}

TEST_F(trace, has_nothing_of_a_confidential_request_and_replays_its_reply) {
  {
    bench b;
    auto const link = sockio::record(b.link, file);
    b.line.expects("PASS secret\n").replies("welcome\n");
    EXPECT_EQ(b.ask(link->exchange(log_in("secret"))).value(), "welcome\n");
  }
  EXPECT_THAT(text(), Not(HasSubstr("secret")));
  auto const link = sockio::replay(io.get_executor(), file);
  EXPECT_EQ(run(io, link->exchange(log_in("secret"))), "welcome\n");
  auto const more = result_of(io, link->exchange(log_in("secret")));
  EXPECT_EQ(more.error().code(), errc::replay_mismatch);
  EXPECT_THAT(more.error().what(), Not(HasSubstr("secret")));
}

TEST_F(trace, has_nothing_of_what_a_device_sends_back_of_a_confidential_request_that_failed) {
  bench b;
  auto const link = sockio::record(b.link, file);
  b.line.expects("PASS secret\n").replies("PASS secret").hangs_up();
  auto const failure = b.ask(link->exchange(log_in("secret"))).error();
  EXPECT_EQ(failure.code(), errc::closed_by_peer);
  EXPECT_THAT(failure.what(), Not(HasSubstr("secret")));
  EXPECT_THAT(failure.story().received, Not(HasSubstr("secret")));
  EXPECT_THAT(text(), Not(HasSubstr("secret")));
}

TEST_F(trace, has_the_link_behind_it_do_everything_else) {
  bench b;
  auto const link = sockio::record(b.link, file);
  b.ask(link->open()).value();
  EXPECT_TRUE(link->connected());
  b.line.send("noise");
  EXPECT_EQ(link->in_waiting(), 5u);
  link->reset_input_buffer();
  EXPECT_EQ(link->counters().bytes_discarded, 5u);
  EXPECT_EQ(link->endpoint(), "test://line");
  link->close();
  EXPECT_FALSE(b.link->connected());
}

TEST_F(trace, keeps_the_pace_of_the_recording_when_told_so_and_can_be_cancelled) {
  holds("{\"trace\":1}\n{\"write\":\"A\",\"read\":\"1\",\"took\":3600}\n");
  auto const link = sockio::replay(io.get_executor(), file, {.keep_pace = true});
  test_support::running<std::string> slow(io.get_executor(), link->write_read("A"));
  io.poll();
  EXPECT_FALSE(slow.done());
  slow.cancel();
  io.run();
  EXPECT_EQ(slow.error(), errc::cancelled);
}

TEST_F(trace, that_is_no_trace_is_refused_with_file_line_and_problem) {
  EXPECT_THAT(problem(), HasSubstr("cannot be read as a trace"));
  holds("");
  EXPECT_THAT(problem(), HasSubstr("session.trace:1' is not a line of a trace: the head"));
  for (char const* head : {"{\"write\":\"A\"}", "{\"trace\",nonsense", "\"trace\""}) {
    holds(std::string(head) + "\n");
    EXPECT_THAT(problem(), HasSubstr("the head with the member 'trace' is missing")) << head;
  }
  for (char const* line :
       {"nonsense", "[]", "{", "\xff\xfe", "{\"write\":\"A\"} {}", "\"\\ud800\""}) {
    holds(std::string("{\"trace\":1}\n") + line + "\n");
    EXPECT_THAT(problem(), HasSubstr("session.trace:2' is not a line of a trace")) << line;
  }
  holds("{\"trace\":1}\n{\"write\":7}\n");
  EXPECT_THAT(problem(), HasSubstr("'write' is not a text"));
  holds("{\"trace\":1}\n{\"write\":\"\\u0100\"}\n");
  EXPECT_THAT(problem(), HasSubstr("a character above U+00FF"));
  holds("{\"trace\":1}\n" + std::string(100'000, '['));
  EXPECT_THAT(problem(), HasSubstr("it is not a JSON object"));
}

TEST_F(trace, with_odd_values_is_read_as_far_as_it_makes_sense) {
  holds(
      "{\"trace\":1}\n"
      "{\"write\":\"A\",\"read\":\"1\",\"took\":-0e30000}\n"
      "{\"write\":\"B\",\"error\":7,\"code\":99999999999999,\"category\":\"none\"}\n"
      "{\"write\":\"C\",\"error\":\"odd\",\"code\":0,\"category\":\"sockio\"}\n");
  auto const link = sockio::replay(io.get_executor(), file, {.keep_pace = true});
  EXPECT_EQ(run(io, link->write_read("A")), "1");
  EXPECT_TRUE(result_of(io, link->write_read("B")).has_error());
  EXPECT_EQ(result_of(io, link->write_read("C")).error().code(), errc::bad_reply);
}

TEST_F(trace, that_cannot_be_written_is_an_error_at_once_that_says_why) {
  bench b;
  EXPECT_EQ(code_of([&] { (void)sockio::record(b.link, directory / "none" / "x.trace"); }),
            system_errc::no_such_file_or_directory);
  EXPECT_EQ(code_of([&] { (void)sockio::record(b.link, "/dev/full"); }),
            system_errc::no_space_on_device);
}

TEST_F(trace, that_cannot_be_read_says_why) {
  holds("");
  EXPECT_EQ(code_of([&] { (void)sockio::replay(io.get_executor(), file / "x.trace"); }),
            system_errc::not_a_directory);
}

TEST_F(trace, that_cannot_be_written_to_its_end_is_an_error_of_every_exchange_from_there_on) {
  bench b;
  auto const link = sockio::record(b.link, file);
  {
    no_file_may_grow const limit(file);
    b.line.expects("A?\n").replies("1\n");
    EXPECT_EQ(b.error_of(link->write_readline("A?\n")), system_errc::file_too_large);
  }
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.error_of(link->write_readline("B?\n")), system_errc::file_too_large)
      << "a trace with a hole would be replayed wrongly";
  EXPECT_THAT(text(), Not(HasSubstr("B?")));
}

}  // namespace trace_test
