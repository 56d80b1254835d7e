#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cryocon_client.hpp"

namespace cryocon_conversation_test {

using namespace std::chrono_literals;
using sim::cryocon;
using sim::cryocon_client;
using sim::transport;

TEST(cryocon_twin, identifies_itself_as_its_forerunner_did) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("*IDN?"), "Cryo-con,24C,204683,1.01A\n");
  EXPECT_EQ(cryo.ask("SYSTEM:NAME?"), "Cryocon simulator\n");
  EXPECT_EQ(cryo.ask("SYST:HWR?;:SYST:FWREV?"), "12A4FE;78C90A\n");
}

TEST(cryocon_twin, takes_long_and_short_spellings_in_any_case) {
  cryocon_client cryo;
  for (char const* line :
       {"INPUT A:UNITS?", "inp a:unit?", ":Input CHA:Units?", "INP 0:UNIT?", "INPUT A:UNITS?;"})
    EXPECT_EQ(cryo.ask(line), "K\n") << line;
}

TEST(cryocon_twin, ends_lines_as_they_come) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.raw("*IDN?\r\n"), "Cryo-con,24C,204683,1.01A\n");
  auto options = cryocon_client::quick();
  options.newline = "\r\n";
  cryocon_client other(options);
  EXPECT_EQ(other.raw("*IDN?\n"), "Cryo-con,24C,204683,1.01A\r\n");
}

TEST(cryocon_twin, puts_a_line_together_from_its_pieces_and_takes_several_at_once) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.raw("*ID"), "");
  EXPECT_EQ(cryo.raw("N?\nCONT"), "Cryo-con,24C,204683,1.01A\n");
  EXPECT_EQ(cryo.raw("ROL?\nINP A:UNIT?\n"), "OFF\nK\n");
}

TEST(cryocon_twin, stays_in_the_branch_until_a_colon_goes_to_the_root) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("LOOP 1:SOURCE B;TYPE PID;:LOOP 1:SOURCE?;TYPE?"), "B;PID\n");
  EXPECT_EQ(cryo.ask("INPUT A:UNITS C;UNITS?;:LOOP 2:PGAIN 7.5;PGAIN?"), "C;7.5\n");
}

TEST(cryocon_twin, understands_a_line_again_after_very_many_others) {
  cryocon_client cryo;
  for (int i = 0; i < 1000; ++i) {
    auto const value = std::to_string(i);
    EXPECT_EQ(cryo.ask("LOOP 1:PGAIN " + value + ";PGAIN?"), value + "\n");
    EXPECT_EQ(cryo.ask("LOOP 1:PGAIN?"), value + "\n");
  }
}

TEST(cryocon_twin, answers_a_set_with_an_empty_line_or_not_at_all) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 8"), "\n");
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 8;IGAIN 30;"), "\n");
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 9;:*OPC?"), "1\n");
  EXPECT_EQ(cryo.ask(""), "");
  EXPECT_EQ(cryo.ask(" ; ;"), "");
  auto options = cryocon_client::quick();
  options.set_answer = cryocon::set_reply::none;
  cryocon_client quiet(options);
  EXPECT_EQ(quiet.ask("LOOP 1:PGAIN 8"), "");
  EXPECT_EQ(quiet.ask("LOOP 1:PGAIN?"), "8\n");
}

TEST(cryocon_twin, answers_each_set_of_a_line_with_an_empty_part_when_told_to) {
  auto options = cryocon_client::quick();
  options.set_answer = cryocon::set_reply::part;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 8"), "\n");
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 8;PGAIN?"), ";8\n");
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 8;PGAIN?;IGAIN 30;IGAIN?"), ";8;;30\n");
  EXPECT_EQ(cryo.ask("LOOP 1:PGAIN 1001;PGAIN?"), "NACK;8\n");
  EXPECT_EQ(cryo.ask("SYSTEM:BEEP 1;:*OPC?"), ";1\n");
}

