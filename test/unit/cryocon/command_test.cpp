#include <gtest/gtest.h>

#include <cryocon/properties.hpp>
#include <cryocon/protocol/command.hpp>

namespace command_test {

using namespace cryocon;
using protocol::fit;

/// Writes a line's commands the way a reader thinks of them: "loop.set_point@1?",
/// "loop.type@1=PID".
std::string read_back(std::string_view line) {
  std::string text;
  for (auto const& each : protocol::parse_line(line)) {
    if (!text.empty()) text += " ";
    if (each.property == nullptr) {
      text += "unknown";
      continue;
    }
    text += std::string(info(each.property->where).name) + "." + std::string(each.property->name);
    if (!each.index.empty()) text += "@" + std::string(each.index);
    if (each.query) text += "?";
    if (!each.argument.empty()) text += "=" + std::string(each.argument);
  }
  return text;
}

TEST(command_line, asks_for_a_temperature_in_each_form_of_the_guide) {
  for (auto const* line : {"INPUT? A", "input? A", "INPUT A:TEMPERATURE?", ":INP A:TEMP?",
                           "INPUT A:TEMPER?", "inp A:tempe?", "INPUT A?", "INPUT A :TEMP ?"}) {
    EXPECT_EQ(read_back(line), "input.temperature@A?") << line;
  }
}

TEST(command_line, stays_in_the_branch_of_the_command_before) {
  EXPECT_EQ(read_back("LOOP 1:SOURCE A;TYPE PID"), "loop.source@1=A loop.type@1=PID");
  EXPECT_EQ(read_back("LOOP 1:SETPT?;PGAIN?;IGAIN?;DGAIN?"),
            "loop.set_point@1? loop.proportional_gain@1? loop.integrator_gain@1? "
            "loop.differentiator_gain@1?");
  EXPECT_EQ(read_back("INPUT A:UNITS K;TEMPER?"), "input.unit@A=K input.temperature@A?");
  EXPECT_EQ(read_back("INPUT A:ALARM:HIGHEST 5;LOWEST 3"),
            "input.alarm_high@A=5 input.alarm_low@A=3");
}

TEST(command_line, goes_back_to_the_root_with_a_colon) {
  EXPECT_EQ(read_back("INPUT A:TEMPER?;:LOOP 1:SETPT 123.45;"),
            "input.temperature@A? loop.set_point@1=123.45");
  EXPECT_EQ(read_back("INPUT A:UNITS S;SENSOR 33;:*OPC?"),
            "input.unit@A=S input.sensor@A=33 common.operation_complete?");
}

TEST(command_line, keeps_the_branch_over_a_common_command) {
  EXPECT_EQ(read_back("LOOP 1:SETPT?;*OPC?;TYPE?"),
            "loop.set_point@1? common.operation_complete? loop.type@1?");
}

TEST(command_line, finds_at_the_root_what_the_branch_does_not_have) {
  EXPECT_EQ(read_back("INPUT A:UNITS?;CONTROL?"), "input.unit@A? control.control?");
}

TEST(command_line, takes_separators_within_quotes_for_text) {
  EXPECT_EQ(read_back("INPUT B:NAME \"a;b:c?\";UNITS?"), "input.name@B=\"a;b:c?\" input.unit@B?");
  EXPECT_EQ(read_back("SYSTEM:TIME \"12:30:00\""), "system.time=\"12:30:00\"");
}

TEST(command_line, takes_the_index_where_each_group_has_it) {
  EXPECT_EQ(read_back("RELAY? 1"), "relay.status@1?");
  EXPECT_EQ(read_back("RELAYS 2 :MODE AUTO"), "relay.mode@2=AUTO");
  EXPECT_EQ(read_back("PIDTABLE? 3"), "pid_table.name@3?");
  EXPECT_EQ(read_back("PIDTABLE 3:TABLE?"), "pid_table.table@3?");
  EXPECT_EQ(read_back("CALCUR 1"), "curve.data@1");
  EXPECT_EQ(read_back("CALCUR? 1"), "curve.data@1?");
  EXPECT_EQ(read_back("SENSORIX 64:NAME?"), "sensor.name@64?");
  EXPECT_EQ(read_back("CONFIG 4:NAME \"Cold plate\""), "config.name@4=\"Cold plate\"");
  EXPECT_EQ(read_back("MAIL A:STATE ON"), "mail.state@A=ON");
  EXPECT_EQ(read_back("INPUT A,B:TEMP?"), "input.temperature@A,B?");
  EXPECT_EQ(read_back("INP:TIM?"), "input.statistics_time?");
}

TEST(command_line, tells_a_query_from_a_set_of_the_same_name) {
  EXPECT_EQ(read_back("*OPC"), "common.signal_complete");
  EXPECT_EQ(read_back("*OPC?"), "common.operation_complete?");
  EXPECT_EQ(read_back("CONTROL"), "control.control");
  EXPECT_EQ(read_back("CONTROL?"), "control.control?");
  EXPECT_EQ(read_back("STOP"), "control.stop");
}

TEST(command_line, reads_what_the_clients_in_the_field_send) {
  EXPECT_EQ(read_back(":*IDN?;"), "common.idn?");
  EXPECT_EQ(read_back(":SYSTEM:HWR?;:SYSTEM:FWR?;"), "system.hw_revision? system.fw_revision?");
  EXPECT_EQ(read_back(":INPUT A:VARI?;:INPUT B:SLOP?;:INPUT C:OFFS?;"),
            "input.variance@A? input.slope@B? input.offset@C?");
  EXPECT_EQ(read_back(":LOOP 1:AUT:STAT?"), "loop.autotune_status@1?");
  EXPECT_EQ(read_back(":INPUT A:ALAR:CLE"), "input.clear_alarm@A");
  EXPECT_EQ(read_back("net:mac?"), "network.mac_address?");
  EXPECT_EQ(read_back("LOOP 1:SETPOINT 1234.5;:*OPC?"),
            "loop.set_point@1=1234.5 common.operation_complete?");
}

TEST(command_line, does_not_guess_what_a_word_between_two_keywords_means) {
  EXPECT_EQ(read_back("LOOP 1:HTR?"), "unknown");
  EXPECT_EQ(read_back("LOOP 1:MAX 5"), "unknown");
  EXPECT_EQ(read_back("IN A:TEMP?"), "unknown");
  EXPECT_EQ(read_back("INPUT A:TEMPERATURES?"), "unknown");
}

TEST(command_line, leaves_out_empty_commands) {
  EXPECT_EQ(read_back(";;  ;\r\n"), "");
  EXPECT_EQ(read_back(""), "");
  EXPECT_EQ(read_back(";*IDN?;"), "common.idn?");
}

TEST(mnemonic, is_matched_by_its_long_and_short_forms) {
  EXPECT_EQ(protocol::match("TEMPerature", "temperature"), fit::whole);
  EXPECT_EQ(protocol::match("TEMPerature", "Temp"), fit::capitals);
  EXPECT_EQ(protocol::match("VARiance", "var"), fit::capitals);
  EXPECT_EQ(protocol::match("VARiance", "vari"), fit::prefix);
  EXPECT_EQ(protocol::match("SENSPwr", "SENS"), fit::rule) << "four letters";
  EXPECT_EQ(protocol::match("LOWEst", "LOW"), fit::rule) << "three when the fourth is a vowel";
  EXPECT_EQ(protocol::match("TEMPerature", "TEM"), fit::none);
  EXPECT_EQ(protocol::match("TEMPerature", "TEMPO"), fit::none);
}

TEST(channel_index, is_read_as_a_letter_a_tag_or_a_number) {
  for (auto const* text : {"B", "b", "CHB", "chb", "1", " B "}) {
    EXPECT_EQ(protocol::parse_index(group::input, text), 'B') << text;
  }
  EXPECT_EQ(protocol::parse_index(group::loop, "3"), 3);
  for (auto const* text : {"", "AB", "CH", "-1", "Z", "12"}) {
    EXPECT_EQ(protocol::parse_index(group::input, text), std::nullopt) << text;
  }
}

TEST(reply_line, is_split_where_parts_are_due) {
  using parts = std::vector<std::string_view>;
  EXPECT_EQ(protocol::split_reply("123.45;20.0;60;12.5;\r\n", 4),
            (parts{"123.45", "20.0", "60", "12.5"}));
  EXPECT_EQ(protocol::split_reply("K; \n", 2), (parts{"K", " "})) << "a locked bridge is a space";
  EXPECT_EQ(protocol::split_reply("77.35;\n", 1), parts{"77.35"});
  EXPECT_EQ(protocol::split_reply("\"a;b\";K\n", 2), (parts{"\"a;b\"", "K"}));
}

TEST(reply_line, is_a_refusal_in_either_spelling_and_with_any_end) {
  for (auto const* text : {"NACK", "NAK", "nack\r\n", " NACK;\n"}) {
    EXPECT_TRUE(protocol::is_refusal(text)) << text;
  }
  for (auto const* text : {"", "ACK", "NACKED", "77.3"}) {
    EXPECT_FALSE(protocol::is_refusal(text)) << text;
  }
}

}  // namespace command_test
