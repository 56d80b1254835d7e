#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <cyclers/arbin/config.hpp>
#include <fstream>

#include "support/temporary_folder.hpp"

namespace arbin_config_test {

using namespace cyclers;
using namespace std::chrono_literals;
using arbin::read_config;
using testing::HasSubstr;
using testing::Not;

// Those that the description of pycti shows, with the quotes that it forgets.
constexpr std::string_view of_a_cycler = R"({
    "ip_address": "127.0.0.1",
    "port": 1234,
    "timeout_s": 3,
    "msg_buffer_size": 4096
})";
constexpr std::string_view of_a_channel = R"({
    "channel": 1,
    "test_name": "fake_test_name",
    "schedule_name": "Rest+207855.sdx",
    "ip_address": "10.0.0.6",
    "port": 9031,
    "timeout_s": 0.5,
    "msg_buffer_size": 4096
})";

TEST(arbin_config, reads_what_pycti_reads_of_a_cycler) {
  auto const c = read_config(of_a_cycler, "config.json").value();
  EXPECT_EQ(c.ip_address, "127.0.0.1");
  EXPECT_EQ(c.cycler_options().port, 1234);
  EXPECT_EQ(c.cycler_options().link.timeout, 3s);
  EXPECT_EQ(c.cycler_options().link.connection_timeout, 3s);
}

TEST(arbin_config, reads_what_pycti_reads_of_a_channel) {
  auto const c = read_config(of_a_channel, "config.json").value();
  EXPECT_EQ(c.channel_number(), 1) << "as people count";
  EXPECT_EQ(c.test_plan().procedure, "Rest+207855.sdx");
  EXPECT_EQ(c.test_plan().name, "fake_test_name");
  EXPECT_EQ(c.cycler_options().link.timeout, 500ms);
}

TEST(arbin_config, leaves_what_it_does_not_say_as_the_driver_has_it) {
  auto const c = read_config("ip_address: 10.0.0.6\n", "config.yml").value();
  EXPECT_EQ(c.cycler_options().port, 9031);
  EXPECT_EQ(c.cycler_options().link.timeout, arbin::cycler_options().link.timeout);
}

TEST(arbin_config, knows_the_keys_of_older_versions) {
  auto const c = read_config(
                     "username: me\npassword: s3cret\nschedule: a.sdx\n"
                     "test_schedule: a.sdx\nip_address: h\n",
                     "config.yml")
                     .value();
  EXPECT_EQ(c.credentials("/no/such/file").user(), "me");
  EXPECT_EQ(c.credentials("/no/such/file").password(), "s3cret");
  EXPECT_EQ(c.schedule_name, "a.sdx");
}

TEST(arbin_config, finds_who_logs_in_where_pycti_does) {
  test_support::temporary_folder const folder;
  std::ofstream(folder / ".env") << "ARBIN_CTI_USERNAME='me'\nARBIN_CTI_PASSWORD='s3cret'\n";
  auto const c = read_config(of_a_channel, "config.json").value();
  EXPECT_EQ(c.credentials(folder / ".env").user(), "me");
  boost::asio::io_context io;
  auto const cycler = c.cycler(io.get_executor(), folder / ".env");
  EXPECT_EQ(cycler.endpoint(), "tcp://10.0.0.6:9031");
  EXPECT_THROW((void)c.cycler(io.get_executor(), folder / "none"), sockio::failure);
  ::setenv("ARBIN_CTI_USERNAME", "you", 1);
  ::setenv("ARBIN_CTI_PASSWORD", "s3cret", 1);
  EXPECT_EQ(c.credentials(folder / "none").user(), "you");
  EXPECT_EQ(c.credentials(folder / ".env").user(), "me");
  ::unsetenv("ARBIN_CTI_USERNAME");
  ::unsetenv("ARBIN_CTI_PASSWORD");
}

struct mistake {
  char const* text;
  char const* said;
};
class arbin_config_mistake : public testing::TestWithParam<mistake> {};

TEST_P(arbin_config_mistake, is_told_with_its_line_and_what_was_expected) {
  auto const read = read_config(GetParam().text, "config.yml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), sockio::errc::bad_option);
  EXPECT_THAT(read.error().what(), HasSubstr(GetParam().said));
  EXPECT_THAT(read.error().what(), Not(HasSubstr("s3cret")));
}

INSTANTIATE_TEST_SUITE_P(
    all, arbin_config_mistake,
    testing::Values(
        mistake{"port: 1\nip: x\n", "config.yml:2: there is no key 'ip'; there are ip_address"},
        mistake{"port: 1234\nport: 1234\n", "config.yml:2: port is there twice"},
        mistake{"port: 0\n", "port is '0' where a port, 1 to 65535"},
        mistake{"channel: 0\n", "where a channel as people count"},
        mistake{"channel: 2049\n", "where a channel as people count"},
        mistake{"timeout_s: 0\n", "timeout_s is '0' where a number in s"},
        mistake{"timeout_s: '3,5'\n", "a number in s"}, mistake{"timeout_s: .inf\n", "in s"},
        mistake{"msg_buffer_size: -1\n", "a whole number of bytes"},
        mistake{"ip_address:\n", "a text that is not empty"},
        mistake{"schedule: a.sdx\nschedule_name: b.sdx\n", "the same as under the other keys"},
        mistake{"username: me\n", "together or not at all"},
        mistake{"password: s3cret\n", "together or not at all"},
        mistake{"username: me\npassword: [s3cret]\n", "password is 'several values'"},
        mistake{"username: me\npassword: s3cret s3cret s3cret s3cret s3cret s3cret\n",
                "password is '(a secret)' where a password of 1 to 32 bytes"},
        mistake{"- 1\n", "keys with values are expected"}, mistake{"{", "config.yml"}));

TEST(arbin_config, names_the_key_that_an_operation_lacks) {
  auto const c = read_config("test_name: x\n", "c.yml").value();
  auto const lacks = [](auto&& operation) -> std::string {
    try {
      operation();
    } catch (sockio::failure const& why) {
      return why.what();
    }
    return "nothing";
  };
  boost::asio::io_context io;
  EXPECT_THAT(lacks([&] { (void)c.test_plan(); }), HasSubstr("lacks schedule_name"));
  EXPECT_THAT(lacks([&] { (void)c.channel_number(); }), HasSubstr("lacks channel"));
  EXPECT_THAT(lacks([&] { (void)c.cycler(io.get_executor()); }), HasSubstr("lacks ip_address"));
  EXPECT_THROW((void)arbin::load_config("/no/such/file.yml"), sockio::failure);
}

}  // namespace arbin_config_test
