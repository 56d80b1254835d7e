#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <cyclers/fleet.hpp>
#include <fstream>
#include <iterator>

#include "support/temporary_folder.hpp"

namespace fleet_config_test {

using namespace cyclers;
using testing::HasSubstr;

constexpr std::string_view mixed = R"(
- vendor: maccor
  host: 10.0.0.5
- vendor: maccor
  host: tester-2
  port: 1234
  binary_port: 0
  credentials: environment
- {vendor: arbin, host: 10.0.0.6, credentials: .env, timeout_s: 2.5, temperatures: on}
)";

std::string wrong(std::string_view text) {
  auto const read = read_fleet(text, "fleet.yml");
  return read ? "nothing is wrong" : read.error().what();
}

TEST(fleet_config, reads_cyclers_of_several_vendors) {
  auto const all = read_fleet(mixed, "fleet.yml").value();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].vendor, "maccor");
  EXPECT_EQ(all[0].host, "10.0.0.5");
  EXPECT_FALSE(all[0].port);
  EXPECT_TRUE(all[0].credentials.empty());
  EXPECT_EQ(all[1].port, 1234);
  EXPECT_EQ(all[1].binary_port, 0);
  EXPECT_EQ(all[1].credentials, "environment");
  EXPECT_EQ(all[2].vendor, "arbin");
  EXPECT_EQ(all[2].timeout_s, 2.5);
  EXPECT_TRUE(all[2].temperatures);
  EXPECT_FALSE(all[1].temperatures);
}

TEST(fleet_config, takes_json_and_a_fleet_of_nobody) {
  auto const all = read_fleet(R"([{"vendor": "maccor", "host": "h", "port": 9}])", "f.json");
  ASSERT_TRUE(all) << all.error().what();
  EXPECT_EQ(all->front().port, 9);
  EXPECT_TRUE(read_fleet("[]", "f.json").value().empty());
}

TEST(fleet_config, says_what_is_wrong_and_where) {
  EXPECT_THAT(wrong("- {vendor: neware, host: h}"),
              HasSubstr("fleet.yml:1: vendor is 'neware' where maccor or arbin is expected"));
  EXPECT_THAT(wrong("- {vendor: maccor, host: h}\n- {vendor: maccor}"),
              HasSubstr("fleet.yml:2: host is missing"));
  EXPECT_THAT(wrong("- {host: h}"), HasSubstr("vendor is missing: maccor or arbin"));
  EXPECT_THAT(wrong("- {vendor: arbin, host: h}"), HasSubstr("credentials are missing"));
  EXPECT_THAT(wrong("- {vendor: arbin, host: h, credentials: .env, binary_port: 1}"),
              HasSubstr("binary_port belongs to a Maccor"));
  EXPECT_THAT(wrong("- {vendor: maccor, host: h, baud: 1}"),
              HasSubstr("there is no key 'baud'; there are vendor, host, port"));
  EXPECT_THAT(wrong("- {vendor: maccor, host: h, host: g}"), HasSubstr("host is there twice"));
  EXPECT_THAT(wrong("- {vendor: maccor, host: h, port: 0}"), HasSubstr("a port, 1 to 65535"));
  EXPECT_THAT(wrong("- {vendor: maccor, host: h, temperatures: warm}"), HasSubstr("on or off"));
  EXPECT_THAT(wrong("- {vendor: maccor, host: h, timeout_s: -1}"), HasSubstr("a number in s"));
  EXPECT_THAT(wrong("- 12"), HasSubstr("keys with values are expected"));
  EXPECT_THAT(wrong("vendor: maccor"), HasSubstr("a list is expected"));
  EXPECT_THAT(wrong("- {vendor: ["), HasSubstr("fleet.yml"));
}

TEST(fleet_config, makes_the_drivers_and_finds_credentials_beside_the_file) {
  test_support::temporary_folder const folder;
  std::ofstream(folder.path() / "fleet.yml")
      << "- {vendor: maccor, host: 10.0.0.5}\n"
      << "- {vendor: arbin, host: 10.0.0.6, port: 9131, credentials: user.env}\n";
  boost::asio::io_context io;
  auto const load = [&] { return load_fleet(io.get_executor(), folder.path() / "fleet.yml"); };
  try {
    load();
    FAIL() << "nobody knows who logs in";
  } catch (sockio::failure const& why) {
    EXPECT_EQ(why.code(), sockio::errc::bad_option);
    EXPECT_THAT(why.what(), HasSubstr("user.env"));
  }
  std::ofstream(folder.path() / "user.env")
      << "ARBIN_CTI_USERNAME=Robin\nARBIN_CTI_PASSWORD=Hood\n";
  auto const all = load();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]->name(), "tcp://10.0.0.5:57570");
  EXPECT_EQ(all[1]->name(), "tcp://10.0.0.6:9131");
}

TEST(fleet_config, makes_no_driver_of_what_is_not_complete) {
  boost::asio::io_context io;
  EXPECT_THROW(make_cycler(io.get_executor(), {.vendor = "arbin", .host = "h"}), sockio::failure);
  EXPECT_THROW(make_cycler(io.get_executor(), {.host = "h"}), sockio::failure);
}

std::string text_of(std::filesystem::path const& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(fleet_config, is_described_key_by_key) {
  auto const page = text_of(COROLAB_TEST_DIR "/../docs/fleet.md");
  auto const told = wrong("- {nothing: 1}");
  auto keys = told.substr(told.find("there are ") + 10);
  keys = keys.substr(0, keys.find_first_not_of("abcdefghijklmnopqrstuvwxyz_, "));
  std::size_t count = 0;
  for (std::size_t at = 0; at < keys.size(); ++count) {
    auto const end = std::min(keys.find(", ", at), keys.size());
    EXPECT_THAT(page, HasSubstr("| `" + keys.substr(at, end - at) + "` |"));
    at = end + 2;
  }
  EXPECT_EQ(count, 7U) << keys;
}

TEST(fleet_config, has_an_example_for_the_laboratory_of_the_samples) {
  boost::asio::io_context io;
  auto const all = load_fleet(io.get_executor(), COROLAB_TEST_DIR "/../samples/fleet.yml");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]->name(), "tcp://localhost:57570");
  EXPECT_EQ(all[1]->name(), "tcp://localhost:9031");
}

}  // namespace fleet_config_test
