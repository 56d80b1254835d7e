#include <fstream>

#include "arbin_client.hpp"

namespace arbin_tests {
namespace arbin_variable_test {

using namespace cyclers::arbin;
using namespace std::chrono_literals;
using sim::arbin_client;
namespace cti = sim::cti_messages;

struct a_steered_arbin : testing::Test {
  arbin_client cycler{sim::arbin{.channels = 3}};

  a_steered_arbin() {
    cycler.log_in();
    std::ofstream(cycler.twin->folder() / "Work" / "steered.sdx")
        << "steps: [{charge: {current: MV_UD1, voltage: MV_UD2, until: {time: 12 h, MV_UD16: "
           "above 0.5}}}]";
    std::ofstream(cycler.twin->folder() / "Work" / "rest.sdx")
        << "steps: [{rest: {until: {time: 12 h}}}]";
  }
  variable_result set(std::uint32_t channel, int code, float value) {
    return cycler.result<cti::set_variable>({.channel = channel - 1, .code = code, .value = value});
  }
  using values = std::vector<cti::variable_value>;
  variable_result set(values what) {
    return cycler.result<cti::set_variables>({.values = std::move(what)});
  }
};

TEST_F(a_steered_arbin, follows_its_meta_variables_at_once) {
  cycler.run(1, "steered.sdx", "one");
  EXPECT_EQ(cycler.twin->current(1), 0);
  EXPECT_EQ(set(1, 53, 4.2F), variable_result::ok);
  EXPECT_EQ(set(1, 52, 0.75F), variable_result::ok);
  EXPECT_NEAR(cycler.twin->current(1), 0.75, 1e-6);
  EXPECT_NEAR(cycler.record(1).current, 0.75, 1e-6);
  EXPECT_EQ(set(1, 116, 1), variable_result::ok);
  cycler.pass(1s);
  EXPECT_EQ(cycler.record(1).status, channel_status::finished);
}

TEST_F(a_steered_arbin, has_all_sixteen_and_refuses_other_codes) {
  cycler.run(1, "rest.sdx", "one");
  for (int n = 1; n <= 16; ++n) {
    EXPECT_EQ(set(1, static_cast<int>(*cti::meta_variable_of(n)), static_cast<float>(n)),
              variable_result::ok);
    EXPECT_EQ(cycler.twin->variable(1, n), n);
  }
  for (int code : {0, 51, 56, 104, 117, -1, 52 + 65536})
    EXPECT_EQ(set(1, code, 1), variable_result::no_such_code) << code;
}

TEST_F(a_steered_arbin, refuses_what_cannot_be_set) {
  EXPECT_EQ(set(1, 52, 1), variable_result::not_running);
  EXPECT_EQ(set(1, 56, 1), variable_result::no_such_code);
  EXPECT_EQ(set(9, 52, 1), variable_result::failed);
  cycler.run(1, "rest.sdx", "one");
  EXPECT_EQ(set(1, 52, std::numeric_limits<float>::quiet_NaN()), variable_result::failed);
  EXPECT_EQ(cycler.result<cti::set_variable>({.channel = 0, .type = 2}), variable_result::failed);
  EXPECT_EQ(cycler.result<cti::set_variable>({.channel = 0, .value_type = 2}),
            variable_result::failed);
}

TEST_F(a_steered_arbin, takes_many_at_once_but_not_more_often_than_each_200_ms) {
  cycler.run(1, "rest.sdx", "one");
  cycler.run(2, "rest.sdx", "two");
  EXPECT_EQ(set({{0, meta_variable::ud1, 1}, {1, meta_variable::ud5, 2}}), variable_result::ok);
  EXPECT_EQ(cycler.twin->variable(2, 5), 2);
  EXPECT_EQ(set({{0, meta_variable::ud1, 3}}), variable_result::too_frequent);
  cycler.pass(199ms);
  EXPECT_EQ(set({{0, meta_variable::ud1, 3}}), variable_result::too_frequent);
  EXPECT_EQ(cycler.twin->variable(1, 1), 1);
  cycler.pass(1ms);
  EXPECT_EQ(set({{0, meta_variable::ud1, 3}}), variable_result::ok);
  EXPECT_EQ(cycler.twin->variable(1, 1), 3);
}

TEST_F(a_steered_arbin, sets_all_of_a_message_or_nothing) {
  cycler.run(1, "rest.sdx", "one");
  auto const reply = cycler.ask<cti::set_variables>(
      {.values = {{0, meta_variable::ud1, 1}, {2, meta_variable::ud1, 1}}});
  EXPECT_EQ(reply.result, variable_result::not_running);
  EXPECT_EQ(reply.channel, 2);
  EXPECT_EQ(cycler.twin->variable(1, 1), 0);
  EXPECT_EQ(set({{0, static_cast<meta_variable>(60), 1}}), variable_result::no_such_code);
  EXPECT_EQ(set({}), variable_result::failed);
}

TEST_F(a_steered_arbin, forgets_them_with_the_next_test) {
  cycler.run(1, "rest.sdx", "one");
  set(1, 52, 1);
  cycler.ask<cti::stop>({.channel = 0});
  cycler.run(1, "rest.sdx", "two");
  EXPECT_EQ(cycler.twin->variable(1, 1), 0);
}

}  // namespace arbin_variable_test
}  // namespace arbin_tests
