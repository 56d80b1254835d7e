#include "labctl/arbin_actions.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <cyclers/arbin/credentials.hpp>
#include <cyclers/protocol/text_forms.hpp>
#include <filesystem>

#include "labctl/arbin_rows.hpp"
#include "labctl/confirm.hpp"
#include "labctl/output.hpp"
#include "labctl/password.hpp"
#include "labctl/readings.hpp"

namespace labctl {

namespace asio = boost::asio;
namespace arbin = cyclers::arbin;
using sockio::awaitable;

namespace {

bool in_environment(std::string_view key) {
  char const* const value = std::getenv(std::string(key).c_str());
  return value && *value;
}

arbin::credentials who_logs_in(arbin_arguments const& given) {
  auto const& keys = arbin::credentials::keys;
  if (!given.env_file.empty()) return arbin::credentials::from_env_file(given.env_file);
  if (!given.user.empty() && in_environment(keys.password))
    return arbin::credentials(given.user, std::getenv(std::string(keys.password).c_str()));
  if (!given.user.empty()) return arbin::credentials(given.user, ask_password(given.user));
  if (in_environment(keys.user)) return arbin::credentials::from_environment();
  if (std::filesystem::exists(".env")) return arbin::credentials::from_env_file();
  throw usage_error(fmt::format(
      "who logs in is missing: --env-file FILE, --user NAME, or {} and {} in the environment",
      keys.user, keys.password));
}

/// Splits a path of the cycler after its last separator.
std::pair<std::string, std::string> folder_and_name(std::string const& path) {
  auto const end = path.find_last_of("\\/");
  if (end == path.npos) return {"", path};
  return {path.substr(0, end), path.substr(end + 1)};
}

channel_reader cycler_reader(arbin_cycler of, std::vector<int> channels) {
  if (channels.empty()) return [of] { return of.read_all(arbin::record_parts{.aux = true}); };
  return [of, channels] { return read_channels(of, channels, arbin::record_parts{.aux = true}); };
}

}  // namespace

arbin_cycler connect(asio::any_io_executor executor, arbin_arguments const& given,
                     common_options const& common) {
  arbin::cycler_options how;
  auto const who = std::make_shared<arbin::login>(who_logs_in(given));
  auto where = parse_url(given.host, how.port);
  if (where.scheme != sockio::scheme::tcp)
    throw usage_error("a cycler is a host, or tcp://host:port");
  auto const link = arbin::link_options_of(how);
  arbin::connections links;
  links.main = open(executor, where, link, common, arbin::login::callbacks(who, how));
  how.file_port = given.file_port;
  where.port = arbin::file_port_of(how, where.port);
  auto other = common;
  if (!common.trace.empty()) other.trace += ".files";
  if (where.port != 0)
    links.files = open(executor, where, link, other, arbin::login::callbacks(who, how));
  return arbin_cycler(std::move(links), how, who);
}

awaitable<int> arbin_info(arbin_cycler of, format how) {
  print_out(show_cycler(co_await of.info(), how));
  co_return all_done;
}

awaitable<int> arbin_channels(arbin_cycler of, arbin_arguments given, format how) {
  using enum arbin::channel_selection;
  if (given.running && given.unsafe) throw usage_error("either --running or --unsafe");
  auto const which = given.running ? running : given.unsafe ? unsafe : all;
  auto const found = co_await of.channels(which, given.parts);
  print_out(show_records(found, how));
  for (int const each : found.missing())
    complain(fmt::format("channel {}: the cycler sent no record of it", each));
  co_return found.missing().empty() ? all_done : device_failed;
}

awaitable<int> arbin_status(arbin_cycler of, std::vector<int> channels, format how) {
  return show_channels(cycler_reader(std::move(of), std::move(channels)), how);
}

awaitable<int> arbin_watch(arbin_cycler of, arbin_arguments given, format how) {
  auto const where = of.endpoint();
  return watch_channels(cycler_reader(std::move(of), given.channels), where,
                        parse_duration(given.every), given.count, how);
}

awaitable<int> arbin_assign(arbin_cycler of, arbin_arguments given) {
  arbin::assign_plan plan;
  plan.capacity = given.capacity;
  plan.barcode = given.barcode;
  for (int const number : given.channels) {
    co_await of.channel(number).assign(given.schedule, plan);
    print_out(fmt::format("channel {}: assigned {}\n", number, given.schedule));
  }
  co_return all_done;
}

awaitable<int> arbin_start(arbin_cycler of, arbin_arguments given) {
  if (!given.schedule.empty()) co_await arbin_assign(of, given);
  int code = all_done;
  for (auto const& [number, how] : co_await of.start(given.name, given.channels)) {
    if (how) {
      print_out(fmt::format("channel {}: started\n", number));
      continue;
    }
    complain(how.error().what());
    code = worse(code, code_of(how.error()));
  }
  co_return code;
}

awaitable<int> arbin_jump(arbin_cycler of, arbin_arguments given) {
  co_await of.channel(given.channel).jump(given.step);
  print_out(fmt::format("channel {}: jumped to step {}\n", given.channel, given.step));
  co_return all_done;
}

awaitable<int> arbin_set_variable(arbin_cycler of, arbin_arguments given) {
  co_await of.channel(given.channel).set_variable(given.variable, given.value);
  print_out(fmt::format("channel {}: MV_UD{} is {}\n", given.channel, given.variable,
                        plain(given.value)));
  co_return all_done;
}

awaitable<int> arbin_message(arbin_cycler of, std::string text) {
  co_await of.send_message(text);
  print_out("shown\n");
  co_return all_done;
}

awaitable<int> arbin_list_files(arbin_cycler of, std::string folder, format how) {
  print_out(show_folder(co_await of.browse(folder), how));
  co_return all_done;
}

awaitable<int> arbin_get_file(arbin_cycler of, arbin_arguments given) {
  auto to = given.file;
  if (to.empty()) to = ".";
  arbin::download_options how;
  how.attempts = given.attempts;
  auto const file = co_await of.download(given.path, to, how);
  print_out(fmt::format("{}: {} bytes\n", file.lexically_normal().string(),
                        std::filesystem::file_size(file)));
  co_return all_done;
}

awaitable<int> arbin_put_file(arbin_cycler of, arbin_arguments given) {
  auto [folder, name] = folder_and_name(given.path);
  auto path = given.path;
  if (name.empty()) {
    name = std::filesystem::path(given.file).filename().string();
    path += name;
  }
  for (auto const& one : co_await of.browse(folder))
    if (cyclers::protocol::same_letters(one.name, name))
      confirm(fmt::format("put writes over '{}' of {}", one.name, given.host), one.name, given.yes);
  co_await of.upload(path, given.file);
  print_out(fmt::format("{}: {} bytes\n", path, std::filesystem::file_size(given.file)));
  co_return all_done;
}

awaitable<int> arbin_new_folder(arbin_cycler of, std::string path) {
  co_await of.new_folder(path);
  print_out(fmt::format("{}: made\n", path));
  co_return all_done;
}

awaitable<int> arbin_delete(arbin_cycler of, std::string path, bool is_folder) {
  if (is_folder) {
    co_await of.delete_folder(path);
  } else {
    co_await of.delete_file(path);
  }
  print_out(fmt::format("{}: deleted\n", path));
  co_return all_done;
}

}  // namespace labctl
