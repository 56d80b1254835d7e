#include "cycler/device.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sockio/within.hpp>

namespace cycler_server {

namespace {

using namespace std::chrono_literals;
using servers::attribute_plan;
using servers::datum;
using servers::kind;
using servers::shown;

/// A client of Tango's waits for 3 s; what takes longer has failed for it anyway.
constexpr auto patience = 2500ms;

/// Are the attributes in front of the columns.
enum own : std::size_t { channels, running, polls, control_enabled, first_limit };
constexpr std::size_t first_column = first_limit + safety_limits.size();

std::vector<attribute_plan> own_attributes() {
  std::vector<attribute_plan> all;
  all.push_back({.name = "Channels",
                 .label = "Channels",
                 .doc = "How many channels there are.",
                 .kind = kind::integer,
                 .moves = true});
  all.push_back({.name = "Running",
                 .label = "Running",
                 .doc = "How many channels run a test.",
                 .kind = kind::integer,
                 .moves = true});
  all.push_back({.name = "Polls",
                 .label = "Polls",
                 .doc = "How often the cycler was asked for all its channels.",
                 .kind = kind::integer,
                 .expert = true});
  all.push_back({.name = "ControlEnabled",
                 .label = "Control enabled",
                 .doc = "Whether commands may let current flow.",
                 .kind = kind::boolean,
                 .writable = true,
                 .expert = true});
  for (safety_limit const& each : safety_limits)
    all.push_back({.name = std::string(each.name),
                   .label = std::string(each.name),
                   .unit = std::string(each.unit),
                   .doc = std::string(each.doc),
                   .writable = true,
                   .expert = true,
                   .memorized = true});
  return all;
}

bool is_running(row const& one) {
  using enum cyclers::activity;
  if (!one.reading) return false;
  auto const what = one.reading->status;
  return what == charging || what == discharging || what == resting || what == running;
}

int channel_of(double number) {
  bool const whole = std::nearbyint(number) == number && std::abs(number) < 1e6;
  return whole ? static_cast<int>(number) : 0;
}

}  // namespace

device::device(Tango::DeviceClass* of, std::string const& name, vendor const& kind,
               std::vector<attribute_plan> const& attributes)
    : servers::device(of, name, attributes), kind_(kind) {}

std::vector<attribute_plan> device::attributes_of(vendor const& kind) {
  auto all = own_attributes();
  for (column const& each : kind.columns) all.push_back(each.plan);
  return all;
}

std::vector<servers::property_plan> device::properties_of(vendor const& kind) {
  auto all = kind.properties;
  all.push_back({"PollPeriod", "Seconds between two polls of all channels", {"1"}});
  return all;
}

void device::init_device() {
  set_state(Tango::INIT);
  trouble_.clear();
  try {
    poller_.set(std::make_shared<poller>(connect()));
    double const period = number_property("PollPeriod", 1);
    if (!(period >= 0.01))
      throw sockio::failure(sockio::errc::bad_option,
                            {.device = kind_.name, .problem = "property PollPeriod is below 0.01"});
    watch(std::chrono::duration_cast<sockio::duration>(std::chrono::duration<double>(period)));
  } catch (sockio::failure const& why) {
    trouble_ = why.what();
  } catch (Tango::DevFailed const& why) {
    trouble_ = why.errors[0].desc.in();
  }
}

void device::delete_device() {
  control_enabled_ = false;
  poller_.set(nullptr);
}

std::shared_ptr<poller> device::ready() const {
  auto found = poller_.get();
  if (!found)
    throw sockio::failure(sockio::errc::bad_option, {.device = kind_.name, .problem = trouble_});
  return found;
}

void device::run(sockio::awaitable<void> operation) {
  servers::engine::instance().run(sockio::within(patience, std::move(operation)));
}

std::function<sockio::awaitable<void>()> device::poll() {
  auto const of = poller_.get();
  if (!of) return nullptr;
  return [of] { return poller::once(of); };
}

void device::push() { push_events(subscribed()); }

sockio::result<shown> device::show(std::size_t i) {
  auto const of = poller_.get();
  if (!of)
    return sockio::failure(sockio::errc::bad_option, {.device = kind_.name, .problem = trouble_});
  auto const now = of->now();
  shown what;
  what.when = now.when;
  if (i == control_enabled || (i >= first_limit && i < first_column)) {
    what.when = std::chrono::system_clock::now();
    auto const limits = of->limits();
    if (i == control_enabled)
      what.value = control_enabled_;
    else
      what.value = limits.*safety_limits[i - first_limit].where;
    return what;
  }
  if (i == polls) {
    what.value = now.polls;
    return what;
  }
  if (now.polls > 0 && now.trouble.code()) return now.trouble;
  if (!now.all) return shown{};
  if (i == channels) what.value = static_cast<std::int64_t>(now.all->size());
  if (i == running)
    what.value = static_cast<std::int64_t>(
        std::ranges::count_if(*now.all, [](auto const& each) { return is_running(each.second); }));
  if (i >= first_column) {
    what.value = collect(kind_.columns[i - first_column], *now.all);
    what.alarm = !now.breached.empty();
  }
  return what;
}

void device::write(std::size_t i, datum const& what) {
  auto const of = ready();
  if (i == control_enabled) {
    control_enabled_ = std::get<bool>(what);
    return;
  }
  auto limits = of->limits();
  limits.*safety_limits[i - first_limit].where = std::get<double>(what);
  of->set_limits(limits);
}

void device::refresh_state() {
  auto const of = poller_.get();
  auto const now = of ? of->now() : poller::state();
  if (!of) {
    set_state(Tango::FAULT);
    status_ = fmt::format("Error: {}", trouble_);
  } else if (now.polls == 0) {
    set_state(Tango::INIT);
    status_ = "Not asked yet";
  } else if (now.trouble.code()) {
    set_state(Tango::FAULT);
    status_ = fmt::format("Error: {}", now.trouble.what());
  } else {
    auto const active =
        std::ranges::count_if(*now.all, [](auto const& each) { return is_running(each.second); });
    set_state(!now.alarm.empty() ? Tango::ALARM : active > 0 ? Tango::RUNNING : Tango::ON);
    status_ = fmt::format("{} of {} channels run a test{}{}", active, now.all->size(),
                          now.alarm.empty() ? "" : "; ", now.alarm);
  }
  set_status(status_);
}

Tango::DevState device::dev_state() {
  refresh_state();
  return get_state();
}

Tango::ConstDevString device::dev_status() {
  refresh_state();
  return status_.c_str();
}

sockio::failure device::misused(std::string_view command, std::string problem) const {
  return {sockio::errc::bad_value,
          {.device = kind_.name, .request = std::string(command), .problem = std::move(problem)}};
}

void device::expect_control(std::string_view command) const {
  if (!control_enabled_)
    throw sockio::failure(sockio::errc::refused,
                          {.device = kind_.name,
                           .request = std::string(command),
                           .problem = "commands that let current flow are not enabled",
                           .advice = "write true to ControlEnabled"});
  if (auto const why = ready()->limits().missing(); !why.empty())
    throw sockio::failure(sockio::errc::refused,
                          {.device = kind_.name,
                           .request = std::string(command),
                           .problem = why,
                           .advice = "set the safety limits before a test is started"});
}

void device::start(std::vector<std::string> const& words) {
  ready();
  if (words.size() < 2 || words.size() > 3)
    throw misused("Start", "expected a channel, a procedure and, if it has one, a test's name");
  expect_control("Start");
  int channel = 0;
  auto const end = words[0].data() + words[0].size();
  auto const read = std::from_chars(words[0].data(), end, channel);
  if (read.ec != std::errc() || read.ptr != end)
    throw misused("Start", fmt::format("'{}' is no number of a channel", words[0]));
  run(poller::start(ready(), channel, words[1], words.size() > 2 ? words[2] : std::string()));
}

void device::stop(std::vector<std::int64_t> const& numbers) {
  ready();
  if (numbers.empty()) throw misused("Stop", "expected the numbers of channels");
  for (std::int64_t const each : numbers)
    run(poller::stop(ready(), channel_of(static_cast<double>(each))));
}

void device::resume(std::vector<std::int64_t> const& numbers) {
  ready();
  if (numbers.empty()) throw misused("Resume", "expected the numbers of channels");
  expect_control("Resume");
  for (std::int64_t const each : numbers)
    run(poller::resume(ready(), channel_of(static_cast<double>(each))));
}

void device::set_variable(std::vector<double> const& numbers) {
  ready();
  if (numbers.size() != 3)
    throw misused("SetVariable", "expected a channel, the number of a variable and its value");
  expect_control("SetVariable");
  run(poller::set_variable(ready(), channel_of(numbers[0]), channel_of(numbers[1]), numbers[2]));
}

}  // namespace cycler_server
