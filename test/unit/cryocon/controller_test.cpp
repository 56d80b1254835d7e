#include <gmock/gmock.h>

#include <cryocon/blocking.hpp>
#include <cryocon/controller.hpp>

#include "scripted.hpp"

namespace controller_test {

using namespace cryocon;
using cryocon::test::failure_of;
using cryocon::test::run;
using cryocon::test::scripted;
using testing::HasSubstr;

TEST(controller, reads_a_temperature_with_its_unit_in_one_request) {
  scripted device;
  device.on(":INPUT A:TEMPERATURE?;:INPUT A:UNITS?", "77.350000;K\n");
  controller cryo(device);
  temperature const a = run(cryo['A'].temperature());
  EXPECT_EQ(a, temperature(77.35, unit::K));
}

TEST(controller, believes_the_unit_that_is_glued_to_the_value) {
  scripted device;
  device.on(":INPUT B:TEMPERATURE?;:INPUT B:UNITS?", "12.5C;K\n");
  controller cryo(device);
  EXPECT_EQ(run(cryo['b'].temperature()), temperature(12.5, unit::C));
}

TEST(controller, reads_what_a_relay_watches_with_the_unit_of_its_source) {
  scripted device;
  device.on(":RELAY 1:HIGHEST?;:RELAY 1:SOURCE?", "-73.15;B\n")
      .on(":INPUT B:UNITS?", "C\n")
      .on(":OVERTEMP:TEMPERATURE?;:OVERTEMP:SOURCE?", "26.85;CHA\n")
      .on(":INPUT A:UNITS?", "C\n")
      .on(":RELAY 2:TEMP?;:RELAY 2:SOURCE?", "77.35K;B\n");
  controller cryo(device);
  EXPECT_EQ(run(cryo.relay(1).high()), temperature(-73.15, unit::C));
  EXPECT_EQ(run(cryo.overtemp().temperature()), temperature(26.85, unit::C));
  EXPECT_EQ(run(cryo.relay(2).temperature()), temperature(77.35, unit::K)) << "glued to it";
}

TEST(controller, names_the_units_of_what_is_no_temperature_when_told_to) {
  scripted device;
  device.on(
      ":INPUT A:VARIANCE?;:INPUT A:UNITS?;:INPUT B:SLOPE?;:INPUT B:UNITS?;:LOOP 1:RATE?;"
      ":LOOP 1:SETPT?;:LOOP 1:SETPT?;:INPUT A:TEMPERATURE?;:INPUT A:UNITS?;:CONTROL?",
      "0.5;C;1e-3;F;10;-100.0C;-100.0C;20;C;ON\n");
  session core(make_transport(device), {.all_units = true});
  std::vector<operation> reads;
  for (auto const* path : {"input.A.variance", "input.B.slope", "loop.1.rate", "loop.1.set_point",
                           "input.A.temperature", "control"})
    reads.emplace_back(verb::read, find(path).value());
  auto const got = run(core.perform_all(reads));
  EXPECT_EQ(got.units, (std::vector{unit::C, unit::F, unit::C, unit::C, unit::C, unit::unknown}));
  EXPECT_EQ(std::get<double>(got.results[2].value()), 10);
}

TEST(controller, reads_a_broken_sensor_as_a_value) {
  scripted device;
  device.on(":INPUT A:TEMPERATURE?;:INPUT A:UNITS?", "-------;K\r\n")
      .on(":INPUT A:MINIMUM?;:INPUT A:UNITS?", ".......;K\n");
  controller cryo(device);
  EXPECT_EQ(run(cryo['A'].temperature()).state(), validity::sensor_fault);
  EXPECT_EQ(run(cryo['A'].minimum()).state(), validity::out_of_range);
}

TEST(controller, sets_and_reads_back_in_one_request) {
  scripted device;
  device.on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?", "77.400002K\n")
      .on(":LOOP 2:TYPE RAMPP;:LOOP 2:TYPE?", "RAMPP\n")
      .on(":SYSTEM:NAME \"lab 3\";:SYSTEM:NAME?;:*OPC?", "lab 3   ;1\n")
      .on(":LOOP 1:SOURCE B;:LOOP 1:SOURCE?", "CHB\n")
      .on(":CONTROL;:CONTROL?", "ON\n")
      .on(":STOP;:CONTROL?", "OFF\n");
  controller cryo(device);
  run(cryo[1].set_point(77.4));
  run(cryo[2].type(loop_type::rampp));
  run(cryo.name("lab 3"));
  run(cryo[1].source('B'));
  run(cryo.control(true));
  run(cryo.control(false));
}

TEST(controller, notices_a_value_that_the_device_did_not_take) {
  scripted device;
  device.on(":LOOP 1:SETPT 400;:LOOP 1:SETPT?", "300.000000K\n");
  controller cryo(device);
  auto const failure = failure_of([&] { run(cryo[1].set_point(400)); });
  EXPECT_EQ(failure.code(), sockio::errc::not_verified);
  EXPECT_THAT(failure.what(), HasSubstr("400 was sent and '300.000000K' is read back"));
  EXPECT_THAT(failure.what(), HasSubstr("cryocon"));
  EXPECT_THAT(failure.what(), HasSubstr(":LOOP 1:SETPT 400"));
}

TEST(controller, skips_the_empty_line_that_answers_a_set) {
  scripted device;
  device.on(":LOOP 1:RATE 5;:LOOP 1:RATE?", "\r\n5.000000\r\n");
  controller cryo(device);
  run(cryo[1].rate(5));
}

TEST(controller, sets_a_text_to_nothing_and_knows_its_empty_read_back_from_an_empty_line) {
  for (auto const* reply : {";1\n", "\n;1\n", ";;1\n"}) {
    scripted device;
    device.on(":SYSTEM:NAME \"\";:SYSTEM:NAME?;:*OPC?", reply);
    controller cryo(device);
    EXPECT_NO_THROW(run(cryo.name(""))) << reply;
  }
}

TEST(controller, notices_a_text_that_the_device_did_not_take) {
  for (auto const* reply : {";1\n", "a;b;1\n", "\"a;b\";1\n", ";a;1\n"}) {
    scripted device;
    device.on(":SYSTEM:NAME \"lab 3\";:SYSTEM:NAME?;:*OPC?", reply);
    controller cryo(device);
    EXPECT_EQ(failure_of([&] { run(cryo.name("lab 3")); }).code(), sockio::errc::not_verified)
        << reply;
  }
}

TEST(controller, reads_a_name_with_semicolons_that_was_given_at_the_front_panel) {
  scripted device;
  device.on(":SYSTEM:NAME?", "a;b:c;;d\n");
  controller cryo(device);
  EXPECT_EQ(run(cryo.name()), "a;b:c;;d");
}

TEST(controller, skips_the_empty_part_that_answers_a_set) {
  scripted device;
  device.on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?", ";77.4K\n")
      .on(":LOOP 1:SETPT 78;:LOOP 1:SETPT?", "\n;78K\n")
      .on(":SYSTEM:BEEP 3;:*OPC?", "\n;1\n");
  controller cryo(device);
  run(cryo[1].set_point(77.4));
  run(cryo[1].set_point(78));
  run(cryo.beep(3));
}

TEST(controller, takes_no_empty_line_for_a_reading) {
  scripted device;
  device.on("*IDN?", "\n");
  controller cryo(device);
  EXPECT_EQ(failure_of([&] { run(cryo.idn()); }).code(), sockio::errc::bad_reply);
}

TEST(controller, notices_a_refusal_by_its_text_in_either_spelling) {
  for (auto const* reply : {"NACK\n", "NAK\r\n", " nack;\n"}) {
    scripted device;
    device.on(":LOOP 1:RATE?", reply);
    controller cryo(device);
    auto const failure = failure_of([&] { run(cryo[1].rate()); });
    EXPECT_EQ(failure.code(), sockio::errc::refused) << reply;
    EXPECT_THAT(failure.what(), HasSubstr(":LOOP 1:RATE?"));
  }
}

TEST(controller, notices_a_refusal_of_the_set_beside_a_good_read_back) {
  scripted device;
  device.on(":LOOP 1:SETPT 900;:LOOP 1:SETPT?", "NACK;100.0K\n")
      .on(":INPUT A:TEMPERATURE?;:INPUT A:UNITS?", "NACK\n");
  controller cryo(device);
  EXPECT_EQ(failure_of([&] { run(cryo[1].set_point(900)); }).code(), sockio::errc::refused);
  EXPECT_EQ(failure_of([&] { run(cryo['A'].temperature()); }).code(), sockio::errc::refused);
}

TEST(controller, notices_a_reply_of_too_few_or_too_many_parts) {
  for (auto const* reply : {"77.35\n", "77.35;K;5\n"}) {
    scripted device;
    device.on(":INPUT A:TEMPERATURE?;:INPUT A:UNITS?", reply);
    controller cryo(device);
    EXPECT_EQ(failure_of([&] { run(cryo['A'].temperature()); }).code(), sockio::errc::bad_reply)
        << reply;
  }
}

TEST(controller, sends_nothing_when_a_value_is_out_of_range) {
  scripted device;
  controller cryo(device);
  EXPECT_EQ(failure_of([&] { run(cryo[1].rate(101)); }).code(), sockio::errc::bad_value);
  for (auto const* name : {"a\";:CONTROL;\"", "a;b:c", ";", "NACK", " nak "})
    EXPECT_EQ(failure_of([&] { run(cryo['A'].name(name)); }).code(), sockio::errc::bad_value);
  EXPECT_EQ(failure_of([&] { run(cryo[0].set_point()); }).code(), sockio::errc::bad_value);
  EXPECT_EQ(failure_of([&] { run(cryo[5].set_point()); }).code(), sockio::errc::bad_value);
  EXPECT_EQ(failure_of([&] { run(cryo['?'].temperature()); }).code(), sockio::errc::bad_value);
  EXPECT_EQ(failure_of([&] { run(cryo[2].load()); }).code(), sockio::errc::bad_value);
  EXPECT_TRUE(device.sent().empty());
}

TEST(controller, clears_the_alarm_of_the_input_that_was_asked_for) {
  scripted device;
  device.on(":INPUT C:ALARM:CLEAR;:*OPC?", "1\n");
  controller cryo(device);
  run(cryo['C'].clear_alarm());
}

TEST(controller, runs_commands_until_they_are_complete) {
  scripted device;
  device.on(":SYSTEM:BEEP 2;:*OPC?", "1\n")
      .on("*CLS;:*OPC?", "1\n")
      .on(":LOOP 1:AUTOTUNE:START;:*OPC?", "\n1\n")
      .on(":CONFIG 3:SAVE;:*OPC?", "NACK\n")
      .on("*RST", "");
  controller cryo(device);
  run(cryo.beep(2));
  run(cryo.clear_status());
  run(cryo[1].autotune_start());
  EXPECT_EQ(failure_of([&] { run(cryo.config(3).save()); }).code(), sockio::errc::refused);
  run(cryo.reset());
}

TEST(controller, reads_the_whole_surface_of_a_loop) {
  scripted device;
  device.on(":LOOP 1:ERROR?", "--Htr OK--\n")
      .on(":LOOP 1:OUTPWR?", "24.5%\n")
      .on(":LOOP 1:VSENSE?", "12.50V\n")
      .on(":LOOP 1:ISENSE?", "0.50A\n")
      .on(":LOOP 1:LSENSE?", "-1.00\n")
      .on(":LOOP 1:HTRHST?", "25.0C\n")
      .on(":LOOP 1:AUTOTUNE:STATUS?", "IDLE\n")
      .on(":LOOP 1:RANGE?", "MID\n")
      .on(":LOOP 1:LOAD?", "50\n");
  controller cryo(device);
  auto const loop = cryo[1];
  EXPECT_EQ(run(loop.error()), loop_error::ok);
  EXPECT_EQ(run(loop.output_power()), reading(24.5));
  EXPECT_EQ(run(loop.output_voltage()), reading(12.5));
  EXPECT_EQ(run(loop.output_current()), reading(0.5));
  EXPECT_EQ(run(loop.output_load_resistance()), reading(-1));
  EXPECT_EQ(run(loop.temperature()), reading(25.0));
  EXPECT_EQ(run(loop.autotune_status()), autotune_state::idle);
  EXPECT_EQ(run(loop.range()), heater_range::mid);
  EXPECT_EQ(run(loop.load()), 50);
}

TEST(controller, reads_what_a_loop_does_not_measure_as_a_value) {
  scripted device;
  device.on(":LOOP 3:OUTPWR?", "N/A\n")
      .on(":LOOP 3:HTRREAD?", "-------\n")
      .on(":LOOP 3:VSENSE?", ".......\n")
      .on(":LOOP 3:ISENSE?", "N/A\n")
      .on(":LOOP 3:LSENSE?", "N/A\n");
  controller cryo(device);
  auto const loop = cryo[3];
  EXPECT_EQ(run(loop.output_power()).state(), validity::not_available);
  EXPECT_EQ(run(loop.heater_power()).state(), validity::sensor_fault);
  EXPECT_EQ(run(loop.output_voltage()).state(), validity::out_of_range);
  EXPECT_EQ(run(loop.output_current()).state(), validity::not_available);
  EXPECT_EQ(run(loop.output_load_resistance()).state(), validity::not_available);
}

TEST(controller, reads_a_user_curve_that_holds_nothing_yet_and_sends_none) {
  scripted device;
  device.on(":CALCUR? 1", "User Sensor 1\nDIODE\n-1\nVOLTS\n;\n");
  controller cryo(device);
  auto empty = run(cryo.curve(1).data());
  EXPECT_EQ(empty.name, "User Sensor 1");
  EXPECT_TRUE(empty.points.empty());
  EXPECT_EQ(failure_of([&] { run(cryo.curve(1).data(empty)); }).code(), sockio::errc::bad_value);
}

TEST(controller, tells_which_request_of_which_device_found_silence) {
  scripted device;
  device.on("*IDN?", "");
  controller cryo(device);
  auto const failure = failure_of([&] { run(cryo.idn()); });
  EXPECT_EQ(failure.code(), sockio::errc::timed_out);
  EXPECT_THAT(failure.what(), HasSubstr("cryocon"));
  EXPECT_THAT(failure.what(), HasSubstr("*IDN?"));
}

TEST(controller, transfers_a_curve_and_compares_what_is_read_back) {
  curve const good("Good Diode", sensor_type::diode, -1, curve_unit::volts,
                   {{1.2, 3.15}, {0.5, 300}});
  std::string const lines = "Good Diode\nDIODE\n-1\nVOLTS\n0.5 300\n1.2 3.15\n;";
  scripted device;
  device.on(":CALCUR 1\n" + lines + "\n*OPC?", "\n1\n")
      .on(":CALCUR? 1",
          "Good Diode\r\nDiode\r\n-1.0\r\nvolts\r\n0.500000 300.0000\r\n"
          "1.200000 3.150000\r\n;\r\n");
  controller cryo(device);
  run(cryo.curve(1).data(good));
}

TEST(controller, notices_a_curve_that_was_stored_otherwise) {
  scripted device;
  device.on(":CALCUR 1\nx\nDIODE\n-1\nVOLTS\n0.5 300\n1.2 3.15\n;\n*OPC?", "1\n")
      .on(":CALCUR? 1", "x\nDiode\n-1.0\nvolts\n0.5 300\n1.2 4\n;\n");
  controller cryo(device);
  auto const failure = failure_of([&] {
    run(cryo.curve(1).data(
        curve("x", sensor_type::diode, -1, curve_unit::volts, {{0.5, 300}, {1.2, 3.15}})));
  });
  EXPECT_EQ(failure.code(), sockio::errc::not_verified);
}

TEST(controller, reads_the_data_log_up_to_its_semicolon) {
  scripted device;
  device.on(":DLOG:READ?", "1,05/14/2020,16,02,35,77.3,-------,.......,N/A\r\n;\r\n");
  controller cryo(device);
  auto const log = run(cryo.data_log().records());
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].inputs[0], reading(77.3));
  EXPECT_EQ(log[0].inputs[1], reading(validity::sensor_fault));
}

