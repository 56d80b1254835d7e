#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cyclers/arbin/channel.hpp"
#include "cyclers/arbin/credentials.hpp"
#include "cyclers/arbin/files.hpp"
#include "cyclers/arbin/messages/system.hpp"
#include "cyclers/arbin/variable_control.hpp"
#include "cyclers/cycler.hpp"

namespace cyclers::arbin {

namespace detail {
awaitable<login::answer> info(std::shared_ptr<session> core);
awaitable<void> set_kick_out(std::shared_ptr<session> core, std::uint32_t flag);
awaitable<void> ping(std::shared_ptr<session> core);
awaitable<std::uint32_t> serial_number(std::shared_ptr<session> core);
awaitable<void> assign_name_rule(std::shared_ptr<session> core, std::string_view rule);
awaitable<void> assign_path(std::shared_ptr<session> core, std::string_view path);
awaitable<void> send_message(std::shared_ptr<session> core, std::string_view text);
awaitable<void> calibrate(std::shared_ptr<session> core);
awaitable<void> restart_daq(std::shared_ptr<session> core);
awaitable<void> restart_console(std::shared_ptr<session> core);
awaitable<void> reset_database(std::shared_ptr<session> core);
}  // namespace detail

/// Is an Arbin cycler, for all modes. All members throw sockio::failure; copies share the same
/// connections.
///
/// Each new connection logs in before anything else. A cycler that kicks the session out closes
/// it: the request that was under way fails, and the next one connects and logs in again.
template <class Mode>
class basic_cycler {
 public:
  template <class T>
  using returns = typename Mode::template returns<T>;

  basic_cycler(std::shared_ptr<session> core, Mode mode)
      : core_(std::move(core)), mode_(std::move(mode)) {}

  /// Returns where it is, e.g. "tcp://10.0.0.6:9031".
  std::string const& endpoint() const noexcept { return core_->endpoint(); }
  std::shared_ptr<session> const& core() const noexcept { return core_; }

  /// Returns what the cycler said of itself when somebody logged in last; logs in now if nobody is.
  ///
  /// Errors: sockio::errc::refused when it does not let the user in. Wire: EEAB0001, page 1.
  returns<login::answer> info() const { return mode_.give(detail::info(core_)); }
  /// Logs in as somebody else, on new connections: what is under way elsewhere fails.
  ///
  /// Errors: sockio::errc::refused; also as before until link_options::hold_off has passed since a
  /// log-in was refused.
  returns<void> log_in(cyclers::credentials who) const {
    return mode_.give(core_->log_in(std::move(who)));
  }
  /// Sets the flag that says whether another session may kick this one out, now and after each
  /// log-in. The documents contradict each other on its meaning; see docs/protocols/cti.md.
  ///
  /// Wire: EEAB0002, page 3.
  returns<void> set_kick_out(std::uint32_t flag) const {
    return mode_.give(detail::set_kick_out(core_, flag));
  }
  /// Makes sure that the cycler answers; leaves the kick-out flag as it was set.
  returns<void> ping() const { return mode_.give(detail::ping(core_)); }
  /// Reads the serial number. Wire: BB340001, page 23.
  returns<std::uint32_t> serial_number() const { return mode_.give(detail::serial_number(core_)); }

  /// Reads all channels in one round trip, found by their numbers.
  ///
  /// Returns: what the cycler has sent until the deadline, if fewer than the channels of its
  /// log-in: channel_records::missing() names the others. Errors: failure; errc::wrong_channel for
  /// a record of no channel; errc::truncated or surplus_bytes when a count of records lies. Wire:
  /// EEAB0003, page 3.
  returns<channel_records> channels(record_parts parts = {}) const {
    return mode_.give(detail::read_records(core_, parts));
  }
  /// Reads the channels of a selection, e.g. channel_selection::running.
  returns<channel_records> channels(channel_selection which, record_parts parts = {}) const {
    return mode_.give(detail::read_records(core_, which, parts));
  }
  /// Reads all channels in one round trip, as every cycler's readings.
  returns<std::vector<reading>> readings(record_parts parts = {}) const {
    return mode_.give(detail::readings(core_, parts));
  }
  /// Reads all channels in one round trip; what is missing is a failure of its own channel alone.
  returns<std::map<int, result<reading>>> read_all(record_parts parts = {}) const {
    return mode_.give(detail::read_cycler(core_, parts));
  }

