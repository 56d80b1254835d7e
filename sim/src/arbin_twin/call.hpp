#pragma once

#include <optional>
#include <type_traits>
#include <vector>

#include "arbin_twin/console.hpp"
#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/messages.hpp"

namespace sim::cti {

/// Is one request that was understood, with all that answering it takes.
struct call {
  cti::console& console;
  cti::session& session;  ///< Of the client that asks.
  std::vector<reply>& answers;
  bool then_close = false;  ///< Ends the connection after the answers; handlers change it.

  /// Adds a feedback.
  template <class C>
  void answer(typename C::reply const& body) {
    auto bytes = cyclers::arbin::write_feedback<C>(body);
    if (bytes) answers.push_back({.bytes = std::move(*bytes)});
  }
};

/// Returns the code of a refusal that concerns the whole command: one that was asked for, a client
/// that must not control, a window that somebody else uses.
///
/// `otherwise` is for a result that has no code for it.
template <class C, class Result>
std::optional<Result> barred(call const& of, Result otherwise) {
  if (auto const code = of.console.refusal(C::info.name)) return static_cast<Result>(*code);
  bool const must_not = C::info.acts && !of.session.may_control();
  if constexpr (requires { Result::window_in_use; }) {
    if (must_not || of.console.monitor_window) return Result::window_in_use;
  }
  if (must_not) return otherwise;
  return {};
}
template <class C, class Result>
  requires(
      requires { Result::failed; } && !requires { Result::window_in_use; })
std::optional<Result> barred(call const& of) {
  return barred<C>(of, Result::failed);
}
template <class C, class Result>
  requires requires { Result::window_in_use; }
std::optional<Result> barred(call const& of) {
  return barred<C>(of, Result::window_in_use);
}

/// Says how a command is answered.
struct answerer {
  cyclers::arbin::command const* what = nullptr;
  void (*answer)(call&, cyclers::arbin::message const&) = nullptr;
};

/// Makes the line of a command's handler.
template <class C, void (*Handler)(call&, typename C::request const&)>
answerer line() {
  return {&cyclers::arbin::command_of<C>(),
          [](call& of, cyclers::arbin::message const& asked) { Handler(of, *asked.request<C>()); }};
}

std::vector<answerer> session_answers();
std::vector<answerer> channel_answers();
std::vector<answerer> schedule_answers();
std::vector<answerer> start_answers();
std::vector<answerer> start_data_answers();
std::vector<answerer> variable_answers();
std::vector<answerer> file_answers();
std::vector<answerer> system_answers();

/// Returns how a command is answered; null when no handler was written for it.
answerer const* find_answerer(cyclers::arbin::command const& what);

}  // namespace sim::cti
