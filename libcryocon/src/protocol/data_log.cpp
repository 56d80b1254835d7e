#include <fmt/format.h>

#include <algorithm>

#include "cryocon/properties.hpp"
#include "cryocon/protocol/blocks.hpp"
#include "cryocon/protocol/codec.hpp"
#include "detail/block_lines.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {

using detail::bad_line;
using detail::block_lines;

namespace {

/// The ring holds 1365 records (guide p. 38); more than this is no data log.
constexpr std::size_t records_most = 10000;
constexpr std::size_t inputs_most = 8;

/// Reads the time, which is three fields "12,59,50" by the guide and one field "12:59:50" by other
/// firmware.
std::optional<time_of_day> read_time(std::vector<std::string_view>& fields) {
  std::string text(fields[2]);
  std::size_t used = 3;
  if (text.find(':') == std::string::npos) {
    if (fields.size() < 5) return std::nullopt;
    text = fmt::format("{}:{}:{}", detail::trim(fields[2]), detail::trim(fields[3]),
                       detail::trim(fields[4]));
    used = 5;
  }
  auto const read = parse_value(info(property_id::system_time), text);
  if (!read) return std::nullopt;
  fields.erase(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(used));
  return std::get<time_of_day>(*read);
}

std::optional<log_record> read_record(std::string_view line) {
  auto fields = detail::split(line, ',');
  if (fields.size() < 3 || fields.size() > 5 + inputs_most) return std::nullopt;
  log_record record;
  auto const number = detail::whole_integer(fields[0]);
  auto const day = parse_value(info(property_id::system_date), fields[1]);
  auto const time = number && day ? read_time(fields) : std::nullopt;
  if (!time || fields.size() > inputs_most) return std::nullopt;
  record.number = *number;
  record.date = std::get<date>(*day);
  record.time = *time;
  for (auto const field : fields) {
    auto const read = parse_value(info(property_id::input_sensor_reading), field);
    if (!read) return std::nullopt;
    record.inputs.push_back(std::get<reading>(*read));
  }
  return record;
}

std::string reading_text(reading const& what) {
  if (what.valid()) return fmt::format("{}", *what.number());
  if (what.state() == validity::sensor_fault) return "-------";
  return what.state() == validity::out_of_range ? "......." : "N/A";
}

}  // namespace

result<log_records> parse_data_log(std::string_view text) {
  block_lines lines(text);
  log_records log;
  while (auto const line = lines.next()) {
    if (line->empty()) continue;
    auto record = read_record(*line);
    if (!record) return bad_line(lines, "a record: number, mm/dd/yyyy, hh,mm,ss, readings");
    if (log.size() == records_most) return bad_line(lines, "10000 records at most");
    log.push_back(std::move(*record));
  }
  if (!lines.complete()) return bad_line(lines, "a line of one semicolon as the end of the log");
  return log;
}

result<std::string> format_data_log(log_records const& what) {
  std::string text;
  for (auto const& record : what) {
    text +=
        fmt::format("{},{:02}/{:02}/{:04},{:02},{:02},{:02}", record.number,
                    static_cast<unsigned>(record.date.month()),
                    static_cast<unsigned>(record.date.day()), static_cast<int>(record.date.year()),
                    record.time.hour, record.time.minute, record.time.second);
    for (auto const& input : record.inputs) text += "," + reading_text(input);
    text += "\r\n";
  }
  return text + ";\r\n";
}

}  // namespace cryocon::protocol