TEST(cryocon_twin, answers_every_command_over_udp_with_a_datagram) {
  auto options = cryocon_client::quick();
  options.set_answer = cryocon::set_reply::none;
  cryocon_client cryo(options, transport::udp);
  EXPECT_EQ(cryo.raw("*IDN?"), "Cryo-con,24C,204683,1.01A\r\n");
  EXPECT_EQ(cryo.raw("LOOP 1:SETPT 77.4"), "\r\n");
  EXPECT_EQ(cryo.raw("LOOP 1:SETPT?\n"), "77.400000K\r\n");
}

TEST(cryocon_twin, reads_several_channels_at_once) {
  cryocon options = cryocon_client::quick();
  options.inputs[0].temperature = 77.35;
  options.inputs[1].temperature = 4.2;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("INPUT? A"), "77.35000\n");
  EXPECT_EQ(cryo.ask("INPUT A,B:TEMP?"), "77.35000;4.200000\n");
  EXPECT_EQ(cryo.ask("INPUT? A,B"), "77.35000;4.200000\n");
  EXPECT_EQ(cryo.ask("INPUT A,:TEMP?"), "77.35000;NACK\n");
}

TEST(cryocon_twin, says_why_there_is_no_temperature) {
  cryocon options = cryocon_client::quick();
  options.inputs[0].fault = cryocon::sensor_fault::open;
  options.inputs[1].sensor = 20;
  options.inputs[1].temperature = 10;
  options.inputs[2].sensor = 0;
  options.inputs[3].fault = cryocon::sensor_fault::out_of_range;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("INPUT A:TEMP?;ALARM?;MIN?"), "-------;SF;-------\n");
  EXPECT_EQ(cryo.ask("INPUT B:TEMP?"), ".......\n") << "a Pt100 begins at 23 K";
  EXPECT_EQ(cryo.ask("INPUT C:TEMP?;ALARM?"), "-------;--\n");
  EXPECT_EQ(cryo.ask("INPUT D:TEMP?"), ".......\n");
  EXPECT_EQ(cryo.ask("SYSTEM:ISR?"), "129\n") << "alarm and sensor fault A";
  cryo.twin->fault('A', cryocon::sensor_fault::none);
  cryo.twin->pin('A', 20);
  cryo.pass(1min);
  EXPECT_EQ(cryo.ask("INPUT A:TEMP?"), "20.00000\n");
}

TEST(cryocon_twin, refuses_what_the_real_one_refuses) {
  cryocon_client cryo;
  for (char const* line : {"NONSENSE",
                           "NONSENSE?",
                           "INPUT",
                           "INPUT?",
                           "INPUT E:TEMP?",
                           "LOOP 0:TYPE?",
                           "LOOP 5:TYPE?",
                           "*IDN",
                           "LOOP 1:SETPT 1500",
                           "LOOP 1:SETPT -1",
                           "LOOP 1:SETPT abc",
                           "LOOP 1:SETPT",
                           "LOOP 1:SETPT nan",
                           "LOOP 1:SETPT 1e999",
                           "LOOP 1:RANGE 5V",
                           "LOOP 2:RANGE MID",
                           "LOOP 3:RANGE HI",
                           "LOOP 1:TYPE SCALE",
                           "LOOP 1:TYPE FOO",
                           "LOOP 1:PGAIN 1001",
                           "LOOP 1:TABLEIX 7",
                           "LOOP 1:LOAD 30",
                           "LOOP 1:OUTPWR 5",
                           "SYSTEM:HWREV x",
                           "SYSTEM:DISTC 3",
                           "SYSTEM:NAME \"a name that is too long\"",
                           "INPUT A:SENSOR 7",
                           "INPUT A:SENSOR 69",
                           "INPUT A:UNITS X",
                           "SENSOR 1:NAME \"mine\"",
                           "SENSOR 7:NAME?",
                           "CONFIG 6:SAVE",
                           "CONFIG 3:RESTORE",
                           "LOOP 1:AUTOTUNE:SAVE",
                           "LOOP 1:AUTOTUNE:START",
                           "INPUT A:VBIAS 1.0MV",
                           "NETWORK:IPADDRESS \"300.1.1.1\"",
                           "NETWORK:PORT 70000",
                           "MAIL A:FROM \"nobody\"",
                           "SYSTEM:DATE \"02/30/2020\"",
                           "SYSTEM:TIME \"25:00:00\"",
                           "STOP now",
                           "DLOG:INTERVAL 0",
                           "CALCUR 9",
                           "PIDTABLE 7:NAME?",
                           "RELAY? 3",
                           "CALCUR? 0",
                           "INPUT A:TEMP 5",
                           "LOOP 1:SETPT 5C",
                           "LOOP 1:MAXSET 10001",
                           "LOOP 1:MAXSET -1",
                           "LOOP 2:LOAD?",
                           "LOOP 3:HTRHST?",
                           "LOOP 4:LOAD 50",
                           "SYSTEM:NAME \"abc",
                           "SYSTEM:NAME abc\";:CONTROL",
                           "\x01\x02\xff"})
    EXPECT_EQ(cryo.ask(line), "NACK\n") << line;
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT?"), "100.000000K\n");
}

