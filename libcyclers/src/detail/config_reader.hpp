#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sockio/result.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Reads flat configurations in YAML or JSON; pure but for load_text().
namespace cyclers::detail {

/// Says what a value should have been; empty when it was taken.
using taken = std::string;

std::optional<double> number(std::string const& text);
std::optional<long> whole_number(std::string const& text, long least, long most);
taken take(std::string& into, std::string const& text, bool may_be_empty);
taken take_port(std::uint16_t& into, std::string const& text);
taken take_channel(std::optional<int>& into, std::string const& text, int highest);
taken take_buffer_size(std::string const& text);
/// Takes a time in s.
taken take_timeout(std::optional<double>& into, std::string const& text);

/// Is a key and how its value is taken.
template <class Config>
struct config_key {
  std::string_view name;
  taken (*take)(Config& into, std::string const& text);
  bool is_secret = false;  ///< Its value is in no error.
};

/// Is a key whose configuration is known elsewhere only.
struct any_key {
  std::string_view name;
  bool is_secret;
};

/// Tells what is wrong with a configuration, and where: in a line unless it is 0.
sockio::failure wrong_config(std::string_view device, std::string_view file, std::size_t line,
                             std::string problem);

/// Is where values go, one by one; `take` is given the number of the key.
struct keys_taken_to {
  std::span<any_key const> keys;
  void* config;
  taken (*take)(void* config, std::size_t key, std::string const& text);
};

/// Takes value by value.
///
/// Errors: sockio::errc::bad_option with "file:line": for a key that is not known, is there twice
/// or has a value that it cannot have.
sockio::result<void> read_keys(std::string_view text, std::string_view file,
                               std::string_view device, keys_taken_to const& to);

/// Takes a list of keys with values, item by item: `add` makes room for one more, `contradiction`
/// says what is wrong with the last one. Errors: as read_keys().
sockio::result<void> read_items(std::string_view text, std::string_view file,
                                std::string_view device, void* list,
                                keys_taken_to (*add)(void* list),
                                std::string (*contradiction)(void* list));

/// Holds the keys of a configuration without saying of which.
template <class Config, auto& Keys>
struct known_keys_of {
  static constexpr auto all = [] {
    std::array<any_key, std::size(Keys)> keys;
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = {Keys[i].name, Keys[i].is_secret};
    return keys;
  }();
  static keys_taken_to to(Config& config) {
    return {all, &config, [](void* into, std::size_t key, std::string const& value) {
              return Keys[key].take(*static_cast<Config*>(into), value);
            }};
  }
};

/// Reads a configuration. `contradiction` says which values contradict each other; empty for none.
template <class Config, auto& Keys>
sockio::result<Config> read_config(std::string_view text, std::string_view file,
                                   std::string_view device,
                                   std::string (*contradiction)(Config const&)) {
  Config all;
  auto const read = read_keys(text, file, device, known_keys_of<Config, Keys>::to(all));
  if (!read) return read.error();
  if (auto against = contradiction(all); !against.empty())
    return wrong_config(device, file, 0, std::move(against));
  return all;
}

/// Reads a list of configurations. As read_config().
template <class Config, auto& Keys>
sockio::result<std::vector<Config>> read_configs(std::string_view text, std::string_view file,
                                                 std::string_view device,
                                                 std::string (*contradiction)(Config const&)) {
  struct in_work {
    std::vector<Config> all{};
    std::string (*contradiction)(Config const&);
  } list{.contradiction = contradiction};
  auto const read = read_items(
      text, file, device, &list,
      [](void* to) {
        return known_keys_of<Config, Keys>::to(static_cast<in_work*>(to)->all.emplace_back());
      },
      [](void* of) {
        auto const& all = *static_cast<in_work*>(of);
        return all.contradiction(all.all.back());
      });
  if (!read) return read.error();
  return std::move(list.all);
}

/// Reads a whole file. Errors: throws sockio::errc::bad_option.
std::string load_text(std::filesystem::path const& file);

/// Throws that a configuration lacks a key that an operation needs.
[[noreturn]] void lacks(std::string_view device, std::string_view key);

}  // namespace cyclers::detail
