#include "config/transports.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "config/host_port.hpp"
#include "config/nearest.hpp"
#include "config/scalar.hpp"

namespace sim::config {
namespace {

config_error wrong(int line, std::string what) {
  return {.file = {}, .line = line, .what = std::move(what)};
}

/// Leaves out what has a reader of its own.
node without(node map, std::string_view key) {
  std::erase_if(map.entries, [&](auto const& entry) { return entry.key == key; });
  return map;
}

std::optional<std::string> read_newline(std::string_view text) {
  auto const bytes = unescaped(text);
  if (bytes == "\n" || same_word(text, "LF")) return "\n";
  if (bytes == "\r\n" || same_word(text, "CRLF")) return "\r\n";
  if (bytes == "\r" || same_word(text, "CR")) return "\r";
  return {};
}

/// The addresses of Python are pairs: ["localhost", 5000].
void join_pair(node& url) {
  bool const pair = url.is_list() && url.items.size() == 2 && url.items[0].is_scalar() &&
                    url.items[1].is_scalar();
  if (!pair) return;
  url.text = fmt::format("{}:{}", url.items[0].text, url.items[1].text);
  url.what = node::kind::scalar;
  url.items.clear();
}

transport kind_of(std::string_view word) {
  return word == "udp" ? transport::udp : word == "serial" ? transport::serial : transport::tcp;
}

std::optional<bool> beside_of(std::string_view word) {
  return word == "on" ? std::optional(true) : word == "off" ? std::optional(false) : std::nullopt;
}

bool knows(std::vector<std::string> const& protocols, std::string_view name) {
  return std::ranges::count(protocols, name) > 0;
}

std::string unknown_protocol(options const& of, std::string_view where,
                             std::vector<std::string> const& protocols) {
  auto const name = of.text("protocol", "");
  if (protocols.empty()) return fmt::format("'protocol' of {}: the device has only one", where);
  return fmt::format("'protocol' of {} must be one of {}, not '{}'{}", where,
                     fmt::join(protocols, ", "), shown(name), suggestion(name, protocols));
}

config_result<transport_options> read_transport(node map, std::string_view device,
                                                transport_defaults const& defaults,
                                                std::vector<std::string> const& protocols) {
  if (!map.is_map())
    return wrong(map.line, fmt::format("a transport of {} must hold keys and values", device));
  for (auto& entry : map.entries)
    if (entry.key == "url") join_pair(entry.value);
  auto const where = fmt::format("a transport of {}", device);
  auto const checked = check_options(without(map, "faults"), transport_keys(), where);
  if (!checked) return checked.error();
  auto const own = read_defaults(*checked, map.find("faults"), where, defaults);
  if (!own) return own.error();

  if (checked->has("protocol") && !knows(protocols, checked->text("protocol", "")))
    return wrong(checked->line("protocol"), unknown_protocol(*checked, where, protocols));
  transport_options how{.kind = kind_of(checked->text("type", "tcp")),
                        .url = checked->text("url", ""),
                        .newline = own->newline,
                        .baudrate = own->baudrate,
                        .faults = own->faults,
                        .udp_beside = beside_of(checked->text("udp", "auto")),
                        .protocol = checked->text("protocol", "")};
  if (checked->has("udp") && how.kind != transport::tcp)
    return wrong(checked->line("udp"), fmt::format("'udp' of {} goes with type tcp only", where));
  if (how.kind == transport::serial) return how;
  if (!checked->has("url"))
    return wrong(map.line, fmt::format("{} needs a url, e.g. ':5000'", where));
  if (auto const place = read_host_port(how.url); !place)
    return wrong(checked->line("url"), fmt::format("{} ({})", place.error().what, where));
  return how;
}

}  // namespace

config_result<transport_defaults> read_defaults(options const& checked, node const* faults,
                                                std::string_view where, transport_defaults above) {
  if (checked.has("newline")) {
    auto const text = checked.text("newline", "");
    above.newline = read_newline(text);
    if (!above.newline)
      return wrong(
          checked.line("newline"),
          fmt::format("'newline' of {} must be \\n, \\r\\n or \\r, not '{}'", where, shown(text)));
  }
  above.baudrate = static_cast<std::uint32_t>(checked.integer("baudrate", above.baudrate));
  if (faults == nullptr) return above;
  auto const read = check_options(*faults, fault_options(), fmt::format("faults of {}", where));
  if (!read) return read.error();
  above.faults = read_faults(*read, above.faults);
  return above;
}

config_result<std::vector<transport_options>> read_transports(
    node const& list, std::string_view where, transport_defaults const& defaults,
    std::vector<std::string> const& protocols) {
  if (!list.is_list() || list.items.empty())
    return wrong(list.line, fmt::format("'transports' of {} must be a list of transports", where));
  std::vector<transport_options> all;
  for (auto const& item : list.items) {
    auto one = read_transport(item, where, defaults, protocols);
    if (!one) return one.error();
    all.push_back(std::move(*one));
  }
  bool const own_udp =
      std::ranges::any_of(all, [](auto const& one) { return one.kind == transport::udp; });
  if (own_udp)
    for (auto& one : all) one.udp_beside = one.udp_beside.value_or(false);
  return all;
}

std::string places::take(transport_options const& how, std::string_view device) {
  place mine{how.kind, how.url, 0, std::string(device)};
  if (how.kind == transport::serial) {
    if (how.url.empty()) return {};
  } else {
    auto const read = read_host_port(how.url);
    if (!read || read->port == 0) return {};
    mine.host = read->host == "127.0.0.1" ? "localhost" : read->host;
    mine.port = read->port;
  }
  for (auto const& other : taken_) {
    bool const meet =
        other.host == mine.host || (mine.port != 0 && (other.host.empty() || mine.host.empty()));
    if (other.kind == mine.kind && other.port == mine.port && meet)
      return fmt::format("'{}' of {} is taken by {}", shown(how.url), device, other.owner);
  }
  taken_.push_back(std::move(mine));
  return {};
}

}  // namespace sim::config
