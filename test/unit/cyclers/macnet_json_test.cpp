#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <limits>

#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"

namespace macnet_json_test {

using namespace cyclers::maccor;
using namespace messages;
using cyclers::errc;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr address channel_4{3, {}};

/// Returns the failure of a reply to voltages of two channels from 4 on, asked with the id 7.
sockio::failure failure_of(std::string_view text) {
  auto const reply = read_json_reply<voltages>(text, {3, 2}, 7);
  EXPECT_FALSE(reply.has_value()) << text;
  return reply.has_value() ? sockio::failure() : reply.error();
}

TEST(a_json_request, is_compact_and_has_no_line_end_unless_told) {
  auto const request = json_request<voltages>(address::of(channel_number(4), 2), {}, 7);
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(
      *request,
      R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":2,"Chan":3,"Len":2},"id":7})");
  EXPECT_EQ(*json_request<voltages>({3, 2}, {}, 7, line_end::crlf), *request + "\r\n");
}

TEST(a_json_request, has_plain_decimals) {
  direct_output::request const body{.current = 0.05f, .voltage = 65536, .power = 1e-7f};
  auto const request = json_request<direct_output>(channel_4, body, 7);
  EXPECT_THAT(*request, HasSubstr(R"("Current":0.05,"Voltage":65536,"Power":0.0000001,)"));
}

TEST(a_json_request, is_not_made_of_what_is_no_number) {
  direct_output::request const body{.current = std::numeric_limits<float>::quiet_NaN()};
  auto const refused = json_request<direct_output>(channel_4, body, 7);
  EXPECT_EQ(refused.error().code(), errc::out_of_range);
  EXPECT_THAT(refused.error().what(), HasSubstr("'(6,8) direct_output' Current: nan"));
}

TEST(a_json_request, is_not_made_for_functions_that_json_has_not) {
  EXPECT_EQ(json_request<long_names>(channel_4, {}, 7).error().code(), errc::not_in_this_form);
  EXPECT_EQ(json_request<suspend>({}, {}, 7).error().code(), errc::missing_field);
}

TEST(a_json_reply, is_read_however_a_tester_writes_it) {
  auto const reply = read_json_reply<voltages>(
      "\r\n {\"ID\":\"7\",\"Result\":{\"FNUM\":\"2\",\"fclass\":4.0,\"new\":{\"a\":[1]},"
      "\"voltage\":[4,\"2.5\",null],\"chan\":3,\"Len\":3},\"jsonrpc\":\"2.0\"}\r\n",
      {3, 2}, 7);
  ASSERT_TRUE(reply.has_value()) << reply.error().what();
  ASSERT_EQ(reply->voltages.size(), 3u);
  EXPECT_EQ(reply->voltages[1], 2.5f);
}

TEST(a_json_reply, may_have_the_version_key_that_testers_misspell) {
  auto const reply = read_json_reply<version>(
      R"({"result":{"FClass":1,"FNum":1,"APIVersion":1,"MacTest32EXEversionMajor":3,
          "MacTest32EXEversionMinor":2,"MacTest32EXEversionBuild":18,"MacTest32DLLversionMajor":3,
          "MacTest32DLLversionMsinor":7,"MacTest32DLLversionBuild":18,
          "MacTest32ExeDT":"2016-11-08T15:02:58","MacTest32DLLDT":"2016-11-13T11:29:48"},"id":1})",
      {}, 1);
  ASSERT_TRUE(reply.has_value()) << reply.error().what();
  EXPECT_EQ(reply->dll_minor, 7);
}

TEST(a_json_reply, that_names_its_channel_twice_is_borne_when_both_agree) {
  std::string const both = R"({"result":{"FClass":4,"FNum":10,"Chan":3,"Chan":)";
  std::string const rest = R"(,"NumOfEnds":2,"EndNum":1},"id":7})";
  EXPECT_TRUE(read_json_reply<end_status>(both + "3" + rest, channel_4, 7).has_value());
  EXPECT_EQ(read_json_reply<end_status>(both + "4" + rest, channel_4, 7).error().code(),
            errc::duplicated_field);
}

struct hostile {
  std::string_view text;
  boost::system::error_code code;
  std::string_view said;
};

