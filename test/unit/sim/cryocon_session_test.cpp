#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>

#include "cryocon_client.hpp"

namespace cryocon_session_test {

using namespace std::chrono_literals;
using sim::cryocon;
using sim::cryocon_client;
using sim::transport;
using testing::HasSubstr;

double number(std::string const& text) {
  double value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

cryocon at(double kelvin) {
  auto options = cryocon_client::quick();
  options.start = kelvin;
  return options;
}

TEST(cryocon_session, regulates_a_temperature_as_a_user_would_ask_for_it) {
  cryocon_client cryo(at(70));
  EXPECT_EQ(cryo.ask(":LOOP 1:SOURCE A;:LOOP 1:SOURCE?;"), "A\n");
  EXPECT_EQ(cryo.ask("LOOP 1:RANGE HI;TYPE PID;SETPT 77.4;:CONTROL;:CONTROL?"), "ON\n");
  cryo.pass(20min);
  EXPECT_NEAR(number(cryo.ask("INPUT? A")), 77.4, 0.01);
  EXPECT_GT(number(cryo.ask("LOOP 1:HTRREAD?")), 1);
  EXPECT_EQ(cryo.ask("LOOP 1:ERROR?;LSENSE?"), "--Htr OK--;50.00\n");
  EXPECT_EQ(cryo.ask("STOP;:CONTROL?;:LOOP 1:VSENSE?;ISENSE?;LSENSE?;OUTPWR?"),
            "OFF;0.00V;0.00A;-1.00;0\n");
}

TEST(cryocon_session, shows_voltage_and_current_of_the_heater) {
  cryocon_client cryo(at(20));
  cryo.ask("LOOP 1:RANGE HI;TYPE MAN;PMAN 25;:CONTROL");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("LOOP 1:VSENSE?;ISENSE?;OUTPWR?;HTRREAD?;LOAD?"), "25.00V;0.5000A;25;25;50\n");
  EXPECT_DOUBLE_EQ(cryo.twin->heater_power(1), 12.5);
  EXPECT_THAT(cryo.ask("LOOP 1:HTRHST?"), HasSubstr("C\n"));
  EXPECT_EQ(cryo.ask("LOOP 2:LOAD?;:LOOP 3:LOAD?;:LOOP 2:LOAD 25;LOAD?"), "NACK;NACK;NACK\n");
}

TEST(cryocon_session, gives_a_voltage_that_follows_the_temperature_in_scale_mode) {
  auto options = at(20);
  options.inputs[2].temperature = 250;
  cryocon_client cryo(options);
  cryo.ask("LOOP 3:TYPE SCALE;RANGE 10V;MAXSET 500;:CONTROL");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("LOOP 3:VSENSE?;OUTPWR?"), "5.00V;50\n");
}

TEST(cryocon_session, disconnects_the_heaters_and_says_so) {
  cryocon_client cryo(at(70));
  cryo.ask("OVERTEMP:SOURCE A;TEMPERATURE 80;ENABLE ON");
  cryo.ask("LOOP 1:RANGE HI;TYPE MAN;PMAN 100;:CONTROL");
  cryo.pass(5min);
  EXPECT_EQ(cryo.ask("CONTROL?;:LOOP 1:ERROR?;:LOOP 1:OUTPWR?"), "OFF;OTDisconn;0\n");
  EXPECT_EQ(cryo.ask("SYSTEM:ISR?"), "16\n");
}

TEST(cryocon_session, latches_an_alarm_of_the_input_that_was_asked_and_sounds_it) {
  cryocon_client cryo(at(70));
  cryo.twin->pin('B', 150);
  cryo.pass(1s);
  cryo.ask("INPUT B:ALARM:HIGHEST 120;HIENA YES;LTENA YES;AUDIO YES");
  cryo.pass(30s);
  EXPECT_EQ(cryo.ask("INPUT A:ALARM?;:INPUT B:ALARM?"), "--;HI L\n");
  EXPECT_TRUE(cryo.twin->beeping());
  cryo.twin->pin('B', 77);
  cryo.pass(30s);
  EXPECT_EQ(cryo.ask("INPUT A:ALARM:CLEAR;:INPUT B:ALARM?"), "HI L\n")
      << "another input's alarm stays";
  EXPECT_EQ(cryo.ask("INPUT B:ALARM:CLEAR;:INPUT B:ALARM?"), "--\n");
}

TEST(cryocon_session, switches_a_relay_with_the_temperature) {
  cryocon_client cryo(at(70));
  EXPECT_EQ(cryo.ask("RELAY 1:SOURCE A;HIGHEST 60;HIENA YES;MODE AUTO;:RELAY? 1"), "--\n");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("RELAY? 1"), "HI\n");
  EXPECT_TRUE(cryo.twin->relay(1));
  cryo.ask("RELAY 1:MODE OFF");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("RELAY? 1;:RELAY 1:MODE?"), "OFF;OFF\n");
}

