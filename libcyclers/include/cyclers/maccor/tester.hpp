#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cyclers/by_channel.hpp"
#include "cyclers/cycler.hpp"
#include "cyclers/maccor/channel.hpp"
#include "cyclers/maccor/direct_loop.hpp"
#include "cyclers/maccor/files.hpp"
#include "cyclers/maccor/lists.hpp"
#include "cyclers/maccor/messages/system.hpp"
#include "cyclers/maccor/variable_control.hpp"

namespace cyclers::maccor {

namespace detail {
awaitable<bool> exists(std::shared_ptr<session> core, question what);
}

/// Is a Maccor tester, for all modes. All members throw sockio::failure; copies share the same
/// connections.
///
/// Which connection: that of tester_options::prefer, JSON unless told, but for functions that exist
/// in binary only (files, long names, messages of a check); the other one where there is none.
template <class Mode>
class basic_tester {
 public:
  template <class T>
  using returns = typename Mode::template returns<T>;

  basic_tester(std::shared_ptr<session> core, Mode mode)
      : core_(std::move(core)), mode_(std::move(mode)) {}

  /// Returns where it is, e.g. "tcp://10.0.0.5:57570".
  std::string const& endpoint() const noexcept { return core_->endpoint(); }
  std::shared_ptr<session> const& core() const noexcept { return core_; }

  /// Reads the versions of the tester's software. Wire: (1,1), page 10.
  returns<messages::version::reply> version() const { return get<messages::version>(); }
  /// Reads the tester's name and how many of what it has. Wire: (1,2), page 11.
  returns<messages::general_info::reply> general_info() const {
    return get<messages::general_info>();
  }
  /// Asks whether the tester has a test procedure. Wire: (1,3), page 13.
  returns<bool> procedure_exists(std::string_view procedure) const {
    messages::procedure_exists::request body{std::string(procedure)};
    return mode_.give(detail::exists(
        core_, ask_of<messages::procedure_exists>(address::none(), std::move(body))));
  }
  /// Asks whether the archive has a data file. Wire: (1,4), page 14.
  returns<bool> test_name_exists(std::string_view name) const {
    messages::test_name_exists::request body{std::string(name)};
    return mode_.give(detail::exists(
        core_, ask_of<messages::test_name_exists>(address::none(), std::move(body))));
  }

  /// Lists the files of a folder. Wire: (1,5), page 15.
  returns<std::vector<file_entry>> files(file_type folder) const {
    return mode_.give(detail::list_files(core_, folder));
  }
  /// Reads a file into memory. Wire: (1,7), page 18, binary.
  returns<std::string> get_file(file_type folder, std::string_view name,
                                file_progress progress = nullptr) const {
    return mode_.give(detail::get_file(core_, folder, std::string(name), std::move(progress)));
  }
  /// Reads a file into one on this machine, which has its name only when it is complete.
  returns<void> download(file_type folder, std::string_view name, std::filesystem::path const& to,
                         file_progress progress = nullptr) const {
    return mode_.give(
        detail::get_file_to(core_, folder, std::string(name), to, std::move(progress)));
  }
  /// Writes bytes to a file on the tester. A transfer that fails leaves there what has come so far.
  ///
  /// Wire: (1,6), page 17, binary.
  returns<void> send_file(file_type folder, std::string_view name, std::string_view content,
                          file_progress progress = nullptr) const {
    return mode_.give(detail::send_file(core_, folder, std::string(name), std::string(content),
                                        std::move(progress)));
  }
  /// Writes a file of this machine to one on the tester.
  returns<void> upload(file_type folder, std::string_view name, std::filesystem::path const& from,
                       file_progress progress = nullptr) const {
    return mode_.give(
        detail::send_file_from(core_, folder, std::string(name), from, std::move(progress)));
  }

  /// Reads what channels do, 128 in one request; `count` 0 is all from `first` on.
  ///
  /// Wire: (4,1), page 24.
  returns<by_channel<messages::channel_status>> statuses(int first = 1, int count = 0) const {
    return list<messages::statuses>(&messages::statuses::reply::channels, first, count);
  }
  /// Reads voltages in V. Wire: (4,2), page 27.
  returns<by_channel<float>> voltages(int first = 1, int count = 0) const {
    return list<messages::voltages>(&messages::voltages::reply::voltages, first, count);
  }
  /// Reads currents in A as the tester has them: magnitudes. Wire: (4,3), page 28.
  returns<by_channel<float>> current_magnitudes(int first = 1, int count = 0) const {
    return list<messages::currents>(&messages::currents::reply::currents, first, count);
  }
  /// Reads the time since the start of each test in s. Wire: (4,9), page 36.
  returns<by_channel<float>> test_times(int first = 1, int count = 0) const {
    return list<messages::test_times>(&messages::test_times::reply::times, first, count);
  }
  /// Reads what channels can do. Wire: (3,1), page 20, 128 in a request in binary, one in JSON.
  returns<by_channel<messages::channel_limits>> specifications(int first = 1, int count = 0) const {
    bool const many = core_->options().prefer == form::binary && core_->has(form::binary);
    return list<messages::channel_specification>(&messages::channel_specification::reply::channels,
                                                 first, count, many ? most_channels : 1);
  }

