#include "servers/device.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace servers {

device::device(Tango::DeviceClass* of, std::string const& name,
               std::vector<attribute_plan> const& plans)
    : Tango::Device_5Impl(of, name.c_str()), plans_(plans) {}

void device::read_attr_hardware(std::vector<long>& indices) {
  std::vector<std::size_t> wanted;
  for (long const each : indices) {
    std::string const& name = get_device_attr()->get_attr_by_ind(each).get_name();
    auto const found = std::ranges::find(plans_, name, &attribute_plan::name);
    if (found != plans_.end()) wanted.push_back(static_cast<std::size_t>(found - plans_.begin()));
  }
  if (!wanted.empty()) told(get_name(), [&] { read(wanted); });
}

void device::watch(sockio::duration period) {
  for (auto const& each : plans_) {
    if (!each.moves) continue;
    set_change_event(each.name, true, false);
    set_archive_event(each.name, true, false);
  }
  watching_ = true;
  engine::instance().watch(*this, period);
}

void device::forget() {
  if (watching_) engine::instance().forget(*this);
  watching_ = false;
}

std::vector<std::size_t> device::subscribed() {
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (!plans_[i].moves) continue;
    auto& attribute = get_device_attr()->get_attr_by_name(plans_[i].name.c_str());
    if (attribute.change_event_subscribed() || attribute.archive_event_subscribed())
      wanted.push_back(i);
  }
  return wanted;
}

void device::push_events(std::vector<std::size_t> const& plans) try {
  Tango::AutoTangoMonitor const lock(this);
  for (std::size_t const each : plans) {
    auto& attribute = get_device_attr()->get_attr_by_name(plans_[each].name.c_str());
    auto const what = show(each);
    auto const before = pushed_.find(each);
    if (before != pushed_.end() && same(before->second, what)) continue;
    pushed_.insert_or_assign(each, what);
    if (!what) {
      auto error = failed(what.error(), plans_[each].name);
      attribute.fire_change_event(&error);
      attribute.fire_archive_event(&error);
      continue;
    }
    servers::show(attribute, plans_[each], what);
    attribute.fire_change_event();
    servers::show(attribute, plans_[each], what);
    attribute.fire_archive_event();
  }
} catch (Tango::DevFailed const&) {
  // The device was busy for longer than Tango waits: the next period has newer values.
}

std::vector<std::string> device::property(std::string const& name,
                                          std::vector<std::string> const& standard) {
  if (!Tango::Util::_UseDb) return standard;
  Tango::DbData wanted{Tango::DbDatum(name)};
  get_db_device()->get_property(wanted);
  std::vector<std::string> found;
  if (!wanted[0].is_empty()) wanted[0] >> found;
  return found.empty() ? standard : found;
}

std::string device::text_property(std::string const& name, std::string const& standard) {
  return property(name, {standard}).front();
}

double device::number_property(std::string const& name, double standard) {
  auto const text = text_property(name, fmt::format("{}", standard));
  double number = 0;
  auto const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end) return number;
  refuse("bad property",
         fmt::format("property {} of {} is '{}', which is no number", name, get_name(), text),
         get_name());
}

bool device::flag_property(std::string const& name, bool standard) {
  auto text = text_property(name, standard ? "true" : "false");
  std::ranges::transform(text, text.begin(), [](char c) {
    return static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 32 : 0));
  });
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  refuse("bad property",
         fmt::format("property {} of {} is '{}', neither true nor false", name, get_name(), text),
         get_name());
}

}  // namespace servers
