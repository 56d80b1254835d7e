#include "sockio/endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/address_v6.hpp>
#include <charconv>
#include <optional>
#include <utility>

namespace sockio {

namespace {

failure bad(std::string_view url, std::string problem) {
  return {errc::bad_url,
          {.request = printable(url),
           .problem = "is not a usable URL: " + std::move(problem),
           .advice = "write tcp://host:port, udp://host:port or "
                     "serial:///dev/ttyS0?baudrate=19200&parity=N"}};
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return low;
}

template <class T, std::size_t N>
std::optional<T> choice(std::string_view text,
                        std::array<std::pair<std::string_view, T>, N> const& table) {
  std::string const low = lowered(text);
  for (auto const& [name, value] : table) {
    if (name == low) return value;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, parity>, 6> parities{{{"n", parity::none},
                                                                       {"none", parity::none},
                                                                       {"o", parity::odd},
                                                                       {"odd", parity::odd},
                                                                       {"e", parity::even},
                                                                       {"even", parity::even}}};
constexpr std::array<std::pair<std::string_view, stop_bits>, 3> stops{
    {{"1", stop_bits::one}, {"1.5", stop_bits::one_and_a_half}, {"2", stop_bits::two}}};
constexpr std::array<std::pair<std::string_view, flow_control>, 3> flows{
    {{"none", flow_control::none},
     {"rtscts", flow_control::hardware},
     {"xonxoff", flow_control::software}}};

constexpr std::array baudrates{50u,     75u,      110u,     134u,     150u,     200u,     300u,
                               600u,    1200u,    1800u,    2400u,    4800u,    9600u,    19200u,
                               38400u,  57600u,   115200u,  230400u,  460800u,  500000u,  576000u,
                               921600u, 1000000u, 1152000u, 2000000u, 3000000u, 3500000u, 4000000u};

bool known_rate(unsigned rate) {
  return std::find(baudrates.begin(), baudrates.end(), rate) != baudrates.end();
}

template <class T>
bool assign(T& target, std::optional<T> value) {
  if (value) target = *value;
  return value.has_value();
}

/// Returns what is wrong with one serial parameter; nothing when it is right.
std::string set_parameter(serial_settings& serial, std::string_view key, std::string_view value) {
  if (key == "baudrate") {
    if (assign(serial.baudrate, number<unsigned>(value)) && known_rate(serial.baudrate)) return {};
    return fmt::format("baudrate '{}' is not one of {}", printable(value),
                       fmt::join(baudrates, ", "));
  }
  if (key == "bytesize") {
    if (assign(serial.bytesize, number<unsigned>(value)) && serial.bytesize >= 5 &&
        serial.bytesize <= 8) {
      return {};
    }
    return fmt::format("bytesize '{}' is not one of 5, 6, 7, 8", printable(value));
  }
  if (key == "parity") {
    if (assign(serial.parity, choice(value, parities))) return {};
    return fmt::format("parity '{}' is not one of N, O, E", printable(value));
  }
  if (key == "stopbits") {
    if (assign(serial.stop_bits, choice(value, stops))) return {};
    return fmt::format("stopbits '{}' is not one of 1, 1.5, 2", printable(value));
  }
  if (key == "flow") {
    if (assign(serial.flow_control, choice(value, flows))) return {};
    return fmt::format("flow '{}' is not one of none, rtscts, xonxoff", printable(value));
  }
  return fmt::format("unknown parameter '{}'; known are baudrate, bytesize, parity, stopbits, flow",
                     printable(key));
}

result<endpoint> parse_serial(std::string_view url, std::string_view rest) {
  endpoint where{.scheme = scheme::serial, .host = {}, .port = 0, .path = {}, .serial = {}};
  auto const question = rest.find('?');
  where.path = std::string(rest.substr(0, question));
  if (where.path.empty() || where.path == "/") return bad(url, "it names no device file");
  if (where.path.front() != '/') {
    return bad(url, "the device file is not an absolute path (three slashes: serial:///dev/ttyS0)");
  }
  for (char const c : where.path) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f)
      return bad(url, "the device file has a control character in it");
  }
  std::string_view parameters =
      question == std::string_view::npos ? std::string_view{} : rest.substr(question + 1);
  while (!parameters.empty()) {
    std::string_view const one = parameters.substr(0, parameters.find('&'));
    parameters.remove_prefix(std::min(parameters.size(), one.size() + 1));
    auto const equals = one.find('=');
    if (equals == std::string_view::npos) {
      return bad(url, fmt::format("parameter '{}' has no value", printable(one)));
    }
    std::string wrong =
        set_parameter(where.serial, lowered(one.substr(0, equals)), one.substr(equals + 1));
    if (!wrong.empty()) return bad(url, std::move(wrong));
  }
  return where;
}

result<endpoint> parse_network(std::string_view url, scheme kind, std::string_view rest,
                               std::uint16_t default_port) {
  endpoint where{.scheme = kind, .host = {}, .port = default_port, .path = {}, .serial = {}};
  if (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  if (rest.find_first_of("/?#") != std::string_view::npos) {
    return bad(url, "there is something after host and port");
  }
  if (rest.find('@') != std::string_view::npos) return bad(url, "user names have no meaning here");
  std::string_view port;
  if (!rest.empty() && rest.front() == '[') {
    auto const bracket = rest.find(']');
    if (bracket == std::string_view::npos) return bad(url, "the ']' after the address is missing");
    where.host = std::string(rest.substr(1, bracket - 1));
    boost::system::error_code no_address;
    boost::asio::ip::make_address_v6(where.host, no_address);
    if (no_address) return bad(url, "what stands in brackets is not an IPv6 address");
    rest.remove_prefix(bracket + 1);
    if (!rest.empty() && rest.front() != ':') return bad(url, "there is something after the ']'");
    port = rest.empty() ? rest : rest.substr(1);
    if (!rest.empty() && port.empty()) return bad(url, "the port is missing after ':'");
  } else {
    auto const colon = rest.find(':');
    if (colon != std::string_view::npos && rest.find(':', colon + 1) != std::string_view::npos) {
      return bad(url, "an IPv6 address stands in brackets: tcp://[::1]:5000");
    }
    where.host = std::string(rest.substr(0, colon));
    if (colon != std::string_view::npos) {
      port = rest.substr(colon + 1);
      if (port.empty()) return bad(url, "the port is missing after ':'");
    }
  }
  if (where.host.empty()) return bad(url, "the host is missing");
  for (char const c : where.host) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) {
      return bad(url, "the host has a space or a control character in it");
    }
  }
  if (!port.empty()) {
    auto const value = number<unsigned>(port);
    if (!value || *value == 0 || *value > 65535) {
      return bad(url, fmt::format("port '{}' is not a number from 1 to 65535", printable(port)));
    }
    where.port = static_cast<std::uint16_t>(*value);
  }
  if (where.port == 0) return bad(url, "the port is missing");
  return where;
}

std::string_view text(stop_bits s) {
  return s == stop_bits::one ? "1" : s == stop_bits::two ? "2" : "1.5";
}
std::string_view letter(parity p) { return p == parity::none ? "N" : p == parity::odd ? "O" : "E"; }

}  // namespace

