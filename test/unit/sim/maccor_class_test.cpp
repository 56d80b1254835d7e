#include <gmock/gmock.h>

#include "maccor_client.hpp"
#include "sim/config.hpp"

namespace maccor_tests {
namespace maccor_class_test {

using namespace cyclers::maccor;
using sim::maccor_client;
using testing::HasSubstr;
namespace macnet = sim::macnet;

constexpr auto reached = "  transports: [{type: tcp, url: ':0'}]\n";

sim::config_result<sim::lab_plan> plan_of(std::string const& options) {
  return sim::read_plan("devices:\n- class: Maccor\n  name: tester1\n" + options, "lab.yml");
}

// Makes the device of a configuration as labsim does.
sim::config_result<std::unique_ptr<sim::device>> make(std::string const& options) {
  auto plan = plan_of(options + reached);
  if (!plan) return plan.error();
  auto const& only = plan->devices.at(0);
  return sim::maccor_class().make({.name = only.name, .options = only.options, .seed = 1});
}

maccor_client client_of(std::string const& options) {
  auto made = make(options).value();
  return maccor_client(
      std::shared_ptr<sim::maccor_twin>(dynamic_cast<sim::maccor_twin*>(made.release())));
}

TEST(maccor_class, makes_the_tester_that_a_configuration_describes) {
  auto tester = client_of(R"(  channels: 12
  most_current: {4: 10, 3: 1}
  most_voltage: 6
  cell: {chemistry: kokam_nmc, soc: 0.25}
  cells: {2: {capacity: 3, soc: 1, temperature: 40}, 3: {chemistry: lg_m50}}
  date: 2020-05-14T16:02:35
)");
  auto const info = tester.ask<macnet::general_info>();
  EXPECT_EQ(info.system_id, "tester1");
  EXPECT_EQ(info.test_channels, 12);
  auto const can = tester.ask<macnet::channel_specification>(1).channels.at(0);
  EXPECT_FLOAT_EQ(can.i_charge_4, 10);
  EXPECT_FLOAT_EQ(can.i_charge_3, 1);
  EXPECT_FLOAT_EQ(can.i_charge_1, 150e-6F);
  EXPECT_FLOAT_EQ(can.v_max, 6);
  EXPECT_DOUBLE_EQ(tester.twin->state_of_charge(1), 0.25);
  EXPECT_DOUBLE_EQ(tester.twin->state_of_charge(2), 1);
  EXPECT_DOUBLE_EQ(tester.twin->temperature(2), 40);
  EXPECT_NE(tester.twin->voltage(1), tester.twin->voltage(3));
  EXPECT_EQ(cyclers::to_text(tester.ask<macnet::full_status>(1).tester_time),
            "2020-05-14T16:02:35");
}

TEST(maccor_class, says_what_is_wrong_with_its_options) {
  EXPECT_THAT(make("  chanels: 4\n").error().text(), HasSubstr("did you mean 'channels'"));
  EXPECT_THAT(make("  channels: 4\n  cells: {5: {soc: 1}}\n").error().text(),
              HasSubstr(":5: 'cells' must name channels from 1 to 4, not '5'"));
  EXPECT_THAT(make("  most_voltage: -1\n").error().text(), HasSubstr("least_voltage must be"));
  EXPECT_THAT(make("  most_current: {1: 9}\n").error().text(), HasSubstr("most_current must grow"));
  EXPECT_EQ(make("  date: yesterday\n").error().line, 4);
  EXPECT_THROW(sim::make_maccor({.channels = 0}), std::invalid_argument);
}

TEST(maccor_class, is_made_alike_by_configuration_and_by_plain_options) {
  auto made = client_of("");
  maccor_client plain(sim::maccor{.name = "tester1"});
  for (auto const* params :
       {R"("FClass":1,"FNum":2)", R"("FClass":3,"FNum":1,"Chan":0)",
        R"("FClass":4,"FNum":2,"Chan":0,"Len":64)", R"("FClass":7,"FNum":14,"Chan":63)"})
    EXPECT_EQ(made.json(params), plain.json(params));
}

TEST(maccor_class, has_a_protocol_for_each_of_its_transports) {
  auto const plan = plan_of(R"(  transports:
  - {type: tcp, url: ':57570', protocol: json}
  - {type: tcp, url: ':57560', protocol: binary}
  - {type: udp, url: ':57550'}
)");
  ASSERT_TRUE(plan) << plan.error().text();
  EXPECT_EQ(plan->devices[0].transports[1].protocol, "binary");
  EXPECT_EQ(plan->devices[0].transports[2].protocol, "");
  EXPECT_THAT(plan_of("  transports: [{url: ':0', protocol: jsn}]\n").error().text(),
              HasSubstr("must be one of json, binary, not 'jsn'; did you mean 'json'?"));
  EXPECT_THAT(
      sim::read_plan("devices: [{class: Echo, name: e, transports: [{url: ':0', protocol: x}]}]",
                     "lab.yml")
          .error()
          .text(),
      HasSubstr("the device has only one"));
}

TEST(the_sample_laboratory, has_a_maccor_on_its_own_ports) {
  auto const plan = sim::load_plan(COROLAB_SAMPLES_DIR "/lab.yml");
  ASSERT_TRUE(plan) << plan.error().text();
  auto const& tester = plan->devices.at(1);
  EXPECT_EQ(tester.type.name, "Maccor");
  EXPECT_EQ(tester.transports.at(0).url, "localhost:57570");
  EXPECT_EQ(tester.transports.at(2).kind, sim::transport::udp);
}

struct a_maccor_with_users : testing::Test {
  maccor_client tester{sim::maccor{.channels = 2, .users = {{"Robin", "Hood"}}}};
};

TEST_F(a_maccor_with_users, wants_them_to_log_in_first) {
  EXPECT_EQ(tester.json(R"("FClass":1,"FNum":1)"), "MacNet error");
  EXPECT_EQ(tester.result(R"("FClass":6,"FNum":5,"Chan":0)"), "MacNet error");
  EXPECT_THROW(tester.binary<macnet::version>(), sockio::failure);
  EXPECT_FALSE(tester.binary<macnet::reset>(1).result.ok());
  EXPECT_THAT(
      tester.raw(R"({"jsonrpc":"2.0","method":"MacNet","params":{"FClass":0,"FNum":0},"id":1})"),
      HasSubstr("\"FClass\":0"));
  EXPECT_FALSE(tester.ask<macnet::log_in>({}, {"Robin", "hood"}).result.ok());
  EXPECT_FALSE(tester.ask<macnet::log_in>({}, {"robin", "Hood"}).result.ok());
  EXPECT_FALSE(tester.ask<macnet::log_out>().result.ok());
  EXPECT_EQ(tester.json(R"("FClass":1,"FNum":1)"), "MacNet error");
}

TEST_F(a_maccor_with_users, lets_each_connection_log_in_for_itself) {
  EXPECT_TRUE(tester.binary<macnet::log_in>({}, {"Robin", "Hood"}).result.ok());
  EXPECT_EQ(tester.ask<macnet::version>().api, 1);
  maccor_client other(tester.twin);
  EXPECT_EQ(other.json(R"("FClass":1,"FNum":1)"), "MacNet error");
  EXPECT_TRUE(tester.ask<macnet::log_out>().result.ok());
  EXPECT_EQ(tester.json(R"("FClass":1,"FNum":1)"), "MacNet error");
}

TEST_F(a_maccor_with_users, is_open_to_all_when_it_has_none) {
  maccor_client open;
  EXPECT_TRUE(open.ask<macnet::log_in>({}, {"anybody", ""}).result.ok());
  EXPECT_TRUE(open.ask<macnet::log_out>().result.ok());
  EXPECT_EQ(open.ask<macnet::version>().api, 1);
}

}  // namespace maccor_class_test
}  // namespace maccor_tests
