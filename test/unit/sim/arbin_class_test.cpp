#include <gmock/gmock.h>

#include "arbin_client.hpp"
#include "sim/config.hpp"
#include "sim/device_class.hpp"

namespace arbin_tests {
namespace arbin_class_test {

using namespace cyclers::arbin;
using sim::arbin_client;
using testing::HasSubstr;
namespace cti = sim::cti_messages;
namespace wants = cti::wants;

constexpr auto reached = "  transports: [{type: tcp, url: ':0'}]\n";

sim::config_result<std::unique_ptr<sim::device>> make(std::string const& options) {
  auto plan =
      sim::read_plan("devices:\n- class: arbin\n  name: blue\n" + options + reached, "lab.yml");
  if (!plan) return plan.error();
  auto const& only = plan->devices.at(0);
  return sim::arbin_class().make({.name = only.name, .options = only.options, .seed = 1});
}

arbin_client client_of(std::string const& options) {
  auto made = make(options).value();
  return arbin_client(
      std::shared_ptr<sim::arbin_twin>(dynamic_cast<sim::arbin_twin*>(made.release())));
}

TEST(arbin_class, makes_the_cycler_that_a_configuration_describes) {
  auto cycler = client_of(R"(  channels: 12
  serial_number: 207855
  version: 01000003
  location: shelf 3
  users: {Robin: {password: Hood, level: super}}
  cell: {chemistry: kokam_nmc, soc: 0.25}
  cells: {2: {capacity: 3, soc: 1, temperature: 40}}
  refuse: {start: database, stop: 0x11}
  date: 2020-05-14T16:02:35
)");
  EXPECT_EQ(cycler.log_in("Robin", "hood").result, login_result::failed);
  auto const info = cycler.log_in();
  EXPECT_EQ(info.nick_name, "blue");
  EXPECT_EQ(info.channels, 12U);
  EXPECT_EQ(info.serial_number, "207855");
  EXPECT_TRUE(cti::has_long_names(info.version));
  EXPECT_EQ(info.user_type, user_type::super);
  EXPECT_DOUBLE_EQ(cycler.twin->state_of_charge(1), 0.25);
  EXPECT_DOUBLE_EQ(cycler.twin->state_of_charge(2), 1);
  EXPECT_DOUBLE_EQ(cycler.twin->temperature(2), 40);
  EXPECT_EQ(cycler.result<cti::start>({.test_name = "x", .channels = {0}}), start_result::database);
  EXPECT_EQ(cycler.result<cti::stop>(), stop_result::window_in_use);
}

TEST(arbin_class, gives_channels_what_is_configured_beside_them_when_it_is_wanted) {
  auto cycler = client_of(R"(  cell: {temperature: 30, soc: 0.5}
  inputs:
    temperature: 2
    voltage: 1
    can: {configuration: pack.can, values: {v: {unit: V, reads: voltage}, n: {value: 12}}}
  inputs_on:
    3:
      temperature: 0
      humidity: 1
      smb: {configuration: gauge.smb, values: {soc: {unit: '%', reads: soc}, who: {text: Simplo}}}
)");
  cycler.log_in();
  auto const none = cycler.record(1);
  EXPECT_EQ(none.temperature_count + none.can_count + none.smb_count, 0);
  auto const first = cycler.record(1, wants::aux | wants::can | wants::smb);
  ASSERT_EQ(first.temperatures.size(), 2U);
  EXPECT_FLOAT_EQ(first.temperatures[0].value, 30);
  EXPECT_FLOAT_EQ(first.temperatures[1].value, 30);
  ASSERT_EQ(first.voltages.size(), 1U);
  EXPECT_FLOAT_EQ(first.voltages[0].value, first.voltage);
  EXPECT_EQ(first.can_configuration, "pack.can");
  ASSERT_EQ(first.can.size(), 2U);
  EXPECT_EQ(first.can[0].unit, "V");
  EXPECT_NEAR(first.can[0].value, first.voltage, 1e-6);
  EXPECT_EQ(first.can[1].index, 1U);
  EXPECT_EQ(first.can[1].value, 12);
  EXPECT_TRUE(first.smb.empty());
  auto const third = cycler.record(3, wants::aux | wants::smb);
  EXPECT_TRUE(third.temperatures.empty());
  EXPECT_EQ(third.humidities.size(), 1U);
  EXPECT_EQ(third.voltages.size(), 1U);
  EXPECT_TRUE(third.can.empty());
  EXPECT_EQ(third.smb_configuration, "gauge.smb");
  ASSERT_EQ(third.smb.size(), 2U);
  EXPECT_NEAR(third.smb[0].value, 50, 1e-6);
  EXPECT_EQ(third.smb[0].unit, "%");
  EXPECT_EQ(third.smb[1].type, smb_type::text);
  EXPECT_EQ(third.smb[1].text, "Simplo");
}

TEST(arbin_class, shows_the_picture_of_a_file) {
  auto cycler = client_of("  picture: " COROLAB_SAMPLES_DIR "/lab.yml\n");
  EXPECT_EQ(cycler.log_in().picture.size(),
            std::filesystem::file_size(COROLAB_SAMPLES_DIR "/lab.yml"));
}

TEST(arbin_class, says_what_is_wrong_with_its_options) {
  EXPECT_THAT(make("  chanels: 4\n").error().text(), HasSubstr("did you mean 'channels'"));
  EXPECT_THAT(make("  channels: 4\n  cells: {5: {soc: 1}}\n").error().text(),
              HasSubstr(":5: 'cells' must name channels from 1 to 4, not '5'"));
  EXPECT_THAT(make("  inputs_on: {x: {voltage: 1}}\n").error().text(), HasSubstr("not 'x'"));
  EXPECT_THAT(make("  version: v1\n").error().text(), HasSubstr("must be hexadecimal"));
  EXPECT_THAT(make("  refuse: {begin: 1}\n").error().text(), HasSubstr("no command 'begin'"));
  EXPECT_THAT(make("  refuse: {start: nonsense}\n").error().text(), HasSubstr("no code of start"));
  EXPECT_THAT(make("  refuse: {channels_info: 1}\n").error().text(),
              HasSubstr("no code of channels_info"));
  EXPECT_THAT(make("  picture: /no/such.png\n").error().text(), HasSubstr("can be read"));
  EXPECT_THAT(make("  most_voltage: -1\n").error().text(), HasSubstr("least_voltage must be"));
  EXPECT_EQ(make("  date: yesterday\n").error().line, 4);
  EXPECT_THROW(sim::make_arbin({.channels = 0}), std::invalid_argument);
  EXPECT_THROW(sim::make_arbin({.channels = 2049}), std::invalid_argument);
}

TEST(arbin_class, is_made_alike_by_configuration_and_by_plain_options) {
  auto made = client_of("");
  arbin_client plain(sim::arbin{.name = "blue"});
  auto const ask = [](arbin_client& of) {
    return of.raw(write_request<cti::log_in>({"a", "b"}).value()) +
           of.raw(write_request<cti::channels_info>(
                      {.only_channel = -1, .wanted = wants::aux | wants::can | wants::smb})
                      .value());
  };
  EXPECT_EQ(ask(made), ask(plain));
}

TEST(the_sample_laboratory_with_an_arbin, has_it_on_its_own_ports) {
  auto const plan = sim::load_plan(COROLAB_SAMPLES_DIR "/lab.yml");
  ASSERT_TRUE(plan) << plan.error().text();
  auto const& cycler = plan->devices.at(2);
  EXPECT_EQ(cycler.type.name, "Arbin");
  EXPECT_EQ(cycler.transports.at(0).url, "localhost:9031");
  EXPECT_EQ(cycler.transports.at(1).url, "localhost:9032");
}

}  // namespace arbin_class_test
}  // namespace arbin_tests
