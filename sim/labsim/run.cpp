#include "labsim/run.hpp"

#include <fmt/format.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace labsim {

laboratory::laboratory(boost::asio::io_context& context, sim::lab_plan const& plan,
                       sim::log_sink const& log) {
  auto const time = std::make_shared<sim::clock>(plan.speed);
  for (auto const& device : plan.devices) {
    auto const made = sim::make_station(device, plan, time);
    if (!made) throw std::invalid_argument(made.error().text());
    auto& server = servers_.emplace_back(context.get_executor(), *made, log);
    try {
      for (auto const& transport : device.transports) server.open(transport);
    } catch (sim::listen_error const& error) {
      throw std::runtime_error(fmt::format("device '{}' {}", device.name, error.what()));
    }
    for (auto& where : server.addresses())
      announcements_.push_back({device.name, device.type.name, std::move(where)});
  }
}

void laboratory::stop() { servers_.clear(); }

void run(sim::lab_plan const& plan, sim::log_sink const& log, ready_file const& ready) {
  boost::asio::io_context context(1);
  boost::asio::signal_set signals(context, SIGINT, SIGTERM);
  laboratory lab(context, plan, log);
  signals.async_wait([&](auto, int) { lab.stop(); });

  ready.write(for_programs(lab.announcements()));
  fmt::print("{}ready\n", for_people(lab.announcements()));
  std::fflush(stdout);
  context.run();
}

}  // namespace labsim
