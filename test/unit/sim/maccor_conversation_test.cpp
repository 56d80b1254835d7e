#include <gmock/gmock.h>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_conversation_test {

using cyclers::maccor::channel_state;
using sim::maccor_client;
using namespace std::string_literals;
using testing::HasSubstr;
namespace macnet = sim::macnet;

constexpr std::string_view version =
    R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":1},"id":1})";

std::string indented() {
  return "{\r\n  \"jsonrpc\": \"2.0\",\r\n  \"method\": \"MacNet\",\r\n  \"params\": {\r\n"
         "    \"FClass\": 1,\r\n    \"FNum\": 1\r\n  },\r\n  \"id\": 1\r\n}";
}

std::size_t lines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(a_maccor_conversation, takes_json_however_it_is_laid_out) {
  maccor_client tester;
  auto const reply = tester.raw(version);
  EXPECT_THAT(reply, HasSubstr(R"("FClass":1,"FNum":1,"APIVersion":1)"));
  EXPECT_TRUE(reply.ends_with("\"id\":1}\r\n"));
  EXPECT_EQ(lines(reply), 1U);
  EXPECT_EQ(tester.raw(indented()), reply);
  EXPECT_EQ(tester.raw(std::string(version) + "\r\n"), reply);
  EXPECT_EQ(tester.raw(std::string("\n  ") + std::string(version) + "\n"), reply);
}

TEST(a_maccor_conversation, takes_several_requests_at_once_and_one_in_pieces) {
  maccor_client tester;
  auto const reply = tester.raw(version);
  std::string const two = std::string(version) + std::string(version) + "\r\n";
  EXPECT_EQ(tester.raw(two), reply + reply);
  std::string all;
  for (char const c : two) all += tester.raw(std::string_view(&c, 1));
  EXPECT_EQ(all, reply + reply);
}

TEST(a_maccor_conversation, answers_binary_whole_or_in_pieces) {
  maccor_client tester;
  auto const ask = cyclers::maccor::binary_request<macnet::voltages>({0, 3}, {}).value();
  auto const reply = tester.raw(ask);
  EXPECT_EQ(reply.size(), 8U + 3 * 4);
  EXPECT_EQ(tester.raw(ask + ask), reply + reply);
  std::string all;
  for (char const c : ask) all += tester.raw(std::string_view(&c, 1));
  EXPECT_EQ(all, reply);
}

TEST(a_maccor_conversation, gives_chan_len_and_id_back_as_they_were_sent) {
  maccor_client tester;
  auto const reply = tester.raw(
      R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":2,"Chan":2,"Len":2},"id":"abc"})");
  EXPECT_THAT(reply, HasSubstr(R"("Chan":2,"Len":2,"Voltage":[)"));
  EXPECT_THAT(reply, HasSubstr(R"("id":"abc")"));
}

TEST(a_maccor_conversation, echoes_class_0_on_one_line) {
  maccor_client tester;
  EXPECT_EQ(tester.raw("{ \"jsonrpc\": \"2.0\", \"method\": \"MacNet\",\n\"params\": "
                       "{\"FClass\": 0, \"FNum\": 0, \"x\": \"a \\\" b\"}, \"id\": 3}"),
            "{\"jsonrpc\":\"2.0\",\"method\":\"MacNet\",\"params\":{\"FClass\":0,\"FNum\":0,"
            "\"x\":\"a \\\" b\"},\"id\":3}\r\n");
  std::string const bytes("\0\0\5\0\1\0\3\0abc", 11);
  EXPECT_EQ(tester.raw(bytes), bytes);
}

TEST(a_maccor_conversation, says_what_it_does_not_understand_and_goes_on) {
  struct {
    std::string_view sent;
    std::string_view said;
  } const table[] = {
      {"hello\r\n", R"("Parse error"},"id":null)"},
      {R"({"jsonrpc":"2.0",})", R"("Parse error"},"id":null)"},
      {R"({"jsonrpc":"1.0","method":"MacNet","params":{"FClass":1,"FNum":1},"id":4})", "Method"},
      {R"({"jsonrpc":"2.0","method":"Mac","params":{"FClass":1,"FNum":1},"id":4})", "Method"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":1}})", "Method"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":[],"id":4})", "Invalid params"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FNum":1},"id":4})", "FClass"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":1,"FNum":"x"},"id":4})", "FNum"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":99,"FNum":1},"id":4})",
       R"("Invalid FClass"},"id":4)"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":99},"id":4})",
       R"("Invalid FNum"},"id":4)"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":11,"Chan":0},"id":4})",
       R"("Invalid FNum"},"id":4)"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7},"id":4})",
       R"("Missing object"},"id":4)"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7,"Chan":8},"id":4})",
       R"("Illegal value"},"id":4)"},
      {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7,"Chan":-1},"id":4})",
       R"("Illegal value"},"id":4)"},
  };
  maccor_client tester;
  for (auto const& [sent, said] : table) {
    auto const reply = tester.raw(sent);
    EXPECT_THAT(reply, HasSubstr("\"error\"")) << sent;
    EXPECT_THAT(reply, HasSubstr(std::string(said))) << sent;
    EXPECT_EQ(lines(reply), 1U) << sent;
    EXPECT_THAT(tester.raw(version), HasSubstr("APIVersion")) << sent;
  }
}