TEST(controller, notices_a_refusal_where_many_lines_are_expected) {
  scripted device;
  device.on(":CALCUR? 8", "NACK\n");
  controller cryo(device);
  EXPECT_EQ(failure_of([&] { run(cryo.curve(8).data()); }).code(), sockio::errc::refused);
}

TEST(controller, works_over_an_object_with_coroutines) {
  struct echo {
    sockio::awaitable<std::string> write_readline(std::string_view bytes) {
      co_return bytes == "*IDN?\n" ? "Cryo-con,24C,204683,1.01A\r\n" : "NACK\r\n";
    }
    sockio::awaitable<void> write(std::string_view) { co_return; }
  };
  auto device = std::make_shared<echo>();
  controller cryo(device);
  EXPECT_EQ(run(cryo.idn()), "Cryo-con,24C,204683,1.01A");
  EXPECT_EQ(failure_of([&] { run(cryo.hw_revision()); }).code(), sockio::errc::refused);
}

TEST(controller, performs_what_is_known_at_run_time_only) {
  scripted device;
  device.on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?", "77.4K\n").on(":LOOP 1:SETPT?", "77.4K\n");
  controller cryo(device);
  auto const what = find("loop.1.setpt").value();
  run(cryo.perform(operation(verb::write, what, value(std::string("77.4")))));
  EXPECT_EQ(to_text(run(cryo.perform(operation(verb::read, what)))), "77.4 K");
}

