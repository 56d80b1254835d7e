#pragma once

#include <boost/asio/io_context.hpp>
#include <vector>

#include "labsim/announce.hpp"
#include "sim/config.hpp"

namespace labsim {

/// Runs the devices of a plan until somebody asks to stop.
class laboratory {
 public:
  /// Makes the devices and opens their transports. Throws std::exception whose text is for the
  /// user.
  laboratory(boost::asio::io_context& context, sim::lab_plan const& plan, sim::log_sink const& log);

  std::vector<announcement> const& announcements() const noexcept { return announcements_; }
  /// Ends all clients and gives the places back.
  void stop();

 private:
  std::vector<sim::server> servers_;
  std::vector<announcement> announcements_;
};

/// Runs a plan until Ctrl-C or SIGTERM; prints the announcements and then "ready". Throws like
/// laboratory.
void run(sim::lab_plan const& plan, sim::log_sink const& log, ready_file const& ready);

}  // namespace labsim