std::string endpoint::url() const {
  if (scheme == sockio::scheme::serial) {
    std::string whole = fmt::format("serial://{}?baudrate={}&bytesize={}&parity={}", path,
                                    serial.baudrate, serial.bytesize, letter(serial.parity));
    // What is usual is left out, for this is read in every error.
    if (serial.stop_bits != stop_bits::one)
      whole += fmt::format("&stopbits={}", text(serial.stop_bits));
    if (serial.flow_control == flow_control::hardware) whole += "&flow=rtscts";
    if (serial.flow_control == flow_control::software) whole += "&flow=xonxoff";
    return whole;
  }
  bool const v6 = host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", scheme == sockio::scheme::tcp ? "tcp" : "udp", v6 ? "[" : "",
                     host, v6 ? "]" : "", port);
}

result<endpoint> parse_url(std::string_view url, std::uint16_t default_port) {
  auto const mark = url.find("://");
  if (mark == std::string_view::npos) return bad(url, "it does not begin with a scheme and '://'");
  std::string const kind = lowered(url.substr(0, mark));
  std::string_view const rest = url.substr(mark + 3);
  if (kind == "tcp") return parse_network(url, scheme::tcp, rest, default_port);
  if (kind == "udp") return parse_network(url, scheme::udp, rest, default_port);
  if (kind == "serial") return parse_serial(url, rest);
  return bad(url, fmt::format("scheme '{}' is not one of tcp, udp, serial", printable(kind)));
}

}  // namespace sockio