TEST(cryocon_twin, refuses_in_place_within_a_compound_line) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("*IDN?;:FOO?;:CONTROL?"), "Cryo-con,24C,204683,1.01A;NACK;OFF\n");
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT 5000;:LOOP 1:SETPT?"), "NACK;100.000000K\n");
}

TEST(cryocon_twin, refuses_lines_of_more_than_255_characters_once_and_goes_on) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("*IDN?" + std::string(250, ' ')), "Cryo-con,24C,204683,1.01A\n");
  EXPECT_EQ(cryo.ask("*IDN?" + std::string(251, ' ')), "NACK\n");
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(cryo.raw(std::string(1000, 'x')), "");
  EXPECT_EQ(cryo.raw("\n*IDN?\n"), "NACK\nCryo-con,24C,204683,1.01A\n");
}

TEST(cryocon_twin, reports_errors_in_its_event_register) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("*ESR?"), "1\n") << "power on";
  EXPECT_EQ(cryo.ask("*ESR?"), "0\n") << "reading clears it";
  cryo.ask("NONSENSE");
  EXPECT_EQ(cryo.ask("*ESR?"), "4\n");
  cryo.ask("NONSENSE?");
  EXPECT_EQ(cryo.ask("*ESR?"), "32\n");
  cryo.ask("SENSOR 1:NAME \"mine\"");
  EXPECT_EQ(cryo.ask("*ESR?"), "8\n");
  cryo.ask("*OPC");
  EXPECT_EQ(cryo.ask("*ESR?"), "128\n");
  cryo.ask("NONSENSE");
  EXPECT_EQ(cryo.ask("*CLS;*ESR?"), "0\n");
}

TEST(cryocon_twin, sums_its_registers_up_in_the_status_byte) {
  cryocon_client cryo;
  cryo.ask("*CLS");
  EXPECT_EQ(cryo.ask("*STB?"), "0\n");
  EXPECT_EQ(cryo.ask("*IDN?;*STB?"), "Cryo-con,24C,204683,1.01A;16\n") << "a message waits";
  cryo.ask("*ESE 4;*SRE 32");
  cryo.ask("NONSENSE");
  EXPECT_EQ(cryo.ask("*STB?"), "96\n") << "standard event and request for service";
  cryo.ask("*CLS");
  cryo.ask("SYSTEM:ISE 1");
  cryo.twin->fault('A', cryocon::sensor_fault::open);
  EXPECT_EQ(cryo.ask("*STB?"), "8\n") << "instrument event";
}

