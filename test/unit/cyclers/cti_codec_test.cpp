#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "cti_messages.hpp"
#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/messages.hpp"
#include "hex_bytes.hpp"

namespace cti_codec_test {

using namespace cyclers::arbin;
using namespace cyclers::arbin::messages;
using cyclers::errc;
using cyclers::test::bytes;
using cyclers::test::cti_feedback;
using cyclers::test::cti_request;
using cyclers::test::shown;
using testing::HasSubstr;
using testing::Not;

/// Is a line of test/vectors/cti/binary.txt.
struct example {
  int line;
  command const* what;
  bool is_feedback;
  std::size_t size;
  std::string json;
  std::string raw;
};

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::vector<example> examples() {
  std::vector<example> all;
  std::ifstream in(COROLAB_TEST_DIR "/vectors/cti/binary.txt");
  std::string text;
  for (int line = 1; std::getline(in, text); ++line) {
    if (text.empty() || text[0] == '#') continue;
    std::vector<std::string> parts;
    std::istringstream columns(text);
    for (std::string part; std::getline(columns, part, '|');) parts.push_back(trimmed(part));
    bool const is_feedback = parts.at(1) == "feedback";
    auto const code = static_cast<std::uint32_t>(std::stoul(parts.at(2), nullptr, 16));
    std::string const arguments = bytes(parts.at(5));
    EXPECT_FALSE(arguments.empty()) << line;
    all.push_back({line, find_command(parts.at(0)), is_feedback, std::stoul(parts.at(3)),
                   parts.at(4),
                   is_feedback ? cti_feedback(code, arguments) : cti_request(code, arguments)});
  }
  return all;
}

/// Adds the bytes of pictures and files, which JSON has not got.
void add_bytes(message& body) {
  if (body.reply<log_in>()) static_cast<log_in::reply*>(body.data())->picture = "\xFF\xD8";
  if (body.reply<download>()) static_cast<download::reply*>(body.data())->data = "xyz";
  if (body.request<upload>()) static_cast<upload::request*>(body.data())->data = "xyz";
}

message body_of(example const& from) {
  message body = from.is_feedback ? message::reply_of(*from.what) : message::request_of(*from.what);
  cyclers::protocol::json_reader in(from.json);
  cyclers::protocol::read_json(body.form(), in, body.data());
  EXPECT_TRUE(in.finish()) << in.trouble().where << in.trouble().problem;
  add_bytes(body);
  return body;
}

std::string json_of(message const& body) {
  std::string text;
  cyclers::protocol::json_writer out(text);
  cyclers::protocol::write_json(body.form(), out, body.data());
  return text;
}

sockio::result<std::string> written(example const& from) {
  return from.is_feedback ? write_feedback(body_of(from)) : write_request(body_of(from));
}

sockio::result<message> read(example const& from, std::string_view raw) {
  return from.is_feedback ? read_feedback(*from.what, raw) : read_request(raw);
}

TEST(every_cti_message, has_the_bytes_that_were_computed_by_hand) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    ASSERT_TRUE(each.what);
    EXPECT_EQ(each.raw.size(), each.size);
    auto const raw = written(each);
    ASSERT_TRUE(raw.has_value()) << raw.error().what();
    EXPECT_EQ(shown(*raw), shown(each.raw));
  }
}

TEST(every_cti_message, is_read_from_the_bytes_that_were_computed_by_hand) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    auto const got = read(each, each.raw);
    ASSERT_TRUE(got.has_value()) << got.error().what();
    EXPECT_EQ(&got->what(), each.what);
    EXPECT_EQ(json_of(*got), json_of(body_of(each)));
  }
}

TEST(every_cti_message, is_among_those_that_were_computed_by_hand) {
  std::set<std::pair<command const*, bool>> computed;
  for (example const& each : examples()) computed.insert({each.what, each.is_feedback});
  for (command const& each : commands()) {
    EXPECT_TRUE(computed.contains({&each, false})) << each.text();
    EXPECT_TRUE(computed.contains({&each, true})) << each.text();
  }
}

