#pragma once

#include <boost/asio/io_context.hpp>
#include <cyclers/arbin/cycler.hpp>
#include <sim/arbin.hpp>
#include <sim/lab.hpp>
#include <sim/run.hpp>
#include <string>

namespace sample {

/// Is the cycler that a sample talks to: on the host that the command line names, where the user of
/// .env logs in, or a twin in this process whose cells live `speed` times as fast as the wall
/// clock.
class cycler_twin {
 public:
  cycler_twin(boost::asio::io_context& context, int argc, char** argv, sim::arbin what,
              double speed = 1)
      : context_(context) {
    if (argc > 1) host_ = argv[1];
    what.users = {{"Robin", {.password = "Hood"}}};
    lab_ = std::make_unique<sim::lab>(std::make_shared<sim::clock>(speed), what);
  }
  /// Makes a driver with connections of its own.
  cyclers::arbin::cycler cycler(cyclers::arbin::cycler_options const& options = {}) {
    auto const executor = context_.get_executor();
    namespace arbin = cyclers::arbin;
    if (!host_.empty())
      return {executor, host_, arbin::credentials::from_env_file(".env"), options};
    auto const who = std::make_shared<arbin::login>(cyclers::credentials("Robin", "Hood"));
    auto const open = [&] {
      return lab_->link(executor, 0, {}, arbin::login::callbacks(who, options));
    };
    return arbin::cycler({.main = open(), .files = open()}, options, who);
  }

 private:
  boost::asio::io_context& context_;
  std::string host_;
  std::unique_ptr<sim::lab> lab_;
};

}  // namespace sample