TEST(identified_controller, asks_the_units_once_and_then_the_temperature_alone) {
  scripted device;
  device.on("*IDN?", "Cryo-con,24C,204683,1.01A\n")
      .on(":INPUT A:UNITS?;:INPUT B:UNITS?;:INPUT C:UNITS?;:INPUT D:UNITS?", "K;C;F;S\n")
      .on(":INPUT A:TEMPERATURE?", "77.35\n")
      .on(":INPUT B:TEMPERATURE?", "20.5\n")
      .on(":INPUT A:UNITS C;:INPUT A:UNITS?", "C\n")
      .on(":INPUT A:TEMPERATURE?", "-195.8\n");
  controller cryo(device, {.identify = true});
  EXPECT_EQ(run(cryo['A'].temperature()), temperature(77.35, unit::K));
  EXPECT_EQ(run(cryo['B'].temperature()), temperature(20.5, unit::C));
  run(cryo['A'].unit(unit::C));
  EXPECT_EQ(run(cryo['A'].temperature()), temperature(-195.8, unit::C));
}

TEST(identified_controller, knows_the_unit_of_a_source) {
  scripted device;
  device.on("*IDN?", "Cryo-con,24C,204683,1.01A\n")
      .on(":INPUT A:UNITS?;:INPUT B:UNITS?;:INPUT C:UNITS?;:INPUT D:UNITS?", "K;C;F;S\n")
      .on(":OVERTEMP:TEMPERATURE?;:OVERTEMP:SOURCE?", "26.85;B\n");
  controller cryo(device, {.identify = true});
  EXPECT_EQ(run(cryo.overtemp().temperature()), temperature(26.85, unit::C));
}