  /// Reads every channel in full, in one round trip.
  ///
  /// Errors: the first failure, with how many more there are; read_all() gives the rest.
  returns<std::vector<reading>> readings(reading_parts parts = {}) const {
    return mode_.give(detail::readings(core_, parts));
  }
  /// Reads state, voltage and current of every channel: three requests for 128 of them.
  returns<std::vector<reading>> basic_readings() const {
    return mode_.give(detail::basic_readings(core_));
  }
  /// Reads every channel in full; what fails spoils its own channel alone.
  returns<std::map<int, result<reading>>> read_all(reading_parts parts = {}) const {
    return mode_.give(detail::read_tester(core_, parts));
  }

  /// Sets the global flags. Returns: what they are now. Wire: (5,1), page 38.
  returns<std::uint32_t> set_global_flags(std::uint32_t flags) const {
    return mode_.give(detail::set_global_flags(core_, flags));
  }
  /// Selects these channels, and no others, for start_selected(). Wire: (6,1), page 39.
  returns<void> select(std::span<int const> channels) const {
    return mode_.give(detail::select(core_, {channels.begin(), channels.end()}));
  }
  /// Starts a test on all selected channels. Wire: (6,2), page 40.
  returns<void> start_selected(start_plan const& plan) const {
    return mode_.give(detail::start(core_, address::selected(), plan));
  }

  /// Logs in now and on each new connection. Errors: sockio::errc::refused. Wire: (8,1), page 93.
  returns<void> log_in(credentials who) const { return mode_.give(core_->log_in(std::move(who))); }
  /// Logs out. Wire: (8,2), page 94.
  returns<void> log_out() const { return mode_.give(core_->log_out()); }

  /// Asks any function; the form is the preferred one unless told.
  returns<message> perform(message request, address to,
                           std::optional<form> how = std::nullopt) const {
    return mode_.give(core_->perform({std::move(request), to}, how));
  }

 protected:
  Mode const& mode() const noexcept { return mode_; }

 private:
  template <class F>
  returns<typename F::reply> get() const {
    return mode_.give(ask<F>(core_, address::none()));
  }
  template <class F, class T>
  returns<by_channel<T>> list(std::vector<T> F::reply::* values, int first, int count,
                              int most = most_channels) const {
    return mode_.give(detail::read_list<T, F>(core_, first, count, values, most));
  }

  std::shared_ptr<session> core_;
  Mode mode_;
};

/// Makes links to a tester that log in on each new connection; nothing is connected yet.
connections connect(boost::asio::any_io_executor executor, std::string_view host,
                    tester_options const& options, std::shared_ptr<login> const& who);

/// Is one channel of a tester, for coroutines.
class channel : public basic_channel<async_mode> {
 public:
  using basic_channel::basic_channel;

  /// Controls the channel directly while a function runs, and brings it to rest afterwards.
  ///
  /// On entry the channel must be free and able to do what the limits allow; safety limits are set
  /// and verified, direct mode is started and waited for. On every exit (return, exception,
  /// cancellation, lost connection) the channel is put to rest and that is verified. While the
  /// function awaits something the output is sent again, so that the tester's watchdog is content,
  /// until nothing was heard of the function for direct_options::stuck_after: then the channel goes
  /// to rest. Errors: what the function throws; errc::rest_not_verified when the channel may still
  /// carry current. Cancellation: reaches the function; this returns once the channel is at rest.
  /// Wire: (6,7) and (6,8), pages 46 to 48.
  template <class F>
  awaitable<void> direct_control(direct_limits const& limits, F&& body,
                                 direct_options const& options = direct_options()) const {
    return detail::direct_control(core(), channel_number(number()), limits, options,
                                  detail::direct_body_of(std::forward<F>(body)));
  }

  /// Returns direct control as what a closed loop sets; at its end the channel is at rest.
  direct_loop direct(direct_limits const& limits,
                     direct_options const& options = direct_options()) const {
    return {core(), channel_number(number()), limits, options};
  }
  /// Makes an actuator of direct control within the limits of a loop, for
  /// cyclers::closed_loop(channel, ...).
  awaitable<void> actuate(sockio::duration period, loop_limits const& limits,
                          std::function<awaitable<void>(actuator&)> const& body) const {
    return direct(detail::limits_of(limits)).actuate(period, limits, body);
  }
  /// Returns VAR1 to VAR15 of the running test as what a closed loop sets: in A, positive to
  /// charge. At its end the test is suspended.
  variable_control variable(int number) const {
    return {core(), channel_number(this->number()), number};
  }
};

/// Is a Maccor tester, for coroutines.
///
///     maccor::tester tester{executor, "10.0.0.5"};
///     for (cyclers::reading const& r : co_await tester.readings()) fmt::print("{}\n", r);
class tester : public basic_tester<async_mode> {
 public:
  using basic_tester::basic_tester;

  /// Makes a driver for the tester on a host; the first request connects.
  tester(boost::asio::any_io_executor executor, std::string_view host, tester_options options = {},
         credentials who = credentials());
  /// Makes a driver of links, e.g. to a twin; they log in when they have login::callbacks().
  explicit tester(connections links, tester_options options = {},
                  std::shared_ptr<login> who = std::make_shared<login>());

  /// Returns a channel by its number as people count. Errors: throws sockio::errc::bad_value
  /// outside of 1 to 65535.
  maccor::channel channel(int number) const {
    return maccor::channel(core(), mode(), channel_number(number));
  }

  /// Returns it as any cycler, for a fleet.
  std::shared_ptr<cycler> as_cycler(reading_parts parts = {}) const;
  operator std::shared_ptr<cycler>() const { return as_cycler(); }  // NOLINT(*-explicit-*)
};

}  // namespace cyclers::maccor
