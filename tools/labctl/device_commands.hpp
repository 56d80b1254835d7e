#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "labctl/confirm.hpp"
#include "labctl/output.hpp"
#include "labctl/task.hpp"

namespace labctl {

inline constexpr char const* one_channel = "as the screen shows it, from 1";

/// Does something to each of some channels, one after the other, and stops at the first failure.
template <class Device, class Command>
sockio::awaitable<int> to_each(Device of, std::vector<int> channels, Command what,
                               std::string done) {
  for (int const number : channels) {
    co_await what(of.channel(number));
    print_out(fmt::format("channel {}: {}\n", number, done));
  }
  co_return all_done;
}

/// Waits for a command and drops what it returns.
template <class T>
sockio::awaitable<void> dropped(sockio::awaitable<T> command) {
  co_await std::move(command);
}

/// Adds the commands of a cycler to the command line; each sets `done` to what runs it. Arguments
/// has host, yes, channel and channels; connect() makes the Device of it.
template <class Device, class Arguments>
struct device_commands {
  using action = std::function<sockio::awaitable<int>(Device)>;
  using channel_type = decltype(std::declval<Device const&>().channel(1));
  using channel_command = sockio::awaitable<void> (*)(channel_type);
  /// Says what a person types to show that something drastic is meant.
  using word = std::string (*)(Arguments const&);

  CLI::App& device;
  common_options& common;
  std::function<int()>& done;
  std::string usage;  ///< What is said when there is no host.
  std::shared_ptr<Arguments> words = std::make_shared<Arguments>();

  CLI::App* add(CLI::App& to, char const* name, char const* help, action what,
                std::string drastic = {}, word typed = channels_of) const {
    auto* sub = to.add_subcommand(name, help);
    sub->callback([=, *this] {
      done = [=, *this] {
        if (words->host.empty()) throw usage_error(usage);
        if (!drastic.empty()) {
          auto const shown = typed(*words);
          confirm(fmt::format("{} {} of {}", drastic, shown, words->host), shown, words->yes);
        }
        return run([=, *this](auto executor) { return what(connect(executor, *words, common)); });
      };
    });
    if (!drastic.empty()) sub->add_flag("--yes", words->yes, "It is meant; do not ask.");
    return sub;
  }
  CLI::App* add(char const* name, char const* help, action what, std::string drastic = {}) const {
    return add(device, name, help, std::move(what), std::move(drastic));
  }
  /// Adds a command that does one thing to each of the channels.
  void to_channels(char const* name, char const* help, char const* past, channel_command what,
                   std::string drastic = {}) const {
    auto* sub = add(
        name, help,
        [given = words, past, what](Device of) { return to_each(of, given->channels, what, past); },
        std::move(drastic));
    sub->add_option("CHANNEL", words->channels, one_channel)->required();
  }
  /// Adds `ls`, which needs no device.
  void list(char const* help, std::string (*what)(format)) const {
    device.add_subcommand("ls", help)->callback([&ends = done, &how = common.format, what] {
      ends = [&how, what] {
        print_out(what(how));
        return static_cast<int>(all_done);
      };
    });
  }

  static std::string channels_of(Arguments const& given) {
    return given.channels.empty() ? fmt::format("{}", given.channel)
                                  : fmt::format("{}", fmt::join(given.channels, " "));
  }
};

}  // namespace labctl