TEST(identified_controller, refuses_what_the_model_does_not_have_before_sending) {
  scripted device;
  device.on("*IDN?", "Cryo-con Model 18C,1234,2.0\n");
  controller cryo(device);
  EXPECT_EQ(run(cryo.identify()).model, "18C");
  auto const failure = failure_of([&] { run(cryo[1].set_point(4)); });
  EXPECT_EQ(failure.code(), sockio::errc::bad_value);
  EXPECT_THAT(failure.what(), HasSubstr("18C"));
}

TEST(identified_controller, refuses_a_range_that_the_loop_does_not_have_before_sending) {
  scripted device;
  device.on("*IDN?", "Cryo-con,24C,204683,1.01A\n").on(":LOOP 2:RANGE HI;:LOOP 2:RANGE?", "HI\n");
  controller cryo(device);
  run(cryo.identify());
  EXPECT_EQ(failure_of([&] { run(cryo[2].range(heater_range::mid)); }).code(),
            sockio::errc::bad_value);
  run(cryo[2].range(heater_range::hi));
}

/// Is a transport that can lose its connection.
class reconnecting final : public transport {
 public:
  explicit reconnecting(scripted& device) : device_(device) {}
  sockio::awaitable<std::string> exchange(wire_request what) override {
    if (lose_next) ++generation_;
    lose_next = false;
    co_return device_.write_readline(what.out);
  }
  std::uint64_t connections() const override { return generation_; }
  bool lose_next = false;

