#include "CryoCon/readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cryocon/text.hpp>
#include <cryocon/value.hpp>
#include <sockio/result.hpp>

#include "CryoCon/names.hpp"

namespace cryocon_server {

namespace {

using cryocon::group;
using cryocon::target;
using cryocon::value;
using servers::datum;
using servers::shown;

/// After so many periods without a client an attribute is not read along with others any more.
constexpr int remembered_periods = 10;

std::size_t control_entry() {
  static std::size_t const found = entry_of(cryocon::find("control").value());
  return found;
}

bool is_temperature(std::size_t entry) {
  auto const& property = *entries()[entry].target.property;
  return property.where == group::input && property.name == "temperature";
}

target alarm_of(std::size_t entry) {
  static auto const* const property = cryocon::find("input.A.alarm").value().property;
  return {property, entries()[entry].target.index};
}

/// Returns how many of a difference in Fahrenheit make one in kelvin.
double per_kelvin(cryocon::property_info const& property) {
  return property.unit == "display^2" ? 1.8 * 1.8 : 1.8;
}

/// Turns a reading into kelvin when its attribute has kelvin.
struct to_datum {
  cryocon::property_info const& property;
  cryocon::unit unit;

  datum operator()(std::monostate) const { return std::string(); }
  datum operator()(bool what) const { return what; }
  datum operator()(std::int64_t what) const { return what; }
  datum operator()(double what) const { return difference(what); }
  datum operator()(std::string const& what) const { return what; }
  datum operator()(cryocon::reading const& what) const {
    return what.valid() ? difference(what.value()) : datum();
  }
  datum operator()(cryocon::temperature const& what) const {
    auto const kelvin = what.kelvin();
    return kelvin ? datum(*kelvin) : datum();
  }
  template <class T>
  datum operator()(T const& what) const {
    return cryocon::to_text(value(what));
  }

