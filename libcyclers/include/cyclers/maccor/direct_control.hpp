#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <sockio/time.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cyclers/actuator.hpp"
#include "cyclers/maccor/limits.hpp"
#include "cyclers/maccor/options.hpp"
#include "cyclers/maccor/session.hpp"
#include "cyclers/time_source.hpp"
#include "cyclers/units.hpp"

namespace cyclers::maccor {

/// Holds what direct control may do. The first six are set on the tester as safety limits, which
/// suspend the channel whatever this program does; no set point goes beyond any of them. Limits
/// beyond what the channel can do in its current range are refused on entry: a tester ignores a set
/// point that is out of range, and lets its most flow instead.
struct direct_limits {
  volt v_min{};
  volt v_max{};
  ampere i_charge{};                   ///< A magnitude.
  ampere i_discharge{};                ///< A magnitude.
  watt p_charge{};                     ///< A magnitude; 0 for the channel's own.
  watt p_discharge{};                  ///< A magnitude; 0 for the channel's own.
  std::optional<volt> charge_to{};     ///< Highest set point; v_max unless told.
  std::optional<volt> discharge_to{};  ///< Lowest set point; v_min unless told.

  safety_limits safety() const {
    return {v_min, v_max, i_charge, i_discharge, p_charge, p_discharge};
  }
  volt highest() const { return charge_to.value_or(v_max); }
  volt lowest() const { return discharge_to.value_or(v_min); }
};

/// Says in which state a channel is left; in all of them no current flows.
enum class direct_end {
  rest,     ///< In direct mode, at rest.
  suspend,  ///< Suspended.
  reset,    ///< Reset, so that the next test can start.
};

/// Sets up direct control; every member has a default. Trivially destructible.
struct direct_options {
  using duration = sockio::duration;

  std::string_view name = "Random";  ///< Of the data file; Random for one of the tester's own.
  /// MacNetDirectModeWD in the tester's System.ini; 0 when it is not set there. Only the tester can
  /// stop the current of a program that has died: have it set.
  duration watchdog = std::chrono::seconds(10);
  /// How often the output is sent again; 0 for a third of the watchdog.
  duration heartbeat{};
  /// How long the caller's code may do other things before the channel is put to rest. Code that
  /// keeps the only thread of its executor to itself is noticed when it lets go of it: then it is
  /// the tester's watchdog that counts.
  duration stuck_after = std::chrono::seconds(10);
  duration ready_within = std::chrono::seconds(10);  ///< For the start of direct mode.
  duration rest_within = std::chrono::seconds(30);   ///< For rest, reconnecting included.
  /// Between two outputs; the tester wants 100 ms. A rest waits for no more than the default.
  duration gap = std::chrono::milliseconds(110);
  bool power = false;       ///< Use power set points.
  bool resistance = false;  ///< Use resistance set points; not together with power.
  std::uint8_t current_range = 4;
  /// What an input shows at most when no current flows: 10 mA, or the smaller limit of current when
  /// that is less.
  std::optional<ampere> rest_current{};
  double record_time = 1;     ///< s between records in the data file; 0 for none.
  double record_voltage = 0;  ///< V that make a record; 0 for none.
  double record_current = 0;  ///< A that make a record; 0 for none.
  bool temperatures = false;  ///< Let read() ask for the temperature, too.
  direct_end at_end = direct_end::rest;
  /// Binary unless told: some testers do not take a rest in JSON.
  maccor::form form = maccor::form::binary;
  time_source const* time = nullptr;
};

static_assert(std::is_trivially_destructible_v<direct_limits>);
static_assert(std::is_trivially_destructible_v<direct_options>);

namespace detail {
class direct_keeper;
}

/// Is a channel under direct control, inside of its scope.
///
/// Each member is a sign of life; one that comes later than direct_options::stuck_after after the
/// last, while current flows, ends direct control with errc::unattended. A set point is checked
/// against the limits before it is sent, is sent once, and at least direct_options::gap after the
/// last one. When its reply is lost or it is refused, the channel goes to rest at once, and all
/// members but bring_to_rest() throw why from then on.
class direct_session final : public actuator {
 public:
  explicit direct_session(std::shared_ptr<detail::direct_keeper> keeper);

  /// Charges with a current until the voltage is reached, which is kept then.
  awaitable<void> charge(ampere current, std::optional<volt> up_to = std::nullopt);
  /// Discharges with a current (a magnitude) until the voltage is reached, which is kept then.
  awaitable<void> discharge(ampere current, std::optional<volt> down_to = std::nullopt);
  /// Lets no current flow.
  awaitable<void> rest();
  /// Keeps a voltage with at most a current: positive to charge up to it, negative to discharge
  /// down to it.
  awaitable<void> constant_voltage(volt voltage, ampere most);
  /// Charges with a power. Needs direct_options::power.
  awaitable<void> charge_power(watt power);
  /// Discharges with a power (a magnitude). Needs direct_options::power.
  awaitable<void> discharge_power(watt power);
  /// Discharges into a resistance. Needs direct_options::resistance.
  awaitable<void> discharge_resistance(ohm resistance);

  /// Waits and keeps the output; ends early, with an exception, when the channel goes to rest.
  awaitable<void> hold_for(sockio::duration time);
  /// Says that the caller's code lives while it does other things.
  awaitable<void> alive();
  awaitable<cyclers::reading> read() override;

  std::string name() const override;
  /// Charges with a positive current, discharges with a negative one, rests with none.
  awaitable<void> apply(ampere set_point) override;
  awaitable<void> bring_to_rest() override;

 private:
  std::shared_ptr<detail::direct_keeper> keeper_;
};

namespace detail {

/// Is direct control as two steps, for callers that are no coroutines: leave() must follow enter(),
/// whatever comes between them.
class direct_scope {
 public:
  direct_scope(std::shared_ptr<session> core, channel_number channel, direct_limits const& limits,
               direct_options const& options);
  direct_scope(direct_scope const&) = delete;
  direct_scope& operator=(direct_scope const&) = delete;
  /// Ends direct control when leave() never came, as far as the executor still runs.
  ~direct_scope();

  /// Begins direct control on an executor and waits until it is ready.
  awaitable<void> enter(boost::asio::any_io_executor executor);
  direct_session& cell() { return session_; }
  /// Brings the channel to rest and throws what counts most: that it is not at rest, what went
  /// wrong before, or what ended direct control. Cancellation: does not shorten it.
  awaitable<void> leave(std::exception_ptr error);

 private:
  std::shared_ptr<direct_keeper> keeper_;
  direct_session session_;
  bool entered_ = false;
  bool left_ = false;
};

using direct_body = std::function<awaitable<void>(direct_session&)>;

awaitable<void> direct_control(std::shared_ptr<session> core, channel_number channel,
                               direct_limits limits, direct_options options, direct_body body);

/// Keeps the caller's function, and keeps g++ 12 from destroying it twice.
template <class F>
direct_body direct_body_of(F&& body) {
  static_assert(std::is_lvalue_reference_v<F> || std::is_trivially_destructible_v<F>,
                "give what owns something (captures by value) a name first: g++ 12 destroys it "
                "twice when it is written inside of co_await");
  return direct_body(std::forward<F>(body));
}

}  // namespace detail
}  // namespace cyclers::maccor
