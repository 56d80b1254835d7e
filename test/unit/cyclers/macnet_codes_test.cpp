#include <gtest/gtest.h>

#include <set>

#include "cyclers/maccor/codes.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"

namespace macnet_codes_test {

using namespace cyclers::maccor;

template <class E>
std::set<unsigned> codes() {
  std::set<unsigned> all;
  for (code_text const& each : codes_of<E>().codes) all.insert(each.code);
  return all;
}

std::set<unsigned> range(unsigned first, unsigned last) {
  std::set<unsigned> all;
  for (unsigned i = first; i <= last; ++i) all.insert(i);
  return all;
}

TEST(the_tables_of_codes, have_every_code_of_the_document) {
  EXPECT_EQ(codes<channel_state>(), range(0, 18));
  EXPECT_EQ(codes<run_code>(),
            (std::set<unsigned>{0, 1, 2, 3, 4, 5, 7, 8, 9, 19, 20, 21, 22, 23, 26, 29, 30, 31}));
  EXPECT_EQ(codes<end_code>().size(), 61u);
  std::set<unsigned> start = range(14, 25);
  start.insert({0, 10, 12});
  EXPECT_EQ(codes<start_result>(), start);
  EXPECT_EQ(codes<direct_start_result>(), range(0, 3));
  EXPECT_EQ(codes<direct_output_result>(), range(0, 5));
  EXPECT_EQ(codes<check_result>().size(), 9u);
  EXPECT_EQ(codes<advanced_start_result>().size(), 11u);
  EXPECT_EQ(codes<file_type>(), range(1, 8));
  EXPECT_EQ(codes<file_op>(), range(1, 5));
  EXPECT_EQ(codes<charge_mode>(), (std::set<unsigned>{'C', 'D', 'R'}));
  EXPECT_EQ(codes<register_format>(), range(0, 13));
  EXPECT_EQ(codes<battery_status>().size(), 14u);
}

TEST(every_code, has_one_number_one_name_and_a_text) {
  EXPECT_EQ(code_tables().size(), 24u);
  for (code_table const& table : code_tables()) {
    SCOPED_TRACE(table.name);
    std::set<unsigned> numbers;
    std::set<std::string_view> names;
    EXPECT_TRUE(table.page >= 9 && table.page <= 94);
    EXPECT_TRUE(table.doc.ends_with('.'));
    for (code_text const& each : table.codes) {
      EXPECT_TRUE(numbers.insert(each.code).second) << each.code;
      EXPECT_TRUE(names.insert(each.name).second) << each.name;
      EXPECT_FALSE(each.text.empty()) << each.name;
      EXPECT_EQ(table.text(each.code), each.text);
    }
  }
}

TEST(a_text, is_found_to_the_letter_before_it_is_found_otherwise) {
  code_table const& table = codes_of<start_result>();
  EXPECT_EQ(table.find("Name is not a unique filename.")->code, 19u);
  EXPECT_EQ(table.find("Name is not a unique filename")->code, 20u);
  EXPECT_EQ(table.find(" channel IN use. ")->code, 23u);
  EXPECT_EQ(table.find("Channel out of use"), nullptr);
}

template <class F>
typename F::reply reply_with(std::string_view json) {
  std::string const text =
      R"({"jsonrpc":"2.0","result":{"FClass":)" + std::to_string(F::info.fclass) + R"(,"FNum":)" +
      std::to_string(F::info.fnum) + R"(,"Chan":3,"Result":)" + std::string(json) + R"(},"id":5})";
  auto reply = read_json_reply<F>(text, {3, {}}, 5);
  EXPECT_TRUE(reply.has_value()) << reply.error().what();
  return reply.has_value() ? *reply : typename F::reply{};
}

TEST(a_result, may_be_a_text_or_a_number) {
  EXPECT_TRUE(reply_with<messages::start>("\"OK\"").result.ok());
  EXPECT_TRUE(reply_with<messages::start>("0").result.ok());
  EXPECT_EQ(reply_with<messages::start>("\"23\"").result.code, start_result::channel_in_use);
  EXPECT_EQ(reply_with<messages::direct_output>("\"Direct mode is not ready yet.\"").result.code,
            direct_output_result::not_ready);
}

TEST(a_result_that_the_document_does_not_know, is_no_success_and_survives) {
  auto const text = reply_with<messages::suspend>("\"The cat sits on it\"");
  EXPECT_FALSE(text.result.ok());
  EXPECT_EQ(text.result.text(), "The cat sits on it");
  incoming const asked{{3, {}}, "5", message::request_of(function_of<messages::suspend>())};
  EXPECT_NE(json_reply<messages::suspend>(asked, text)->find("The cat sits on it"),
            std::string::npos);
  auto const number = reply_with<messages::start>("99");
  EXPECT_FALSE(number.result.ok());
  EXPECT_NE(json_reply<messages::start>(asked, number)->find(R"("Result":99)"), std::string::npos);
  EXPECT_FALSE(reply_with<messages::suspend>("\"\"").result.ok());
}

TEST(a_failed_log_in, is_none_however_it_is_said) {
  EXPECT_EQ(reply_with<messages::log_in>("\"PASSED\"").result.code, login_result::ok);
  EXPECT_FALSE(reply_with<messages::log_in>("\"FAILED\"").result.ok());
  EXPECT_FALSE(reply_with<messages::log_in>("\"Authentication failed\"").result.ok());
}

}  // namespace macnet_codes_test