TEST(cryocon_twin, takes_100_ms_for_a_request) {
  cryocon_client slow{cryocon{}};
  auto after = [](cryocon_client& cryo) { return cryo.replies("*IDN?\n").at(0).after; };
  EXPECT_EQ(after(slow), 0ms);
  slow.pass(40ms);
  EXPECT_EQ(after(slow), 60ms);
  EXPECT_EQ(after(slow), 160ms) << "requests queue up";
  slow.pass(400ms);
  EXPECT_EQ(after(slow), 0ms);
  EXPECT_EQ(slow.twin->violations(), 2u);

  cryocon_client counting{cryocon{.pace = cryocon::haste::flag}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(after(counting), 0ms);
  EXPECT_EQ(counting.twin->violations(), 4u);
}

TEST(cryocon_twin, is_silent_while_it_resets_and_comes_back_as_it_was_saved) {
  cryocon_client cryo;
  cryo.ask("LOOP 1:SETPT 50;:SYSTEM:LOCKOUT ON;:SYSTEM:NVSAVE");
  cryo.ask("LOOP 1:SETPT 60;:SYSTEM:LOCKOUT OFF;:CONTROL");
  EXPECT_EQ(cryo.ask("*RST"), "\n");
  cryo.pass(14s);
  EXPECT_EQ(cryo.ask("*IDN?"), "");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT?;:SYSTEM:LOCKOUT?;:CONTROL?"), "50.000000K;ON;OFF\n");
}

TEST(cryocon_twin, stores_and_restores_set_ups) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("CONFIG 4:NAME \"Cold plate\";NAME?"), "Cold plate\n");
  cryo.ask("LOOP 1:SETPT 50;RANGE HI;:SYSTEM:LINEFREQ 50;:CONFIG 4:SAVE");
  cryo.ask("LOOP 1:SETPT 60;RANGE LOW;:SYSTEM:LINEFREQ 60");
  EXPECT_EQ(cryo.ask("CONFIG 4:RESTORE"), "\n");
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT?;RANGE?;:SYSTEM:LINEFREQ?;:CONFIG 4:NAME?"),
            "50.000000K;HI;50;Cold plate\n");
}

TEST(cryocon_twin, keeps_a_calendar_that_runs_and_can_be_set) {
  cryocon options = cryocon_client::quick();
  options.date = std::chrono::sys_days(std::chrono::year(2020) / 5 / 14) + 16h + 2min + 35s;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("SYSTEM:DATE?;TIME?"), "\"05/14/2020\";\"16:02:35\"\n");
  cryo.pass(8h);
  EXPECT_EQ(cryo.ask("SYSTEM:DATE?;TIME?"), "\"05/15/2020\";\"00:02:35\"\n");
  EXPECT_EQ(cryo.ask("SYSTEM:DATE \"12/31/1999\";TIME \"23:59:59\";DATE?"), "\"12/31/1999\"\n");
  cryo.pass(1s);
  EXPECT_EQ(cryo.ask("SYSTEM:DATE?"), "\"01/01/2000\"\n");
}

TEST(cryocon_twin, keeps_its_set_points_where_they_are_when_units_change) {
  cryocon_client cryo;
  cryo.ask("LOOP 1:SETPT 300");
  EXPECT_EQ(cryo.ask("INPUT A:UNITS C;:LOOP 1:SETPT?"), "26.850000C\n");
  EXPECT_EQ(cryo.ask("INPUT A:UNITS F;:LOOP 1:SETPT 80.33;SETPT?"), "80.330000F\n");
  EXPECT_EQ(cryo.ask("INPUT A:UNITS K;:LOOP 1:SETPT?"), "300.000000K\n");
  EXPECT_EQ(cryo.ask("INPUT A:UNITS S;:LOOP 1:SETPT?"), "0.560000S\n");
}

TEST(cryocon_twin, takes_set_points_below_zero_of_a_scale_and_none_below_zero_kelvin) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("INPUT A:UNITS C;:LOOP 1:SETPT -100;SETPT?"), "-100.000000C\n");
  EXPECT_EQ(cryo.ask("LOOP 1:MAXSET -50;MAXSET?"), "-50.000000C\n");
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT -273.16"), "NACK\n");
  EXPECT_EQ(cryo.ask("INPUT A:UNITS F;:LOOP 1:SETPT -300;SETPT?"), "-300.000000F\n");
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT -459.68"), "NACK\n");
}

