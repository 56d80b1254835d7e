#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "cyclers/arbin/channel_records.hpp"
#include "cyclers/arbin/messages.hpp"
#include "hex_bytes.hpp"

namespace cti_captured_test {

using namespace cyclers::arbin;
using namespace cyclers::arbin::messages;
using cyclers::test::shown;

std::string file(std::string const& name) {
  std::ifstream in(COROLAB_TEST_DIR "/vectors/cti/captured/" + name, std::ios::binary);
  EXPECT_TRUE(in.good()) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Is a captured message with what pycti's keys for its fields are in the documents.
struct capture {
  std::string_view name;
  std::string_view command;
  bool is_feedback;
  std::vector<std::pair<std::string_view, std::string_view>> keys;
};

std::vector<capture> const captures{
    {"client_login_msg", "log_in", false, {{"username", "User"}}},
    {"server_login_msg",
     "log_in",
     true,
     {{"cycler_sn", "SN"},
      {"note", "Note"},
      {"nick_name", "NickName"},
      {"location", "Location"},
      {"emergency_contact", "EmergencyContactNameAndPhoneNumber"},
      {"other_comments", "OtherComments"},
      {"email", "Email"},
      {"call", "Call"},
      {"itac", "ITAC"},
      {"version", "Version"},
      {"allow_control", "IsAllowToControl"},
      {"num_channels", "dwChannelNum"},
      {"user_type", "dwUserType"}}},
    {"client_channel_info_msg",
     "channels_info",
     false,
     {{"channel", "OnlyChannel"},
      {"channel_selection", "InfoType"},
      {"aux_options", "NeedTypeSet"}}},
    {"server_channel_info_msg",
     "channels_info",
     true,
     {{"channel", "Channels.0.ChannelIndex"},
      {"comm_failure", "Channels.0.m_bCommFailure"},
      {"schedule", "Channels.0.Schedule"},
      {"testname", "Channels.0.Testname"},
      {"exit_condition", "Channels.0.ExitCondition"},
      {"step_and_cycle_format", "Channels.0.StepAndCycleformat"},
      {"barcode", "Channels.0.Barcode"},
      {"can_config_name", "Channels.0.CANCfgName"},
      {"smb_config_name", "Channels.0.SMBCfgName"},
      {"master_channel", "Channels.0.MasterChannel"},
      {"test_time_s", "Channels.0.TestTime"},
      {"step_time_s", "Channels.0.StepTime"},
      {"voltage_v", "Channels.0.Voltage"},
      {"current_a", "Channels.0.Current"},
      {"power_w", "Channels.0.Power"},
      {"charge_capacity_ah", "Channels.0.ChargeCapacity"},
      {"discharge_capacity_ah", "Channels.0.DischargeCapacity"},
      {"charge_energy_wh", "Channels.0.ChargeEnergy"},
      {"discharge_energy_wh", "Channels.0.DishargeEnergy"},
      {"internal_resistance_ohm", "Channels.0.InternalResistance"},
      {"dvdt_vbys", "Channels.0.dvdt"},
      {"acr_ohm", "Channels.0.ACR"},
      {"aci_ohm", "Channels.0.ACI"},
      {"aci_phase_degrees", "Channels.0.ACIPhase"}}},
    {"client_assign_schedule_msg",
     "assign_schedule",
     false,
     {{"channel", "dwIvChannelGlobalIndex"},
      {"schedule", "ScheduleName"},
      {"test_capacity_ah", "flCapacity"},
      {"barcode", "ItemId"},
      {"user_variable_1", "fMV_UD.0"},
      {"user_variable_16", "fMV_UD.15"}}},
    {"server_assign_schedule_msg",
     "assign_schedule",
     true,
     {{"channel", "dwIvChannelGlobalIndex"}}},
    {"client_start_schedule_msg",
     "start",
     false,
     {{"test_name", "TestName"}, {"channel", "ChnIndexList.0"}}},
    {"server_start_schedule_msg", "start", true, {{"channel", "dwIvChannelGlobalIndex"}}},
    {"client_stop_schedule_msg", "stop", false, {{"channel", "m_dwIvChannelGlobalIndex"}}},
    {"server_stop_schedule_msg", "stop", true, {{"channel", "dwIvChannelGlobalIndex"}}},
    {"client_set_meta_variable_msg",
     "set_variable",
     false,
     {{"channel", "m_dwIvChannelGlobalIndex"},
      {"mv_type", "MV_Type"},
      {"mv_meta_code", "MV_MetaCode"},
      {"mv_value_type", "MV_ValueType"},
      {"mv_data", "MV_Data"}}},
    {"server_set_meta_variable_msg", "set_variable", true, {{"channel", "dwIvChannelGlobalIndex"}}},
};

message read(capture const& from) {
  std::string const raw = file(fmt::format("{}.bin", from.name));
  auto got = from.is_feedback ? read_feedback(*find_command(from.command), raw) : read_request(raw);
  EXPECT_TRUE(got.has_value()) << got.error().what();
  return got.value();
}

boost::json::value json_of(message const& what) {
  std::string text;
  cyclers::protocol::json_writer out(text);
  cyclers::protocol::write_json(what.form(), out, what.data());
  return boost::json::parse(text);
}

/// Follows a path such as "Channels.0.Status".
boost::json::value at(boost::json::value value, std::string_view path) {
  while (!path.empty()) {
    std::string_view const one = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(one.size() + 1, path.size()));
    value = value.is_array() ? boost::json::value(value.as_array().at(
                                   static_cast<std::size_t>(std::stoi(std::string(one)))))
                             : boost::json::value(value.as_object().at(one));
  }
  return value;
}

bool same(boost::json::value const& published, boost::json::value const& ours) {
  if (!published.is_number()) return published == ours;
  // Singles were published as the doubles that they are.
  double const value = published.to_number<double>();
  double const got = ours.to_number<double>();
  return value == got || static_cast<float>(value) == static_cast<float>(got);
}

TEST(every_captured_message, has_the_values_that_were_published) {
  for (capture const& each : captures) {
    SCOPED_TRACE(each.name);
    auto const published = boost::json::parse(file(fmt::format("{}.json", each.name)));
    message const got = read(each);
    EXPECT_EQ(got.what().info->name, each.command);
    auto const ours = json_of(got);
    for (auto const& [key, path] : each.keys)
      EXPECT_TRUE(same(published.at(key), at(ours, path)))
          << key << ": " << published.at(key) << " " << at(ours, path);
  }
}

TEST(every_captured_message, states_its_length_and_command_as_published) {
  for (capture const& each : captures) {
    SCOPED_TRACE(each.name);
    auto const published = boost::json::parse(file(fmt::format("{}.json", each.name)));
    std::string const raw = file(fmt::format("{}.bin", each.name));
    message_header const header = read_header(raw).value();
    EXPECT_EQ(header.length, published.at("msg_length").to_number<std::uint32_t>());
    EXPECT_EQ(header.command, published.at("command_code").to_number<std::uint32_t>());
    EXPECT_EQ(header.total(each.is_feedback ? direction::feedback : direction::request),
              raw.size());
  }
}

TEST(every_captured_message, is_written_with_the_same_bytes) {
  for (capture const& each : captures) {
    SCOPED_TRACE(each.name);
    message const got = read(each);
    auto const written = each.is_feedback ? write_feedback(got) : write_request(got);
    ASSERT_TRUE(written.has_value()) << written.error().what();
    EXPECT_EQ(shown(*written), shown(file(fmt::format("{}.bin", each.name))));
  }
}

TEST(the_captured_log_in, has_the_password_that_was_published) {
  message const request = read(captures[0]);
  EXPECT_EQ(request.request<log_in>()->password, "fake passowrd");
  message const feedback = read(captures[1]);
  auto const& reply = *feedback.reply<log_in>();
  EXPECT_EQ(reply.result, login_result::ok);
  EXPECT_EQ(reply.ip_address, (std::array<std::uint8_t, 4>{3, 3, 31, 81}));
  EXPECT_EQ(reply.picture, "");
  EXPECT_FALSE(has_long_names(reply.version));
}

TEST(every_captured_feedback, tells_of_success) {
  EXPECT_EQ(read(captures[5]).reply<assign_schedule>()->result, assign_result::ok);
  EXPECT_EQ(read(captures[7]).reply<start>()->result, start_result::ok);
  EXPECT_EQ(read(captures[9]).reply<stop>()->result, stop_result::ok);
  EXPECT_EQ(read(captures[11]).reply<set_variable>()->result, variable_result::ok);
}

TEST(the_captured_channel, rests_and_has_no_auxiliary_values) {
  message const got = read(captures[3]);
  auto const& channels = got.reply<channels_info>()->channels;
  ASSERT_EQ(channels.size(), 1u);
  EXPECT_EQ(text_of(channels[0].status), "Rest");
  EXPECT_TRUE(channels[0].voltages.empty() && channels[0].can.empty() && channels[0].smb.empty());
  EXPECT_EQ(text_of(static_cast<meta_variable>(read(captures[10]).request<set_variable>()->code)),
            "MV_UD1");
}

TEST(the_captured_channel, has_the_same_numbers_when_only_those_are_read) {
  std::vector<channel_reading> readings;
  std::string const raw = file("server_channel_info_msg.bin");
  auto const read = read_numbers(raw, readings);
  ASSERT_TRUE(read.has_value()) << read.error().what();
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].channel, 13u);
  EXPECT_EQ(readings[0].status, channel_status::rest);
  EXPECT_EQ(readings[0].test_time, 2.5432);
  EXPECT_EQ(readings[0].voltage, 3.4564647674560547f);
  EXPECT_EQ(readings[0].aux(aux_kind::voltage, 0), std::nullopt);
}

}  // namespace cti_captured_test
