#include "sim/lab.hpp"

namespace sim {

lab::lab(lab&&) noexcept = default;
lab& lab::operator=(lab&&) noexcept = default;
lab::~lab() = default;

void lab::advance(duration stretch) {
  time_->advance(stretch);
  for (auto const& one : stations_) one->pass_time();
}

void lab::serve(boost::asio::any_io_executor executor) {
  std::vector<sim::server> servers;
  for (auto const& one : stations_) {
    servers.emplace_back(executor, one);
    servers.back().open(
        {.kind = transport::tcp, .url = "localhost:0", .faults = one->misbehaviour()});
  }
  servers_ = std::move(servers);
}

void lab::misbehave(std::size_t n, faults const& how) {
  stations_.at(n)->misbehave(how);
  if (n < servers_.size()) servers_[n].misbehave(how);
}

void lab::stop() { servers_.clear(); }

}  // namespace sim
