#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <sockio/link.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cryocon/model.hpp"
#include "cryocon/operation.hpp"
#include "cryocon/transport.hpp"

namespace cryocon {

/// Sets up a driver.
struct controller_options {
  /// Ask *IDN? and the display units of all inputs once for each connection: what the model does
  /// not have is refused before sending, and a temperature is one query. A unit that is changed at
  /// the front panel is not noticed then; without it, each temperature asks for its unit.
  bool identify = false;
  /// Ask for the display unit of slopes, variances and rates too, which outcome::units tells. A
  /// temperature always has its unit.
  bool all_units = false;
  /// Least time between two requests, which the link keeps for all of its users; 0 for none.
  sockio::duration gap = std::chrono::milliseconds(100);
  /// Deadline of a request; duration::min() for the link's own.
  sockio::duration timeout = sockio::duration::min();
  /// Deadline of a request that writes flash memory: names, curves, PID tables, stored setups.
  sockio::duration flash_timeout = std::chrono::seconds(10);
};

/// Says how a run of operations ended.
struct outcome {
  std::vector<result<value>> results;     ///< One for each operation.
  std::vector<unit> units;                ///< The display unit that each value is in, if any.
  std::optional<sockio::failure> broken;  ///< Why not all of it was sent or answered.
};

/// Performs operations on one controller; what the surfaces of all modes stand on. Thread-safe as
/// far as its transport is.
class session : public std::enable_shared_from_this<session> {
 public:
  session(std::shared_ptr<transport> wire, controller_options options);

  /// Performs one operation. Errors: failure. Cancellation: as the transport.
  sockio::awaitable<value> perform(operation what);

  /// Performs operations in order with as few lines as may be.
  ///
  /// Nothing is sent when one of them cannot be. A reply that is bad spoils its own result alone.
  /// Cancellation: returns too; what was answered before keeps its result, the others carry the
  /// failure.
  sockio::awaitable<outcome> perform_all(std::vector<operation> what);

  /// Sends a line as it is and returns the line that answers it, without its end.
  sockio::awaitable<std::string> ask(std::string_view line);

  /// Asks *IDN? and remembers the answer.
  sockio::awaitable<identification> identify();

  /// Returns what the controller has said that it is, when it was asked.
  std::optional<identification> identity() const;
  std::string endpoint() const { return wire_->endpoint(); }

 private:
  struct job;

  sockio::awaitable<std::string> exchange(std::string text, protocol::answer expects, bool sets,
                                          bool slow);
  sockio::awaitable<std::string> ask_owned(std::string line);
  sockio::awaitable<void> refresh();
  sockio::awaitable<void> read_units();
  sockio::awaitable<result<value>> verify_block(operation what);
  sockio::awaitable<void> run_line(job& work, protocol::line const& line);
  sockio::awaitable<void> name_units(job& work);

  std::uint64_t generation() const;
  bool stale() const;
  unit known_unit(int input) const;
  void learn(operation const& what);
  std::optional<sockio::failure> objection(operation const& what) const;
  sockio::failure told(sockio::failure const& what, std::string_view request,
                       std::string_view reply) const;

  std::shared_ptr<transport> wire_;
  controller_options options_;
  mutable std::mutex mutex_;
  std::optional<identification> identity_;
  std::map<int, unit> units_;
  std::uint64_t connection_ = 0;
};

}  // namespace cryocon