TEST(every_cti_message, is_refused_when_a_byte_of_it_is_wrong) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    std::string wrong = each.raw;
    wrong[wrong.size() / 2] ^= 1;
    EXPECT_EQ(read(each, wrong).error().code(), errc::wrong_checksum);
    std::string prefix = each.raw;
    prefix[7] = '\xDD';
    EXPECT_EQ(read(each, prefix).error().code(), errc::bad_prefix);
  }
}

TEST(every_cti_message, is_refused_when_it_is_shorter_or_longer_than_it_states) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    std::string const cut = each.raw.substr(0, each.raw.size() - 1);
    EXPECT_EQ(read(each, cut).error().code(), errc::wrong_length);
    EXPECT_EQ(read(each, each.raw + std::string(2, '\0')).error().code(), errc::wrong_length);
  }
}

TEST(every_cti_message, is_refused_when_its_arguments_are_cut_off_or_go_on) {
  for (example const& each : examples()) {
    SCOPED_TRACE(each.line);
    if (!each.what->info->documented && !each.is_feedback) continue;
    std::uint32_t const code = read_header(each.raw)->command;
    std::string const all = each.raw.substr(20, each.raw.size() - 22);
    std::string const cut = all.substr(0, all.size() - 1);
    auto const make = each.is_feedback ? cti_feedback : cti_request;
    EXPECT_EQ(read(each, make(code, cut)).error().code(), errc::truncated);
    EXPECT_EQ(read(each, make(code, all + "x")).error().code(), errc::surplus_bytes);
  }
}

TEST(a_feedback, is_refused_when_it_is_that_of_another_command) {
  auto const other = read_feedback<start>(cti_feedback(0xBB130001, bytes("0D000000 00 00*101")));
  EXPECT_EQ(other.error().code(), errc::wrong_function);
  EXPECT_THAT(other.error().what(),
              HasSubstr("'BB320004 start' dwCmd: is BB130001, BB230004 answers the request"));
}

TEST(a_feedback, may_have_the_code_that_the_instructions_list_but_do_not_use) {
  for (auto const code : {0xBB230004u, 0xCD310002u})
    EXPECT_EQ(read_feedback<start_ex>(cti_feedback(code, bytes("0D000000 10 00*101")))->result,
              start_result::no_such_channel);
  for (auto const code : {0xBB130002u, 0xCD310004u})
    EXPECT_EQ(read_feedback<resume_ex>(cti_feedback(code, bytes("0D000000 10 00*101")))->result,
              resume_result::no_such_channel);
}

TEST(a_request_of_an_unknown_command, is_told_apart_from_one_that_is_broken) {
  EXPECT_EQ(read_request(cti_request(0xEEAB0009, "")).error().code(), errc::unknown_function);
  EXPECT_EQ(read_request("").error().code(), errc::truncated);
  EXPECT_EQ(read_request("GET / HTTP/1.1").error().code(), errc::bad_prefix);
}

TEST(a_result_that_the_documents_do_not_know, survives_both_ways) {
  std::string const raw = cti_feedback(0xBB130001, bytes("0D000000 EE 00*101"));
  auto const got = read_feedback<stop>(raw);
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(static_cast<int>(got->result), 0xEE);
  EXPECT_FALSE(succeeded(got->result));
  EXPECT_EQ(text_of(got->result), "");
  EXPECT_EQ(shown(*write_feedback<stop>(*got)), shown(raw));
}

TEST(a_text, fills_its_field_to_the_last_byte) {
  log_in::request const body{.user = std::string(32, 'u'), .password = std::string(32, 'p')};
  auto const raw = write_request<log_in>(body);
  ASSERT_TRUE(raw.has_value());
  auto const again = read_request(*raw);
  EXPECT_EQ(again->request<log_in>()->user, body.user);
  EXPECT_EQ(again->request<log_in>()->password, body.password);
}

TEST(a_text_that_is_too_long, is_refused_in_a_request_and_cut_in_a_feedback) {
  start::request const body{.test_name = std::string(73, 'x'), .channels = {1}};
  EXPECT_EQ(write_request<start>(body).error().code(), errc::too_long);
  auto const raw = write_feedback<log_in>({.serial_number = "12345678901234567"});
  EXPECT_EQ(read_feedback<log_in>(raw.value())->serial_number, "1234567890123456");
}

