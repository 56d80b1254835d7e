#include "labctl/maccor_rows.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <cyclers/maccor/registry.hpp>
#include <cyclers/timestamp.hpp>
#include <optional>

namespace labctl {

namespace json = boost::json;

namespace {

/// Writes a number with a few digits for people, with all of them for programs.
std::string number(std::optional<double> value, int digits, format how) {
  if (!value) return {};
  return how == format::table ? fmt::format("{:.{}f}", *value, digits) : plain(*value);
}

std::string whole(std::optional<std::uint32_t> value) {
  return value ? fmt::format("{}", *value) : std::string();
}

std::vector<std::string> cells_of(cyclers::reading const& what, format how) {
  return {fmt::format("{}", what.channel),
          fmt::format("{}", what.status),
          number(what.voltage, 4, how),
          number(what.current, 4, how),
          number(what.capacity, 4, how),
          number(what.energy, 4, how),
          number(what.temperature, 1, how),
          whole(what.step),
          whole(what.cycle),
          number(what.test_time, 1, how),
          what.test_name,
          ""};
}

record failed(int channel, std::string const& why, format how) {
  std::vector<std::string> cells(reading_heading().size());
  cells.front() = fmt::format("{}", channel);
  cells[1] = how == format::table ? "--" : "";
  cells.back() = why;
  return {std::move(cells), to_json(json::object{{"channel", channel}, {"error", why}})};
}

char const* forms_of(cyclers::maccor::function_info const& what) {
  using enum cyclers::protocol::forms;
  return what.in == both ? "JSON, binary" : what.in == json_only ? "JSON" : "binary";
}

}  // namespace

std::vector<std::string> const& reading_heading() {
  static std::vector<std::string> const heading{
      "channel",          "status", "voltage_V", "current_A",   "capacity_Ah", "energy_Wh",
      "temperature_degC", "step",   "cycle",     "test_time_s", "test_name",   "error"};
  return heading;
}

std::vector<record> records_of(channel_readings const& all, format how) {
  std::vector<record> records;
  for (auto const& [channel, one] : all)
    records.push_back(one ? record{cells_of(*one, how), cyclers::to_json(*one)}
                          : failed(channel, one.error().what(), how));
  return records;
}

std::string show_files(std::vector<cyclers::maccor::file_entry> const& all, format how) {
  std::vector<record> records;
  for (auto const& one : all) {
    auto const changed = cyclers::to_text(one.changed).value_or("?");
    records.push_back(
        {{one.name, fmt::format("{}", one.size), changed},
         to_json(json::object{{"name", one.name}, {"size", one.size}, {"changed", changed}})});
  }
  return show({"name", "size", "changed"}, records, how);
}

std::string list_functions(format how) {
  std::vector<record> records;
  for (auto const& one : cyclers::maccor::functions()) {
    auto const& info = *one.info;
    std::string const page = fmt::format("{}", info.page);
    std::string const number = fmt::format("{} {}", info.fclass, info.fnum);
    records.push_back({{number, std::string(info.name), forms_of(info), info.acts ? "yes" : "",
                        page, std::string(info.doc)},
                       to_json(json::object{{"fclass", info.fclass},
                                            {"fnum", info.fnum},
                                            {"name", info.name},
                                            {"forms", forms_of(info)},
                                            {"acts", info.acts},
                                            {"page", info.page},
                                            {"doc", info.doc}})});
  }
  return show({"number", "name", "forms", "acts", "page", "meaning"}, records, how);
}

}  // namespace labctl
