#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/messages.hpp"
#include "sim/arbin.hpp"

namespace sim {

namespace cti_messages = cyclers::arbin::messages;

/// Talks to an Arbin twin in a test: what is sent, and what comes back.
class arbin_client {
 public:
  explicit arbin_client(arbin const& options = {.channels = 8})
      : arbin_client(std::shared_ptr<arbin_twin>(make_arbin(options))) {}
  /// Is one more client of the same cycler.
  explicit arbin_client(std::shared_ptr<arbin_twin> of)
      : twin(std::move(of)), talk_(twin->converse(transport::tcp)) {
    talk_->on_hang_up([this] { hung_up = true; });
  }

  std::vector<reply> replies(std::string_view bytes) {
    std::vector<reply> answers;
    talk_->receive(bytes, answers);
    for (auto const& one : answers) hung_up = hung_up || one.then_close;
    std::erase_if(answers, [](reply const& one) { return one.bytes.empty(); });
    return answers;
  }
  std::string raw(std::string_view bytes) {
    std::string all;
    for (auto const& each : replies(bytes)) all += each.bytes;
    return all;
  }

  /// Asks, and returns all feedbacks.
  template <class C>
  std::vector<typename C::reply> all(typename C::request const& what = {}) {
    std::vector<typename C::reply> read;
    for (auto const& one : replies(cyclers::arbin::write_request<C>(what).value()))
      read.push_back(cyclers::arbin::read_feedback<C>(one.bytes).value());
    return read;
  }
  /// Asks, and returns the only feedback.
  template <class C>
  typename C::reply ask(typename C::request const& what = {}) {
    auto const read = all<C>(what);
    EXPECT_EQ(read.size(), 1U) << C::info.name;
    return read.empty() ? typename C::reply{} : read.front();
  }
  /// Asks, and returns the result of the only feedback.
  template <class C>
  auto result(typename C::request const& what = {}) {
    return ask<C>(what).result;
  }

  cti_messages::log_in::reply log_in(std::string user = "Robin", std::string password = "Hood") {
    return ask<cti_messages::log_in>({std::move(user), std::move(password)});
  }
  /// Returns the record of a channel, which counts from 1.
  cti_messages::channel_record record(int channel, std::uint32_t wanted = 0) {
    auto const reply = ask<cti_messages::channels_info>(
        {.only_channel = static_cast<std::int16_t>(channel - 1), .wanted = wanted});
    EXPECT_EQ(reply.channels.size(), 1U);
    return reply.channels.empty() ? cti_messages::channel_record{} : reply.channels.front();
  }
  /// Assigns a schedule and starts it. Channels count from 1.
  void run(int channel, std::string schedule, std::string test) {
    using cti_messages::assign_schedule;
    auto const index = static_cast<std::uint16_t>(channel - 1);
    ASSERT_EQ(result<assign_schedule>({.channel = index, .schedule = std::move(schedule)}),
              cyclers::arbin::assign_result::ok);
    ASSERT_EQ(result<cti_messages::start>({.test_name = std::move(test), .channels = {index}}),
              cyclers::arbin::start_result::ok);
  }
  void pass(duration time) {
    constexpr duration most = std::chrono::minutes(1);
    for (; time > most; time -= most) twin->advance(most);
    twin->advance(time);
  }

  std::shared_ptr<arbin_twin> twin;
  bool hung_up = false;

 private:
  std::unique_ptr<conversation> talk_;
};

}  // namespace sim