TEST(a_reply_that_is_wrong, is_told_apart_by_what_is_wrong) {
  for (
      hostile const& each : std::initializer_list<hostile>{
          {"", errc::bad_json, "an object expected"},
          {"voltage: 4", errc::bad_json, "an object expected"},
          {"[]", errc::wrong_type, "an object expected, there is an array"},
          {R"({"result":{"FClass":4,"FNum":2,"Voltage":[1,)", errc::bad_json, "the end"},
          {R"({"id":7})", errc::bad_envelope, "neither result nor error"},
          {R"({"result":[],"id":7})", errc::wrong_type, "an object expected"},
          {R"({"result":{},"id":7} x)", errc::bad_json, "the end of the message expected"},
          {R"({"result":{},"id":8})", errc::wrong_id, "id: is 8, 7 was asked with"},
          {R"({"result":{}})", errc::wrong_id, "id: is missing"},
          {R"({"result":{},"id":null})", errc::wrong_id, "id: is null"},
          {R"({"result":{},"result":{},"id":7})", errc::duplicated_field, "result is there twice"},
          {R"({"jsonrpc":"2.0","result":{"FClass":4,"FNum":2,"Chan":3,"Voltage":[1]},"id":8,"id":7})",
           errc::duplicated_field, "id is there twice"},
          {R"({"jsonrpc":"2.0","result":{"FClass":4,"FNum":2,"Chan":3,"Voltage":[1]},"id":7,"id":8})",
           errc::duplicated_field, "id is there twice"},
          {R"({"id":7,"Id":7,"result":{"FClass":4,"FNum":2,"Chan":3,"Voltage":[1]}})",
           errc::duplicated_field, "Id is there twice"},
          {R"({"jsonrpc":"2.0","jsonrpc":"2.0","result":{"FClass":4,"FNum":2,"Voltage":[1]},"id":7})",
           errc::duplicated_field, "jsonrpc is there twice"},
          {R"({"result":{"Voltage":[1]},"id":7})", errc::missing_field, "FClass: is missing"},
          {R"({"result":{"FClass":4,"Voltage":[1]},"id":7})", errc::missing_field, "FNum"},
          {R"({"result":{"FClass":4,"FNum":3,"Chan":3,"Len":1,"Current":[1]},"id":7})",
           errc::wrong_function, "the reply is that of (4,3)"},
          {R"({"result":{"FClass":4,"FNum":2,"Chan":4,"Voltage":[1]},"id":7})", errc::wrong_channel,
           "Chan: is 4, 3 was asked for"},
          {R"({"result":{"FClass":4,"FNum":2,"Chan":3},"id":7})", errc::missing_field,
           "Voltage: is missing"},
          {R"({"result":{"FClass":4,"FNum":2,"Chan":3,"Voltage":4},"id":7})", errc::wrong_type,
           "Voltage: an array expected, there is a number (4)"},
          {R"({"result":{"FClass":4,"FNum":2,"Chan":3,"Voltage":[1,{}]},"id":7})", errc::wrong_type,
           "Voltage[1]: a number expected, there is an object ({})"},
          {R"({"result":{"FClass":4,"FNum":2,"Chan":3,"Voltage":[1e99]},"id":7})",
           errc::out_of_range, "Voltage[0]: 1e99 does not fit its field"},
          {R"({"result":{"FClass":4,"FNum":2,"Voltage":[1],"Voltage":[1]},"id":7})",
           errc::duplicated_field, "Voltage is there twice"},
      }) {
    SCOPED_TRACE(each.text);
    sockio::failure const failure = failure_of(each.text);
    EXPECT_EQ(failure.code(), each.code) << failure.what();
    EXPECT_THAT(failure.what(), HasSubstr(std::string(each.said)));
    EXPECT_THAT(failure.what(), HasSubstr("'(4,2) voltages'"));
  }
}

TEST(a_reply_that_is_nested_without_end, is_refused_at_little_cost) {
  std::string const deep = R"({"result":{"x":)" + std::string(1'000'000, '[');
  EXPECT_EQ(failure_of(deep).code(), errc::too_deep);
}

