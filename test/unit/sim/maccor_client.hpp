#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"
#include "sim/maccor.hpp"

namespace sim {

namespace macnet = cyclers::maccor::messages;

/// Talks to a Maccor twin in a test: what is sent, and what comes back.
class maccor_client {
 public:
  using address = cyclers::maccor::address;
  using channel_number = cyclers::maccor::channel_number;

  explicit maccor_client(maccor const& options = {.channels = 8}, wire over = transport::tcp)
      : maccor_client(std::shared_ptr<maccor_twin>(make_maccor(options)), over) {}
  /// Is one more client of the same tester.
  explicit maccor_client(std::shared_ptr<maccor_twin> of, wire over = transport::tcp)
      : twin(std::move(of)), talk_(twin->converse(over)) {}

  std::vector<reply> replies(std::string_view bytes) {
    std::vector<reply> answers;
    talk_->receive(bytes, answers);
    return answers;
  }
  std::string raw(std::string_view bytes) {
    std::string all;
    for (auto const& each : replies(bytes)) all += each.bytes;
    return all;
  }
  /// Asks in JSON with the members of params, and returns the result, or the error's text.
  boost::json::value json(std::string_view params) {
    auto const text = raw(R"({"jsonrpc":"2.0","method":"MacNet","params":{)" + std::string(params) +
                          R"(},"id":7})");
    EXPECT_TRUE(text.ends_with("}\r\n")) << text;
    auto const reply = boost::json::parse(text).as_object();
    EXPECT_EQ(reply.at("id"), 7);
    if (auto const* error = reply.if_contains("error")) return error->at("message");
    return reply.at("result");
  }
  /// Returns the Result of a command in JSON, or the error's text.
  std::string result(std::string_view params) {
    auto const reply = json(params);
    auto const& said = reply.is_object() ? reply.at("Result") : reply;
    return std::string(said.as_string());
  }

  /// Asks in JSON, and returns the reply or throws what is wrong with it.
  template <class F>
  typename F::reply ask(address to = {}, typename F::request const& what = {}) {
    auto const request = cyclers::maccor::json_request<F>(to, what, 5).value();
    return cyclers::maccor::read_json_reply<F>(raw(request), to, 5).value();
  }
  template <class F, std::same_as<int> Number>
  typename F::reply ask(Number channel, typename F::request const& what = {}) {
    return ask<F>(address::of(channel_number(channel)), what);
  }
  /// Asks in binary.
  template <class F>
  typename F::reply binary(address to = {}, typename F::request const& what = {}) {
    auto const request = cyclers::maccor::binary_request<F>(to, what).value();
    return cyclers::maccor::read_binary_reply<F>(raw(request), to).value();
  }
  template <class F, std::same_as<int> Number>
  typename F::reply binary(Number channel, typename F::request const& what = {}) {
    return binary<F>(address::of(channel_number(channel)), what);
  }
  void pass(duration time) { twin->advance(time); }

  std::shared_ptr<maccor_twin> twin;

 private:
  std::unique_ptr<conversation> talk_;
};

}  // namespace sim
