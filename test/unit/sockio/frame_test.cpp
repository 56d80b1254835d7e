#include "sockio/frame.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "sockio/failure.hpp"

namespace frame_test {

using sockio::frame;
using state = frame::found::state;

/// Returns the size of the reply that a frame finds in bytes that come `step` at a time.
std::optional<std::size_t> size_of(frame f, std::string_view bytes, std::size_t step) {
  for (std::size_t n = std::min(step, bytes.size());; n = std::min(n + step, bytes.size())) {
    auto const found = f.look(bytes.substr(0, n));
    if (found.what == state::complete) return found.size;
    if (n == bytes.size()) return std::nullopt;
  }
}

/// A frame finds the same end however its bytes come.
void finds(frame const& f, std::string_view bytes, std::optional<std::size_t> size) {
  for (std::size_t const step : {std::size_t{1}, std::size_t{2}, std::size_t{3}, bytes.size()})
    EXPECT_EQ(size_of(f, bytes, std::max<std::size_t>(step, 1)), size) << "in steps of " << step;
}

TEST(frame, of_a_line_ends_with_its_line_end_however_the_bytes_come) {
  finds(frame::line(), "22.5\n", 5);
  finds(frame::line(), "22.5\nrest", 5);
  finds(frame::line(), "\n", 1);
  finds(frame::line(), "22.5", std::nullopt);
  finds(frame::line(), "", std::nullopt);
}

TEST(frame, of_a_line_may_end_with_several_bytes_that_come_apart) {
  finds(frame::line("\r\n"), "22.5\r\n", 6);
  finds(frame::line("\r\n"), "a\rb\nc\r\n", 7);
  finds(frame::line("\r\n"), "\r\r\n", 3);
  finds(frame::until("END"), "ENENDE", 5);
}

TEST(frame, of_several_lines_ends_with_the_last_of_them) {
  finds(frame::lines(3), "1\n2\n3\n4\n", 6);
  finds(frame::lines(3), "1\n2\n3", std::nullopt);
  finds(frame::lines(2, "\n\n"), "a\n\n\n\nb", 5);
  finds(frame::lines(0), "", 0);
}

TEST(frame, counts_more_lines_than_fit_into_32_bits) {
  finds(frame::lines((std::size_t{1} << 32) + 1), "1\n2\n", std::nullopt);
}

TEST(frame, of_a_count_says_how_much_is_missing) {
  finds(frame::exactly(4), "12345", 4);
  finds(frame::exactly(0), "", 0);
  EXPECT_EQ(frame::exactly(4).look("1").size, 3u);
}

TEST(frame, of_whatever_comes_takes_no_more_than_it_may) {
  finds(frame::some(), "", std::nullopt);
  EXPECT_EQ(frame::some().look("12345").size, 5u);
  EXPECT_EQ(frame::some(2).look("12345").size, 2u);
  EXPECT_EQ(frame::some(0).look("12345").size, 1u);
}

TEST(frame, of_what_is_there_is_complete_even_when_nothing_is) {
  EXPECT_EQ(frame::available().look("").what, state::complete);
  EXPECT_EQ(frame::available().look("123").size, 3u);
}

TEST(frame, up_to_the_end_of_the_connection_never_ends_by_itself) {
  finds(frame::to_eof(), "all of it\n", std::nullopt);
  EXPECT_TRUE(frame::to_eof().ends_at_eof());
}

TEST(frame, takes_a_datagram_without_a_line_end_for_a_line) {
  EXPECT_EQ(frame::line().look("22.5", true).what, state::complete);
  EXPECT_EQ(frame::line().look("22.5", true).size, 4u);
  EXPECT_EQ(frame::line().look("22.5\r\nmore", true).size, 6u);
}

TEST(frame, takes_one_datagram_of_one_line_for_no_more_than_that) {
  frame two = frame::lines(2);
  EXPECT_EQ(two.look("1\n", true).what, state::incomplete);
  EXPECT_EQ(two.look("1\n2", true).size, 3u);
}

TEST(frame, refuses_a_delimiter_that_no_reply_could_be_found_by) {
  EXPECT_THROW(frame::until(""), sockio::failure);
  EXPECT_THROW(frame::until("0123456789abcdef"), sockio::failure);
  EXPECT_NO_THROW(frame::until("0123456789abcde"));
}

TEST(frame, may_be_made_of_a_function_that_keeps_its_state) {
  struct digits {
    int left;
    frame::found operator()(std::string_view bytes, bool) {
      if (!bytes.empty() && bytes.front() == '!') return {state::malformed, 0};
      return static_cast<int>(bytes.size()) < left ? frame::found{}
                                                   : frame::found{state::complete, bytes.size()};
    }
  };
  finds(frame::of(digits{3}), "123", 3);
  EXPECT_EQ(frame::of(digits{3}).look("!").what, state::malformed);
}

TEST(frame, looks_at_each_byte_of_a_long_line_once) {
  std::string bytes;
  frame f = frame::line();
  // Quadratic work would be 5e11 comparisons and never end.
  for (int i = 0; i < 1'000'000; ++i) {
    bytes += 'x';
    ASSERT_EQ(f.look(bytes).what, state::incomplete);
  }
  bytes += '\n';
  EXPECT_EQ(f.look(bytes).size, 1'000'001u);
}

}  // namespace frame_test
