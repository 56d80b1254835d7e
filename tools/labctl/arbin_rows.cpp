#include "labctl/arbin_rows.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <cyclers/arbin/readings.hpp>
#include <cyclers/arbin/registry.hpp>
#include <sockio/failure.hpp>

#include "labctl/readings.hpp"

namespace labctl {

namespace json = boost::json;
namespace arbin = cyclers::arbin;

namespace {

std::string harmless(std::string const& text) { return sockio::printable(text, text.size()); }

/// Returns a record with all that came, under the keys of the protocol document.
json::value whole_record(arbin::messages::channel_record const& one) {
  using namespace cyclers::protocol;
  std::string text;
  json_writer out(text, not_finite::null);
  write_json(layout_of<arbin::messages::channel_record>, out, &one);
  json::parse_options as_it_came;
  as_it_came.allow_invalid_utf8 = true;
  return json::parse(text, {}, as_it_came);
}

std::string page(int number) { return number == 0 ? "-" : fmt::format("{}", number); }

}  // namespace

std::string show_cycler(arbin::login::answer const& what, format how) {
  std::vector<row> rows;
  auto const text = [&](char const* path, std::string const& value) {
    rows.push_back({path, harmless(value), json::string(value), "", ""});
  };
  auto const count = [&](char const* path, std::uint32_t value) {
    rows.push_back({path, fmt::format("{}", value), value, "", ""});
  };
  text("serial_number", what.serial_number);
  text("nick_name", what.nick_name);
  text("location", what.location);
  text("emergency_contact", what.emergency_contact);
  text("note", what.note);
  count("channels", what.channels);
  text("user_type", std::string(arbin::text_of(what.user_type)));
  count("may_control", what.may_control);
  text("version", fmt::format("{:08X}", what.version));
  return show(rows, how);
}

std::string show_records(arbin::channel_records const& all, format how) {
  std::vector<record> records;
  for (auto const& one : all.all()) {
    auto const channel = one.channel + 1;
    auto const status = arbin::status_text(one);
    auto const time = [&](double seconds) { return number(seconds, 1, how); };
    records.push_back({{fmt::format("{}", channel), harmless(status), harmless(one.schedule),
                        harmless(one.test_name), harmless(one.step_and_cycle), time(one.test_time),
                        time(one.step_time), harmless(one.exit_condition), harmless(one.barcode)},
                       to_json(json::object{{"channel", channel},
                                            {"status", status},
                                            {"schedule", one.schedule},
                                            {"test_name", one.test_name},
                                            {"step_and_cycle", one.step_and_cycle},
                                            {"test_time_s", one.test_time},
                                            {"step_time_s", one.step_time},
                                            {"exit_condition", one.exit_condition},
                                            {"barcode", one.barcode},
                                            {"record", whole_record(one)}})});
  }
  return show({"channel", "status", "schedule", "test_name", "step_and_cycle", "test_time_s",
               "step_time_s", "exit_condition", "barcode"},
              records, how);
}

std::string show_folder(std::vector<arbin::file_entry> const& all, format how) {
  std::vector<record> records;
  for (auto const& one : all) {
    bool const is_file = one.type == arbin::entry_type::file;
    std::string const kind = is_file ? "file" : "folder";
    records.push_back(
        {{harmless(one.name), kind, is_file ? fmt::format("{}", one.size) : "",
          harmless(one.modified)},
         to_json(json::object{
             {"name", one.name}, {"kind", kind}, {"size", one.size}, {"changed", one.modified}})});
  }
  return show({"name", "kind", "size", "changed"}, records, how);
}

std::string list_commands(format how) {
  std::vector<record> records;
  for (auto const& one : arbin::commands()) {
    auto const& info = *one.info;
    auto const code = fmt::format("{:08X}", info.code);
    records.push_back({{code, std::string(info.name), info.acts ? "yes" : "", page(info.page),
                        page(info.instructions_page), std::string(info.doc)},
                       to_json(json::object{{"code", code},
                                            {"name", info.name},
                                            {"acts", info.acts},
                                            {"page", info.page},
                                            {"instructions_page", info.instructions_page},
                                            {"doc", info.doc}})});
  }
  return show({"code", "name", "acts", "protocol", "instructions", "meaning"}, records, how);
}

}  // namespace labctl
