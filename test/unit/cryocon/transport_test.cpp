#include "cryocon/transport.hpp"

#include <gmock/gmock.h>

#include <cryocon/controller.hpp>
#include <deque>

#include "scripted.hpp"

namespace transport_test {

using namespace cryocon;
using cryocon::test::failure_of;
using cryocon::test::run;
using testing::ElementsAre;

/// Is a user's own transport that sends and reads whole lines only, and hands them out bare.
struct bare_lines {
  std::deque<std::string> lines;
  std::vector<std::string> sent;

  std::string write_readline(std::string_view bytes) {
    if (!bytes.empty()) sent.emplace_back(bytes);
    if (lines.empty()) throw sockio::failure(sockio::errc::timed_out);
    std::string const line = lines.front();
    lines.pop_front();
    return line;
  }
  void write(std::string_view bytes) { sent.emplace_back(bytes); }
};

TEST(line_transport, reads_the_line_still_due_after_a_set_that_an_empty_line_answers) {
  bare_lines device{{"", "77.40K", "2.0"}, {}};
  controller cryo(device);
  run(cryo[1].set_point(77.4));
  EXPECT_EQ(run(cryo[1].rate()), 2.0) << "the read-back is nobody else's";
  EXPECT_THAT(device.sent, ElementsAre(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?\n", ":LOOP 1:RATE?\n"));
}

TEST(line_transport, takes_the_lines_of_a_block_with_their_ends_and_without) {
  bare_lines device{{"User Sensor 1", "DIODE\r\n", "-1", "VOLTS", "0.1 300", "1.6 4", ";"}, {}};
  controller cryo(device);
  curve const found = run(cryo.curve(1).data());
  EXPECT_EQ(found.name, "User Sensor 1");
  EXPECT_EQ(found.type, sensor_type::diode);
  EXPECT_EQ(found.points.size(), 2U);
}

TEST(line_transport, lasts_through_any_number_of_replies_with_an_empty_line) {
  struct chatty {
    std::string write_readline(std::string_view) { return "\n"; }
    std::string readline() { return "1"; }
    void write(std::string_view) {}
  } device;
  auto const wire = make_transport(device);
  run([](transport& over) -> sockio::awaitable<void> {
    for (int i = 0; i < 20'001; ++i) {
      wire_request const set(":BEEP 1;:*OPC?\n", protocol::answer::line, true,
                             sockio::duration::min());
      auto const reply = co_await over.exchange(set);
      if (reply != "1\n") ADD_FAILURE() << "reply " << i << " is '" << reply << "'";
    }
  }(*wire));
}

TEST(line_transport, gives_a_reply_without_end_up) {
  struct endless {
    std::string write_readline(std::string_view) { return "\n"; }
    void write(std::string_view) {}
  } device;
  controller cryo(device);
  EXPECT_EQ(failure_of([&] { run(cryo[1].set_point(77.4)); }).code(), sockio::errc::reply_too_long);
}

}  // namespace transport_test
