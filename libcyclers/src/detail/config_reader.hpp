#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sockio/result.hpp>
#include <span>
#include <string>
#include <string_view>

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

/// Takes value by value; `take` is given the number of the key.
///
/// Errors: sockio::errc::bad_option with "file:line": for a key that is not known, is there twice
/// or has a value that it cannot have.
sockio::result<void> read_keys(std::string_view text, std::string_view file,
                               std::string_view device, std::span<any_key const> keys, void* config,
                               taken (*take)(void* config, std::size_t key,
                                             std::string const& text));

/// Reads a configuration. `contradiction` says which values contradict each other; empty for none.
template <class Config, auto& Keys>
sockio::result<Config> read_config(std::string_view text, std::string_view file,
                                   std::string_view device,
                                   std::string (*contradiction)(Config const&)) {
  constexpr std::size_t count = std::size(Keys);
  std::array<any_key, count> keys;
  for (std::size_t i = 0; i < count; ++i) keys[i] = {Keys[i].name, Keys[i].is_secret};
  Config all;
  auto const read = read_keys(text, file, device, keys, &all,
                              [](void* config, std::size_t key, std::string const& value) {
                                return Keys[key].take(*static_cast<Config*>(config), value);
                              });
  if (!read) return read.error();
  if (auto against = contradiction(all); !against.empty())
    return wrong_config(device, file, 0, std::move(against));
  return all;
}

/// Reads a whole file. Errors: throws sockio::errc::bad_option.
std::string load_text(std::filesystem::path const& file);

/// Throws that a configuration lacks a key that an operation needs.
[[noreturn]] void lacks(std::string_view device, std::string_view key);

}  // namespace cyclers::detail