TEST(cryocon_session, tunes_a_loop_and_regulates_with_what_it_found) {
  cryocon_client cryo(at(60));
  cryo.ask("LOOP 1:RANGE HI;TYPE PID;SETPT 70;PGAIN 2;IGAIN 0;DGAIN 0;:CONTROL");
  cryo.pass(1h);
  EXPECT_EQ(cryo.ask("LOOP 1:AUTOTUNE:STATUS?;PGAIN?"), "IDLE;-1\n");
  EXPECT_EQ(cryo.ask("LOOP 1:AUTOTUNE:MODE PI;DELTAP 5;TIMEOUT 3600;START;STATUS?"), "RUNNING\n");
  cryo.pass(1h);
  EXPECT_EQ(cryo.ask("LOOP 1:AUTOTUNE:STATUS?"), "COMPLETE\n");
  auto const found = cryo.ask("LOOP 1:AUTOTUNE:PGAIN?");
  EXPECT_GT(number(found), 0);
  EXPECT_EQ(cryo.ask("LOOP 1:AUTOTUNE:SAVE;:LOOP 1:PGAIN?"), found);
  cryo.ask("LOOP 1:SETPT 75");
  cryo.pass(1h);
  EXPECT_NEAR(number(cryo.ask("INPUT? A")), 75, 0.02);
}

TEST(cryocon_session, ramps_when_the_set_point_changes) {
  cryocon_client cryo(at(80));
  cryo.ask("LOOP 1:RANGE HI;TYPE RAMPP;SETPT 80;RATE 2;PGAIN 20;IGAIN 30;:CONTROL");
  cryo.pass(10min);
  EXPECT_EQ(cryo.ask("LOOP 1:RAMP?;SETPT 90;RAMP?"), "OFF;ON\n");
  cryo.pass(6min);
  EXPECT_EQ(cryo.ask("LOOP 1:RAMP?"), "OFF\n");
  EXPECT_NEAR(number(cryo.ask("INPUT? A")), 90, 0.5);
}

TEST(cryocon_session, keeps_statistics_until_they_are_reset) {
  auto options = cryocon_client::quick();
  options.inputs[0].minimum = 3.4;
  options.inputs[0].temperature = 77;
  cryocon_client cryo(options);
  cryo.pass(10min);
  EXPECT_EQ(cryo.ask("INPUT A:MIN?;MAX?;VARI?;SLOP?"), "3.400000;77.00000;0;0\n");
  EXPECT_NEAR(number(cryo.ask("INPUT A:STATS:TIME?")), 10, 0.01);
  EXPECT_NEAR(number(cryo.ask("INPUT:TIME?")), 10, 0.01);
  EXPECT_EQ(cryo.ask("INPUT A:STATS:RESET"), "\n");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("INPUT A:MIN?"), "77.00000\n");
  EXPECT_EQ(cryo.ask("INPUT:RESET"), "\n");
}

TEST(cryocon_session, filters_what_it_shows_until_it_is_told_to_reseed) {
  auto options = cryocon_client::quick();
  options.inputs[0].temperature = 77;
  cryocon_client cryo(options);
  cryo.ask("SYSTEM:DISTC 64");
  cryo.twin->pin('A', 87);
  cryo.pass(10s);
  EXPECT_NEAR(number(cryo.ask("INPUT? A")), 77 + 10 * 0.145, 0.02);
  EXPECT_EQ(cryo.ask("SYSTEM:RESEED;:INPUT? A"), "87.00000\n");
}

TEST(cryocon_session, logs_its_inputs) {
  auto options = cryocon_client::quick();
  options.date = std::chrono::sys_days(std::chrono::year(2020) / 5 / 14);
  for (auto& each : options.inputs) each.temperature = 77.35;
  options.inputs[3].fault = cryocon::sensor_fault::open;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("DLOG?"), ";\r\n");
  cryo.ask("DLOG:INTERVAL 10;STATE ON");
  cryo.pass(11s);
  EXPECT_EQ(cryo.ask("DLOG:STATE OFF;COUNT?"), "2\n");
  EXPECT_EQ(cryo.ask("DLOG:READ?"),
            "0, 05/14/2020, 00,00,00, 77.35000, 77.35000, 77.35000, -------\r\n"
            "1, 05/14/2020, 00,00,10, 77.35000, 77.35000, 77.35000, -------\r\n;\r\n");
  cryo.ask("DLOG:CLEAR");
  EXPECT_EQ(cryo.ask("DLOG:COUNT?"), "0\n");
}