 private:
  /// Slopes, rates and bands are differences, which Fahrenheit alone scales.
  datum difference(double what) const {
    bool const scaled = unit == cryocon::unit::F && needs_unit(property);
    return scaled ? what / per_kelvin(property) : what;
  }
};

}  // namespace

readings::readings(std::shared_ptr<cryocon::session> of, sockio::duration valid_for,
                   std::string const& channels, std::vector<int> const& loops)
    : session_(std::move(of)),
      valid_for_(valid_for),
      channels_(channels),
      loops_(loops),
      kept_(entries().size()) {}

bool readings::is_valid(kept const& one, sockio::time_point now) const {
  return one.value && now - one.read < valid_for_;
}

std::optional<sockio::failure> readings::unused(std::size_t entry) const {
  auto const& what = entries()[entry].target;
  bool const input = what.property->where == group::input || what.property->where == group::mail;
  bool const hidden_input =
      input && channels_.find(static_cast<char>(what.index)) == std::string::npos;
  bool const hidden_loop =
      what.property->where == group::loop && std::ranges::find(loops_, what.index) == loops_.end();
  if (!hidden_input && !hidden_loop) return std::nullopt;
  return sockio::failure(
      sockio::errc::refused,
      {.device = "cryocon",
       .endpoint = session_->endpoint(),
       .request = cryocon::path_of(what),
       .problem = fmt::format("{} does not name it",
                              hidden_loop ? "property UsedLoops" : "property UsedChannels")});
}

std::vector<std::size_t> readings::due(std::vector<std::size_t> const& wanted) {
  auto const now = sockio::clock::now();
  std::scoped_lock const lock(mutex_);
  bool stale = !is_valid(kept_[control_entry()], now);
  for (std::size_t const each : wanted) {
    if (unused(each)) continue;
    stale = stale || !is_valid(kept_[each], now);
    kept_[each].asked = now;
  }
  std::vector<std::size_t> all;
  if (!stale) return all;
  kept_[control_entry()].asked = now;
  auto const remembered =
      std::max<sockio::duration>(valid_for_ * remembered_periods, std::chrono::seconds(1));
  for (std::size_t i = 0; i < kept_.size(); ++i)
    if (kept_[i].asked != sockio::time_point() && now - kept_[i].asked < remembered)
      all.push_back(i);
  return all;
}

sockio::awaitable<void> readings::refresh(std::vector<std::size_t> wanted) {
  auto const keep_alive = shared_from_this();
  // The deadline is the caller's.
  sockio::gate<sockio::clock>::turn turn(one_reads_);
  if (!turn.try_enter())
    if (auto const error = co_await turn.enter(sockio::time_point::max()))
      throw sockio::failure(error);
  auto const asked = due(wanted);
  if (asked.empty()) co_return;
  std::vector<cryocon::operation> operations;
  for (std::size_t const each : asked) {
    operations.emplace_back(cryocon::verb::read, entries()[each].target);
    if (is_temperature(each)) operations.emplace_back(cryocon::verb::read, alarm_of(each));
  }
  auto const got = co_await sockio::as_result(session_->perform_all(std::move(operations)));
  if (got)
    keep(asked, *got);
  else
    keep_failure(asked, got.error());
}

void readings::keep(std::vector<std::size_t> const& asked, cryocon::outcome const& got) {
  auto const now = sockio::clock::now();
  auto const when = std::chrono::system_clock::now();
  std::scoped_lock const lock(mutex_);
  std::size_t at = 0;
  for (std::size_t const each : asked) {
    kept& one = kept_[each];
    one.value = got.results.at(at);
    one.unit = got.units.at(at);
    one.read = now;
    one.when = when;
    one.alarm = false;
    ++at;
    if (!is_temperature(each)) continue;
    auto const& alarm = got.results.at(at++);
    if (!alarm) continue;
    auto const* state = std::get_if<cryocon::choice>(&*alarm);
    one.alarm = state && state->code != static_cast<int>(cryocon::alarm_state::clear);
  }
}

void readings::keep_failure(std::vector<std::size_t> const& asked, sockio::failure const& why) {
  auto const now = sockio::clock::now();
  auto const when = std::chrono::system_clock::now();
  std::scoped_lock const lock(mutex_);
  for (std::size_t const each : asked) {
    kept_[each].value = why;
    kept_[each].read = now;
    kept_[each].when = when;
    kept_[each].alarm = false;
  }
}

sockio::result<shown> readings::show(std::size_t entry) const {
  if (auto why = unused(entry)) return *why;
  std::scoped_lock const lock(mutex_);
  kept const& one = kept_[entry];
  if (!one.value) return shown{};
  if (!*one.value) return one.value->error();
  auto const& property = *entries()[entry].target.property;
  shown what;
  what.value = std::visit(to_datum{property, one.unit}, **one.value);
  what.alarm = one.alarm;
  what.when = one.when;
  return what;
}

std::optional<sockio::result<bool>> readings::control() const {
  std::scoped_lock const lock(mutex_);
  auto const& found = kept_[control_entry()].value;
  if (!found) return std::nullopt;
  if (!*found) return sockio::result<bool>(found->error());
  return sockio::result<bool>(std::get<bool>(**found));
}

bool readings::knows_control_for(sockio::duration period) const {
  std::scoped_lock const lock(mutex_);
  kept const& one = kept_[control_entry()];
  return one.value && sockio::clock::now() - one.read < period;
}

void readings::forget() {
  std::scoped_lock const lock(mutex_);
  for (kept& each : kept_) each.read = sockio::time_point();
}

sockio::awaitable<cryocon::unit> readings::unit_of(std::size_t entry) {
  auto const keep_alive = shared_from_this();
  std::vector<cryocon::operation> one;
  one.emplace_back(cryocon::verb::read, entries()[entry].target);
  auto const got = co_await session_->perform_all(std::move(one));
  if (!got.results.front()) throw sockio::failure(got.results.front().error());
  co_return got.units.front();
}

bool needs_unit(cryocon::property_info const& property) {
  return property.unit.starts_with("display");
}

value displayed(cryocon::property_info const& property, double number, cryocon::unit unit) {
  constexpr double ice = 273.15;
  if (unit != cryocon::unit::F && !is_degrees(property)) return number;
  if (unit == cryocon::unit::F)
    return is_degrees(property) ? (number - ice) * 1.8 + 32 : number * per_kelvin(property);
  return unit == cryocon::unit::C ? number - ice : number;
}

}  // namespace cryocon_server
