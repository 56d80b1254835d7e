#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cryocon/blocking.hpp>
#include <cryocon/controller.hpp>
#include <functional>
#include <optional>
#include <stdexcept>

#include "scripted.hpp"
#include "support/running.hpp"

namespace batch_test {

using namespace cryocon;
using cryocon::test::failure_of;
using cryocon::test::run;
using cryocon::test::scripted;
using testing::HasSubstr;

TEST(batch, sends_one_line_for_many_properties) {
  scripted device;
  device.on("*IDN?;:CONTROL?;:INPUT A:TEMPERATURE?;:INPUT A:UNITS?",
            "Cryo-con,24C,204683,1.01A;OFF;77.35;K\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto idn = batch.idn();
  auto control = batch.control();
  auto a = batch['A'].temperature();
  EXPECT_TRUE(device.sent().empty()) << "nothing goes out before send()";
  run(batch.send());
  EXPECT_EQ(*idn, "Cryo-con,24C,204683,1.01A");
  EXPECT_EQ(*control, false);
  EXPECT_EQ(*a, temperature(77.35, unit::K));
}

TEST(batch, puts_a_colon_before_a_common_command_that_is_not_the_first) {
  scripted device;
  device.on(":CONTROL?;:*IDN?", "ON;Cryo-con,24C,1,1\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto control = batch.control();
  auto idn = batch.idn();
  run(batch.send());
  EXPECT_EQ(*idn, "Cryo-con,24C,1,1");
}

TEST(batch, mixes_reads_and_verified_writes) {
  scripted device;
  device.on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?;:LOOP 1:TYPE?;:INPUT B:ALARM:CLEAR;:*OPC?",
            "77.40K;PID  ;1\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto set = batch[1].set_point(77.4);
  auto type = batch[1].type();
  auto cleared = batch['B'].clear_alarm();
  run(batch.send());
  EXPECT_NO_THROW(set.get());
  EXPECT_EQ(*type, loop_type::pid);
  EXPECT_TRUE(cleared.has_value());
}

TEST(batch, spoils_the_slot_of_a_bad_reply_alone) {
  scripted device;
  device.on(":LOOP 1:RATE?;:LOOP 2:RATE?;:LOOP 3:RATE?", "1.0;NACK;3.0\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto one = batch[1].rate();
  auto two = batch[2].rate();
  auto three = batch[3].rate();
  run(batch.send());
  EXPECT_EQ(*one, 1.0);
  EXPECT_EQ(two.error().code(), sockio::errc::refused);
  EXPECT_THAT(two.error().what(), HasSubstr(":LOOP 2:RATE?"));
  EXPECT_EQ(*three, 3.0);
}

TEST(batch, shifts_nothing_when_a_reply_is_missing) {
  scripted device;
  device.on(":LOOP 1:RATE?;:LOOP 2:RATE?;:LOOP 3:RATE?", "1.0;3.0\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto one = batch[1].rate();
  auto two = batch[2].rate();
  auto three = batch[3].rate();
  run(batch.send());
  for (auto const& each : {one, two, three}) {
    EXPECT_EQ(each.error().code(), sockio::errc::bad_reply);
  }
}

TEST(batch, gives_the_refusal_of_a_set_to_that_set) {
  scripted device;
  device.on(":LOOP 1:SETPT 900;:LOOP 1:SETPT?;:LOOP 1:RATE?", "NACK;100.0K;2.0\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto set = batch[1].set_point(900);
  auto rate = batch[1].rate();
  run(batch.send());
  EXPECT_EQ(set.error().code(), sockio::errc::refused);
  EXPECT_EQ(*rate, 2.0);
}

TEST(batch, deals_out_what_comes_with_empty_parts_for_its_sets) {
  scripted device;
  device.on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?;:LOOP 1:RATE 5;:LOOP 1:RATE?;:CONTROL?",
            ";77.4;;5;ON\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto set_point = batch[1].set_point(77.4);
  auto rate = batch[1].rate(5);
  auto control = batch.control();
  run(batch.send());
  EXPECT_TRUE(set_point.has_value()) << set_point.error().what();
  EXPECT_TRUE(rate.has_value()) << rate.error().what();
  EXPECT_EQ(*control, true);
}

TEST(batch, does_not_say_which_set_was_refused_when_one_nack_answers_them_all) {
  scripted device;
  device.on(":LOOP 1:SETPT 900;:LOOP 1:SETPT?;:LOOP 1:RATE 5;:LOOP 1:RATE?;:CONTROL?",
            "NACK\n100K;5;ON\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto set_point = batch[1].set_point(900);
  auto rate = batch[1].rate(5);
  auto control = batch.control();
  run(batch.send());
  EXPECT_EQ(set_point.error().code(), sockio::errc::not_verified);
  EXPECT_EQ(rate.error().code(), sockio::errc::not_verified);
  EXPECT_THAT(rate.error().what(), HasSubstr("whether"));
  EXPECT_EQ(control.error().code(), sockio::errc::refused);
}

TEST(batch, asks_once_for_the_unit_of_a_source_that_several_share) {
  scripted device;
  device
      .on(":RELAY 1:HIGHEST?;:RELAY 1:SOURCE?;:CONTROL?;:RELAY 2:LOWEST?;:RELAY 2:SOURCE?;"
          ":OVERTEMP:TEMPERATURE?;:OVERTEMP:SOURCE?",
          "20;B;ON;-10;B;300;A\n")
      .on(":INPUT B:UNITS?;:INPUT A:UNITS?", "C;NACK\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto high = batch.relay(1).high();
  auto control = batch.control();
  auto low = batch.relay(2).low();
  auto limit = batch.overtemp().temperature();
  run(batch.send());
  EXPECT_EQ(*high, temperature(20, unit::C));
  EXPECT_EQ(*control, true);
  EXPECT_EQ(*low, temperature(-10, unit::C));
  EXPECT_EQ(limit.error().code(), sockio::errc::refused);
}

TEST(batch, gives_no_temperature_whose_unit_is_not_to_be_had) {
  scripted device;
  device.on(":RELAY 1:HIGHEST?;:RELAY 1:SOURCE?;:CONTROL?", "20;B;ON\n").on(":INPUT B:UNITS?", "");
  controller cryo(device);
  auto batch = cryo.batch();
  auto high = batch.relay(1).high();
  auto control = batch.control();
  EXPECT_EQ(failure_of([&] { run(batch.send()); }).code(), sockio::errc::timed_out);
  EXPECT_EQ(high.error().code(), sockio::errc::timed_out);
  EXPECT_EQ(*control, true);
}

TEST(batch, ends_a_line_with_a_name_that_may_hold_semicolons) {
  scripted device;
  device.on("*IDN?;:SYSTEM:NAME?", "Cryo-con,24C,1,1;a;b:c;\n")
      .on(":CONTROL?;:INPUT A:NAME?", "ON;x\n")
      .on(":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?;:INPUT B:NAME \"y\";:INPUT B:NAME?;:*OPC?",
          ";77.4K;;p;q;1\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto idn = batch.idn();
  auto name = batch.name();
  auto control = batch.control();
  auto a = batch['A'].name();
  auto set_point = batch[1].set_point(77.4);
  auto b = batch['B'].name("y");
  run(batch.send());
  EXPECT_EQ(*idn, "Cryo-con,24C,1,1");
  EXPECT_EQ(*name, "a;b:c");
  EXPECT_EQ(*control, true);
  EXPECT_EQ(*a, "x");
  EXPECT_TRUE(set_point.has_value());
  EXPECT_EQ(b.error().code(), sockio::errc::not_verified);
  EXPECT_THAT(b.error().what(), HasSubstr("'p;q' is read back"));
}

TEST(batch, tells_of_a_failed_set_whose_slot_nobody_holds) {
  scripted device;
  device.on(":LOOP 1:SETPT 900;:LOOP 1:SETPT?", "100.0K\n");
  controller cryo(device);
  auto batch = cryo.batch();
  batch[1].set_point(900);
  EXPECT_EQ(failure_of([&] { run(batch.send()); }).code(), sockio::errc::not_verified);
}

TEST(batch, sends_nothing_at_all_when_one_value_cannot_be) {
  scripted device;
  controller cryo(device);
  auto batch = cryo.batch();
  auto rate = batch[1].rate();
  auto set = batch[1].manual_output_power(101);
  EXPECT_EQ(failure_of([&] { run(batch.send()); }).code(), sockio::errc::bad_value);
  EXPECT_EQ(set.error().code(), sockio::errc::bad_value);
  EXPECT_FALSE(rate.has_value());
  EXPECT_TRUE(device.sent().empty());
}

TEST(batch, sends_nothing_when_it_is_left_early) {
  scripted device;
  controller cryo(device);
  auto const body = [](batch& b) {
    b[1].set_point(77.4);
    throw std::runtime_error("the user's own trouble");
  };
  EXPECT_THROW(run([&]() -> sockio::awaitable<void> { co_await cryo.batch(body); }()),
               std::runtime_error);
  {
    auto batch = cryo.batch();
    batch[1].set_point(77.4);
  }
  EXPECT_TRUE(device.sent().empty());
}

TEST(batch, sends_at_the_normal_end_of_a_function_and_gives_back_its_slots) {
  scripted device;
  device.on(":LOOP 1:RATE?;:LOOP 2:RATE?", "1.0;2.0\n").on(":CONTROL?", "ON\n");
  controller cryo(device);
  auto const [one, two] = run(cryo.batch([](batch& b) {
    auto first = b[1].rate();
    auto second = b[2].rate();
    return std::pair(first, second);
  }));
  EXPECT_EQ(*one + *two, 3.0);
  run(cryo.batch([](batch& b) -> sockio::awaitable<void> {
    b.control();
    co_return;
  }));
}

TEST(batch, says_that_it_was_not_sent) {
  scripted device;
  controller cryo(device);
  auto batch = cryo.batch();
  auto rate = batch[1].rate();
  EXPECT_THAT(failure_of([&] { static_cast<void>(*rate); }).what(), HasSubstr("not been sent"));
}

TEST(batch, splits_at_255_characters_and_keeps_the_slots_of_the_lines_before_a_failure) {
  struct flaky {
    std::vector<std::string> sent;
    std::string write_readline(std::string_view bytes) {
      sent.emplace_back(bytes);
      if (sent.size() == 2) throw sockio::failure(sockio::errc::timed_out, {});
      std::string reply = "1.0";
      for (char c : bytes) reply += c == ';' ? ";1.0" : "";
      return reply + "\n";
    }
    void write(std::string_view) {}
  } device;
  controller cryo(device);
  auto batch = cryo.batch();
  std::vector<slot<double>> slots;
  for (int i = 0; i < 60; ++i) slots.push_back(batch[1 + i % 4].rate());
  EXPECT_EQ(failure_of([&] { run(batch.send()); }).code(), sockio::errc::timed_out);
  ASSERT_EQ(device.sent.size(), 2U) << "nothing more is sent after a failure";
  for (auto const& line : device.sent) {
    EXPECT_LE(line.size(), 255U);
    EXPECT_GT(line.size(), 240U);
    EXPECT_TRUE(line.ends_with("RATE?\n")) << "never within a command";
    EXPECT_TRUE(line.starts_with(":LOOP")) << "no separator at the seam";
  }
  auto const on_first_line = 1 + std::count(device.sent[0].begin(), device.sent[0].end(), ';');
  for (int i = 0; i < 60; ++i) {
    auto const& each = slots[static_cast<std::size_t>(i)];
    EXPECT_EQ(each.has_value(), i < on_first_line);
    EXPECT_EQ(each.error().code() == sockio::errc::timed_out, i >= on_first_line);
  }
}

/// Is a device whose user cancels while a request is answered.
struct cancelled_meanwhile {
  std::string at;  ///< The request whose reply comes together with the cancellation.
  std::string reply;
  std::vector<std::string> sent;
  std::function<void()> cancel;

  sockio::awaitable<std::string> write_readline(std::string_view bytes) {
    sent.emplace_back(bytes);
    co_await boost::asio::post(boost::asio::deferred);
    if (bytes.starts_with(at)) cancel();
    co_return reply + "\n";
  }
  void write(std::string_view) {}
};

/// Sends a batch that is cancelled when the device says so.
sockio::error_code send_until_cancelled(batch& what, cancelled_meanwhile& device) {
  boost::asio::io_context io;
  std::optional<test_support::running<void>> sent;
  sent.emplace(io.get_executor(), what.send());
  device.cancel = [&] { sent->cancel(); };
  io.run();
  return sent->error();
}

TEST(batch, that_is_cancelled_between_two_lines_keeps_what_was_done) {
  cancelled_meanwhile device;
  device.at = ":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?;:LOOP 1:RATE?";
  device.reply = "77.40K;2.0";
  controller cryo(device);
  auto batch = cryo.batch();
  auto set = batch[1].set_point(77.4);
  auto rate = batch[1].rate();
  auto curve = batch.curve(2).data();
  auto control = batch.control();
  EXPECT_EQ(send_until_cancelled(batch, device), sockio::errc::cancelled);
  EXPECT_NO_THROW(set.get());
  EXPECT_EQ(*rate, 2.0);
  EXPECT_EQ(curve.error().code(), sockio::errc::cancelled);
  EXPECT_EQ(control.error().code(), sockio::errc::cancelled);
  EXPECT_EQ(device.sent.size(), 1U);
}

TEST(batch, that_is_cancelled_before_a_block_is_verified_does_not_call_it_done) {
  curve const points("x", sensor_type::diode, -1, curve_unit::volts, {{1, 2}, {3, 4}});
  cancelled_meanwhile device;
  device.at = ":CALCUR 2\n";
  device.reply = "1";
  controller cryo(device);
  auto batch = cryo.batch();
  auto set = batch.curve(2).data(points);
  EXPECT_EQ(send_until_cancelled(batch, device), sockio::errc::cancelled);
  EXPECT_EQ(set.error().code(), sockio::errc::cancelled);
  EXPECT_EQ(device.sent.size(), 1U);
}

TEST(batch, keeps_its_readings_when_the_units_of_a_new_connection_are_not_to_be_had) {
  struct reconnected final : transport {
    std::uint64_t connection = 1;
    bool well = true;
    sockio::awaitable<std::string> exchange(wire_request what) override {
      co_return answer(what.out);
    }
    std::uint64_t connections() const override { return connection; }

    std::string answer(std::string const& request) {
      if (request.starts_with(":INPUT A:TEMPERATURE?")) {
        ++connection;
        well = false;
        return "-195.8;ON\n";
      }
      if (!well) throw sockio::failure(sockio::errc::timed_out, {.problem = "no reply"});
      if (request == "*IDN?\n") return "Cryo-con,24C,1,1\n";
      return "C;C;C;C\n";
    }
  };
  controller cryo(std::make_shared<reconnected>(), {.identify = true});
  auto batch = cryo.batch();
  auto a = batch['A'].temperature();
  auto control = batch.control();
  EXPECT_EQ(failure_of([&] { run(batch.send()); }).code(), sockio::errc::timed_out);
  EXPECT_TRUE(*control);
  EXPECT_EQ(*a, temperature(-195.8, unit::unknown)) << "the old connection's unit is not its own";
}

TEST(batch, gives_a_curve_a_line_of_its_own) {
  scripted device;
  device.on(":CONTROL?", "ON\n")
      .on(":CALCUR? 2", "x\nDiode\n-1\nvolts\n1 2\n3 4\n;\n")
      .on(":LOOP 1:RATE?", "1\n");
  controller cryo(device);
  auto batch = cryo.batch();
  auto control = batch.control();
  auto curve = batch.curve(2).data();
  auto rate = batch[1].rate();
  run(batch.send());
  EXPECT_EQ((*curve).name, "x");
  EXPECT_EQ(*rate, 1.0);
}

TEST(blocking_batch, works_alike) {
  scripted device;
  device.on(":LOOP 1:RATE?;:CONTROL?", "1.5;ON\n").on(":SYSTEM:NAME?", "lab\n");
  blocking::controller cryo(device);
  auto batch = cryo.batch();
  auto rate = batch[1].rate();
  auto control = batch.control();
  batch.send();
  EXPECT_EQ(*rate, 1.5);
  EXPECT_TRUE(*control);
  EXPECT_EQ(*cryo.batch([](auto& b) { return b.name(); }), "lab");
}

}  // namespace batch_test