TEST(a_password, is_neither_in_errors_nor_in_json) {
  std::string const password = "secret that is longer than its field has room for";
  auto const refused = write_request<log_in>({.user = "ann", .password = password});
  EXPECT_EQ(refused.error().code(), errc::too_long);
  EXPECT_THAT(refused.error().what(), HasSubstr("Password: does not fit its field"));
  EXPECT_THAT(refused.error().what(), Not(HasSubstr("secret")));
  std::string raw = write_request<log_in>({.user = "ann", .password = "secret"}).value();
  EXPECT_THAT(json_of(*read_request(raw)), HasSubstr(R"("Password":"***")"));
  raw.back() = static_cast<char>(raw.back() ^ 1);
  EXPECT_THAT(read_request(raw).error().what(), Not(HasSubstr("secret")));
}

TEST(a_picture, comes_with_the_log_in) {
  std::string const picture("\x89PNG\0\0", 6);
  auto const raw = write_feedback<log_in>({.picture = picture});
  EXPECT_EQ(raw->size(), 8678u + 6u);
  EXPECT_EQ(read_feedback<log_in>(*raw)->picture, picture);
}

TEST(a_package_of_a_file, holds_any_bytes) {
  std::string data(package_size, '\0');
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<char>(i * 7);
  auto const raw = write_feedback<download>({.result = download_result::ok, .data = data});
  auto const got = read_feedback<download>(raw.value());
  EXPECT_EQ(got->data, data);
  EXPECT_EQ(got->size, data.size());
}

TEST(the_size_of_a_package, may_be_that_of_the_file_when_it_has_several_or_has_failed) {
  auto const read = [](std::uint32_t result, std::uint32_t packages, std::uint64_t size) {
    using cyclers::test::little;
    return read_feedback<download>(cti_feedback(
        0xCC310002, little(result, 4) + little(0, 8) + little(packages, 4) + little(0, 4) +
                        std::string(16, '\0') + little(size, 8) + "xyz"));
  };
  EXPECT_EQ(read(1, 1, 3)->data, "xyz");
  EXPECT_EQ(read(1, 2, 1000)->data, "xyz");
  EXPECT_EQ(read(1, 2, 1000)->size, 1000u);
  EXPECT_EQ(read(2, 1, 1000)->result, download_result::failed);
  EXPECT_EQ(read(1, 1, 1000).error().code(), errc::truncated);
  EXPECT_EQ(read(1, 1, ~std::uint64_t{0}).error().code(), errc::truncated);
  EXPECT_EQ(read(1, 1, 2).error().code(), errc::surplus_bytes);
  EXPECT_EQ(read(1, 2, 2).error().code(), errc::surplus_bytes);
}

TEST(meta_variables, may_come_with_room_for_the_greatest_count) {
  std::string const one = bytes("0100 00*18 0D00 3400 0000003F");
  auto const got = read_request(cti_request(0xBB150002, one + std::string(159 * 8, '\0')));
  ASSERT_TRUE(got.has_value()) << got.error().what();
  EXPECT_EQ(got->request<set_variables>()->values,
            (std::vector<variable_value>{{13, meta_variable::ud1, 0.5f}}));
  auto const other = read_request(cti_request(0xBB150002, one + std::string(8, '\0')));
  EXPECT_EQ(other.error().code(), errc::surplus_bytes);
  set_variables::request const many{.values = std::vector<variable_value>(161)};
  EXPECT_EQ(write_request<set_variables>(many).error().code(), errc::too_long);
}

TEST(commands_without_documented_fields, are_read_whatever_their_arguments_are) {
  EXPECT_TRUE(read_request(cti_request(0xBB31000A, "")).has_value());
  EXPECT_TRUE(read_request(cti_request(0xBB31000B, "any bytes")).has_value());
  auto const path = read_request(cti_request(0xBB310008, bytes("u\"D:\":2")));
  ASSERT_TRUE(path.has_value());
  EXPECT_EQ(path->request<assign_path>()->text, "D:");
}

}  // namespace cti_codec_test
