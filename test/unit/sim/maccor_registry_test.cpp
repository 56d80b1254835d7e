#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cyclers/maccor/registry.hpp"
#include "maccor_client.hpp"
#include "maccor_twin/battery_registers.hpp"
#include "maccor_twin/call.hpp"

namespace maccor_tests {
namespace maccor_registry_test {

using namespace cyclers::maccor;
using cyclers::protocol::forms;
using sim::maccor_client;

struct every_macnet_function : testing::TestWithParam<function> {
  function const& what = *find_function(GetParam().info->name);
  address to =
      what.info->target == target::none ? address::none() : address::of(channel_number(3), 1);
  message request = message::request_of(what);

  // Both forms are asked of a tester of its own, since most functions change something.
  static maccor_client fresh() {
    return maccor_client({.channels = 8, .date = std::chrono::sys_seconds{}});
  }
  /// Returns a reply as JSON, so that one form can be held against the other.
  std::string shown(message const& reply) const {
    incoming const asked{to, "1", message::request_of(what)};
    auto text = json_reply(asked, reply).value();
    // A command's failure is a number in binary, of which the document has no text.
    std::string_view const number = ":65535", said = R"(:"Other non-defined problem")";
    if (auto const at = text.find(number); at != text.npos) text.replace(at, number.size(), said);
    return text;
  }
};

TEST_P(every_macnet_function, has_a_handler) {
  ASSERT_NE(sim::mac::find_answerer(what), nullptr) << what.text();
}

class every_macnet_function_with_json : public every_macnet_function {};

TEST_P(every_macnet_function_with_json, is_answered_in_it) {
  auto const asked = json_request(to, request, 7).value();
  auto const text = fresh().raw(asked);
  ASSERT_TRUE(text.ends_with("}\r\n")) << text;
  if (what.info->fclass == 0) {
    EXPECT_EQ(text, asked + "\r\n");
    return;
  }
  auto const reply = read_json_reply(what, text, to, 7);
  if (!reply) {
    EXPECT_EQ(reply.error().code(), make_error_code(rpc_error::illegal_value)) << text;
  }
}

TEST_P(every_macnet_function, is_answered_in_binary_with_the_same_data) {
  auto const bytes = fresh().raw(binary_request(to, request).value());
  auto const header = read_header(bytes);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->fclass, what.info->fclass);
  EXPECT_EQ(header->fnum, what.info->fnum);
  EXPECT_EQ(header->chan, to.chan.value_or(0));
  if (what.info->in != forms::both || what.info->fclass == 0) return;
  auto const binary = read_binary_reply(what, bytes, to);
  auto const json = read_json_reply(what, fresh().raw(json_request(to, request, 7).value()), to, 7);
  if (!json) return;  // the other test knows why
  ASSERT_TRUE(binary) << binary.error().what();
  EXPECT_EQ(shown(*binary), shown(*json));
}

class every_macnet_function_of_a_channel : public every_macnet_function {};

TEST_P(every_macnet_function_of_a_channel, is_refused_for_one_that_does_not_exist) {
  address const nowhere{8, 1};
  auto const text = fresh().raw(json_request(nowhere, request, 7).value());
  auto const reply = read_json_reply(what, text, nowhere, 7);
  bool const has_code = text.find("\"Result\"") != text.npos;
  EXPECT_TRUE(!reply || has_code) << text;
  EXPECT_EQ(text.find("\"Result\":\"OK\""), text.npos) << text;
}

std::string name_of(testing::TestParamInfo<function> const& of) {
  return fmt::format("f{}_{}_{}", of.param.info->fclass, of.param.info->fnum, of.param.info->name);
}

bool has_json(function of) { return of.info->in != forms::binary_only; }
bool asks_a_channel(function of) {
  return has_json(of) &&
         (of.info->target == target::channel || of.info->target == target::channels);
}
auto functions_that(bool (*fit)(function)) {
  std::vector<function> those;
  std::ranges::copy_if(functions(), std::back_inserter(those), fit);
  return testing::ValuesIn(those);
}

INSTANTIATE_TEST_SUITE_P(maccor_twin, every_macnet_function,
                         testing::ValuesIn(functions().begin(), functions().end()), name_of);
INSTANTIATE_TEST_SUITE_P(maccor_twin, every_macnet_function_with_json, functions_that(has_json),
                         name_of);
INSTANTIATE_TEST_SUITE_P(maccor_twin, every_macnet_function_of_a_channel,
                         functions_that(asks_a_channel), name_of);

TEST(the_gauge_of_a_smart_battery, has_each_register_once_and_in_order) {
  int last = 0;
  for (auto const& one : sim::mac::gauge_registers()) {
    EXPECT_GT(one.address, last) << one.name;
    EXPECT_NE(one.word == nullptr, one.text.empty()) << one.name;
    last = one.address;
  }
}

}  // namespace maccor_registry_test
}  // namespace maccor_tests
