#include <gtest/gtest.h>

#include "cyclers/maccor/frames.hpp"
#include "cyclers/maccor/messages.hpp"
#include "hex_bytes.hpp"

namespace macnet_frames_test {

using namespace cyclers::maccor;
using namespace messages;
using cyclers::test::bytes;
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

TEST(a_json_frame, ends_with_the_value_wherever_its_brackets_stand) {
  std::string const value = R"( {"a":"}\"]","b":[{"c":[]}],"d":"\\"})";
  EXPECT_EQ(byte_by_byte(json_frame(), value + "{"), static_cast<int>(value.size()));
  EXPECT_EQ(at_once(json_frame(), value + value), static_cast<int>(value.size()));
}

TEST(a_json_frame, takes_the_line_end_that_is_there) {
  EXPECT_EQ(at_once(json_frame(), "{}\r\n{}"), 4);
  EXPECT_EQ(at_once(json_frame(), "{}\n{}"), 3);
  EXPECT_EQ(at_once(json_frame(), "{}\r"), 2);
  EXPECT_EQ(at_once(json_frame(), "\r\n{}"), 4);
}

TEST(a_json_frame, waits_for_the_line_end_when_it_is_told_to) {
  EXPECT_EQ(byte_by_byte(json_frame(json_end::line), "{}\r\n"), 4);
  EXPECT_EQ(at_once(json_frame(json_end::line), "{}"), 0);
  EXPECT_EQ(at_once(json_frame(json_end::line), "{}\r"), 0);
  EXPECT_EQ(at_once(json_frame(json_end::line), "{}{}"), -1);
}

TEST(a_json_frame, refuses_what_does_not_begin_with_a_brace) {
  for (char const* const junk : {"x{}", "[]", "]", "}", "HTTP/1.1 400 Bad Request", "\x01{}"}) {
    EXPECT_EQ(byte_by_byte(json_frame(), junk), -1) << junk;
    EXPECT_EQ(at_once(json_frame(), junk), -1) << junk;
  }
}

TEST(a_json_frame, refuses_what_is_longer_than_its_limit) {
  std::string const value = "{\"a\":\"" + std::string(100, 'x') + "\"}";
  EXPECT_EQ(at_once(json_frame(json_end::value, 50), value), -1);
  EXPECT_EQ(byte_by_byte(json_frame(json_end::value, 50), value), -1);
  EXPECT_EQ(at_once(json_frame(json_end::value, value.size()), value),
            static_cast<int>(value.size()));
}

TEST(a_json_frame, never_waits_for_the_rest_of_a_datagram) {
  EXPECT_EQ(json_frame().look("{\"a\":", true).what, state::malformed);
}

TEST(a_binary_reply_frame, ends_where_its_header_says) {
  frame const status = binary_reply_frame({3, {}});
  EXPECT_EQ(byte_by_byte(status, bytes("0400 0700 0300 0400 01020304 05")), 12);
  frame const four = binary_reply_frame({0, 4});
  EXPECT_EQ(byte_by_byte(four, bytes("0400 0200 0000 0200 00*8 00")), 16);
  EXPECT_EQ(byte_by_byte(four, bytes("0400 0200 0000 0800 00*8 00")), 16);
  EXPECT_EQ(byte_by_byte(four, bytes("0400 0200 0000 FF00 00*8 00")), -1);
  frame const aux = binary_reply_frame({0, {}});
  EXPECT_EQ(byte_by_byte(aux, bytes("0400 0400 0000 0200 00*8 00")), 16);
}

TEST(a_binary_reply_frame, knows_the_length_that_the_document_prints_wrong) {
  frame const listing = binary_reply_frame({});
  EXPECT_EQ(byte_by_byte(listing, bytes("0100 0500 0000 0300 02 00 1A01")), 12);
}

TEST(a_binary_reply_frame, ends_with_the_last_of_several_replies) {
  std::string const status = bytes("0400 0700 0300 0100 01");
  std::string const name = bytes("0400 0600 0300 0300 0203 04");
  EXPECT_EQ(byte_by_byte(binary_reply_frame({3, {}}, 3), status + name + status + name), 29);
  EXPECT_EQ(at_once(binary_reply_frame({3, {}}, 3), status + name), 0);
}

TEST(a_binary_reply_frame, takes_a_datagram_as_it_is) {
  frame status = binary_reply_frame({3, {}});
  frame::found const found = status.look(bytes("0400 0700 0300 4400 01"), true);
  EXPECT_EQ(found.what, state::complete);
  EXPECT_EQ(found.size, 9u);
  EXPECT_EQ(status.look("\x04", true).what, state::malformed);
}

TEST(a_binary_request_frame, knows_which_requests_have_data) {
  auto const size = [](std::string_view notation) {
    return byte_by_byte(binary_request_frame(), bytes(notation));
  };
  EXPECT_EQ(size("0400 0200 0000 0800 0400"), 8);             // Len counts channels.
  EXPECT_EQ(size("0700 0500 0900 0100 0400"), 8);             // Len is a format.
  EXPECT_EQ(size("0600 0900 0300 0500 0F 0000803F 00"), 13);  // Len counts bytes.
  EXPECT_EQ(size("0600 0100 FFFF 0300 01 05 02 00"), 11);     // A bitmap.
  EXPECT_EQ(size("0600 0100 0400 0100 0400"), 8);             // No bitmap.
  EXPECT_EQ(size("0600 0A00 0300 0500 00*24 00"), 32);        // A misprint: 24 bytes.
  EXPECT_EQ(size("0700 1400 0900 0000 03 00"), 9);            // A misprint: 1 byte.
  EXPECT_EQ(size("0000 0100 0900 0300 010203 00"), 11);       // An echo.
}

TEST(a_binary_request_frame, tells_padding_that_len_does_not_count_from_the_next_request) {
  std::string const name = bytes("0100 0300 0000 0900 'Formation':9");
  std::string const padded = bytes("0100 0300 0000 0900 'Formation':25");
  std::string const next = bytes("0400 0700 0300 0000");
  EXPECT_EQ(at_once(binary_request_frame(), name), 17);
  EXPECT_EQ(at_once(binary_request_frame(), padded), 33);
  EXPECT_EQ(at_once(binary_request_frame(), padded + next), 33);
  EXPECT_EQ(at_once(binary_request_frame(), name + next + next + next), 17);
}

TEST(a_binary_request_frame, does_not_wait_for_what_cannot_be_a_request) {
  EXPECT_EQ(byte_by_byte(binary_request_frame(), bytes("0900 0100 0300 0000")), -1);
  EXPECT_EQ(byte_by_byte(binary_request_frame(), bytes("0600 0800 0300 FFFF")), -1);
  EXPECT_EQ(byte_by_byte(binary_request_frame(), bytes("0000 0000 0000 FFFF 01")), 0);
}

TEST(a_binary_request_frame, never_waits_for_the_data_of_a_function_that_is_not_known) {
  EXPECT_EQ(at_once(binary_request_frame(), bytes("0600 6300 0300 FF00 0102")), 10);
}

}  // namespace macnet_frames_test
