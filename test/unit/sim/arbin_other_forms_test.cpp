#include "arbin_client.hpp"

namespace arbin_tests {
namespace arbin_other_forms_test {

using namespace cyclers::arbin;
using cyclers::protocol::byte_writer;
using sim::arbin_client;
namespace cti = sim::cti_messages;

/// Takes the arguments of a request, changed, into a request of the same command.
struct a_client_after_one_document : testing::Test {
  arbin_client cycler{sim::arbin{.channels = 3}};

  template <class C, class Change>
  std::string request(typename C::request const& of, Change change) {
    auto const usual = write_request<C>(of).value();
    auto const arguments =
        change(usual.substr(message_header::size, usual.size() - message_header::least));
    std::string out;
    byte_writer writer(out);
    writer.put_number(message_header::prefix);
    writer.put_number(
        message_header::length_of(message_header::least + arguments.size(), direction::request));
    writer.put_number(C::info.code);
    writer.put_number(std::uint32_t{0});
    writer.put(arguments);
    writer.put_number(checksum(out));
    return out;
  }
  template <class C>
  auto result_of(std::string const& bytes) {
    auto const replies = cycler.replies(bytes);
    EXPECT_EQ(replies.size(), 1U);
    return replies.empty() ? typename C::reply{}.result
                           : read_feedback<C>(replies[0].bytes).value().result;
  }
  static auto zeros(std::size_t count) {
    return [count](std::string arguments) { return arguments + std::string(count, '\0'); };
  }
  // Instructions page 30: a channel, a Dword, where the protocol has a count, a Word.
  static auto with_channel(std::size_t spare) {
    return [spare](std::string arguments) {
      return std::string("\1\0\0\0", 4) + arguments.substr(2) + std::string(8 * spare, '\0');
    };
  }
};

TEST_F(a_client_after_one_document, logs_in_with_the_187_bytes_of_the_instructions) {
  auto const bytes = request<cti::log_in>({"Robin", "Hood"}, zeros(101));
  ASSERT_EQ(bytes.size(), 187U);
  EXPECT_EQ(result_of<cti::log_in>(bytes), login_result::ok);
}

TEST_F(a_client_after_one_document, may_send_zeros_behind_the_fields_but_nothing_else) {
  cycler.log_in();
  EXPECT_EQ(result_of<cti::stop>(request<cti::stop>({}, zeros(1))), stop_result::ok);
  auto const more = [](std::string arguments) { return arguments + std::string("\0\1", 2); };
  EXPECT_EQ(cycler.raw(request<cti::stop>({}, more)), "");
  auto const one_more = request<cti::start>({.test_name = "x", .channels = {1}}, zeros(2));
  EXPECT_EQ(cycler.raw(one_more), "") << "a count that lies";
  auto wrong = request<cti::stop>({}, zeros(1));
  ++wrong.back();
  EXPECT_EQ(cycler.raw(wrong), "") << "a wrong checksum";
}

TEST_F(a_client_after_one_document, sets_meta_variables_without_a_count) {
  cycler.log_in();
  cycler.run(1, "cycle.sdx", "one");
  cycler.run(2, "cycle.sdx", "two");
  cti::set_variables::request const both{
      .values = {{0, meta_variable::ud1, 1.5F}, {1, meta_variable::ud5, 0}}};
  EXPECT_EQ(result_of<cti::set_variables>(request<cti::set_variables>(both, with_channel(0))),
            variable_result::ok);
  EXPECT_EQ(cycler.twin->variable(1, 1), 1.5);
  cycler.pass(std::chrono::milliseconds(200));
  cti::set_variables::request const one{.values = {{1, meta_variable::ud5, 2}}};
  EXPECT_EQ(result_of<cti::set_variables>(request<cti::set_variables>(one, with_channel(159))),
            variable_result::ok);
  EXPECT_EQ(cycler.twin->variable(2, 5), 2);
  auto const too_many = request<cti::set_variables>(one, [](std::string const& arguments) {
    std::string values;
    for (int n = 0; n < 161; ++n) values += arguments.substr(20);
    return std::string(4, '\0') + arguments.substr(2, 18) + values;
  });
  EXPECT_EQ(cycler.raw(too_many), "");
}

TEST_F(a_client_after_one_document, is_told_that_it_names_no_channels) {
  cycler.log_in();
  auto const count_alone = [](std::string arguments) {
    arguments.resize(arguments.size() - 2);
    return arguments;
  };
  EXPECT_EQ(result_of<cti::start>(
                request<cti::start>({.test_name = "one", .channels = {0}}, count_alone)),
            start_result::no_channels);
  EXPECT_EQ(
      result_of<cti::continue_test>(request<cti::continue_test>({.channels = {0}}, count_alone)),
      continue_result::no_such_channel);
}

}  // namespace arbin_other_forms_test
}  // namespace arbin_tests