 private:
  scripted& device_;
  std::uint64_t generation_ = 1;
};

TEST(identified_controller, asks_anew_after_a_reconnection_and_before_it_names_a_unit) {
  scripted device;
  auto const* units = ":INPUT A:UNITS?;:INPUT B:UNITS?;:INPUT C:UNITS?;:INPUT D:UNITS?";
  device.on("*IDN?", "Cryo-con,24C,204683,1.01A\n")
      .on(units, "K;K;K;K\n")
      .on(":INPUT A:TEMPERATURE?", "77.35\n")
      .on(":INPUT A:TEMPERATURE?", "-195.8\n")
      .on("*IDN?", "Cryo-con,24C,204683,1.01A\n")
      .on(units, "C;K;K;K\n");
  auto wire = std::make_shared<reconnecting>(device);
  controller cryo(wire, {.identify = true});
  EXPECT_EQ(run(cryo['A'].temperature()).unit(), unit::K);
  wire->lose_next = true;
  EXPECT_EQ(run(cryo['A'].temperature()), temperature(-195.8, unit::C));
}

TEST(blocking_controller, gives_the_same_surface_as_plain_calls) {
  scripted device;
  device.on("*IDN?", "Cryo-con,24C,204683,1.01A\n")
      .on(":INPUT A:TEMPERATURE?;:INPUT A:UNITS?", "77.35;K\n")
      .on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?", "77.4K\n");
  blocking::controller cryo(device);
  EXPECT_EQ(cryo.idn(), "Cryo-con,24C,204683,1.01A");
  EXPECT_EQ(fmt::format("{}", cryo['A'].temperature()), "77.35 K");
  cryo[1].set_point(77.4);
}

}  // namespace controller_test
