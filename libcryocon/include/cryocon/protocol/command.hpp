#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cryocon/property.hpp"

/// Reads and joins lines of the Cryo-con command language; pure, no I/O.
namespace cryocon::protocol {

/// Longest line that a controller takes, its end included.
inline constexpr std::size_t line_limit = 255;

/// Says how well a word that was received stands for a keyword, best first.
enum class fit {
  whole,     ///< The long form.
  capitals,  ///< The short form by capital letters.
  rule,    ///< The short form by rule: four letters, or three when the fourth is a vowel (guide p.
           ///< 87).
  prefix,  ///< More than a short form and less than the long one.
  none,
};

/// Tells how well a word stands for a keyword such as "TEMPerature", in any letter case.
fit match(std::string_view keyword, std::string_view word);

/// Is one command of a line. Its texts are parts of the line: keep the line as long as the command.
struct command {
  std::string_view text;  ///< As it was sent.
  property_info const* property =
      nullptr;  ///< What it addresses; null when no property has that name.
  bool query = false;
  std::string_view
      index;  ///< As it was sent: "A", "CHA", "0", "1", "A,B"; empty when there was none.
  std::string_view argument;  ///< What follows the command, quotes kept.
};

/// Takes a line apart into its commands.
///
/// `;` separates commands and `:` goes back to the root; a command without it stays in the branch
/// of the one before
/// ("LOOP 1:SOURCE A;TYPE PID" sets two properties of loop 1), and is looked for at the root when
/// the branch does not have it. `;` and `:` within double quotes are text. Empty commands are left
/// out. Wire: guide p. 82-84, 87.
std::vector<command> parse_line(std::string_view line);

/// Reads an index that came with a command: letters as 'A' whether sent as "A", "CHA" or "0",
/// numbers as they are.
///
/// Returns: the index, or nothing when it is none of that group.
std::optional<int> parse_index(group where, std::string_view text);

/// Splits at `;` outside of double quotes.
std::vector<std::string_view> split_commands(std::string_view line);

/// Splits the answer to several queries at `;`, where `expected` parts are due.
///
/// A line end and one closing `;` are dropped.
std::vector<std::string_view> split_reply(std::string_view line, std::size_t expected);

/// Tells whether a reply says that the command was not understood or not accepted: NACK or NAK.
bool is_refusal(std::string_view reply);

/// Tells whether a text can be sent and is known again when it is read back: printable ASCII
/// without double quotes and semicolons, and no refusal.
bool survives_the_wire(std::string_view text);

}  // namespace cryocon::protocol
