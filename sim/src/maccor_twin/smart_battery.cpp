#include "maccor_twin/smart_battery.hpp"

namespace sim::mac {
namespace {

constexpr duration read_time = std::chrono::milliseconds(500);
constexpr duration header_time = std::chrono::seconds(3);
constexpr std::uint8_t no_answer = 0xff;

register_bytes sized(register_bytes bytes, std::size_t size) {
  bytes.resize(size, no_answer);
  return bytes;
}

}  // namespace

register_bytes smart_battery::bytes_of(std::uint8_t address, test_channel const& on) const {
  auto const found = written_.find(address);
  return found == written_.end() ? read_register(address, on) : found->second;
}

smart_battery::poll smart_battery::read_all(scan_items const& items, test_channel const& on) const {
  poll all;
  for (auto const& one : items)
    all.push_back(one.device == setup.device ? sized(bytes_of(one.address, on), one.length)
                                             : register_bytes(one.length, no_answer));
  return all;
}

smart_battery::poll smart_battery::polled(test_channel const& on) const {
  return frozen_ && frozen_->size() == list.size() ? *frozen_ : read_all(list, on);
}

void smart_battery::suspend(test_channel const& on, duration now) {
  if (frozen_) return;
  frozen_ = read_all(list, on);
  frozen_at_ = now;
}

duration smart_battery::age(duration now) const {
  constexpr duration period = std::chrono::seconds(1);
  return frozen_ ? now - frozen_at_ : now % period;
}

std::size_t smart_battery::size_of(register_range const& range) {
  if (range.last < range.first) return 0;
  std::size_t const words = 2 * (std::size_t{range.last} - range.first + 1);
  std::size_t const size = range.first == range.last ? range.bytes : words;
  return size <= most_read ? size : 0;
}

void smart_battery::write(std::uint8_t address, register_bytes bytes) {
  if (!is_measured(address)) written_[address] = std::move(bytes);
}

void smart_battery::write(register_range const& range, register_bytes const& bytes) {
  if (range.bus_address != setup.device) return;
  if (range.first == range.last) return write(range.first, bytes);
  for (std::size_t n = 0; n < bytes.size() && range.first + n <= range.last; ++n)
    write(static_cast<std::uint8_t>(range.first + n), {bytes[n]});
}

void smart_battery::read(register_range const& range, test_channel const& on, duration now) {
  asked_ = {.range = range, .there = now + read_time, .failed = range.bus_address != setup.device};
  if (asked_->failed) return;
  if (range.first == range.last) {
    asked_->data = sized(bytes_of(range.first, on), range.bytes);
    return;
  }
  for (unsigned address = range.first; address <= range.last; ++address)
    for (auto const byte : sized(bytes_of(static_cast<std::uint8_t>(address), on), 2))
      asked_->data.push_back(byte);
}

std::optional<duration> smart_battery::header_there(duration now) const {
  if (!header_read_ || now - *header_read_ < header_time) return {};
  return *header_read_ + header_time;
}

smart_battery::poll smart_battery::header(test_channel const& on) const {
  return read_all(header_list, on);
}

}  // namespace sim::mac
