#include "labctl/maccor_rows.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <cyclers/maccor/registry.hpp>
#include <cyclers/timestamp.hpp>

namespace labctl {

namespace json = boost::json;

namespace {

char const* forms_of(cyclers::maccor::function_info const& what) {
  using enum cyclers::protocol::forms;
  return what.in == both ? "JSON, binary" : what.in == json_only ? "JSON" : "binary";
}

}  // namespace

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
