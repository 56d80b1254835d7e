#include "cryocon_twin/data_log.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "cryocon_twin/calendar.hpp"

namespace sim::cryo {

void data_log::add(instant at, std::vector<std::string> inputs) {
  record made{next_++, at, std::move(inputs)};
  if (ring_.size() < capacity) {
    ring_.push_back(std::move(made));
    return;
  }
  ring_[oldest_] = std::move(made);
  oldest_ = (oldest_ + 1) % capacity;
}

void data_log::clear() {
  ring_.clear();
  oldest_ = 0;
}

std::string data_log::text() const {
  std::string out;
  for (std::size_t i = 0; i < ring_.size(); ++i) {
    record const& r = ring_[(oldest_ + i) % ring_.size()];
    auto const [year, month, day, hour, minute, second] = fields(r.at);
    fmt::format_to(std::back_inserter(out), "{}, {:02}/{:02}/{:04}, {:02},{:02},{:02}, {}\r\n",
                   r.number, month, day, year, hour, minute, second, fmt::join(r.inputs, ", "));
  }
  out += ";\r\n";
  return out;
}

}  // namespace sim::cryo
