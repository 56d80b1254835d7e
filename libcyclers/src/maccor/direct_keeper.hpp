#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/strand.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cyclers/maccor/direct_control.hpp"
#include "cyclers/maccor/messages/direct.hpp"
#include "maccor/at_rest.hpp"
#include "maccor/set_points.hpp"

namespace cyclers::maccor::detail {

/// Owns a channel while it is under direct control.
///
/// One coroutine of its own sends everything: what the caller orders, the heartbeat, and the rest
/// at the end. So there is one order of things, the pause between two outputs is kept, and neither
/// a cancellation nor the end of the caller can come between the channel and its rest. All members
/// but the constructor, start() and abandon() belong to the strand.
class direct_keeper : public std::enable_shared_from_this<direct_keeper> {
 public:
  using set_points = messages::direct_set_points;
  using strand = boost::asio::strand<boost::asio::any_io_executor>;

  direct_keeper(std::shared_ptr<session> core, channel_number channel, direct_limits const& limits,
                direct_options const& options);

  /// Begins: makes the strand on which everything else runs.
  void start(boost::asio::any_io_executor const& executor);
  strand const& place() const { return *strand_; }

  /// Names what a caller waits for: the tester to take an output, a verified rest, time to pass,
  /// direct mode to be ready, the end.
  enum class kind { output, rest, hold, entry, exit };

  /// Orders something and waits until it is done, or until a time has passed.
  awaitable<void> order(kind what, set_points wanted = {}, sockio::duration time = sockio::forever);
  /// Ends direct control and throws what counts most: that the channel is not at rest, what ended
  /// the caller, what ended direct control before, that at_end failed.
  awaitable<void> leave(std::exception_ptr error);
  /// Ends direct control when nobody can wait for it any more.
  void abandon();

  point_maker const& points() const { return points_; }
  direct_options const& options() const { return options_; }
  std::shared_ptr<session> const& core() const { return core_; }
  channel_number channel() const { return channel_; }
  std::string name() const;

 private:
  /// Is something that a caller waits for.
  struct ticket {
    kind what;
    set_points wanted{};
    std::unique_ptr<alarm> bell;
    bool done = false;
    bool abandoned = false;
    std::optional<sockio::failure> error{};

    void finish() {
      done = true;
      bell->wake();
    }
  };
  using shared_ticket = std::shared_ptr<ticket>;
  enum class started { no, maybe, yes };

  // The caller's side.
  shared_ticket new_ticket(kind what);
  awaitable<void> wait_for(shared_ticket mine, sockio::time_point until);
  awaitable<void> attend(shared_ticket mine, sockio::duration time);
  void sign_of_life();
  bool flows() const { return current_.mode != charge_mode::rest; }
  bool overdue() const { return flows() && waiting_ == 0 && now() >= alive_until_; }
  [[noreturn]] void tell(std::exception_ptr const& error) const;

  // The keeper's side.
  awaitable<void> serve();
  awaitable<void> begin();
  awaitable<void> expect_free();
  awaitable<void> expect_able();
  awaitable<void> start_direct_mode();
  awaitable<void> wait_until_ready();
  awaitable<void> serve_until_told();
  void expect_alive() const;
  awaitable<void> serve_one();
  awaitable<void> perform(shared_ticket order);
  awaitable<outcome<direct_output_result>> send(set_points what);
  awaitable<void> beat();
  awaitable<void> rest_and_verify();
  awaitable<bool> try_to_rest(bool gently, std::string& story);
  awaitable<void> finish();
  void end_all();
  std::optional<sockio::failure> end_of(kind what) const;
  sockio::failure fail(boost::system::error_code why, std::string problem,
                       std::string advice = {}) const;
  sockio::failure refused(outcome<direct_output_result> const& how) const;
  sockio::time_point now() const { return time_.now(); }
  sockio::time_point due(set_points const& what) const;

  std::shared_ptr<session> core_;
  channel_number channel_;
  direct_limits limits_;
  direct_options options_;
  std::string test_name_;
  time_source const& time_;
  point_maker points_;
  rest_maker rest_;
  std::optional<strand> strand_;
  std::unique_ptr<alarm> bell_;  ///< Wakes the keeper.

  std::deque<shared_ticket> orders_;
  std::vector<shared_ticket> waiters_;  ///< Everyone who waits, whatever for.
  shared_ticket entry_;
  set_points current_;  ///< What was sent last.
  started started_ = started::no;
  bool stop_ = false;
  bool finished_ = false;
  std::optional<sockio::failure> trouble_;  ///< Why it ended before it was told to.
  std::optional<sockio::failure> unrest_;   ///< Why it could not be brought to rest.
  std::optional<sockio::failure> at_end_;   ///< Why at_end could not be done.
  int waiting_ = 0;                         ///< How many callers wait for the keeper.
  bool lapsed_ = false;                     ///< Whether a sign of life came too late.
  sockio::time_point alive_until_{};        ///< Counts while nobody waits.
  sockio::time_point last_output_{};
  sockio::time_point next_beat_{};
};

}  // namespace cyclers::maccor::detail
