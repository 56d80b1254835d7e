#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cryocon/operation.hpp"
#include "cryocon/protocol/command.hpp"

/// Turns operations into requests and replies into values; pure, no I/O, never throws.
namespace cryocon::protocol {

/// Says what answers a request.
enum class answer {
  none,   ///< Nothing.
  line,   ///< One line.
  block,  ///< Lines up to one of a single semicolon.
};

/// Is an operation as it goes out.
struct request {
  std::string text;         ///< Without line end, e.g. ":LOOP 1:SETPT 77.4;:LOOP 1:SETPT?".
  std::size_t replies = 0;  ///< How many parts of the reply line belong to it.
  answer expects = answer::line;
  bool sets = false;   ///< Whether it holds a set, which some firmware answers with an empty line.
  bool slow = false;   ///< Whether it writes flash memory.
  bool alone = false;  ///< Whether it cannot share a line with others.
  bool wordy = false;  ///< Whether its reply may hold semicolons: it is the last of its line.
};

/// Returns what tells the display unit that a reading is in: the unit of its input, the set point
/// of its loop, which ends in the unit, or the input that a relay watches; nothing when the reading
/// has its unit with it or has none.
std::optional<target> unit_teller(target what);

/// Writes an operation.
///
/// Tree commands are absolute and spelled in full. A set is followed by its read-back, a command by
/// `:*OPC?`, and the set of a text by both: an empty read-back alone would be an empty line. With
/// `with_unit` a reading is asked for together with its unit_teller. Errors: errc::bad_value for an
/// index or a value that cannot be.
result<request> encode(operation const& what, bool with_unit);

/// Reads the parts of the reply that belong to an operation, and checks a read-back against what
/// was sent.
///
/// `known` is the display unit of the input when it is known already. Returns: the value, empty for
/// a write or a command. Errors: errc::bad_reply, errc::refused, errc::not_verified.
result<value> decode(operation const& what, std::span<std::string_view const> parts,
                     unit known = unit::unknown);

/// Says in which display unit a reading is.
struct scale {
  unit in = unit::unknown;
  int input = 0;  ///< The input whose display unit it is, when no more than that is known; or 0.
};

/// Reads what the unit_teller of a reading said, or gives the unit that was known before.
result<scale> decode_scale(operation const& what, std::span<std::string_view const> parts,
                           unit known);

/// Tells whether a reply to a read-back is the value that was sent, within its resolution: six
/// digits, or half of the last decimal that the device prints.
bool confirms(property_info const& property, value const& sent, std::string_view reply);

/// Is a run of requests that share a line.
struct line {
  std::size_t first = 0;  ///< The first request.
  std::size_t count = 0;
  std::string text;  ///< What is sent, line end included.
  std::size_t replies = 0;
};

/// Joins requests to lines of at most line_limit characters, in order and never within a request.
std::vector<line> join(std::span<request const> requests);

/// Deals the parts of a reply line out to the requests that share it.
///
/// A set may answer NACK or an empty part beside its read-back; what is left over belongs to a
/// wordy reply. Returns: for each request its parts, a NACK of its set before them; empty when
/// there are not as many as there should be.
std::vector<std::vector<std::string_view>> deal(std::span<request const> requests,
                                                std::string_view reply);

}  // namespace cryocon::protocol
