#include <fmt/format.h>

#include <chrono>

#include "cyclers/arbin/cycler.hpp"
#include "cyclers/fleet.hpp"
#include "cyclers/maccor/tester.hpp"
#include "detail/config_reader.hpp"

namespace cyclers {

namespace fs = std::filesystem;

namespace {

using detail::take;
using detail::taken;

taken take_vendor(std::string& into, std::string const& text) {
  if (text != "maccor" && text != "arbin") return "maccor or arbin";
  into = text;
  return {};
}

taken take_fleet_port(std::optional<std::uint16_t>& into, std::string const& text) {
  std::uint16_t port = 0;
  auto wrong = detail::take_port(port, text);
  if (wrong.empty()) into = port;
  return wrong;
}

taken take_binary_port(std::optional<std::uint16_t>& into, std::string const& text) {
  if (text != "0") return take_fleet_port(into, text).empty() ? taken() : "a port, or 0 for none";
  into = std::uint16_t{0};
  return {};
}

taken take_switch(bool& into, std::string const& text) {
  bool const on = text == "true" || text == "on" || text == "yes";
  if (!on && text != "false" && text != "off" && text != "no") return "on or off";
  into = on;
  return {};
}

using fleet_key = detail::config_key<fleet_entry>;

#define KEY(name, call) {name, [](fleet_entry& e, std::string const& t) { return call; }}
constexpr fleet_key fleet_keys[] = {
    KEY("vendor", take_vendor(e.vendor, t)),
    KEY("host", take(e.host, t, false)),
    KEY("port", take_fleet_port(e.port, t)),
    KEY("binary_port", take_binary_port(e.binary_port, t)),
    KEY("credentials", take(e.credentials, t, false)),
    KEY("timeout_s", detail::take_timeout(e.timeout_s, t)),
    KEY("temperatures", take_switch(e.temperatures, t)),
};
#undef KEY

std::string fleet_contradiction(fleet_entry const& e) {
  if (e.vendor.empty()) return "vendor is missing: maccor or arbin";
  if (e.host.empty()) return "host is missing";
  bool const is_arbin = e.vendor == "arbin";
  if (is_arbin && e.binary_port) return "binary_port belongs to a Maccor";
  if (is_arbin && e.credentials.empty())
    return "credentials are missing: a .env file, or environment";
  return {};
}

credentials credentials_of(fleet_entry const& from, fs::path const& folder,
                           credential_keys const& keys) {
  if (from.credentials.empty()) return {};
  if (from.credentials == "environment") return credentials::from_environment(keys);
  return credentials::from_env_file(folder / from.credentials, keys);
}

void limit_times(sockio::link_options& link, fleet_entry const& from) {
  if (!from.timeout_s) return;
  auto const time =
      std::chrono::ceil<sockio::duration>(std::chrono::duration<double>(*from.timeout_s));
  link.timeout = link.connection_timeout = time;
}

std::shared_ptr<cycler> make_maccor(boost::asio::any_io_executor executor, fleet_entry const& from,
                                    fs::path const& folder) {
  maccor::tester_options options;
  options.json_port = from.port.value_or(options.json_port);
  options.binary_port = from.binary_port.value_or(options.binary_port);
  limit_times(options.link, from);
  auto who = credentials_of(from, folder, {"MACCOR_USER", "MACCOR_PASSWORD"});
  maccor::tester const tester(std::move(executor), from.host, options, std::move(who));
  return tester.as_cycler({.temperatures = from.temperatures});
}

std::shared_ptr<cycler> make_arbin(boost::asio::any_io_executor executor, fleet_entry const& from,
                                   fs::path const& folder) {
  arbin::cycler_options options;
  options.port = from.port.value_or(options.port);
  limit_times(options.link, from);
  auto who = credentials_of(from, folder, arbin::credentials::keys);
  arbin::cycler const one(std::move(executor), from.host, std::move(who), options);
  return one.as_cycler({.aux = from.temperatures});
}

}  // namespace

sockio::result<std::vector<fleet_entry>> read_fleet(std::string_view text, std::string_view file) {
  return detail::read_configs<fleet_entry, fleet_keys>(text, file, "fleet", fleet_contradiction);
}

std::shared_ptr<cycler> make_cycler(boost::asio::any_io_executor executor, fleet_entry const& from,
                                    fs::path const& folder) {
  if (auto const against = fleet_contradiction(from); !against.empty())
    throw detail::wrong_config("fleet", from.host, 0, against);
  auto const make = from.vendor == "arbin" ? make_arbin : make_maccor;
  return make(std::move(executor), from, folder);
}

fleet load_fleet(boost::asio::any_io_executor executor, fs::path const& file) {
  fleet all;
  for (auto const& each : read_fleet(detail::load_text(file), file.string()).value())
    all.push_back(make_cycler(executor, each, file.parent_path()));
  return all;
}

}  // namespace cyclers
