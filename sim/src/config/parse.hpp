#pragma once

#include <string>
#include <string_view>

#include "sim/node.hpp"

namespace sim::config {

/// The languages that a configuration can be written in.
enum class language { yaml, toml, json };

/// What a hostile file may at most be.
inline constexpr std::size_t most_bytes = 1 << 20;
inline constexpr std::size_t most_nodes = 100'000;
inline constexpr std::size_t most_depth = 16;

/// How much of a parser's own words a message repeats; they may quote what is in the file.
inline constexpr std::size_t most_words = 200;

/// Reads a configuration into one tree, whatever its language; pure.
///
/// Errors: what is wrong with the syntax and in which line; too large, too deep, a key given twice.
config_result<node> parse(std::string_view text, language written_in, std::string_view file);

config_result<node> parse_yaml(std::string_view text, std::string_view file);
config_result<node> parse_toml(std::string_view text, std::string_view file);
config_result<node> parse_json(std::string_view text, std::string_view file);

}  // namespace sim::config