TEST(an_error_of_the_tester, is_known_by_its_text_and_kept_when_it_is_not) {
  for (rpc_error_text const& each : rpc_errors()) {
    auto const failure = failure_of(json_error(each.error, "7"));
    EXPECT_EQ(failure.code(), each.error);
    EXPECT_EQ(failure.story().received, sockio::printable(each.text));
  }
  auto const unknown =
      failure_of(R"({"jsonrpc":"2.0","error":{"code":-1,"message":"Coffee break"},"id":7})");
  EXPECT_EQ(unknown.code(), rpc_error::other);
  EXPECT_THAT(unknown.what(), HasSubstr("the tester answered the error -1, received 'Coffee"));
  EXPECT_EQ(failure_of(R"({"error":"Invalid FNum","id":7})").code(), rpc_error::invalid_fnum);
  EXPECT_EQ(failure_of(R"({"error":{"code":-32700},"id":null})").code(), rpc_error::parse_error);
  EXPECT_EQ(failure_of(R"({"error":{"message":"Parse error"},"id":8})").code(), errc::wrong_id);
}

TEST(a_tester, carries_back_what_a_request_named_even_where_it_makes_no_sense) {
  auto const request = read_json_request(
      R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":1,"Chan":-1,"Len":3},"id":"a\"b"})");
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->where, (address{-1, 3}));
  auto const reply = json_reply<statuses>(*request, {{channel_status{}}});
  EXPECT_EQ(*reply, R"({"jsonrpc":"2.0","result":{"FClass":4,"FNum":1,"Chan":-1,"Len":3,)"
                    R"("Status":[{"RF1":0,"RF2":0,"Stat":0}]},"id":"a\"b"})"
                    "\r\n");
}

TEST(a_tester, counts_what_it_answers_where_the_request_does_not) {
  auto const request = read_json_request(
      R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":4,"Chan":1},"id":9})");
  ASSERT_TRUE(request.has_value());
  EXPECT_THAT(*json_reply<aux_values>(*request, {{24.75f, 1}}),
              HasSubstr(R"("Chan":1,"Len":2,"AuxValues":[24.75,1]})"));
}

TEST(a_tester, writes_null_for_a_reading_that_is_no_number) {
  incoming const asked{{3, 1}, "7", message::request_of(function_of<voltages>())};
  auto const reply = json_reply<voltages>(asked, {{std::numeric_limits<float>::infinity()}});
  EXPECT_THAT(*reply, HasSubstr(R"("Voltage":[null])"));
}

TEST(a_tester, writes_dates_without_the_fraction_that_clients_have_no_room_for) {
  incoming const asked{{}, "7", message::request_of(function_of<file_listing>())};
  file_listing::reply const one{.command = listing_command::next,
                                .date = {std::chrono::milliseconds(1999)}};
  EXPECT_THAT(*json_reply<file_listing>(asked, one),
              HasSubstr(R"("FileDate":"1970-01-01T00:00:01")"));
}

TEST(a_tester, writes_what_is_no_date_as_the_number_that_it_is) {
  incoming const asked{{}, "7", message::request_of(function_of<file_listing>())};
  file_listing::reply const one{.command = listing_command::next,
                                .date = {std::chrono::milliseconds::min()}};
  EXPECT_THAT(*json_reply<file_listing>(asked, one),
              HasSubstr(R"("FileDate":-9223372036854775808)"));
}

TEST(a_tester, answers_on_one_line_that_ends_in_cr_lf) {
  incoming const asked{{3, {}}, "7", message::request_of(function_of<names>())};
  auto const reply = json_reply<names>(asked, {.test_name = "two\r\nlines"});
  EXPECT_THAT(*reply, EndsWith("}\r\n"));
  EXPECT_EQ(reply->find('\n'), reply->size() - 1);
  EXPECT_THAT(json_error(rpc_error::parse_error, "null"),
              R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null})"
              "\r\n");
}

struct refused {
  std::string_view text;
  rpc_error error;
  std::string_view id;
};

