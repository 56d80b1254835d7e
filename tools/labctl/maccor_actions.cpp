#include "labctl/maccor_actions.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <cyclers/error.hpp>
#include <cyclers/maccor/frames.hpp>
#include <exception>
#include <filesystem>

#include "labctl/confirm.hpp"
#include "labctl/maccor_rows.hpp"
#include "labctl/output.hpp"
#include "labctl/readings.hpp"
#include "labctl/screen.hpp"

namespace labctl {

namespace asio = boost::asio;
namespace json = boost::json;
namespace maccor = cyclers::maccor;
using sockio::awaitable;

namespace {

maccor::file_type folder_of(std::string const& name) {
  auto const& folders = maccor::codes_of<maccor::file_type>();
  if (auto const* found = folders.find(name)) return static_cast<maccor::file_type>(found->code);
  std::string known;
  for (auto const& one : folders.codes)
    known += (known.empty() ? "" : ", ") + std::string(one.text);
  throw usage_error(fmt::format("there is no folder '{}'; there are {}", name, known));
}

/// Lets a person confirm a function that acts; one that nobody knows may act.
void confirm_raw(maccor_arguments const& given) {
  auto const number = [](int value) { return static_cast<unsigned>(value); };
  auto const* const what = maccor::find_function(number(given.fclass), number(given.fnum));
  if (what && !what->info->acts) return;
  std::string const name = what ? what->text() : fmt::format("({},{})", given.fclass, given.fnum);
  if (given.channel == 0)
    return confirm(fmt::format("raw sends {} to {}", name, given.host),
                   fmt::format("{} {}", given.fclass, given.fnum), given.yes);
  confirm(fmt::format("raw sends {} to channel {} of {}", name, given.channel, given.host),
          fmt::format("{}", given.channel), given.yes);
}

channel_reader reader_of(tester of, std::vector<int> channels) {
  return [of, channels] { return read_channels(of, channels, maccor::reading_parts{true, true}); };
}

json::object params_of(maccor_arguments const& given) {
  boost::system::error_code wrong;
  auto const read = json::parse(given.params, wrong);
  if (wrong || !read.is_object())
    throw usage_error("--params is a JSON object, e.g. '{\"Index\":1}'");
  json::object params = read.get_object();
  params["FClass"] = given.fclass;
  params["FNum"] = given.fnum;
  if (given.channel != 0) params["Chan"] = maccor::channel_number(given.channel).wire();
  if (given.length) params["Len"] = *given.length;
  return params;
}

}  // namespace

tester connect(asio::any_io_executor executor, maccor_arguments const& given,
               common_options const& common) {
  maccor::tester_options how;
  auto const who = std::make_shared<maccor::login>();
  if (!given.credentials.empty())
    who->set(cyclers::credentials::from_env_file(given.credentials, "MACCOR"));
  auto where = parse_url(given.host, how.json_port);
  if (where.scheme != sockio::scheme::tcp)
    throw usage_error("a tester is a host, or tcp://host:port with the port of its JSON server");
  maccor::connections links;
  links.json =
      open(executor, where, how.link, common, maccor::login::callbacks(who, maccor::form::json));
  where.port = given.binary_port.value_or(how.binary_port);
  auto other = common;
  if (!common.trace.empty()) other.trace += ".binary";
  links.binary =
      open(executor, where, how.link, other, maccor::login::callbacks(who, maccor::form::binary));
  return tester(std::move(links), how, who);
}

awaitable<int> info(tester of, format how) {
  auto const general = co_await of.general_info();
  auto const version = co_await of.version();
  std::vector<row> rows;
  auto const text = [&](char const* path, std::string const& value) {
    rows.push_back({path, sockio::printable(value, value.size()), json::string(value), "", ""});
  };
  auto const count = [&](char const* path, int value) {
    rows.push_back({path, fmt::format("{}", value), value, "", ""});
  };
  text("system_id", general.system_id);
  text("system_type", std::string(maccor::text_of(general.system_type)));
  count("test_channels", general.test_channels);
  count("aux_channels", general.aux_channels);
  count("macnet_version", version.api);
  text("mactest32_version",
       fmt::format("{}.{}.{}", version.exe_major, version.exe_minor, version.exe_build));
  print_out(show(rows, how));
  co_return all_done;
}

awaitable<int> status(tester of, std::vector<int> channels, format how) {
  return show_channels(reader_of(std::move(of), std::move(channels)), how);
}

awaitable<int> watch(tester of, std::vector<int> channels, sockio::duration every,
                     std::uint64_t count, format how) {
  auto const where = of.endpoint();
  return watch_channels(reader_of(std::move(of), std::move(channels)), where, every, count, how);
}

awaitable<int> start(tester of, maccor_arguments given) {
  maccor::start_plan plan;
  plan.procedure = given.procedure;
  plan.name = given.name;
  plan.comment = given.comment;
  plan.c_rate = given.c_rate;
  plan.chamber = given.chamber;
  plan.check = !given.unchecked;
  for (int const number : given.channels) {
    co_await of.channel(number).start(plan);
    print_out(fmt::format("channel {}: started\n", number));
  }
  co_return all_done;
}

/// Lets a current flow for a time and shows a reading now and then.
awaitable<void> hold(maccor::direct_session& cell, cyclers::ampere current, sockio::duration time,
                     sockio::duration every, std::function<void(cyclers::reading)> show) {
  co_await cell.apply(current);
  for (sockio::duration held{}; held < time; held += every) {
    co_await cell.hold_for(std::min(every, time - held));
    show(co_await cell.read());
  }
}

awaitable<int> direct(tester of, maccor_arguments given, format how) {
  auto const time = parse_duration(given.hold);
  auto const every = parse_duration(given.every);
  if (every == sockio::duration{}) throw usage_error("--every is above 0, e.g. 1s");
  cyclers::ampere const most{given.i_max.value_or(std::abs(given.current))};
  if (std::abs(given.current) > most.value)
    throw usage_error("the current is more than --i-max: nothing was sent");
  maccor::direct_limits limits;
  limits.v_min = {given.v_min};
  limits.v_max = {given.v_max};
  limits.i_charge = limits.i_discharge = most;
  maccor::direct_options options;
  options.name = given.name;
  options.current_range = given.range;
  options.watchdog = parse_duration(given.watchdog);
  options.stuck_after = parse_duration(given.stuck_after);
  screen display(how);
  bool began = false;
  auto const show = [&](cyclers::reading now) {
    channel_readings only;
    only.emplace(given.channel, std::move(now));
    display.update(reading_heading(), records_of(only, how), of.endpoint());
  };
  auto const body = [&](maccor::direct_session& cell) {
    began = true;
    return hold(cell, {given.current}, time, every, show);
  };
  std::exception_ptr error;
  try {
    co_await of.channel(given.channel).direct_control(limits, body, options);
  } catch (...) {
    error = std::current_exception();
  }
  if (!error || sockio::failure_of(error).code() != cyclers::errc::rest_not_verified)
    complain(began ? fmt::format("channel {} is at rest", given.channel)
                   : fmt::format("direct control of channel {} did not begin", given.channel));
  if (error) std::rethrow_exception(error);
  co_return all_done;
}

awaitable<int> set_variable(tester of, int channel, int variable, double value) {
  co_await of.channel(channel).set_variable(variable, value);
  print_out(fmt::format("channel {}: VAR{} is {}\n", channel, variable, plain(value)));
  co_return all_done;
}

awaitable<int> list_files(tester of, std::string folder, format how) {
  print_out(show_files(co_await of.files(folder_of(folder)), how));
  co_return all_done;
}

awaitable<int> get_file(tester of, std::string folder, std::string name, std::string to) {
  if (to.empty()) to = std::filesystem::path(name).filename().string();
  co_await of.download(folder_of(folder), name, to);
  print_out(fmt::format("{}: {} bytes\n", to, std::filesystem::file_size(to)));
  co_return all_done;
}

awaitable<int> put_file(tester of, maccor_arguments given) {
  auto const& from = given.file;
  auto name = given.other;
  if (name.empty()) name = std::filesystem::path(from).filename().string();
  auto const folder = folder_of(given.folder);
  auto const all = co_await of.files(folder);
  for (auto const& one : all)
    if (cyclers::protocol::same_letters(one.name, name))
      confirm(fmt::format("put writes over '{}' of {}", one.name, given.host), one.name, given.yes);
  co_await of.upload(folder, name, from);
  print_out(fmt::format("{}: {} bytes\n", name, std::filesystem::file_size(from)));
  co_return all_done;
}

awaitable<int> raw_request(tester of, maccor_arguments given) {
  json::object const request{
      {"jsonrpc", "2.0"}, {"method", "MacNet"}, {"params", params_of(given)}, {"id", 1}};
  confirm_raw(given);
  sockio::request exchange(json::serialize(request), maccor::json_frame());
  auto const& link = of.core()->link_of(maccor::form::json);
  std::string reply = co_await link->exchange(std::move(exchange));
  reply.erase(reply.find_last_not_of("\r\n") + 1);
  print_out(sockio::printable(reply, reply.size()) + '\n');
  boost::system::error_code wrong;
  auto const read = json::parse(reply, wrong);
  bool const answered = !wrong && read.is_object() && !read.get_object().contains("error");
  co_return answered ? all_done : not_accepted;
}

}  // namespace labctl
