#include <gtest/gtest.h>

#include "cti_messages.hpp"
#include "cyclers/arbin/channel_records.hpp"
#include "cyclers/arbin/frames.hpp"
#include "hex_bytes.hpp"

namespace cti_frames_test {

using namespace cyclers::arbin;
using cyclers::errc;
using cyclers::test::bytes;
using cyclers::test::cti_feedback;
using cyclers::test::cti_request;
using cyclers::test::little;
using cyclers::test::plain_sum;
using sockio::frame;
using state = frame::found::state;

/// Lets a frame see a stream byte by byte; returns the size that it finds, or -1 when malformed.
int byte_by_byte(frame f, std::string_view stream) {
  for (std::size_t i = 0; i <= stream.size(); ++i) {
    frame::found const found = f.look(stream.substr(0, i));
    if (found.what == state::malformed) return -1;
    if (found.what == state::complete) return static_cast<int>(found.size);
  }
  return 0;
}

int at_once(frame f, std::string_view stream) {
  frame::found const found = f.look(stream);
  if (found.what == state::malformed) return -1;
  return found.what == state::complete ? static_cast<int>(found.size) : 0;
}

/// Makes a feedback with some empty records.
std::string records(std::vector<int> const& channels) {
  std::string arguments = little(channels.size(), 4);
  for (int const channel : channels)
    arguments += little(static_cast<std::uint64_t>(channel), 4) + std::string(1749, '\0');
  return cti_feedback(0xEEBA0003, arguments);
}

std::string const stopped = cti_feedback(0xBB130001, std::string(106, '\0'));
std::string const stop_request = cti_request(0xBB310001, std::string(106, '\0'));

TEST(a_cti_feedback, ends_where_its_length_says_byte_by_byte_or_with_others) {
  EXPECT_EQ(byte_by_byte(feedback_frame(), stopped), 128);
  EXPECT_EQ(at_once(feedback_frame(), stopped + stopped), 128);
  EXPECT_EQ(at_once(feedback_frame(), stopped.substr(0, 127)), 0);
  EXPECT_EQ(byte_by_byte(feedback_frame(3), stopped + stopped + stopped + stopped), 3 * 128);
  EXPECT_EQ(at_once(feedback_frame(3), stopped + stopped), 0);
}

TEST(a_cti_request, has_twelve_bytes_more_than_its_length_says) {
  EXPECT_EQ(byte_by_byte(request_frame(), stop_request), 128);
  EXPECT_EQ(at_once(request_frame(), stop_request + stop_request), 128);
  EXPECT_EQ(read_header(stop_request)->length, 116u);
  EXPECT_EQ(at_once(feedback_frame(), stop_request), 116);
}

TEST(a_cti_frame, tells_how_many_bytes_are_missing) {
  frame f = feedback_frame();
  EXPECT_EQ(f.look(stopped.substr(0, 20)).size, 108u);
  EXPECT_EQ(f.look(stopped.substr(0, 127)).size, 1u);
}

TEST(a_cti_frame, is_malformed_as_soon_as_its_prefix_is_wrong) {
  for (std::string const junk : {"x", "\xDD\xDDx", "GET / HTTP/1.1", "{}"}) {
    EXPECT_EQ(byte_by_byte(feedback_frame(), junk), -1);
    EXPECT_EQ(byte_by_byte(request_frame(), junk), -1);
    EXPECT_EQ(header_trouble(junk, direction::feedback).code, errc::bad_prefix);
  }
  EXPECT_EQ(byte_by_byte(feedback_frame(), std::string(8, '\xDD')), -1);
  EXPECT_EQ(at_once(feedback_frame(), ""), 0);
}

TEST(two_surplus_bytes_after_a_feedback, spoil_the_next_one) {
  EXPECT_EQ(at_once(feedback_frame(2), stopped + std::string(2, '\0') + stopped), -1);
}

TEST(a_cti_frame, is_malformed_when_its_length_is_too_small_or_too_great) {
  std::string const begin = stopped.substr(0, 8);
  for (std::uint32_t const length : {0u, 1u, 21u}) {
    std::string const message = begin + little(length, 4);
    EXPECT_EQ(at_once(feedback_frame(), message), -1) << length;
    EXPECT_EQ(header_trouble(message, direction::feedback).code, errc::wrong_length);
  }
  EXPECT_EQ(at_once(feedback_frame(), begin + little(22, 4)), 0);
  EXPECT_EQ(at_once(request_frame(), begin + little(9, 4)), -1);
  EXPECT_EQ(at_once(request_frame(), begin + little(10, 4)), 0);
  for (std::size_t const length : {default_limit + 1, std::size_t{0xFFFFFFFF}}) {
    std::string const message = begin + little(length, 4);
    EXPECT_EQ(at_once(feedback_frame(), message), -1) << length;
    EXPECT_EQ(at_once(request_frame(), message), -1) << length;
  }
  EXPECT_EQ(at_once(feedback_frame(1, 127), stopped), -1);
  EXPECT_EQ(at_once(feedback_frame(1, 128), stopped), 128);
  cyclers::fault const why = header_trouble(stopped, direction::feedback, 127);
  EXPECT_EQ(why.code, errc::too_long);
  EXPECT_EQ(why.problem, "is 128, more than the 127 bytes that are allowed");
}

TEST(channel_records, may_come_in_one_feedback_or_in_several) {
  std::string const one = records({0, 1, 2});
  EXPECT_EQ(one.size(), 26u + 3 * 1753u);
  EXPECT_EQ(byte_by_byte(records_frame(3), one), static_cast<int>(one.size()));
  std::string const several = records({0}) + records({1, 2});
  EXPECT_EQ(byte_by_byte(records_frame(3), several + stopped), static_cast<int>(several.size()));
  EXPECT_EQ(at_once(records_frame(4), several), 0);
}

TEST(channel_records, end_with_a_feedback_that_has_none_or_is_another) {
  EXPECT_EQ(at_once(records_frame(3), records({}) + stopped), 26);
  EXPECT_EQ(at_once(records_frame(3), records({0}) + stopped), 1779 + 128);
}

TEST(megabytes_of_channels, are_found_in_one_feedback_or_in_thousands_as_they_come) {
  std::string const one = records(std::vector<int>(2000));
  std::string several;
  for (int i = 0; i < 2000; ++i) several += records({i});
  for (std::string const& stream : {one, several}) {
    ASSERT_GT(stream.size(), 3'000'000u);
    frame f = records_frame(2000);
    constexpr std::size_t piece = 100;
    for (std::size_t came = 0; came < stream.size(); came += piece)
      ASSERT_EQ(f.look(std::string_view(stream).substr(0, came)).what, state::incomplete) << came;
    EXPECT_EQ(f.look(stream).size, stream.size());
  }
}

TEST(messages, are_taken_off_a_stream_one_by_one) {
  std::string const stream = stopped + records({1}) + stopped.substr(0, 30);
  std::string_view left = stream;
  EXPECT_EQ(take_message(left, direction::feedback), stopped);
  EXPECT_EQ(take_message(left, direction::feedback), records({1}));
  EXPECT_EQ(take_message(left, direction::feedback), std::nullopt);
  EXPECT_EQ(left.size(), 30u);
}

TEST(the_checksum, is_the_sum_of_all_bytes_in_sixteen_bits) {
  for (std::size_t const size : {0u, 1u, 7u, 8u, 9u, 255u, 1023u, 1024u, 1025u, 1753u, 100000u}) {
    std::string all(size, '\xFF');
    EXPECT_EQ(checksum(all), plain_sum(all)) << size;
    for (std::size_t i = 0; i < size; ++i) all[i] = static_cast<char>(i * 37 + i / 256);
    EXPECT_EQ(checksum(all), plain_sum(all)) << size;
  }
}

TEST(the_checksum, is_that_of_the_example_in_the_document) {
  std::string const example =
      bytes("DDDDDDDDDDDDDD11 4A000000 0100ABEE 00000000 \"123\":32 \"123\":32 2C09");
  EXPECT_EQ(cti_request(0xEEAB0001, bytes("\"123\":32 \"123\":32")), example);
  EXPECT_EQ(checksum(std::string_view(example).substr(0, 84)), 0x092C);
}

}  // namespace cti_frames_test
