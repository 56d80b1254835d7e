#pragma once

#include <string>
#include <string_view>

#include "cryocon/curve.hpp"
#include "cryocon/data_log.hpp"
#include "cryocon/pid_table.hpp"
#include "cryocon/property.hpp"

/// Reads and writes the values that are many lines, which end with a line of one semicolon; pure,
/// never throws.
///
/// The texts are those of the wire and of files alike. Errors name the line.
namespace cryocon::protocol {

inline constexpr std::size_t curve_name_limit = 15;
inline constexpr std::size_t curve_points_least = 2;
inline constexpr std::size_t curve_points_most = 200;
inline constexpr std::size_t pid_table_name_limit = 16;
inline constexpr std::size_t pid_zones_most = 16;

/// Reads a curve, e.g. a .crv file. Wire: guide p. 119-121.
///
/// Lines of points that hold no two numbers and points at or below 0 K are dropped as the
/// instrument drops them; a name that is too long is cut. Errors: errc::bad_reply for a header that
/// is wrong, more than 200 points, or no closing semicolon.
result<curve> parse_curve(std::string_view text);
/// Writes a curve with its points in ascending order of reading. One of fewer than 2 points can be
/// written and not be sent. Errors: errc::bad_value for what no instrument can hold.
result<std::string> format_curve(curve const& what);
/// Tells whether two curves are the same in the resolution of the instrument, in whatever order
/// their points are.
bool same_curve(curve const& a, curve const& b);

/// Reads a PID table. Wire: guide p. 110-111.
///
/// Lines that hold no valid zone and zones at or below set point 0 are dropped as the instrument
/// drops them.
result<pid_table> parse_pid_table(std::string_view text);
/// Writes a PID table.
result<std::string> format_pid_table(pid_table const& what);
/// Tells whether two tables are the same in the resolution of the instrument.
bool same_pid_table(pid_table const& a, pid_table const& b);

/// Reads the records of the data log. Wire: guide p. 113.
result<log_records> parse_data_log(std::string_view text);
/// Writes records as the instrument sends them.
result<std::string> format_data_log(log_records const& what);

}  // namespace cryocon::protocol
