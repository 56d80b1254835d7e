#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/messages.hpp"
#include "hex_bytes.hpp"

namespace macnet_binary_test {

using namespace cyclers::maccor;
using namespace messages;
using cyclers::errc;
using cyclers::test::bytes;
using cyclers::test::shown;
using testing::ElementsAre;
using testing::HasSubstr;

/// Is a line of test/vectors/macnet/binary.txt.
struct example {
  int line;
  function const* what;
  bool is_reply;
  address asked;
  std::string json;
  std::string raw;
};

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::optional<std::int32_t> word(std::string const& text) {
  if (text == "-") return std::nullopt;
  return std::stoi(text);
}

std::vector<example> examples() {
  std::vector<example> all;
  std::ifstream in(COROLAB_TEST_DIR "/vectors/macnet/binary.txt");
  std::string text;
  for (int line = 1; std::getline(in, text); ++line) {
    if (text.empty() || text[0] == '#') continue;
    std::vector<std::string> parts;
    std::istringstream columns(text);
    for (std::string part; std::getline(columns, part, '|');) parts.push_back(trimmed(part));
    std::istringstream numbers(parts.at(2));
    std::string chan, len;
    numbers >> chan >> len;
    all.push_back({line,
                   find_function(parts.at(0)),
                   parts.at(1) == "reply",
                   {word(chan), word(len)},
                   parts.at(3),
                   bytes(parts.at(4))});
  }
  return all;
}

message body_of(example const& from) {
  message body = from.is_reply ? message::reply_of(*from.what) : message::request_of(*from.what);
  cyclers::protocol::json_reader in(from.json);
  cyclers::protocol::read_json(body.form(), in, body.data());
  EXPECT_TRUE(in.finish()) << in.trouble().where << in.trouble().problem;
  return body;
}

std::string json_of(message const& body) {
  std::string text;
  cyclers::protocol::json_writer out(text);
  cyclers::protocol::write_json(body.form(), out, body.data());
  return text;
}

sockio::result<std::string> written(example const& from) {
  if (!from.is_reply) return binary_request(from.asked, body_of(from));
  return binary_reply(incoming{from.asked, {}, message::request_of(*from.what)}, body_of(from));
}

TEST(every_binary_message, has_the_bytes_that_were_computed_by_hand) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    ASSERT_TRUE(each.what && !each.raw.empty());
    auto const raw = written(each);
    ASSERT_TRUE(raw.has_value()) << raw.error().what();
    EXPECT_EQ(shown(*raw), shown(each.raw));
  }
}

TEST(every_binary_message, is_read_from_the_bytes_that_were_computed_by_hand) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    if (each.is_reply) {
      auto const reply = read_binary_reply(*each.what, each.raw, each.asked);
      ASSERT_TRUE(reply.has_value()) << reply.error().what();
      EXPECT_EQ(json_of(*reply), json_of(body_of(each)));
    } else {
      auto const request = read_binary_request(each.raw);
      ASSERT_TRUE(request.has_value()) << request.error().why.problem;
      EXPECT_EQ(&request->body.what(), each.what);
      EXPECT_EQ(request->where.chan.value(), each.asked.chan.value_or(0));
      EXPECT_EQ(json_of(request->body), json_of(body_of(each)));
    }
  }
}

TEST(every_binary_message, is_among_those_that_were_computed_by_hand) {
  std::set<std::pair<function const*, bool>> computed;
  for (example const& each : examples()) computed.insert({each.what, each.is_reply});
  for (function const& each : functions()) {
    EXPECT_TRUE(computed.contains({&each, false})) << each.text();
    EXPECT_TRUE(computed.contains({&each, true})) << each.text();
  }
}

TEST(every_binary_reply, is_refused_when_it_is_a_byte_short) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    if (!each.is_reply) continue;
    std::string const cut = each.raw.substr(0, each.raw.size() - 1);
    EXPECT_FALSE(read_binary_reply(*each.what, cut, each.asked).has_value());
  }
}

TEST(every_binary_reply, is_refused_when_its_len_is_wrong) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    if (!each.is_reply) continue;
    std::string wrong = each.raw;
    wrong[7] = '\x40';
    EXPECT_EQ(read_binary_reply(*each.what, wrong, each.asked).error().code(), errc::wrong_length);
  }
}