  /// Starts the schedules of some channels as a test of one name, in one message.
  ///
  /// Returns: how it ended on each. When fewer channels answer than were asked, the others have a
  /// failure that says that nobody knows, and the connection is closed. Wire: BB320004, page 7.
  returns<outcomes> start(std::string_view test_name, channel_set const& channels) const {
    return mode_.give(detail::start_many(core_, channels.numbers(), test_name));
  }
  /// Starts channels, each with its schedule and step. As start(). Wire: CD130002, instructions
  /// page 23.
  returns<outcomes> start_ex(std::map<int, start_ex_plan> const& plans) const {
    return mode_.give(detail::start_ex_many(core_, plans));
  }
  /// Goes on with stopped tests, each at a step and from a state. As start(). Wire: CD130004,
  /// instructions page 27.
  returns<outcomes> resume_ex(std::map<int, resume_ex_plan> const& plans) const {
    return mode_.give(detail::resume_ex_many(core_, plans));
  }
  /// Lets some channels go on that their schedules have paused. As start(). Wire: BB320006, page 6.
  returns<outcomes> continue_tests(channel_set const& channels) const {
    return mode_.give(detail::continue_many(core_, channels.numbers()));
  }
  /// Stops the tests on all channels; most that run none say so. As start(). Wire: BB310001,
  /// page 12.
  returns<outcomes> stop_all() const { return mode_.give(detail::stop_all(core_)); }
  /// Goes on with the stopped tests on all channels. As start(). Wire: BB310002, page 10.
  returns<outcomes> resume_all() const { return mode_.give(detail::resume_all(core_)); }
  /// Assigns a schedule to all channels. As start(). Wire: BB210001, page 12.
  returns<outcomes> assign_all(std::string_view schedule, assign_plan const& plan = {}) const {
    return mode_.give(detail::assign_all(core_, schedule, plan));
  }
  /// Sets variables of running tests on several channels in one message, at most 160.
  ///
  /// The document has one feedback for them all. A cycler that answers for each channel is believed
  /// in its first feedback alone; set_variable() of a channel knows that channel's result. Waits
  /// until cycler_options::variable_gap has passed since those of each of the channels were set
  /// last. Wire: BB150002, page 15.
  returns<variable_result> set_variables(std::span<channel_variable const> values) const {
    return mode_.give(detail::set_variables(core_, {values.begin(), values.end()}));
  }
  /// Reads what channels could be started with. Wire: CD130001, instructions page 22.
  returns<std::map<int, messages::start_record>> start_data(channel_set const& channels) const {
    return mode_.give(detail::start_data(core_, channels.numbers()));
  }
  /// Reads what channels could be resumed with. Wire: CD130003, instructions page 25.
  returns<std::map<int, messages::resume_record>> resume_data(channel_set const& channels) const {
    return mode_.give(detail::resume_data(core_, channels.numbers()));
  }

  /// Lists a folder of MITS_PRO, e.g. "Work". Wire: CC130001, page 19.
  returns<std::vector<file_entry>> browse(std::string_view folder) const {
    return mode_.give(detail::browse(core_, std::string(folder)));
  }
  /// Reads a file into memory.
  ///
  /// It comes in packages of 512 KiB, each of which is verified by its MD5; the deadline is that of
  /// one package. Meanwhile other requests over the same connection wait, and fail after its
  /// time-out: cycler_options::file_port has a connection of its own. Errors: what the cycler
  /// refuses compares with download_result, so does a package that came damaged, as wrong_md5.
  /// Cancellation: closes the connection, since packages may be under way. Wire: CC130002, page 20.
  returns<std::string> get_file(std::string_view path, download_options how = {},
                                file_progress progress = nullptr) const {
    return mode_.give(detail::get_file(core_, std::string(path), how, std::move(progress)));
  }
  /// Reads a file into one on this machine, which has its name only when it is complete. As
  /// get_file().
  ///
  /// Returns: the file, which has the last part of the path for its name when `to` is a folder.
  returns<std::filesystem::path> download(std::string_view path, std::filesystem::path const& to,
                                          download_options how = {},
                                          file_progress progress = nullptr) const {
    return mode_.give(detail::get_file_to(core_, std::string(path), to, how, std::move(progress)));
  }
  /// Writes bytes to a file on the cycler, in packages of 512 KiB, the next one when the one before
  /// was taken.
  ///
  /// Nothing is sent twice. The documents do not say what a transfer that fails leaves there: the
  /// old file, a part of the new one or nothing; whoever sends it again sends all of it. Errors:
  /// what the cycler refuses compares with upload_result. Wire: CC130003, page 21.
  returns<void> send_file(std::string_view path, std::string_view content,
                          file_progress progress = nullptr) const {
    return mode_.give(
        detail::send_file(core_, std::string(path), std::string(content), std::move(progress)));
  }
  /// Writes a file of this machine to one on the cycler. As send_file().
  returns<void> upload(std::string_view path, std::filesystem::path const& from,
                       file_progress progress = nullptr) const {
    return mode_.give(detail::send_file_from(core_, std::string(path), from, std::move(progress)));
  }
  /// Makes a folder. Errors: what the cycler refuses compares with folder_result. Wire: CC130005,
  /// page 22.
  returns<void> new_folder(std::string_view path) const {
    return mode_.give(detail::new_folder(core_, std::string(path)));
  }
  /// Deletes a folder with whatever is in it; the cycler may take the name of a file for one, too.
  ///
  /// Errors: as new_folder(); sockio::errc::bad_value for a path without a name at its end. Wire:
  /// CC130006, page 24.
  returns<void> delete_folder(std::string_view path) const {
    return mode_.give(detail::delete_folder(core_, std::string(path)));
  }
  /// Deletes a file; a cycler deletes those in .sdx, .sdu, .can, .smb and .txt only.
  ///
  /// Errors: as delete_folder(); a name without an extension is not sent, since the command would
  /// delete a folder of that name. Wire: CC130004, page 21.
  returns<void> delete_file(std::string_view path) const {
    return mode_.give(detail::delete_file(core_, std::string(path)));
  }

