#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <sockio/link.hpp>
#include <utility>

#include "cyclers/arbin/messages/session.hpp"
#include "cyclers/arbin/options.hpp"
#include "cyclers/credentials.hpp"

namespace cyclers::arbin {

/// Keeps who logs in on each new connection to a cycler, and what it answered. Thread-safe.
class login {
 public:
  using answer = messages::log_in::reply;

  login() = default;
  explicit login(cyclers::credentials who);

  /// Returns who logs in.
  std::shared_ptr<cyclers::credentials const> who() const;
  /// Lets somebody else log in on connections from now on.
  void set(cyclers::credentials who);

  /// Returns the kick-out flag that is sent after each log-in; nothing when none is.
  std::optional<std::uint32_t> kick_out() const;
  void set_kick_out(std::uint32_t flag);

  /// Returns what the cycler answered to the last log-in; null when there was none.
  std::shared_ptr<answer const> last() const;
  /// Returns why the last log-in was refused; nothing when it was not.
  std::optional<sockio::failure> refusal() const;

  /// Writes down that a log-in begins, and how it ended.
  void begun();
  void accepted(answer what);
  void refused(sockio::failure why);

  /// Returns callbacks for a link whose connections log in before anything else; nobody does when
  /// there is no user.
  static sockio::callbacks callbacks(std::shared_ptr<login> self, cycler_options const& options);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<cyclers::credentials const> who_ = std::make_shared<cyclers::credentials const>();
  std::optional<std::uint32_t> kick_out_;
  std::shared_ptr<answer const> last_;
  std::optional<sockio::failure> refusal_;
};

}  // namespace cyclers::arbin