TEST(a_maccor_conversation, answers_a_request_behind_junk) {
  maccor_client tester;
  auto const reply = tester.raw("]]" + std::string(version));
  EXPECT_THAT(reply, HasSubstr("Parse error"));
  EXPECT_THAT(reply, HasSubstr("APIVersion"));
}

TEST(a_maccor_conversation, ends_with_a_request_that_does_not_end) {
  maccor_client tester;
  std::string const block(5000, ' ');
  bool closed = false;
  for (int n = 0; n < 100 && !closed; ++n)
    for (auto const& each : tester.replies(n == 0 ? "{" : block)) closed |= each.then_close;
  EXPECT_TRUE(closed);
}

TEST(a_maccor_conversation, ends_in_binary_where_nobody_knows_what_comes_next) {
  using namespace std::string_view_literals;
  for (std::string_view const lost :
       {"\x61\x62\x63\x64\x65\x66\x67\x68"sv, "\6\0\x8\0\0\0\xff\xff"sv}) {
    maccor_client tester({.channels = 2}, {sim::transport::tcp, "binary"});
    auto const replies = tester.replies(lost);
    ASSERT_EQ(replies.size(), 1U);
    EXPECT_TRUE(replies[0].then_close);
    EXPECT_EQ(replies[0].bytes, std::string(lost.substr(0, 6)) + "\0\0"s);
  }
}

TEST(a_maccor_conversation, waits_for_the_data_that_a_request_may_have) {
  maccor_client tester;
  using namespace std::string_view_literals;
  EXPECT_TRUE(tester.replies("\1\0\6\0\0\0\xfa\1"sv).empty());
  EXPECT_TRUE(tester.replies(std::string(400, 'x')).empty());
}

TEST(a_maccor_conversation, counts_channels_in_a_reply_where_the_request_does) {
  maccor_client tester;
  using namespace std::string_view_literals;
  for (std::string_view const ask :
       {"\3\0\1\0\1\0\2\0"sv, "\4\0\1\0\1\0\2\0"sv, "\4\0\2\0\1\0\2\0"sv})
    EXPECT_EQ(tester.raw(ask).substr(0, 8), ask);
  EXPECT_EQ(tester.raw("\3\0\1\0\1\0\2\0"sv).size(), 8U + 2 * 84);
}

TEST(a_maccor_conversation, never_takes_a_refused_binary_command_for_done) {
  maccor_client tester;
  using namespace std::string_view_literals;
  EXPECT_EQ(tester.raw("\6\0\3\0\1\0\0\0"sv), "\6\0\3\0\1\0\2\0\xff\xff"sv);
  EXPECT_EQ(tester.raw("\6\0\3\0\x63\0\0\0"sv), "\6\0\3\0\x63\0\2\0\xff\xff"sv);
  EXPECT_EQ(tester.raw("\4\0\7\0\x63\0\0\0"sv), "\4\0\7\0\x63\0\0\0"sv);
  EXPECT_EQ(tester.raw("\4\0\x63\0\1\0\0\0"sv), "\4\0\x63\0\1\0\0\0"sv);
}

TEST(a_maccor_conversation, takes_one_binary_message_from_each_datagram) {
  maccor_client tester({.channels = 8}, sim::transport::udp);
  using namespace std::string_view_literals;
  EXPECT_EQ(tester.raw("\4\0\1\0\0\0\1\0"sv), "\4\0\1\0\0\0\1\0\0\x80\0\0"sv);
  EXPECT_EQ(tester.raw("\4\0"sv).size(), 8U);
  EXPECT_EQ(tester.raw(""sv).size(), 8U);
}

TEST(a_maccor_conversation, keeps_to_the_protocol_of_its_port) {
  maccor_client json({.channels = 8}, {sim::transport::tcp, "json"});
  using namespace std::string_view_literals;
  EXPECT_THAT(json.raw("\4\0\1\0\0\0\1\0"sv), HasSubstr("Parse error"));
  maccor_client binary({.channels = 8}, {sim::transport::tcp, "binary"});
  EXPECT_EQ(binary.raw(version).find("jsonrpc"), std::string::npos);
}

TEST(a_maccor_tester, tells_of_places_beyond_its_last_channel_that_they_are_not_used) {
  maccor_client tester({.channels = 2});
  auto const reply = tester.ask<macnet::statuses>({0, 128});
  ASSERT_EQ(reply.channels.size(), 128U);
  EXPECT_EQ(reply.channels[1].state, channel_state::available);
  EXPECT_EQ(reply.channels[2].state, channel_state::not_used);
  EXPECT_EQ(tester.result(R"("FClass":4,"FNum":1,"Chan":0,"Len":129)"), "Illegal value");
}

}  // namespace maccor_conversation_test
}  // namespace maccor_tests
