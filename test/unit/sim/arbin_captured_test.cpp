#include <algorithm>
#include <fstream>
#include <iterator>

#include "arbin_client.hpp"

namespace arbin_tests {
namespace arbin_captured_test {

using namespace cyclers::arbin;
using namespace std::chrono_literals;
using sim::arbin_client;
namespace cti = sim::cti_messages;

std::string captured(std::string const& name) {
  std::ifstream in(COROLAB_TEST_DIR "/vectors/cti/captured/" + name + "_msg.bin", std::ios::binary);
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Counts the bytes in which two messages differ behind their header, but for the checksum.
std::size_t differences(std::string const& a, std::string const& b) {
  std::size_t count = 0;
  for (std::size_t n = message_header::size; n + 2 < std::min(a.size(), b.size()); ++n)
    count += a[n] != b[n] ? 1 : 0;
  return count;
}

struct a_captured_session : testing::Test {
  arbin_client cycler{sim::arbin{.channels = 16, .serial_number = 207855}};

  std::string ask(std::string const& what) { return cycler.raw(captured("client_" + what)); }
};

TEST_F(a_captured_session, is_answered_to_the_byte_as_the_cycler_did) {
  ask("login");
  for (std::string const what :
       {"assign_schedule", "start_schedule", "set_meta_variable", "stop_schedule"})
    EXPECT_EQ(ask(what), captured("server_" + what)) << what;
}

TEST_F(a_captured_session, logs_in_to_feedback_of_the_same_form) {
  auto const got = ask("login");
  EXPECT_EQ(got.size(), captured("server_login").size());
  EXPECT_EQ(got.substr(0, message_header::size + 4),
            captured("server_login").substr(0, message_header::size + 4));
  auto const ours = read_feedback<cti::log_in>(got).value();
  auto const theirs = read_feedback<cti::log_in>(captured("server_login")).value();
  EXPECT_EQ(ours.serial_number, theirs.serial_number);
  EXPECT_EQ(ours.version, theirs.version);
  EXPECT_EQ(ours.may_control, theirs.may_control);
  EXPECT_EQ(ours.channels, theirs.channels);
  EXPECT_EQ(ours.user_type, theirs.user_type);
}

TEST_F(a_captured_session, reads_a_record_that_differs_in_its_measurements_alone) {
  ask("login");
  ask("assign_schedule");
  cycler.ask<cti::start>({.test_name = "0", .channels = {13}});
  cycler.pass(2543200us);
  auto const got = ask("channel_info");
  auto const theirs = captured("server_channel_info");
  EXPECT_EQ(got.size(), theirs.size());
  auto const record = cycler.record(14);
  EXPECT_NEAR(record.test_time, 2.5432, 0.1);
  // Two times, a voltage, how fast it changes, and a resistance that nobody had computed there.
  EXPECT_LE(differences(got, theirs), 8U + 8 + 4 + 4 + 4);
}

}  // namespace arbin_captured_test
}  // namespace arbin_tests