TEST(a_binary_reply, is_refused_when_it_is_that_of_another_request) {
  std::string const reply = bytes("0400 0200 0300 0100 0000803F");
  auto const other_function = read_binary_reply<currents>(reply, {3, 1});
  EXPECT_EQ(other_function.error().code(), errc::wrong_function);
  EXPECT_THAT(other_function.error().what(),
              HasSubstr("'(4,3) currents' the reply is that of (4,2)"));
  auto const other_channel = read_binary_reply<voltages>(reply, {4, 1});
  EXPECT_EQ(other_channel.error().code(), errc::wrong_channel);
  EXPECT_THAT(other_channel.error().what(), HasSubstr("Chan: is 3, 4 was asked for"));
  EXPECT_EQ(read_binary_reply<voltages>("\x04", {4, 1}).error().code(), errc::truncated);
}

TEST(a_reply_with_records, may_count_them_or_their_bytes) {
  auto const records =
      read_binary_reply<voltages>(bytes("0400 0200 0000 0200 0000803F 00000040"), {0, 2});
  auto const in_bytes =
      read_binary_reply<voltages>(bytes("0400 0200 0000 0800 0000803F 00000040"), {0, 2});
  ASSERT_TRUE(records.has_value() && in_bytes.has_value());
  EXPECT_THAT(records->voltages, ElementsAre(1.0f, 2.0f));
  EXPECT_EQ(in_bytes->voltages, records->voltages);
}

TEST(a_reply_with_records, of_many_bytes_may_count_either_too) {
  std::string const two(2 * 84, '\0');
  for (char const* const header : {"0300 0100 0000 0200", "0300 0100 0000 A800"}) {
    auto const reply = read_binary_reply<channel_specification>(bytes(header) + two, {0, 2});
    ASSERT_TRUE(reply.has_value()) << reply.error().what();
    EXPECT_EQ(reply->channels.size(), 2u);
  }
}

TEST(a_reply_without_data, is_a_refusal_where_there_must_be_some) {
  struct {
    function const& what;
    address asked;
  } const table[] = {
      {function_of<suspend>(), {3, {}}},
      {function_of<direct_output>(), {3, {}}},
      {function_of<start>(), {3, {}}},
      {function_of<set_safety>(), {3, {}}},
      {function_of<full_status>(), {3, {}}},
      {function_of<voltages>(), {3, 2}},
      {function_of<set_scan_list_entry>(), {3, {}}},
  };
  for (auto const& [what, asked] : table) {
    auto const reply = read_binary_reply(
        what, binary_refusal(*binary_request(asked, message::request_of(what))), asked);
    ASSERT_FALSE(reply.has_value()) << what.text();
    EXPECT_EQ(reply.error().code(), sockio::errc::refused) << what.text();
    EXPECT_THAT(reply.error().what(), HasSubstr("the tester answered without")) << what.text();
  }
  EXPECT_TRUE(read_binary_reply<check_message>(bytes("0600 0C00 0300 0000"), {3, {}}).has_value());
  EXPECT_TRUE(read_binary_reply<aux_values>(bytes("0400 0400 0300 0000"), {3, {}}).has_value());
}

TEST(a_result_of_one_byte, is_read_only_where_the_document_shows_no_word) {
  auto const undocumented = read_binary_reply<suspend>(bytes("0600 0300 0300 0100 16"), {3, {}});
  ASSERT_TRUE(undocumented.has_value()) << undocumented.error().what();
  EXPECT_EQ(static_cast<int>(undocumented->result.code), 0x16);
  EXPECT_EQ(
      read_binary_reply<direct_output>(bytes("0600 0800 0300 0100 00"), {3, {}}).error().code(),
      errc::truncated);
  EXPECT_EQ(read_binary_reply<start>(bytes("0600 0200 0300 0100 00"), {3, {}}).error().code(),
            errc::truncated);
}

TEST(a_tester_without_a_channel_offset, is_understood) {
  auto const reply = read_binary_reply<general_info>(
      bytes("0100 0200 0000 3F00 'old':50 00 0100 0800 0000 0000 0000 0000"), {});
  ASSERT_TRUE(reply.has_value()) << reply.error().what();
  EXPECT_EQ(reply->system_id, "old");
  EXPECT_EQ(reply->channel_number_offset, 0u);
}

TEST(a_code_that_the_document_does_not_know, survives_both_ways) {
  auto const status = read_binary_reply<statuses>(bytes("0400 0100 0000 0100 63 64 E703"), {0, 1});
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(static_cast<int>(status->channels[0].state), 999);
  incoming const asked{{0, 1}, {}, message::request_of(function_of<statuses>())};
  EXPECT_EQ(shown(*binary_reply<statuses>(asked, *status)),
            shown(bytes("0400 0100 0000 0100 63 64 E703")));
}

TEST(a_start_of_type_1, ends_after_the_chamber) {
  start::request const body{.type = 1, .version = 1, .data = {.procedure = "P"}};
  auto const raw = binary_request<start>(address::selected(), body);
  ASSERT_TRUE(raw.has_value()) << raw.error().what();
  EXPECT_EQ(shown(*raw), shown(bytes("0600 0200 FFFF 8900 01 01 'Random':25 'P':25 '':80 "
                                     "0000803F 00")));
}

