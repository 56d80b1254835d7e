#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"
#include "maccor_twin/session.hpp"
#include "maccor_twin/tester.hpp"

namespace sim::mac {

namespace messages = cyclers::maccor::messages;
using cyclers::maccor::incoming;
using cyclers::maccor::rpc_error;

/// Is one request, with all that answering it takes.
struct call {
  mac::tester& tester;
  mac::session& session;  ///< Of the client that asks.
  incoming const& asked;
  std::string_view bytes;  ///< As they came.
  bool binary = false;
  duration after{};  ///< How long the answer takes; handlers change it.

  /// Returns the channel that is asked about; null when there is none.
  test_channel* channel() const { return tester.channel(asked.where.chan); }
  /// Returns the smart battery that is asked about; null when there is none.
  smart_battery* battery() const { return tester.battery(asked.where.chan); }
};

/// Is the reply of a handler, or why there is none.
template <class F>
using answer = boost::system::result<typename F::reply, rpc_error>;

/// Is the answer of a command that has no codes of its own but OK.
///
/// Wire: the document says OK only; that it could not be done is told as elsewhere in the document,
/// where 65535 is "Other non-defined problem".
messages::done done(bool could);

/// Returns what the reply of a function holds when it failed without a code for it, in binary.
///
/// Nothing at all is right for most; for commands it would read as success.
template <class F>
constexpr std::string_view failure_of() {
  using namespace std::string_view_literals;
  if (std::is_same_v<F, messages::set_scan_list_entry>) return "\0\xff\xff"sv;
  return std::is_same_v<typename F::reply, messages::done> ? "\xff\xff"sv : ""sv;
}

/// Returns the bytes that say that there is no reply; `failure` is what they hold in binary.
std::string refuse(call const& of, rpc_error why, std::string_view failure);

/// Says how a function is answered.
struct answerer {
  cyclers::maccor::function const* what = nullptr;
  std::string (*answer)(call&) = nullptr;
  std::string_view failure{};
};

template <class F, answer<F> (*Handler)(call&, typename F::request const&)>
std::string answer_with(call& of) {
  auto const reply = Handler(of, *of.asked.body.template request<F>());
  if (!reply) return refuse(of, reply.error(), failure_of<F>());
  auto const bytes = of.binary ? cyclers::maccor::binary_reply<F>(of.asked, *reply)
                               : cyclers::maccor::json_reply<F>(of.asked, *reply);
  return bytes ? *bytes : refuse(of, rpc_error::macnet_error, failure_of<F>());
}

/// Makes the line of a function's handler.
template <class F, answer<F> (*Handler)(call&, typename F::request const&)>
answerer line() {
  return {&cyclers::maccor::function_of<F>(), &answer_with<F, Handler>, failure_of<F>()};
}

std::vector<answerer> system_answers();
std::vector<answerer> file_answers();
std::vector<answerer> channel_answers();
std::vector<answerer> command_answers();
std::vector<answerer> start_answers();
std::vector<answerer> advanced_answers();
std::vector<answerer> direct_answers();
std::vector<answerer> battery_answers();
std::vector<answerer> scan_list_answers();

/// Returns how a function is answered; null when no handler was written for it.
answerer const* find_answerer(cyclers::maccor::function const& what);

/// Answers a request that was understood.
std::string respond(call& of);

}  // namespace sim::mac