  /// Shows a message on the cycler's computer; for a time and rich text the document writes
  /// "[DateTime]<-->[RichText]". Wire: CD140002, page 24.
  returns<void> send_message(std::string_view text) const {
    return mode_.give(detail::send_message(core_, text));
  }
  /// Starts the automatic calibration; its window must be open at the cycler. Wire: CD140001,
  /// page 25.
  returns<void> start_automatic_calibration() const { return mode_.give(detail::calibrate(core_)); }
  /// Assigns the rule that names of tests are made by. Wire: BB310007, instructions page 9, which
  /// says reserved.
  returns<void> assign_name_rule(std::string_view rule) const {
    return mode_.give(detail::assign_name_rule(core_, rule));
  }
  /// Assigns the path that files are kept in. Wire: BB310008, instructions page 9, which says
  /// reserved.
  returns<void> assign_path(std::string_view path) const {
    return mode_.give(detail::assign_path(core_, path));
  }
  /// Restarts the data acquisition, whatever runs. Wire: BB31000A, instructions page 9, which says
  /// reserved.
  returns<void> restart_data_acquisition_now() const {
    return mode_.give(detail::restart_daq(core_));
  }
  /// Restarts the cycler's software, whatever runs. Wire: BB31000B, instructions page 9, which says
  /// reserved.
  returns<void> restart_console_now() const { return mode_.give(detail::restart_console(core_)); }
  /// Resets the local database, with whatever is in it. Wire: BB310009, instructions page 9, which
  /// says reserved.
  returns<void> reset_database_now() const { return mode_.give(detail::reset_database(core_)); }

  /// Asks any command that has one feedback.
  returns<message> perform(message request) const {
    return mode_.give(core_->perform(question(std::move(request))));
  }

 protected:
  Mode const& mode() const noexcept { return mode_; }

 private:
  std::shared_ptr<session> core_;
  Mode mode_;
};

/// Returns the options of a link to a cycler, e.g. to a twin: some of them CTI decides.
sockio::link_options link_options_of(cycler_options const& options = {});

/// Makes links to a cycler that log in on each new connection; nothing is connected yet.
///
/// `host` may have a port: "10.0.0.6", "10.0.0.6:9031" and "tcp://10.0.0.6:9031" are the same.
/// Errors: throws sockio::errc::bad_url.
connections connect(boost::asio::any_io_executor executor, std::string_view host,
                    cycler_options const& options, std::shared_ptr<login> const& who);

/// Is one channel of a cycler, for coroutines.
class channel : public basic_channel<async_mode> {
 public:
  using basic_channel::basic_channel;

  /// Returns MV_UDn, n from 1 to 16, of the running test as what a closed loop sets: in A, positive
  /// to charge. At its end the test is stopped; where the cycler refuses that, the variable is set
  /// to 0 and errc::rest_not_verified is thrown. Errors: throws sockio::errc::bad_value.
  variable_control variable(int number) const { return {core(), where(), number}; }
};

/// Is an Arbin cycler, for coroutines.
///
///     arbin::cycler cycler{executor, "10.0.0.6", arbin::credentials::from_env_file(".env")};
///     for (cyclers::reading const& r : co_await cycler.readings()) fmt::print("{}\n", r);
class cycler : public basic_cycler<async_mode> {
 public:
  using basic_cycler::basic_cycler;

  /// Makes a driver for the cycler on a host; the first request connects and logs in.
  cycler(boost::asio::any_io_executor executor, std::string_view host, cyclers::credentials who,
         cycler_options options = {});
  /// Makes a driver of links, e.g. to a twin; they log in when they have login::callbacks().
  explicit cycler(connections links, cycler_options options = {},
                  std::shared_ptr<login> who = std::make_shared<login>());

  /// Returns a channel by its number as people count. Errors: throws sockio::errc::bad_value
  /// outside of 1 to 2048.
  arbin::channel channel(int number) const {
    return arbin::channel(core(), mode(), channel_number(number));
  }

  /// Returns it as any cycler, for a fleet: a start with a procedure assigns that schedule first,
  /// and variables are MV_UDs.
  std::shared_ptr<cyclers::cycler> as_cycler(record_parts parts = {}) const;
  operator std::shared_ptr<cyclers::cycler>() const { return as_cycler(); }  // NOLINT(*-explicit-*)
};

}  // namespace cyclers::arbin