TEST(cryocon_twin, ignores_the_load_of_loop_2) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("LOOP 2:LOAD 25"), "\n") << "guide p. 104";
}

TEST(cryocon_twin, answers_the_compound_example_of_the_guide_as_far_as_the_sensor_exists) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("INPUT A:UNIT S;SENSOR 33;:*OPC?"), "NACK;1\n") << "not in appendix A";
  EXPECT_EQ(cryo.ask("INPUT A:UNIT?"), "S\n");
  EXPECT_EQ(cryo.ask("INPUT A:UNIT S;SENSOR 32;:*OPC?"), "1\n");
}

TEST(cryocon_twin, is_a_monitor_of_eight_inputs_without_loops_as_an_18C) {
  cryocon options = cryocon_client::quick();
  options.model = "18C";
  options.inputs[7].temperature = 77.35;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("*IDN?"), "Cryo-con,18C,204683,1.01A\n");
  EXPECT_EQ(cryo.ask("INPUT? H"), "77.35000\n");
  EXPECT_EQ(cryo.ask("INPUT? 7"), "77.35000\n");
  EXPECT_EQ(cryo.ask("INPUT? I"), "NACK\n");
  EXPECT_EQ(cryo.ask("INPUT H:NAME?;:MAIL H:PORT?;:RELAY 1:SOURCE H;SOURCE?"), "Channel H;25;H\n");
  EXPECT_EQ(cryo.ask("LOOP 1:SETPT?"), "NACK\n");
  EXPECT_EQ(cryo.ask("CONTROL?"), "NACK\n");
  EXPECT_EQ(cryo.ask("DLOG:STATE ON"), "\n");
  cryo.pass(std::chrono::seconds(1));
  auto const log = cryo.ask("DLOG?");
  EXPECT_EQ(std::ranges::count(log.substr(0, log.find('\r')), ','), 12) << log;
}

TEST(cryocon_twin, has_no_more_inputs_than_its_model) {
  cryocon_client cryo;
  EXPECT_EQ(cryo.ask("INPUT? E"), "NACK\n");
  EXPECT_EQ(cryo.ask("LOOP 1:SOURCE E"), "NACK\n");
}

TEST(cryocon_twin, appends_the_unit_to_a_temperature_when_it_is_a_22C) {
  cryocon options = cryocon_client::quick();
  options.model = "22C";
  options.inputs[0].temperature = 77.35;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("INPUT? A"), "77.35000K\n");
  EXPECT_EQ(cryo.ask("*IDN?"), "Cryo-con,22C,204683,1.01A\n");
  EXPECT_EQ(cryo.ask("INPUT? C"), "NACK\n");
}

TEST(cryocon_twin, pads_loop_types_when_told_to) {
  cryocon options = cryocon_client::quick();
  options.padded = true;
  cryocon_client cryo(options);
  EXPECT_EQ(cryo.ask("LOOP 1:TYPE PID;TYPE?"), "PID  \n");
}

TEST(cryocon_twin, will_not_be_made_of_options_that_it_cannot_have) {
  auto make = [](auto change) {
    cryocon options;
    change(options);
    return sim::make_cryocon(options);
  };
  EXPECT_THROW(make([](cryocon& o) { o.inputs[0].unit = 'X'; }), std::invalid_argument);
  EXPECT_THROW(make([](cryocon& o) { o.inputs[0].sensor = 7; }), std::invalid_argument);
  EXPECT_THROW(make([](cryocon& o) { o.loops[1].range = "MID"; }), std::invalid_argument);
  EXPECT_THROW(make([](cryocon& o) { o.loops[0].type = "FAST"; }), std::invalid_argument);
}

}  // namespace cryocon_conversation_test
