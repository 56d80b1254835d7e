#include "sockio/failure.hpp"

#include <gtest/gtest.h>

#include <boost/asio/error.hpp>
#include <stdexcept>

#include "sockio/options.hpp"
#include "sockio/result.hpp"
#include "story.hpp"

namespace failure_test {

using namespace std::chrono_literals;
using sockio::errc;
using sockio::failure;
using sockio::printable;
using sockio::spoken;

TEST(printable, shows_what_cannot_be_seen) {
  EXPECT_EQ(printable("22.5\r\n"), "22.5\\r\\n");
  EXPECT_EQ(printable(std::string_view("\0\x1b\t\xff", 4)), "\\x00\\x1b\\t\\xff");
  EXPECT_EQ(printable(""), "");
}

TEST(printable, cuts_what_is_too_long_and_says_how_long_it_was) {
  EXPECT_EQ(printable("123456", 6), "123456");
  EXPECT_EQ(printable("1234567", 6), "123456... (7 bytes)");
}

TEST(spoken, says_a_duration_as_a_person_would) {
  EXPECT_EQ(spoken(500ms), "500 ms");
  EXPECT_EQ(spoken(3s), "3 s");
  EXPECT_EQ(spoken(1500ms), "1.5 s");
  EXPECT_EQ(spoken(90s), "90 s");
  EXPECT_EQ(spoken(5min), "5 min");
  EXPECT_EQ(spoken(250us), "250 us");
}

TEST(failure, tells_the_whole_story_in_one_line) {
  failure const error(errc::timed_out, {.device = "cryocon",
                                        .endpoint = "tcp://192.168.1.123:5000",
                                        .request = "INPUT A:TEMP?",
                                        .problem = "no reply within 500 ms",
                                        .received = "22",
                                        .advice = "look at the cable"});
  EXPECT_STREQ(error.what(),
               "cryocon tcp://192.168.1.123:5000: 'INPUT A:TEMP?' no reply within 500 ms, "
               "received '22'; look at the cable");
}

TEST(failure, says_at_least_what_its_code_means) {
  EXPECT_STREQ(failure(errc::cancelled).what(), "cancelled");
}

TEST(failure, can_be_told_of_a_device_later) {
  failure const told = failure(errc::timed_out, {.endpoint = "tcp://lab:1"}).of_device("cryocon");
  EXPECT_STREQ(told.what(), "cryocon tcp://lab:1: no reply in time");
  EXPECT_EQ(told.code(), errc::timed_out);
}

template <class E>
failure from(E const& error) {
  return sockio::failure_of(std::make_exception_ptr(error));
}

TEST(failure, is_made_of_any_exception_and_keeps_its_code) {
  EXPECT_EQ(from(failure(errc::closed)).code(), errc::closed);
  EXPECT_EQ(from(boost::system::system_error(boost::asio::error::operation_aborted)).code(),
            errc::cancelled);
  EXPECT_EQ(from(boost::system::system_error(boost::asio::error::connection_refused)).code(),
            boost::asio::error::connection_refused);
  EXPECT_EQ(from(std::system_error(std::make_error_code(std::errc::no_space_on_device))).code(),
            make_error_code(boost::system::errc::no_space_on_device));
  EXPECT_EQ(from(std::bad_alloc()).code(), boost::system::errc::not_enough_memory);
  EXPECT_STREQ(from(std::runtime_error("odd")).what(), "odd");
  EXPECT_EQ(from(42).code(), errc::bad_reply);
}

TEST(result, throws_the_failure_itself) {
  sockio::result<int> const bad = failure(errc::closed, {.problem = "went away"});
  try {
    (void)bad.value();
    FAIL() << "value() returned";
  } catch (failure const& error) {
    EXPECT_STREQ(error.what(), "went away");
  }
}

TEST(errc, has_a_text_for_each_value) {
  for (int code = 1; code <= static_cast<int>(errc::bad_value); ++code)
    EXPECT_NE(sockio::category().message(code), "unknown error") << code;
  EXPECT_EQ(sockio::category().message(999), "unknown error");
}

TEST(short_text, holds_up_to_fifteen_bytes_and_is_known_when_compiling) {
  constexpr sockio::short_text eol = "\r\n";
  static_assert(std::string_view(eol) == "\r\n");
  EXPECT_EQ(std::string_view(sockio::short_text("123456789012345")).size(), 15u);
  EXPECT_THROW(sockio::short_text("1234567890123456"), failure);
}

TEST(story, says_when_the_last_attempt_was_and_when_the_next_is_due) {
  auto const story =
      sockio::detail::tell({.asked = "A?\n",
                            .ec = make_error_code(boost::system::errc::connection_refused),
                            .next_attempt = 2500ms,
                            .hold_off = 3s});
  EXPECT_EQ(story.request, "A?");
  EXPECT_EQ(story.problem,
            "was not sent: the last attempt to connect, 500 ms ago, failed: Connection refused");
  EXPECT_EQ(story.advice, "the next attempt is due in 2.5 s");
}

}  // namespace failure_test
