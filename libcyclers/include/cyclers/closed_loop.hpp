#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <sockio/result.hpp>
#include <sockio/time.hpp>
#include <type_traits>
#include <utility>

#include "cyclers/actuator.hpp"
#include "cyclers/audit.hpp"
#include "cyclers/reading.hpp"
#include "cyclers/time_source.hpp"
#include "cyclers/units.hpp"

namespace cyclers {

/// Holds what a closed loop keeps to. A reading beyond it ends the loop, at rest; so does a set
/// point beyond it. A current whose direction is not known is held against both limits of current.
/// Trivially destructible.
struct loop_limits {
  volt v_min{};
  volt v_max{};
  ampere i_charge{};               ///< A magnitude.
  ampere i_discharge{};            ///< A magnitude.
  std::optional<celsius> t_min{};  ///< A reading without temperature breaches it.
  std::optional<celsius> t_max{};  ///< A reading without temperature breaches it.
  /// How old a reading may be: how long it took, and how long the cycler's clock may stand still.
  sockio::duration max_age = std::chrono::seconds(5);
  time_source const* time = nullptr;
};
static_assert(std::is_trivially_destructible_v<loop_limits>);

/// Makes a set point of a reading, positive to charge; nothing ends the loop, at rest.
using control_law = std::function<std::optional<ampere>(reading const&)>;

/// Is something that can be put under the control of a law: it makes an actuator for as long as a
/// function runs, and is at rest afterwards.
template <class T>
concept controllable = requires(T const& what, sockio::duration period, loop_limits const& limits,
                                std::function<sockio::awaitable<void>(actuator&)> const& body) {
  { what.actuate(period, limits, body) } -> std::same_as<sockio::awaitable<void>>;
};

namespace detail {
sockio::awaitable<void> closed_loop(actuator& what, sockio::duration period, loop_limits limits,
                                    audit_trail audit, control_law law);

template <controllable T>
sockio::awaitable<void> closed_loop_of(T what, sockio::duration period, loop_limits limits,
                                       audit_trail audit, control_law law) {
  std::function<sockio::awaitable<void>(actuator&)> const body = [&](actuator& cell) {
    return closed_loop(cell, period, limits, audit, law);
  };
  co_await what.actuate(period, limits, body);
}
}  // namespace detail

/// Runs a control law at a fixed period: a reading in, a set point out.
///
/// Every reading, decision, command and result goes to the audit trail, and what cannot be written
/// there is not done. On a breach of the limits, a reading that is too old or of a channel that
/// runs nothing, a failure, an exception of the law, a cancellation and the law's own end the
/// actuator is brought to rest, verified. A period that has passed already is left out, not made up
/// for. Errors: errc::limit_breached, errc::stale_reading, errc::not_running, what the law throws,
/// the actuator's; errc::rest_not_verified above all of them. Cancellation: returns once the
/// actuator is at rest.
inline sockio::awaitable<void> closed_loop(actuator& what, sockio::duration period,
                                           loop_limits const& limits, audit_trail const& audit,
                                           control_law law) {
  return detail::closed_loop(what, period, limits, audit, std::move(law));
}

/// Runs a control law on a channel: takes control of it, and leaves it at rest.
template <controllable T>
sockio::awaitable<void> closed_loop(T const& what, sockio::duration period,
                                    loop_limits const& limits, audit_trail const& audit,
                                    control_law law) {
  return detail::closed_loop_of(what, period, limits, audit, std::move(law));
}

}  // namespace cyclers
