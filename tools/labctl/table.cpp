#include "labctl/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

namespace labctl {

namespace json = boost::json;

namespace {

json::object object_of(row const& one) {
  if (!one.error.empty()) return {{"error", one.error}};
  json::object object;
  if (one.value.is_object()) {
    object = one.value.get_object();
  } else {
    object["value"] = one.value;
  }
  if (!one.unit.empty() && object.contains("value")) object["unit"] = one.unit;
  return object;
}

void write(json::value const& what, std::string& out) {
  if (what.is_double()) {
    out += plain(what.get_double());
  } else if (auto const* object = what.if_object()) {
    out += '{';
    for (auto const& member : *object) {
      if (out.back() != '{') out += ',';
      out += json::serialize(json::value(member.key()));
      out += ':';
      write(member.value(), out);
    }
    out += '}';
  } else if (auto const* array = what.if_array()) {
    out += '[';
    for (auto const& element : *array) {
      if (&element != array->data()) out += ',';
      write(element, out);
    }
    out += ']';
  } else {
    out += json::serialize(what);
  }
}

json::object all_of(std::vector<row> const& rows) {
  json::object all;
  for (row const& one : rows) all[one.path] = object_of(one);
  return all;
}

}  // namespace

std::string plain(double number) {
  if (!std::isfinite(number)) return "null";
  std::string text = fmt::format("{}", number);
  if (text.find('e') != std::string::npos) text = fmt::format("{:.17f}", number);
  return text;
}

std::string to_json(json::value const& what) {
  std::string out;
  write(what, out);
  return out;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (char const c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string columns(std::vector<std::vector<std::string>> const& lines) {
  std::vector<std::size_t> widths;
  for (auto const& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  }
  std::string out;
  for (auto const& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i)
      text += fmt::format("{:<{}}", line[i], widths[i] + 2);
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  }
  return out;
}

std::string show(std::vector<row> const& rows, format how) {
  if (how == format::json) return to_json(all_of(rows)) + '\n';
  if (how == format::csv) {
    std::string out = "path,value,unit,error\n";
    for (row const& one : rows)
      out += fmt::format("{},{},{},{}\n", csv_field(one.path),
                         csv_field(one.error.empty() ? one.text : ""), csv_field(one.unit),
                         csv_field(one.error));
    return out;
  }
  std::vector<std::vector<std::string>> lines;
  for (row const& one : rows)
    lines.push_back({one.path, one.error.empty()
                                   ? one.unit.empty() ? one.text : one.text + " " + one.unit
                                   : "-- " + one.error});
  return columns(lines);
}

std::string csv_line(std::vector<std::string> const& cells) {
  std::string out;
  for (auto const& cell : cells) out += (out.empty() ? "" : ",") + csv_field(cell);
  return out + '\n';
}

std::string json_array(std::vector<record> const& all) {
  std::string out = "[";
  for (auto const& one : all) out += (&one == all.data() ? "" : ",") + one.json;
  return out + ']';
}

std::string show(std::vector<std::string> const& heading, std::vector<record> const& all,
                 format how) {
  if (how == format::json) return json_array(all) + '\n';
  std::vector<std::vector<std::string>> lines{heading};
  for (auto const& one : all) lines.push_back(one.cells);
  if (how == format::table) return columns(lines);
  std::string out;
  for (auto const& line : lines) out += csv_line(line);
  return out;
}

std::string sample_header(std::vector<row> const& rows) {
  std::string out = "time";
  for (row const& one : rows) out += "," + csv_field(one.path);
  return out + '\n';
}

std::string show_sample(std::vector<row> const& rows, std::string_view time, format how) {
  if (how == format::csv) {
    std::string out(time);
    for (row const& one : rows) out += "," + csv_field(one.error.empty() ? one.text : "");
    return out + '\n';
  }
  json::object sample{{"time", time}};
  for (auto& [path, value] : all_of(rows)) sample[path] = value;
  return to_json(sample) + '\n';
}

}  // namespace labctl
