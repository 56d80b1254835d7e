#include <gtest/gtest.h>

#include <cryocon/controller.hpp>
#include <string>

#include "scripted.hpp"

// g++ 12 destroys some temporaries of a co_await expression twice: each line here is one that a
// user will write, to be run under AddressSanitizer.
namespace temporaries_test {

using namespace cryocon;
using cryocon::test::run;
using cryocon::test::scripted;

/// Is too long to be kept within a string object.
std::string long_name(std::string const& end) { return "a long n. " + end + "  "; }

std::string with_read_back(std::string const& address, std::string const& text) {
  return address + " \"" + text + "\";" + address + "?;:*OPC?";
}

/// Expects names to be written, and reads them back.
void expect_names(scripted& device,
                  std::vector<std::pair<std::string, std::string>> const& addresses) {
  for (auto const& [address, end] : addresses)
    device.on(with_read_back(address, long_name(end)), long_name(end) + ";1\n");
}

sockio::awaitable<void> writes_texts(controller cryo) {
  co_await cryo.name(long_name("1"));
  co_await cryo['A'].name("a long n. " + std::string("2") + "  ");
  co_await cryo.config(1).name(long_name("3"));
  co_await cryo.sensor(61).name(long_name("4"));
  co_await cryo.pid_table(1).name(long_name("5"));
  co_await cryo.network().name(long_name("6"));
  co_await cryo.network().ip_address(long_name("7"));
  co_await cryo.mail('B').server(long_name("8"));
  co_await cryo.mail('B').from(long_name("9"));
  co_await cryo.mail('B').to(long_name("10"));
  co_await cryo['C'].set(properties::input::name, long_name("11"));
}

TEST(temporary_text, lives_until_its_request_is_written) {
  scripted device;
  expect_names(device, {{":SYSTEM:NAME", "1"},
                        {":INPUT A:NAME", "2"},
                        {":CONFIG 1:NAME", "3"},
                        {":SENSORIX 61:NAME", "4"},
                        {":PIDTABLE 1:NAME", "5"},
                        {":NETWORK:NAME", "6"},
                        {":NETWORK:IPADDRESS", "7"},
                        {":MAIL B:ADDR", "8"},
                        {":MAIL B:FROM", "9"},
                        {":MAIL B:DEST", "10"},
                        {":INPUT C:NAME", "11"}});
  run(writes_texts(controller(device, {.identify = false})));
}

curve made_curve(std::string name) {
  std::vector<curve_point> points{{1, 2}, {3, 4}};
  return curve(std::move(name), sensor_type::acr, -1, curve_unit::logohm, std::move(points));
}

// Nested initializer lists are left to a function: g++ 12 refuses them within co_await.
sockio::awaitable<void> writes_blocks(controller cryo) {
  std::vector<curve_point> const points{{1, 2}, {3, 4}};
  std::vector<pid_zone> const zones{{300, 1, 2, 3, heater_range::hi, channel('A')}};
  co_await cryo.curve(1).data(made_curve(long_name("1")));
  co_await cryo.curve(1).data(
      curve(long_name("2"), sensor_type::acr, -1, curve_unit::logohm, points));
  co_await cryo.pid_table(1).table(pid_table(long_name("3"), zones));
  co_await cryo.perform(operation(verb::write, find("curve.1.data").value(),
                                  value(std::in_place_type<curve>, made_curve(long_name("4")))));
}

TEST(temporary_curve, lives_until_it_is_written_and_compared) {
  scripted device;
  for (auto const* end : {"1", "2", "3", "4"}) {
    bool const table = std::string_view(end) == "3";
    auto const lines =
        long_name(end) + (table ? "\n300 1 2 3 HI ChA\n;" : "\nACR\n-1\nLOGOHM\n1 2\n3 4\n;");
    device.on((table ? ":PIDTABLE 1:TABLE\n" : ":CALCUR 1\n") + lines + "\n*OPC?", "1\n")
        .on(table ? ":PIDTABLE 1:TABLE?" : ":CALCUR? 1", lines + "\n");
  }
  run(writes_blocks(controller(device, {.identify = false})));
}

sockio::awaitable<void> performs_operations(controller cryo) {
  co_await cryo.perform(operation(verb::write, find("input.B.name").value(),
                                  value(std::in_place_type<std::string>, long_name("1"))));
  co_await cryo.perform({verb::write, find("loop.1.setpt").value(), value(std::string("77.4"))});
  co_await cryo.perform({verb::read, find(std::string("loop.") + "1.rate").value()});
  co_await cryo.data_log().records();
  co_await cryo[1].source('A');
  co_await cryo.date(date{std::chrono::year(2020), std::chrono::month(5), std::chrono::day(14)});
  co_await cryo.time({16, 2, 35});
  co_await cryo.beep(1);
}

TEST(temporary_operation, lives_until_it_is_performed) {
  scripted device;
  expect_names(device, {{":INPUT B:NAME", "1"}});
  device.on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?", "77.4K\n")
      .on(":LOOP 1:RATE?", "1\n")
      .on(":DLOG:READ?", ";\n")
      .on(":LOOP 1:SOURCE A;:LOOP 1:SOURCE?", "A\n")
      .on(":SYSTEM:DATE \"05/14/2020\";:SYSTEM:DATE?", "\"05/14/2020\"\n")
      .on(":SYSTEM:TIME \"16:02:35\";:SYSTEM:TIME?", "\"16:02:35\"\n")
      .on(":SYSTEM:BEEP 1;:*OPC?", "1\n");
  run(performs_operations(controller(device, {.identify = false})));
}

sockio::awaitable<std::string> fills_batches(controller cryo) {
  std::string const own = long_name("1");
  auto const reads = [own](batch& b) {
    b.name(own);
    return b['A'].name();
  };
  auto slot = co_await cryo.batch(reads);
  auto const writes = [own = long_name("2")](batch& b) -> sockio::awaitable<void> {
    b.name(own);
    b.curve(1).data(made_curve(long_name("3")));
    co_return;
  };
  co_await cryo.batch(writes);
  co_return co_await cryo.ask(":INPUT B:NAME? " + std::string(20, ' ')) + *slot;
}

TEST(temporary_argument_of_a_batch, lives_until_it_is_sent) {
  scripted device;
  auto const lines = long_name("3") + "\nACR\n-1\nLOGOHM\n1 2\n3 4\n;";
  expect_names(device, {{":SYSTEM:NAME", "1"}});
  device.on(":INPUT A:NAME?", "the name of input A\n");
  expect_names(device, {{":SYSTEM:NAME", "2"}});
  device.on(":CALCUR 1\n" + lines + "\n*OPC?", "1\n")
      .on(":CALCUR? 1", lines + "\n")
      .on(":INPUT B:NAME? " + std::string(20, ' '), "the name of input B, ");
  EXPECT_EQ(run(fills_batches(controller(device))), "the name of input B, the name of input A");
}

sockio::awaitable<std::string> outlives_its_controller(scripted& device) {
  auto const who = co_await controller(device, {.identify = false}).identify();
  co_return who.model + co_await controller(device, {.identify = false}).hw_revision();
}

TEST(temporary_controller, lives_until_its_answer_is_there) {
  scripted device;
  device.on("*IDN?", "Cryo-con,24C,204683,1.01A\n").on(":SYSTEM:HWREV?", "G\n");
  EXPECT_EQ(run(outlives_its_controller(device)), "24CG");
}

}  // namespace temporaries_test
