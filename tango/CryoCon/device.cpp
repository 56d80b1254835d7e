#include "CryoCon/device.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cryocon/protocol/command.hpp>
#include <cryocon/value.hpp>
#include <sockio/open_link.hpp>
#include <sockio/within.hpp>

#include "CryoCon/names.hpp"

namespace cryocon_server {

namespace {

using namespace std::chrono_literals;
using cryocon::group;
using cryocon::operation;
using cryocon::value;
using cryocon::value_kind;
using cryocon::verb;
using servers::datum;

constexpr std::uint16_t default_port = 5000;
/// A client of Tango's waits for 3 s; what takes longer has failed for it anyway.
constexpr auto patience = 2500ms;
constexpr auto state_validity = 1s;

sockio::parity parity_of(std::string const& text) {
  if (text == "N" || text == "n") return sockio::parity::none;
  if (text == "E" || text == "e") return sockio::parity::even;
  if (text == "O" || text == "o") return sockio::parity::odd;
  throw sockio::failure(
      sockio::errc::bad_option,
      {.device = "cryocon", .problem = fmt::format("property parity is '{}': N, E or O", text)});
}

/// Locks the keys of the front panel of a new connection's controller and lights its remote
/// indicator.
sockio::awaitable<void> lock_panel(sockio::link& link) {
  // The link outlives this; the session only wants to share it.
  std::shared_ptr<sockio::link> const borrowed(std::shared_ptr<void>(), &link);
  auto const own = std::make_shared<cryocon::session>(cryocon::make_transport(borrowed),
                                                      cryocon::controller_options{.gap = 0ms});
  std::vector<operation> both;
  both.emplace_back(verb::write, cryocon::find("led").value(), value(true));
  both.emplace_back(verb::write, cryocon::find("lockout").value(), value(true));
  auto const got = co_await own->perform_all(std::move(both));
  for (auto const& each : got.results)
    if (!each) throw sockio::failure(each.error());
}

sockio::awaitable<void> poll_once(std::shared_ptr<readings> of, std::vector<std::size_t> wanted) {
  co_await of->refresh(std::move(wanted));
}

sockio::awaitable<void> write_one(std::shared_ptr<readings> to, std::size_t entry, value what) {
  auto const& property = *entries()[entry].target.property;
  auto const* number = std::get_if<double>(&what);
  if (number && needs_unit(property))
    what = displayed(property, *number, co_await to->unit_of(entry));
  co_await to->session().perform({verb::write, entries()[entry].target, std::move(what)});
  to->forget();
}

value value_of(datum const& what) {
  if (auto const* flag = std::get_if<bool>(&what)) return *flag;
  if (auto const* number = std::get_if<double>(&what)) return *number;
  if (auto const* integer = std::get_if<std::int64_t>(&what)) return *integer;
  return std::get<std::string>(what);
}

}  // namespace

device::device(Tango::DeviceClass* of, std::string const& name)
    : servers::device(of, name, attributes()) {
  device::init_device();
}

device::~device() {
  forget();
  device::delete_device();
}

void device::init_device() {
  set_state(Tango::UNKNOWN);
  trouble_.clear();
  try {
    connect();
    double const period = number_property("EventPeriod", 1);
    if (period > 0)
      watch(std::chrono::duration_cast<sockio::duration>(std::chrono::duration<double>(period)));
  } catch (sockio::failure const& why) {
    trouble_ = why.what();
  } catch (Tango::DevFailed const& why) {
    trouble_ = why.errors[0].desc.in();
  }
}

void device::connect() {
  auto url = text_property("url", "");
  if (url.empty())
    throw sockio::failure(
        sockio::errc::bad_option,
        {.device = "cryocon", .problem = "property url is missing, e.g. tcp://192.168.1.123:5000"});
  auto where = sockio::parse_url(url, default_port).value();
  where.serial.baudrate = static_cast<unsigned>(number_property("baudrate", 9600));
  where.serial.bytesize = static_cast<unsigned>(number_property("bytesize", 8));
  where.serial.parity = parity_of(text_property("parity", "N"));
  sockio::link_options how;
  how.timeout = how.connection_timeout = 1s;
  auto const gap = std::chrono::duration_cast<sockio::duration>(
      std::chrono::duration<double>(number_property("RequestGap", 0.1)));
  sockio::callbacks events;
  if (flag_property("AutoLockFrontPanel", false)) events.on_connection_made(lock_panel);
  auto link = sockio::open_link(servers::engine::instance().executor(), where, how, events);

  std::string channels;
  for (auto const& each : property("UsedChannels", {"ABCD"})) channels += each;
  std::vector<int> loops;
  for (auto const& each : property("UsedLoops", {"1", "2", "3", "4"})) {
    if (each.size() != 1 || each[0] < '1' || each[0] > '4')
      throw sockio::failure(sockio::errc::bad_option,
                            {.device = "cryocon",
                             .problem = fmt::format("property UsedLoops has '{}': 1 to 4", each)});
    loops.push_back(each[0] - '0');
  }
  auto const validity = std::chrono::duration_cast<sockio::duration>(
      std::chrono::duration<double>(number_property("ReadValidityPeriod", 0.1)));
  auto const session = std::make_shared<cryocon::session>(
      cryocon::make_transport(link), cryocon::controller_options{.all_units = true, .gap = gap});
  readings_.set(std::make_shared<readings>(session, validity, channels, loops));
}

void device::delete_device() { readings_.set(nullptr); }

std::shared_ptr<readings> device::ready() const {
  auto found = readings_.get();
  if (!found)
    throw sockio::failure(sockio::errc::bad_option, {.device = "cryocon", .problem = trouble_});
  return found;
}

void device::read(std::vector<std::size_t> const& plans) {
  auto const of = readings_.get();
  if (!of) return;
  servers::engine::instance().run(sockio::within(patience, of->refresh(plans)));
  refresh_state();
}

sockio::result<servers::shown> device::show(std::size_t plan) {
  if (auto const of = readings_.get()) return of->show(plan);
  return sockio::failure(sockio::errc::bad_option, {.device = "cryocon", .problem = trouble_});
}

void device::write(std::size_t plan, datum const& what) {
  servers::engine::instance().run(
      sockio::within(patience, write_one(ready(), plan, value_of(what))));
}

void device::refresh_state() {
  auto const of = readings_.get();
  auto const control = of ? of->control() : std::nullopt;
  if (!of) {
    set_state(Tango::FAULT);
    status_ = fmt::format("Error: {}", trouble_);
  } else if (!control) {
    set_state(Tango::UNKNOWN);
    status_ = "Not asked yet";
  } else if (!*control) {
    set_state(Tango::FAULT);
    status_ = fmt::format("Error: {}", control->error().what());
  } else {
    set_state(**control ? Tango::ON : Tango::OFF);
    status_ = **control ? "Control is On" : "Control is Off";
  }
  set_status(status_);
}

Tango::DevState device::dev_state() {
  auto const of = readings_.get();
  if (of && !of->knows_control_for(state_validity))
    servers::engine::instance().run(sockio::as_result(sockio::within(patience, of->refresh({}))));
  refresh_state();
  return get_state();
}

Tango::ConstDevString device::dev_status() {
  dev_state();
  return status_.c_str();
}

std::function<sockio::awaitable<void>()> device::poll() {
  polled_ = subscribed();
  auto const of = readings_.get();
  if (polled_.empty() || !of) return nullptr;
  return [of, wanted = polled_] { return poll_once(of, wanted); };
}

void device::push() { push_events(polled_); }

void device::perform(operation what) {
  auto const of = ready();
  servers::engine::instance().run(sockio::within(patience, of->session().perform(std::move(what))));
  of->forget();
}

std::string device::run_line(std::string const& line) {
  auto const of = ready();
  auto reply = servers::engine::instance().run(sockio::within(patience, of->session().ask(line)));
  of->forget();
  return reply;
}

void device::set_unit(std::vector<std::string> const& channel_and_unit) {
  if (channel_and_unit.size() != 2)
    throw sockio::failure(
        sockio::errc::bad_value,
        {.device = "cryocon",
         .request = "SetChannelUnit",
         .problem = fmt::format("got {} texts: expected a channel and its unit, e.g. A and K",
                                channel_and_unit.size())});
  auto const target = cryocon::find("input." + channel_and_unit[0] + ".unit");
  if (!target) throw sockio::failure(target.error());
  perform({verb::write, *target, value(channel_and_unit[1])});
}

void device::run_order(cryocon::property_info const& property,
                       std::vector<std::string> const& words) {
  auto const& group = cryocon::info(property.where);
  std::size_t const indices = group.index == 0 ? 0 : 1;
  std::size_t const values = property.kind == value_kind::none ? 0 : 1;
  if (words.size() != indices + values)
    throw sockio::failure(
        sockio::errc::bad_value,
        {.device = "cryocon",
         .request = std::string(property.name),
         .problem = fmt::format("got {} texts: expected {}{}{}", words.size(),
                                indices ? std::string(group.name) : "",
                                indices && values ? " and " : "", values ? "a value" : "")});
  std::string path = indices ? fmt::format("{}.{}.{}", group.name, words[0], property.name)
                             : std::string(property.name);
  auto target = cryocon::find(path);
  if (!target) target = cryocon::find(fmt::format("{}.{}", group.name, property.name));
  if (!target) throw sockio::failure(target.error());
  if (values)
    perform({verb::run, *target, value(words.back())});
  else
    perform({verb::run, *target});
}

std::vector<servers::attribute_plan> const& device::attributes() {
  static std::vector<servers::attribute_plan> const all = [] {
    std::vector<servers::attribute_plan> plans;
    for (entry const& each : entries()) plans.push_back(each.plan);
    return plans;
  }();
  return all;
}

std::vector<servers::command_plan<device>> const& device::commands() {
  using servers::argument;
  using servers::given;
  static std::vector<servers::command_plan<device>> const all = [] {
    std::vector<servers::command_plan<device>> plans;
    auto const control = cryocon::find("control").value();
    auto const turn = [control](bool on) {
      return [control, on](device& which, given const&) {
        which.perform({verb::write, control, value(on)});
        return std::string();
      };
    };
    plans.push_back({.name = "On", .run = turn(true)});
    plans.push_back({.name = "Off", .run = turn(false)});
    plans.push_back({.name = "Run",
                     .takes = argument::text,
                     .takes_doc = "A line, sent as it is",
                     .answers = true,
                     .answers_doc = "The line that answers it",
                     .run = [](device& which, given const& what) {
                       return which.run_line(std::get<std::string>(what));
                     }});
    plans.push_back({.name = "SetChannelUnit",
                     .takes = argument::texts,
                     .takes_doc = "A channel and its display unit: K, C, F or S",
                     .run = [](device& which, given const& what) {
                       which.set_unit(std::get<std::vector<std::string>>(what));
                       return std::string();
                     }});
    for (order const& each : orders()) {
      auto const& property = *each.property;
      plans.push_back({.name = each.name,
                       .takes = argument::texts,
                       .takes_doc = std::string(property.doc),
                       .expert = true,
                       .run = [&property](device& which, given const& what) {
                         which.run_order(property, std::get<std::vector<std::string>>(what));
                         return std::string();
                       }});
    }
    return plans;
  }();
  return all;
}

std::vector<servers::property_plan> const& device::properties() {
  static std::vector<servers::property_plan> const all = {
      {"url", "Where the controller is, e.g. tcp://192.168.1.123:5000", {}},
      {"baudrate", "Speed of a serial line", {"9600"}},
      {"bytesize", "Bits of a serial line's bytes", {"8"}},
      {"parity", "Parity of a serial line: N, E or O", {"N"}},
      {"UsedChannels", "Letters of the inputs that are used", {"ABCD"}},
      {"UsedLoops", "Numbers of the loops that are used", {"1", "2", "3", "4"}},
      {"ReadValidityPeriod", "Seconds for which a reading serves all clients", {"0.1"}},
      {"AutoLockFrontPanel", "Whether each connection locks the front panel", {"false"}},
      {"EventPeriod",
       "Seconds between two looks at what clients want events of; 0 for none",
       {"1"}},
  };
  return all;
}

}  // namespace cryocon_server
