#include "arbin_twin/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "cycler/cell_setup.hpp"
#include "cyclers/arbin/registry.hpp"

namespace sim::cti {
namespace {

using std::chrono::milliseconds;

// Channels that nobody asks about are brought up to date so often, so that no request has much to
// catch up.
constexpr duration sweep = milliseconds(100);
constexpr std::size_t most_events = 1000;
constexpr std::size_t most_schedules = 64;
constexpr int most_variable = 16;

void check(arbin const& of) {
  constexpr int most_channels = 2048;
  auto const must = [](bool holds, std::string const& what) {
    if (!holds) throw std::invalid_argument(what);
  };
  must(of.channels >= 1 && of.channels <= most_channels, "channels must be from 1 to 2048");
  must(of.least_voltage < of.most_voltage, "least_voltage must be less than most_voltage");
  must(of.most_current > 0, "most_current must be more than 0");
  must(of.sessions >= 1, "sessions must be 1 at least");
  auto const there = [&](int number) { return number >= 1 && number <= of.channels; };
  for (auto const& [number, cell] : of.cell_on)
    must(there(number), fmt::format("cell_on names channel {}, which there is not", number));
  for (auto const& [number, inputs] : of.inputs_on)
    must(there(number), fmt::format("inputs_on names channel {}, which there is not", number));
  for (auto const& [command, code] : of.refuse)
    must(cyclers::arbin::find_command(command) != nullptr,
         fmt::format("refuse names the command '{}', which there is not", command));
}

template <class T>
T const& own_or(std::map<int, T> const& own, int number, T const& otherwise) {
  auto const found = own.find(number);
  return found == own.end() ? otherwise : found->second;
}

sim::cycler::channel hardware_of(arbin const& of, int number) {
  // The electronics go somewhat beyond what may be asked for, so that limits can trip.
  constexpr double reserve = 1;
  sim::cycler::channel hardware(sim::cycler::physics_of(own_or(of.cell_on, number, of.cells)),
                                {.least_voltage = of.least_voltage - reserve,
                                 .most_voltage = of.most_voltage + reserve,
                                 .most_current = of.most_current});
  hardware.safety({.most_voltage = of.most_voltage, .least_voltage = of.least_voltage});
  return hardware;
}

std::chrono::sys_time<milliseconds> start_of(arbin const& of) {
  if (of.date) return *of.date;
  return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

console::console(arbin const& options)
    : files(options.folder),
      clients(options),
      arriving(options.largest_file),
      calibration_window(options.calibration_window),
      monitor_window(options.monitor_window),
      options_((check(options), options)),
      date_(start_of(options)),
      refused_(options.refuse) {
  channels_.reserve(static_cast<std::size_t>(options_.channels));
  for (int n = 1; n <= options_.channels; ++n)
    channels_.emplace_back(n, hardware_of(options_, n),
                           own_or(options_.inputs_on, n, options_.inputs));
}

void console::advance(duration passed) {
  now_ += passed;
  if (now_ - swept_ < sweep) return;
  swept_ = now_;
  for (auto& one : channels_) one.catch_up(now_);
  if (int const ended = clients.end_idle(now_); ended > 0)
    warn(fmt::format("{} connections closed on which nothing came for too long", ended));
  if (calibrated_ && now_ >= *calibrated_) {
    calibrated_.reset();
    for (auto& one : channels_)
      if (one.is_now(test_channel::trouble::calibrating))
        one.trouble_is(test_channel::trouble::none);
  }
}

std::string console::clock() const {
  auto const now = date_ + std::chrono::duration_cast<milliseconds>(now_);
  cyclers::timestamp const shown{std::chrono::floor<std::chrono::seconds>(now).time_since_epoch()};
  auto text = cyclers::to_text(shown).value_or("");
  std::ranges::replace(text, 'T', ' ');
  return text;
}

test_channel* console::channel(std::int64_t index) {
  if (index < 0 || index >= options_.channels) return nullptr;
  auto& found = channels_[static_cast<std::size_t>(index)];
  found.catch_up(now_);
  return &found;
}

std::vector<test_channel*> console::all_channels() {
  std::vector<test_channel*> all;
  all.reserve(channels_.size());
  for (auto& one : channels_) {
    one.catch_up(now_);
    all.push_back(&one);
  }
  return all;
}

schedule console::find_schedule(std::string const& name) {
  auto const place = files.find_schedule(name);
  if (!place) return {};
  auto text = sim::cycler::read_whole(place->on_disk);
  if (!text) return {};
  auto const known = schedules_.find(name);
  if (known != schedules_.end() && known->second.text == *text) return known->second.what;
  schedule found{.found = true};
  auto read = sim::cycler::read_procedure(*text, name, most_variable);
  if (read)
    found.what = std::make_shared<sim::cycler::procedure const>(std::move(*read));
  else
    found.trouble = read.error().text();
  if (schedules_.size() >= most_schedules) schedules_.clear();
  schedules_[name] = {std::move(*text), found};
  return found;
}

bool console::in_use(tree_place const& file) {
  return std::ranges::any_of(channels_, [&](test_channel const& one) {
    bool const needed = one.running() || one.paused();
    if (!needed || !one.test()) return false;
    auto const used = files.find_schedule(one.test()->schedule);
    return used && used->on_disk == file.on_disk;
  });
}

std::optional<unsigned> console::refusal(std::string_view command) const {
  auto const found = refused_.find(std::string(command));
  if (found == refused_.end()) return {};
  return found->second;
}

void console::refuse(std::string_view command, unsigned code) {
  if (!cyclers::arbin::find_command(command))
    throw std::invalid_argument(fmt::format("there is no command '{}'", command));
  if (code == 0)
    refused_.erase(std::string(command));
  else
    refused_[std::string(command)] = code;
}

bool console::in_touch(test_channel const& with) const {
  return now_ >= acquisition_back_ && !with.is_now(test_channel::trouble::disconnected);
}

void console::restart_acquisition() {
  note("the data acquisition restarts");
  for (auto* const one : all_channels()) one->stop("DAQ restarted");
  acquisition_back_ = now_ + options_.restart_time;
}

void console::restart_console() {
  note("the console restarts");
  console_back_ = now_ + options_.restart_time;
  clients.end_all();
}

void console::reset_database() {
  note("the local database is reset");
  names_.clear();
  for (auto* const one : all_channels()) {
    one->forget();
    if (one->test()) names_.insert(one->test()->name);
  }
}

bool console::calibrate() {
  if (!calibration_window || calibrated_) return false;
  note("the automatic calibration begins");
  calibrated_ = now_ + options_.calibration_time;
  for (auto* const one : all_channels())
    if (one->status() == channel_status::idle || one->status() == channel_status::finished)
      one->trouble_is(test_channel::trouble::calibrating);
  return true;
}

void console::note(std::string what) {
  events_.push_back(fmt::format("{} {}", clock(), what));
  if (events_.size() > most_events) events_.pop_front();
}

void console::warn(std::string what) {
  note(std::move(what));
  if (news_.size() < most_events) news_.push_back(events_.back());
}

std::vector<std::string> console::take_news() { return std::exchange(news_, {}); }

}  // namespace sim::cti
