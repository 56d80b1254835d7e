#include <gmock/gmock.h>

#include <cyclers/maccor/config.hpp>

namespace maccor_config_test {

using namespace cyclers;
using maccor::read_config;
using testing::HasSubstr;

// The one that the description of pymacnet shows.
constexpr std::string_view seed = R"({
    "channel": 75,
    "test_name": "simple_test_1",
    "c_rate_ah": 1,
    "v_max_v": 4.2,
    "v_min_v": 3.0,
    "v_max_safety_limit_v": 4.25,
    "v_min_safety_limit_v": 2.9,
    "i_max_safety_limit_a": 3.0,
    "i_min_safety_limit_a": 3.0,
    "data_record_time_s": 0.05,
    "data_record_voltage_delta_vbys": 0.0,
    "data_record_current_delta_abys": 0.0,
    "test_procedure": "test_procedure_1",
    "server_ip": "3.3.31.83",
    "json_server_port": 57570,
    "tcp_server_port": 57560,
    "msg_buffer_size_bytes": 1024
})";

TEST(maccor_config, reads_what_pymacnet_reads_from_json) {
  auto const c = read_config(seed, "config.json").value();
  EXPECT_EQ(c.channel_number(), 75);
  EXPECT_EQ(c.server_ip, "3.3.31.83");
  EXPECT_EQ(c.start_plan().procedure, "test_procedure_1");
  EXPECT_EQ(c.start_plan().name, "simple_test_1");
  auto const limits = c.direct_limits();
  EXPECT_EQ(limits.v_max, 4.25_V);
  EXPECT_EQ(limits.highest(), 4.2_V);
  EXPECT_EQ(limits.lowest(), 3_V);
  EXPECT_EQ(limits.i_discharge, 3_A);
  EXPECT_EQ(c.direct_options().record_time, 0.05);
  EXPECT_EQ(c.tester_options().binary_port, 57560);
}

TEST(maccor_config, reads_the_same_keys_from_yaml) {
  auto const c = read_config(
                     "# of the lab\nchannel: 1\ntest_name:\ntest_procedure: 'p 1'\n"
                     "v_max_safety_limit_v: 4.2\nv_min_safety_limit_v: 3.0\n"
                     "i_max_safety_limit_a: 2.0\ni_min_safety_limit_a: -2.0\n"
                     "json_msg_port: 57571\nbin_msg_port: 57561\n",
                     "config.yml")
                     .value();
  EXPECT_EQ(c.start_plan().name, "Random") << "a name that is left blank is the tester's to make";
  EXPECT_EQ(c.start_plan().procedure, "p 1");
  EXPECT_EQ(c.safety_limits().i_discharge, 2_A) << "a magnitude, whatever its sign";
  EXPECT_EQ(c.tester_options().json_port, 57571);
  EXPECT_EQ(c.tester_options().binary_port, 57561);
}

TEST(maccor_config, has_no_binary_where_both_ports_are_that_of_json) {
  auto const c = read_config(R"({"json_server_port": 57570, "tcp_server_port": 57570})", "c.json");
  EXPECT_EQ(c->tester_options().binary_port, 0);
}

struct mistake {
  char const* text;
  char const* said;
};
class maccor_config_mistake : public testing::TestWithParam<mistake> {};

TEST_P(maccor_config_mistake, is_told_with_its_line_and_what_was_expected) {
  auto const read = read_config(GetParam().text, "config.yml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), sockio::errc::bad_option);
  EXPECT_THAT(read.error().what(), HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    all, maccor_config_mistake,
    testing::Values(
        mistake{"channel: 1\nv_max: 4.2\n", "config.yml:2: there is no key 'v_max'; there are"},
        mistake{"channel: 0\n", "config.yml:1: channel is '0' where a channel as people count"},
        mistake{"channel: 1.5\n", "where a channel as people count"},
        mistake{"channel: [1]\n", "channel is 'several values' where one value is expected"},
        mistake{"channel: 1\nchannel: 2\n", "config.yml:2: channel is there twice"},
        mistake{"v_max_v: '4,2'\n", "v_max_v is '4,2' where a number in V is expected"},
        mistake{"v_max_v: .nan\n", "a number in V"}, mistake{"v_max_v: 0x10\n", "a number in V"},
        mistake{"c_rate_ah: 0\n", "a number in Ah that is more than 0"},
        mistake{"data_record_time_s: -1\n", "not negative"},
        mistake{"server_ip: ''\n", "a text that is not empty"},
        mistake{"json_server_port: 70000\n", "a port, 1 to 65535"},
        mistake{"v_max_v: 3\nv_min_v: 4\n", "v_max_v has to be more than v_min_v"},
        mistake{"v_max_v: 4.3\nv_max_safety_limit_v: 4.2\n", "must not be more than"},
        mistake{"- 1\n", "keys with values are expected"}, mistake{"{", "config.yml"},
        mistake{"", "keys with values are expected"}));

TEST(maccor_config, names_the_key_that_an_operation_lacks) {
  auto const c = read_config("v_max_safety_limit_v: 4.2\n", "c.yml").value();
  try {
    (void)c.safety_limits();
    FAIL();
  } catch (sockio::failure const& why) {
    EXPECT_THAT(why.what(), HasSubstr("lacks v_min_safety_limit_v"));
  }
  EXPECT_THROW((void)c.channel_number(), sockio::failure);
  EXPECT_THROW((void)maccor::load_config("/no/such/file.yml"), sockio::failure);
}

}  // namespace maccor_config_test
