#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/config.hpp"
#include "sim/cryocon.hpp"
#include "sim/device_class.hpp"

namespace cryocon_class_test {

using testing::HasSubstr;

// Makes the device of a configuration as labsim does.
sim::config_result<std::unique_ptr<sim::device>> make(std::string const& options) {
  std::string const reached =
      options.find("transports") == options.npos ? "  transports: [{type: tcp, url: ':0'}]\n" : "";
  auto plan =
      sim::read_plan("devices:\n- class: CryoCon\n  name: cryo2\n" + options + reached, "lab.yml");
  if (!plan) return plan.error();
  auto const& only = plan->devices.at(0);
  return sim::cryocon_class().make({.name = only.name, .options = only.options, .seed = 1});
}

std::string ask(sim::device& of, std::string_view line) {
  std::vector<sim::reply> answers;
  of.converse(sim::transport::tcp)->receive(line, answers);
  return answers.empty() ? "" : answers.front().bytes;
}

TEST(cryocon_class, takes_the_configuration_of_its_forerunner_word_for_word) {
  auto made = make(R"(  transports:
    - type: tcp
      url: :5001
  channels:
    A:
      unit: K
    B:
      unit: K
  loops:
    1:
      source: A
      type: MAN
  distc: 4
  lockout: OFF
  remled: ON
  control: OFF
)");
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_EQ(ask(**made, "*IDN?;:SYST:NAME?;:SYST:DISTC?;LOCK?;REML?;:CONT?\n"),
            "Cryo-con,24C,204683,1.01A;cryo2;4;OFF;ON;OFF\n");
  EXPECT_EQ(ask(**made, "LOOP 1:SOURCE?;TYPE?;:INP B:UNIT?\n"), "A;MAN;K\n");
}

TEST(cryocon_class, takes_every_default_key_of_its_forerunner) {
  auto made = make(R"(  '*idn': Cryo-con,24C,1,2
  hardware_revision: 1G
  firmware_revision: 2H
  channels:
    C: {unit: C, alarm: '--', alarm_highest: '90', alarm_lowest: '5', alarm_deadband: '0.2', alarm_high_enabled: 'YES',
        alarm_low_enabled: 'NO', alarm_latch_enabled: 'NO', alarm_audio: 'NO', minimum: '3.4', maximum: '304.12',
        variance: '0.1', slope: '0.5', offset: '5.5'}
  loops:
    2: {source: C, type: PID, output power: '40.3', setpoint: '0.0', rate: '10.0', range: HI}
)");
  ASSERT_TRUE(made) << made.error().text();
  EXPECT_EQ(ask(**made, "*IDN?;:SYST:HWR?;FWR?\n"), "Cryo-con,24C,1,2;1G;2H\n");
  EXPECT_EQ(ask(**made, "INP C:UNIT?;MIN?;MAX?;VARI?;SLOP?;OFFS?;ALARM:HIENA?;DEADBAND?\n"),
            "C;3.400000;304.1200;0.1;0.5;5.500000;YES;0.200000\n");
  EXPECT_EQ(ask(**made, "LOOP 2:SOURCE?;TYPE?;PMAN?;RATE?;RANGE?\n"), "C;PID;40.3;10;HI\n");
}

TEST(cryocon_class, is_made_alike_by_configuration_and_by_plain_options) {
  auto made = make("");
  ASSERT_TRUE(made);
  auto plain = sim::make_device(sim::cryocon{.name = "cryo2"});
  for (auto const* line :
       {"*IDN?\n", "LOOP 1:SETPT?;TYPE?;RANGE?;RATE?;PGAIN?;IGAIN?;DGAIN?;PMAN?;MAXSET?\n",
        "LOOP 3:SOURCE?;RANGE?\n", "INP A:NAME?;ALARM:HIGH?;LOWE?\n", "SYST:NAME?;DISTC?\n"})
    EXPECT_EQ(ask(**made, line), ask(*plain, line));
}

TEST(cryocon_class, says_what_is_wrong_with_its_options) {
  EXPECT_THAT(make("  lokout: ON\n").error().text(), HasSubstr("did you mean 'lockout'"));
  EXPECT_THAT(make("  loops: {2: {range: MID}}\n").error().text(),
              HasSubstr("'MID' is not a range of loop 2"));
  EXPECT_THAT(make("  channels: {A: {sensor: 7}}\n").error().text(), HasSubstr("sensor '7'"));
  EXPECT_EQ(make("  date: yesterday\n").error().line, 4);
}

TEST(cryocon_class, reads_the_date_in_both_usual_forms_and_no_other) {
  for (auto const* date : {"2020-05-14T16:02:35", "2020-05-14 16:02:35"}) {
    auto made = make(std::string("  date: '") + date + "'\n");
    ASSERT_TRUE(made);
    EXPECT_EQ(ask(**made, "SYST:DATE?;TIME?\n"), "\"05/14/2020\";\"16:02:35\"\n");
  }
  for (auto const* date : {"2020-13-01", "2020-02-30", "2020-05-14T24:00:00", "2020-05-14T",
                           "20-05-14", "2020-05-14T16:02:35Z"})
    EXPECT_FALSE(make(std::string("  date: '") + date + "'\n")) << date;
}

}  // namespace cryocon_class_test
