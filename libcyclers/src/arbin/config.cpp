#include "cyclers/arbin/config.hpp"

#include <chrono>
#include <cmath>
#include <cstdlib>

#include "detail/config_reader.hpp"

namespace cyclers::arbin {

namespace {

using cyclers::detail::take;
using cyclers::detail::taken;

/// Takes a name that some versions have under another key; two of them have to agree.
taken take_schedule(std::string& into, std::string const& text) {
  if (!into.empty() && !text.empty() && into != text)
    return "the same as under the other keys of the schedule";
  if (!text.empty()) into = text;
  return {};
}

/// Both are at most 32 bytes on the wire, where a longer one could not be sent.
bool fits_login(std::string const& text) { return !text.empty() && text.size() <= 32; }

taken take_user(arbin::credentials& into, std::string const& text) {
  if (!fits_login(text)) return "a name of 1 to 32 bytes";
  into = arbin::credentials(text, into.password());
  return {};
}

taken take_password(arbin::credentials& into, std::string const& text) {
  if (!fits_login(text)) return "a password of 1 to 32 bytes";
  into = arbin::credentials(into.user(), text);
  return {};
}

using arbin_key = cyclers::detail::config_key<config>;

#define KEY(name, call) {name, [](config& c, std::string const& t) { return call; }}
constexpr arbin_key arbin_config_keys[] = {
    KEY("ip_address", take(c.ip_address, t, false)),
    KEY("port", cyclers::detail::take_port(c.port, t)),
    KEY("timeout_s", cyclers::detail::take_timeout(c.timeout_s, t)),
    KEY("msg_buffer_size", (static_cast<void>(c), cyclers::detail::take_buffer_size(t))),
    KEY("channel", cyclers::detail::take_channel(c.channel, t, channel_number::highest)),
    KEY("test_name", take(c.test_name, t, true)),
    KEY("schedule_name", take_schedule(c.schedule_name, t)),
    KEY("schedule", take_schedule(c.schedule_name, t)),
    KEY("test_schedule", take_schedule(c.schedule_name, t)),
    KEY("username", take_user(c.who, t)),
    {"password", [](config& c, std::string const& t) { return take_password(c.who, t); }, true},
};
#undef KEY

/// Says what does not go together; empty when all does.
std::string arbin_contradiction(config const& c) {
  if (c.who.user().empty() != c.who.password().empty())
    return "username and password are there together or not at all";
  return {};
}

void arbin_needs(std::string_view value, std::string_view key) {
  if (value.empty()) cyclers::detail::lacks("arbin", key);
}

}  // namespace

arbin::credentials config::credentials(std::filesystem::path const& env_file) const {
  if (!who.empty()) return who;
  bool const in_environment = std::getenv(std::string(arbin::credentials::keys.user).c_str());
  if (in_environment && !std::filesystem::exists(env_file))
    return arbin::credentials::from_environment();
  return arbin::credentials::from_env_file(env_file);
}

arbin::cycler config::cycler(boost::asio::any_io_executor executor,
                             std::filesystem::path const& env_file) const {
  arbin_needs(ip_address, "ip_address");
  return {std::move(executor), ip_address, credentials(env_file), cycler_options()};
}

arbin::cycler_options config::cycler_options() const {
  arbin::cycler_options options;
  options.port = port;
  if (timeout_s) {
    auto const time =
        std::chrono::ceil<sockio::duration>(std::chrono::duration<double>(*timeout_s));
    options.link.timeout = options.link.connection_timeout = time;
  }
  return options;
}

cyclers::test_plan config::test_plan() const {
  arbin_needs(schedule_name, "schedule_name");
  arbin_needs(test_name, "test_name");
  return {.procedure = schedule_name, .name = test_name};
}

int config::channel_number() const {
  if (!channel) cyclers::detail::lacks("arbin", "channel");
  return *channel;
}

result<config> read_config(std::string_view text, std::string_view file) {
  return cyclers::detail::read_config<config, arbin_config_keys>(text, file, "arbin",
                                                                 arbin_contradiction);
}

config load_config(std::filesystem::path const& file) {
  return read_config(cyclers::detail::load_text(file), file.string()).value();
}

}  // namespace cyclers::arbin