TEST(cryocon_session, sends_a_long_log_over_udp_in_datagrams_of_whole_lines) {
  cryocon_client cryo(cryocon_client::quick(), transport::udp);
  cryo.raw("DLOG:INTERVAL 1;STATE ON");
  cryo.pass(100s);
  auto const all = cryo.replies("DLOG?");
  EXPECT_GT(all.size(), 3u);
  for (auto const& each : all) {
    EXPECT_LE(each.bytes.size(), 1400u);
    EXPECT_TRUE(each.bytes.ends_with("\r\n"));
  }
}

constexpr char const* good_diode =
    "CALCUR 3\nGood Diode\nDiode\n-1.0\nvolts\n0.5 300\n1.0 100\nrubbish here\n1.6 4\n;\n";

TEST(cryocon_session, takes_a_curve_and_measures_with_it) {
  auto options = cryocon_client::quick();
  options.inputs[0].temperature = 100;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.raw(good_diode), "\n");
  EXPECT_EQ(cryo.ask("*OPC?"), "1\n");
  EXPECT_EQ(cryo.ask("SENSOR 63:NAME?;NENTRY?;UNITS?;TYPE?;MULTIPLY?"),
            "Good Diode;3;VOLTS;DIODE;-1\n");
  EXPECT_EQ(cryo.ask("CALCUR? 3"), "Good Diode\nDIODE\n-1\nVOLTS\n0.5 300\n1 100\n1.6 4\n;\n");
  EXPECT_EQ(cryo.ask("INPUT A:SENSOR 63;:INPUT A:SENPR?;TEMP?"), "1.000000;100.0000\n");
  cryo.ask("SENSOR 63:MULTIPLY 2;:SENSOR 63:NAME \"Better\"");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("INPUT A:SENPR?;:SENSORIX 63:NAME?"), "2.000000;Better\n");
}

TEST(cryocon_session, takes_a_curve_in_one_datagram_or_in_many_pieces) {
  cryocon_client datagram(cryocon_client::quick(), transport::udp);
  EXPECT_EQ(datagram.raw(good_diode), "\r\n");
  EXPECT_EQ(datagram.raw("SENSOR 63:NENTRY?"), "3\r\n");
  cryocon_client pieces;
  for (char const* each = good_diode; *each != '\0'; ++each) pieces.raw(std::string_view(each, 1));
  EXPECT_EQ(pieces.ask("SENSOR 63:NENTRY?"), "3\n");
}

TEST(cryocon_session, refuses_a_curve_that_cannot_be_and_keeps_what_it_had) {
  cryocon_client cryo;
  cryo.raw(good_diode);
  EXPECT_EQ(cryo.raw("CALCUR 3\nBad\nDiode\n-1.0\nvolts\n1.0 100\n;\n"), "NACK\n");
  EXPECT_EQ(cryo.raw("CALCUR 3\nBad\nDiode\n;\n"), "NACK\n");
  std::string endless = "CALCUR 3\n";
  for (int i = 0; i < 10000; ++i) endless += "0.5 300\n";
  EXPECT_EQ(cryo.raw(endless), "");
  EXPECT_EQ(cryo.raw(";\n"), "NACK\n");
  EXPECT_EQ(cryo.ask("SENSOR 63:NAME?;:CALCUR? 4"),
            "Good Diode\nUser Sensor 4\nDIODE\n-1\nVOLTS\n;\n");
}

TEST(cryocon_session, takes_a_pid_table_and_gives_it_back) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.raw("PIDTABLE 2:TABLE\nTest 0\n300.00 1.60 160.00 40.00 HI Default\n"
                     "100 0.6 60 10 MID ChB\nno zone\n-5 1 1 1 HI Default\n;\n"),
            "\n");
  EXPECT_EQ(cryo.ask("PIDTABLE? 2;:PIDTABLE 2:NENTRY?"), "Test 0;2\n");
  EXPECT_EQ(cryo.ask("PIDTABLE 2:TABLE?"),
            "Test 0\n100 0.6 60 10 MID ChB\n300 1.6 160 40 HI Default\n;\n");
}

TEST(cryocon_session, knows_what_an_acr_sensor_needs) {
  auto options = cryocon_client::quick();
  options.inputs[0].temperature = 4.2;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("INPUT A:VBIAS?"), "N/A\n");
  EXPECT_EQ(cryo.ask("INPUT A:SENSOR 32;VBIAS?;VBIAS 1.0MV;VBIAS?;BRUNLOCK?"), "10MV;1.0MV; \n");
  EXPECT_EQ(cryo.ask("INPUT A:SENPR?;SENSPWR?"), "2238.721;4.466836e-10\n");
}

}  // namespace cryocon_session_test
