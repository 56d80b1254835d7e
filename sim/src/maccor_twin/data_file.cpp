#include "maccor_twin/data_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "maccor_twin/seconds.hpp"
#include "maccor_twin/state_codes.hpp"

namespace sim::mac {
namespace {

constexpr std::string_view columns =
    "record,cycle,step,test_time_s,step_time_s,capacity_ah,energy_wh,current_a,voltage_v,"
    "temperature_degc,code\n";

// A comment is free text, but a line of the header.
std::string one_line(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c >= 0 && c < ' '; }, ' ');
  return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::optional<std::string_view> header_value(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || !line.substr(key.size()).starts_with(": ")) return {};
  line.remove_prefix(key.size() + 2);
  return line.substr(0, line.find('\n'));
}

template <class T>
T number_in(std::string_view text) {
  T value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void read_header_line(std::string_view line, archived_test& file) {
  auto& into = file.test;
  if (auto const value = header_value(line, "started")) file.started = *value;
  if (auto const value = header_value(line, "test")) into.name = *value;
  if (auto const value = header_value(line, "procedure")) into.procedure = *value;
  if (auto const value = header_value(line, "comment")) into.comment = *value;
  if (auto const value = header_value(line, "c_rate_ah")) into.c_rate = number_in<double>(*value);
}

void read_last(std::string_view line, archived_test& into) {
  std::array<std::string_view, 7> fields{};
  for (auto& field : fields) {
    auto const end = std::min(line.find(','), line.size());
    field = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  into.records = number_in<std::uint32_t>(fields[0]);
  into.cycle = number_in<std::uint32_t>(fields[1]);
  into.step = number_in<std::size_t>(fields[2]);
  into.test_time = number_in<double>(fields[3]);
  into.step_time = number_in<double>(fields[4]);
  into.capacity = number_in<double>(fields[5]);
  into.energy = number_in<double>(fields[6]);
}

}  // namespace

std::string data_header(test_data const& test, int channel, std::string_view started) {
  return fmt::format(
      "test: {}\nprocedure: {}\ncomment: {}\nc_rate_ah: {}\nchannel: {}\nstarted: {}\n{}",
      test.name, test.procedure, one_line(test.comment), test.c_rate, channel, started, columns);
}

std::string data_line(cycler::record const& one, test_origin const& from) {
  auto const& of = one.of_step;
  return fmt::format(
      "{},{},{},{:.3f},{:.3f},{:.6f},{:.6f},{:.6f},{:.6f},{:.2f},{}\n", from.records + one.number,
      one.cycle, one.step, from.test_time + seconds(one.test_time), seconds(one.step_time),
      std::max(of.charge_ah, of.discharge_ah), std::max(of.charge_wh, of.discharge_wh), one.current,
      one.voltage, one.temperature, static_cast<int>(code_of(one)));
}

std::optional<archived_test> read_data(std::string_view text, std::size_t without_last) {
  auto lines = lines_of(text);
  auto const first = std::ranges::find(lines, columns);
  if (first == lines.end()) return {};
  auto const head = static_cast<std::size_t>(first - lines.begin()) + 1;
  if (lines.size() < head + without_last) return {};
  lines.resize(lines.size() - without_last);
  archived_test read;
  for (std::size_t n = 0; n < head; ++n) read_header_line(lines[n], read);
  if (lines.size() > head) read_last(lines.back(), read);
  for (auto const line : lines) read.lines += line;
  return read;
}

}  // namespace sim::mac