TEST(a_start_of_type_2, ends_before_the_regime_when_there_is_none) {
  start::request const body{.version = 1, .data = {.procedure = "P"}};
  auto const raw = binary_request<start>({3, {}}, body);
  ASSERT_TRUE(raw.has_value()) << raw.error().what();
  EXPECT_EQ(raw->size(), 8u + 186u);
  EXPECT_EQ(shown(raw->substr(4, 4)), shown(bytes("0300 BA00")));
}

TEST(a_start_of_type_2, is_read_with_and_without_a_regime_in_each_version) {
  for (auto const version : {std::uint8_t{1}, std::uint8_t{2}}) {
    start::request const body{.version = version, .data = {.procedure = "P"}};
    std::string const plain = binary_request<start>({3, {}}, body).value();
    std::string const padded = bytes("0600 0200 0300 D300") + plain.substr(8) + bytes("'':25");
    std::string const misprinted = plain + bytes("'':25");
    for (std::string const& raw : {plain, padded, misprinted}) {
      auto const request = read_binary_request(raw);
      ASSERT_TRUE(request.has_value()) << request.error().why.problem;
      EXPECT_EQ(request->body.request<start>()->regime, "");
    }
  }
}

TEST(a_request, is_never_cut_to_fit_its_field) {
  start::request body;
  body.data.test_name = "a name of more than 25 bytes";
  auto const refused = binary_request<start>({3, {}}, body);
  EXPECT_EQ(refused.error().code(), errc::too_long);
  EXPECT_THAT(refused.error().what(),
              HasSubstr("'(6,2) start' StartData.TestName: 'a name of more than 25 bytes' has 28 "
                        "bytes, its field has 25"));
  write_register::request const much{.data = std::vector<std::uint8_t>(61)};
  EXPECT_EQ(binary_request<write_register>({9, {}}, much).error().code(), errc::too_long);
}

TEST(a_reply, is_cut_to_fit_its_field_as_testers_do) {
  incoming const asked{{3, {}}, {}, message::request_of(function_of<names>())};
  auto const raw = binary_reply<names>(asked, {.test_name = "Arbitrary file name 2016-11-10 10"});
  ASSERT_TRUE(raw.has_value());
  EXPECT_EQ(raw->substr(8, 26), "Arbitrary file name 2016- ");
}

TEST(a_request_to_no_channel, is_not_made_for_functions_that_need_one) {
  EXPECT_EQ(binary_request<suspend>({}, {}).error().code(), errc::missing_field);
  EXPECT_EQ(binary_request<suspend>({-1, {}}, {}).error().code(), errc::out_of_range);
}

TEST(what_is_not_understood, is_answered_with_its_own_header_and_no_data) {
  auto const unknown = read_binary_request(bytes("0600 6300 0300 0200 0102"));
  EXPECT_EQ(unknown.error().error, rpc_error::invalid_fnum);
  EXPECT_EQ(read_binary_request(bytes("0900 0100 0300 0000")).error().error,
            rpc_error::invalid_fclass);
  EXPECT_EQ(shown(binary_refusal(bytes("0600 6300 0300 0200 0102"))),
            shown(bytes("0600 6300 0300 0000")));
}

TEST(the_lengths_that_the_document_prints_wrong, are_understood) {
  auto const safety = read_binary_request(
      bytes("0600 0A00 0300 0500 00008040 00000040 0000C03F 00002040 0000A041 00000000"));
  ASSERT_TRUE(safety.has_value());
  EXPECT_EQ(safety->body.request<set_safety>()->v_max, 4.0f);
  auto const entry = read_binary_request(bytes("0700 1400 0900 0000 03"));
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->body.request<scan_list_entry>()->index, 3);
  auto const name = read_binary_request(bytes("0100 0300 0000 0900 'Formation':25"));
  ASSERT_TRUE(name.has_value());
  EXPECT_EQ(name->body.request<procedure_exists>()->procedure, "Formation");
  auto const short_name = read_binary_request(bytes("0100 0300 0000 0900 'Formation':9"));
  ASSERT_TRUE(short_name.has_value());
  EXPECT_EQ(short_name->body.request<procedure_exists>()->procedure, "Formation");
  auto const item =
      read_binary_request(bytes("0700 1500 0900 2100 03 04 02 FEFF 02 'AtRateX':25 0200"));
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->body.request<set_scan_list_entry>()->device, 0x16);
}

}  // namespace macnet_binary_test
