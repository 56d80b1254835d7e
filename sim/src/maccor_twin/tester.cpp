#include "maccor_twin/tester.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "cycler/cell_setup.hpp"
#include "maccor_twin/names.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::file_type;
using std::chrono::milliseconds;

// Channels that nobody asks about are brought up to date so often, so that no request has much to
// catch up.
constexpr duration sweep = std::chrono::milliseconds(100);
constexpr std::size_t most_waiting = 1 << 16;

void check(maccor const& of) {
  constexpr int most_channels = 1024;
  auto const must = [](bool holds, std::string_view what) {
    if (!holds) throw std::invalid_argument(std::string(what));
  };
  must(of.channels >= 1 && of.channels <= most_channels, "channels must be from 1 to 1024");
  must(of.least_voltage < of.most_voltage, "least_voltage must be less than most_voltage");
  must(std::ranges::is_sorted(of.most_current) && of.most_current.front() > 0,
       "most_current must grow with the range");
  must(of.system_type >= 0 && of.system_type <= 5, "system_type must be from 0 to 5");
  for (auto const& [number, cell] : of.cell_on)
    must(number >= 1 && number <= of.channels,
         fmt::format("cell_on names channel {}, which there is not", number));
}

cycler::channel hardware_of(maccor const& of, int number) {
  auto const own = of.cell_on.find(number);
  auto const& cell = own == of.cell_on.end() ? of.cells : own->second;
  // The electronics go somewhat beyond what may be asked for, so that limits can trip.
  constexpr double reserve = 1;
  return {cycler::physics_of(cell),
          {.least_voltage = std::min(0.0, of.least_voltage),
           .most_voltage = of.most_voltage + reserve,
           .most_current = of.most_current.back()}};
}

std::chrono::sys_time<milliseconds> start_of(maccor const& of) {
  if (of.date) return *of.date;
  return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

tester::tester(maccor const& options)
    : files(options.folder),
      options_((check(options), options)),
      date_(start_of(options)),
      random_(options.seed) {
  channels_.reserve(static_cast<std::size_t>(options_.channels));
  for (int n = 1; n <= options_.channels; ++n)
    channels_.emplace_back(n, hardware_of(options_, n), options_);
}

void tester::advance(duration passed) {
  now_ += passed;
  if (now_ - swept_ < sweep) return;
  swept_ = now_;
  for (auto& one : channels_) {
    one.catch_up(now_);
    if (one.lines_waiting() > most_waiting) flush(one);
  }
}

cyclers::timestamp tester::clock() const {
  return {date_.time_since_epoch() + std::chrono::duration_cast<milliseconds>(now_)};
}

test_channel* tester::channel(std::optional<std::int32_t> chan) {
  if (!chan || *chan < 0 || *chan >= options_.channels) return nullptr;
  auto& found = channels_[static_cast<std::size_t>(*chan)];
  found.catch_up(now_);
  return &found;
}

smart_battery* tester::battery(std::optional<std::int32_t> chan) {
  return options_.smart_batteries && channel(chan) ? &batteries_[*chan] : nullptr;
}

std::vector<test_channel*> tester::selected() {
  std::vector<test_channel*> all;
  for (auto& one : channels_)
    if (one.selected()) {
      one.catch_up(now_);
      all.push_back(&one);
    }
  return all;
}

bool tester::chamber_in_use(int number) const {
  return number > 0 && std::ranges::any_of(channels_, [&](auto const& one) {
           return one.runner().under_way() && one.test() && one.test()->chamber == number;
         });
}

bool tester::name_active(std::string_view name) {
  bool const running = std::ranges::any_of(
      channels_, [&](auto const& one) { return one.test() && same_name(one.test()->name, name); });
  return running || files.find_stem(file_type::active, name);
}

std::string tester::random_name() {
  for (;;) {
    auto name = fmt::format("R{:08X}", random_() & 0xffff'ffffU);
    if (!name_active(name) && !files.find_stem(file_type::archive, name)) return name;
  }
}

bool tester::open_data(test_channel& of, std::string_view text) {
  return files.write(file_type::active, of.file(), text);
}

void tester::flush(test_channel& of) {
  if (of.lines_waiting() > 0) files.append(file_type::active, of.file(), of.take_lines());
}

void tester::flush_all() {
  for (auto& one : channels_) {
    one.catch_up(now_);
    flush(one);
  }
}

bool tester::archive(test_channel& which) {
  auto const file = which.file();
  tell(which, fmt::format("test '{}' goes to the archive", which.test()->name));
  which.finish();
  flush(which);
  which.end();
  return files.move(file_type::active, file, file_type::archive, file);
}

void tester::tell(test_channel const& of, std::string_view what) {
  auto const line = fmt::format("{} channel {}: {}\n", cyclers::to_text(clock()).value_or("-"),
                                of.number(), what);
  files.append(file_type::event_log, "SysEvent.log", line);
}

}  // namespace sim::mac
