#include <fmt/format.h>

#include "arbin_client.hpp"
#include "arbin_twin/call.hpp"
#include "arbin_twin/result_codes.hpp"

namespace arbin_tests {
namespace arbin_registry_test {

using namespace cyclers::arbin;
using sim::arbin_client;
namespace cti = sim::cti_messages;

struct every_cti_command : testing::TestWithParam<command> {
  command const& what = *find_command(GetParam().info->name);
  std::string request = write_request(message::request_of(what)).value();
  arbin_client cycler;

  bool goes_without_login() const {
    return what.info->code == cti::log_in::info.code || what.info->code == cti::connect::info.code;
  }
};

TEST_P(every_cti_command, has_a_handler) {
  ASSERT_NE(sim::cti::find_answerer(what), nullptr) << what.text();
}

TEST_P(every_cti_command, is_answered_by_feedbacks_that_can_be_read) {
  cycler.log_in();
  auto const answers = cycler.replies(request);
  ASSERT_FALSE(answers.empty());
  for (auto const& one : answers) {
    EXPECT_EQ(read_header(one.bytes)->length, one.bytes.size());
    auto const feedback = read_feedback(what, one.bytes);
    EXPECT_TRUE(feedback) << feedback.error().what();
  }
}

TEST_P(every_cti_command, is_answered_after_a_log_in_only) {
  EXPECT_EQ(cycler.replies(request).empty(), !goes_without_login());
  EXPECT_FALSE(cycler.hung_up);
}

TEST_P(every_cti_command, is_understood_one_byte_at_a_time) {
  cycler.log_in();
  for (std::size_t n = 0; n + 1 < request.size(); ++n)
    ASSERT_TRUE(cycler.replies(request.substr(n, 1)).empty()) << n;
  EXPECT_FALSE(cycler.replies(request.substr(request.size() - 1)).empty());
}

TEST_P(every_cti_command, is_dropped_without_a_word_when_its_checksum_is_wrong) {
  cycler.log_in();
  auto wrong = request;
  wrong.back() = static_cast<char>(wrong.back() + 1);
  EXPECT_TRUE(cycler.replies(wrong).empty());
  EXPECT_FALSE(cycler.hung_up);
  EXPECT_FALSE(cycler.replies(request).empty());
}

TEST_P(every_cti_command, can_be_refused_with_any_code_when_it_has_a_result) {
  constexpr char code = 0x5A;
  bool const has_result = what.info->code != cti::channels_info::info.code;
  cycler.log_in();
  cycler.twin->refuse(what.info->name, code);
  auto const request_of_a_channel = [&]() -> std::string {
    if (what.info->code == cti::get_start_data::info.code)
      return write_request<cti::get_start_data>({.channels = {0}}).value();
    if (what.info->code == cti::get_resume_data::info.code)
      return write_request<cti::get_resume_data>({.channels = {0}}).value();
    return request;
  };
  auto const refused = cycler.replies(request_of_a_channel());
  ASSERT_FALSE(refused.empty());
  EXPECT_EQ(refused.front().bytes.find(code, message_header::size) != std::string::npos,
            has_result);
}

INSTANTIATE_TEST_SUITE_P(arbin_twin, every_cti_command,
                         testing::ValuesIn(commands().begin(), commands().end()),
                         [](auto const& of) { return std::string(of.param.info->name); });

TEST(an_arbin_that_refuses, takes_codes_by_number_name_and_text) {
  auto const& start = *find_command("start");
  EXPECT_EQ(sim::cti::read_code("0x22", start), 0x22U);
  EXPECT_EQ(sim::cti::read_code("34", start), 0x22U);
  EXPECT_EQ(sim::cti::read_code("database", start), 0x22U);
  EXPECT_EQ(sim::cti::read_code("Invalid channel index", start), 0x10U);
  EXPECT_EQ(sim::cti::read_code("nonsense", start), std::nullopt);
  EXPECT_EQ(sim::cti::read_code("database", *find_command("get_start_data")), 34U);
  for (auto const* none : {"database", "1", "0x22"})
    EXPECT_EQ(sim::cti::read_code(none, *find_command("channels_info")), std::nullopt) << none;
  arbin_client cycler;
  EXPECT_THROW(cycler.twin->refuse("begin", 1), std::invalid_argument);
}

}  // namespace arbin_registry_test
}  // namespace arbin_tests
