#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace labctl {

enum class format { table, json, csv };

/// Is one named value to show, or the reason why there is none.
struct row {
  std::string path;
  std::string text;          ///< For people.
  boost::json::value value;  ///< For programs.
  std::string unit;          ///< Empty when it has none.
  std::string error;         ///< Empty when there is a value.
};

/// Shows rows as a table, as one JSON object or as CSV with a header.
std::string show(std::vector<row> const& rows, format how);

/// Shows the rows of one moment: a JSON line, or a CSV line of the values alone.
std::string show_sample(std::vector<row> const& rows, std::string_view time, format how);
/// Returns the CSV header for show_sample.
std::string sample_header(std::vector<row> const& rows);

/// Is one line of a table with a column for each kind of value.
struct record {
  std::vector<std::string> cells;  ///< For people and CSV.
  std::string json;                ///< An object, for programs.
};

/// Shows records as a table with a heading, as one JSON array or as CSV.
std::string show(std::vector<std::string> const& heading, std::vector<record> const& all,
                 format how);
/// Writes one CSV line.
std::string csv_line(std::vector<std::string> const& cells);
/// Writes the records' objects as a JSON array.
std::string json_array(std::vector<record> const& all);

/// Lines cells up in columns that are two spaces apart.
std::string columns(std::vector<std::vector<std::string>> const& lines);
/// Quotes a CSV field where it has to be.
std::string csv_field(std::string_view text);
/// Writes a number in plain decimals; "null" for what is none.
std::string plain(double number);
/// Writes JSON with plain decimals, and never in scientific notation.
std::string to_json(boost::json::value const& what);

}  // namespace labctl