TEST(a_request_that_is_not_understood, is_refused_as_the_document_says) {
  for (
      refused const& each : std::initializer_list<refused>{
          {R"({"jsonrpc":"2.0",)", rpc_error::parse_error, "null"},
          {R"({"id":3,"method":"MacNet","params":{]})", rpc_error::parse_error, "3"},
          {"[]", rpc_error::parse_error, "null"},
          {R"({"jsonrpc":"1.0","method":"MacNet","params":{},"id":3})", rpc_error::method_not_found,
           "3"},
          {R"({"jsonrpc":"2.0","method":"macnot","params":{},"id":3})", rpc_error::method_not_found,
           "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{}})", rpc_error::method_not_found,
           "null"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{},"id":{}})",
           rpc_error::method_not_found, "null"},
          {R"({"jsonrpc":"2.0","method":"MacNet","id":"x"})", rpc_error::invalid_params, "\"x\""},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":[4,7],"id":3})",
           rpc_error::invalid_params, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FNum":1},"id":3})",
           rpc_error::fclass_key, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":"x","FNum":1},"id":3})",
           rpc_error::fclass_key, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4},"id":3})",
           rpc_error::fnum_key, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":[]},"id":3})",
           rpc_error::fnum_key, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":9,"FNum":1},"id":3})",
           rpc_error::invalid_fclass, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":-4,"FNum":1},"id":3})",
           rpc_error::invalid_fclass, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":99},"id":3})",
           rpc_error::invalid_fnum, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":11,"Chan":1},"id":3})",
           rpc_error::invalid_fnum, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7},"id":3})",
           rpc_error::missing_object, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":6,"FNum":9,"Chan":1,"VarNum":2},"id":3})",
           rpc_error::missing_object, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":6,"FNum":9,"Chan":1,"VarNum":300,"Value":1},"id":3})",
           rpc_error::illegal_value, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":4,"FNum":7,"Chan":4294967296},"id":3})",
           rpc_error::illegal_value, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":6,"FNum":9,"Chan":1,"VarNum":2,"Value":null},"id":3})",
           rpc_error::illegal_value, "3"},
          {R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":6,"FNum":9,"Chan":1,"VarNum":2,"Value":"NaN"},"id":3})",
           rpc_error::illegal_value, "3"},
      }) {
    SCOPED_TRACE(each.text);
    auto const request = read_json_request(each.text);
    ASSERT_FALSE(request.has_value());
    EXPECT_EQ(request.error().error, each.error);
    EXPECT_EQ(request.error().id, each.id);
  }
}

TEST(a_start_request, needs_no_more_than_its_channel_and_names) {
  auto const request = read_json_request(
      R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":6,"FNum":2,"Chan":65535,)"
      R"("TestName":"Random","ProcName":"Formation"},"id":3})");
  ASSERT_TRUE(request.has_value()) << request.error().why.where;
  start::request const* const body = request->body.request<start>();
  ASSERT_NE(body, nullptr);
  EXPECT_EQ(body->data.procedure, "Formation");
  EXPECT_EQ(body->mass, 1.0f);
  EXPECT_EQ(body->can_position, -1);
  EXPECT_EQ(request->body.request<suspend>(), nullptr);
}

TEST(a_channel, is_counted_from_1_by_people_and_from_0_on_the_wire) {
  EXPECT_EQ(channel_number(75).wire(), 74);
  EXPECT_EQ(channel_number::from_wire(74), channel_number(75));
  EXPECT_EQ(channel_number::from_wire(address::all_selected), std::nullopt);
  EXPECT_EQ(channel_number::from_wire(-1), std::nullopt);
  EXPECT_THROW(channel_number(0), sockio::failure);
  EXPECT_THROW(channel_number(65536), sockio::failure);
}

TEST(numbers_in_json, do_not_follow_the_locale) {
  std::string const before = std::setlocale(LC_ALL, nullptr);
  ASSERT_NE(std::setlocale(LC_ALL, "de_DE.UTF-8"), nullptr);
  auto const request = json_request<set_variable>(channel_4, {.number = 1, .value = -1.25f}, 7);
  auto const back = read_json_request(*request);
  std::setlocale(LC_ALL, before.c_str());
  EXPECT_THAT(*request, HasSubstr(R"("Value":-1.25)"));
  EXPECT_EQ(back->body.request<set_variable>()->value, -1.25f);
}

}  // namespace macnet_json_test
