#include "labctl/cryocon_rows.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cryocon/text.hpp>

#include "labctl/exit.hpp"

namespace labctl {

namespace json = boost::json;

namespace {

/// Makes the JSON form and the plain text of each kind of value.
struct teller {
  row& to;
  std::string const unit;

  void operator()(std::monostate) const { to.text = "done"; }
  void operator()(bool on) const { to.value = on; }
  void operator()(std::int64_t number) const {
    to.value = number;
    to.unit = unit;
  }
  void operator()(double number) const {
    to.value = number;
    to.unit = unit;
  }
  void operator()(cryocon::reading const& what) const { measured(what, unit); }
  void operator()(cryocon::temperature const& what) const {
    bool const known = what.unit() != cryocon::unit::unknown;
    measured(what, known ? cryocon::to_text(what.unit()) : "");
  }
  template <class T>
  void operator()(T const&) const {
    to.value = json::string(to.text);
  }

  void measured(cryocon::reading const& what, std::string const& in) const {
    to.text = cryocon::to_text(what);
    if (what.valid()) {
      to.value = what.value();
      to.unit = in;
    } else {
      to.value = json::object{{"invalid", to.text}};
    }
  }
};

/// Puts a unit in place of the word display: "display/min" becomes "K/min".
std::string unit_of(cryocon::property_info const& property, cryocon::unit in) {
  constexpr std::string_view display = "display";
  if (property.unit == "none") return {};
  if (!property.unit.starts_with(display)) return std::string(property.unit);
  if (in == cryocon::unit::unknown) return {};
  return cryocon::to_text(in) + std::string(property.unit.substr(display.size()));
}

char const* access_of(cryocon::property_info const& property) {
  switch (property.allowed) {
    case cryocon::access::read:
      return "read";
    case cryocon::access::read_write:
      return "read, write";
    case cryocon::access::command:
      break;
  }
  return "run";
}

/// Returns the path of a property with its index left open, e.g. "loop.N.set_point".
std::string open_path(cryocon::property_info const& property) {
  auto const& group = cryocon::info(property.where);
  std::string path = cryocon::path_of({&property, group.first});
  if (group.index == 0) return path;
  auto const dot = path.find('.') + 1;
  auto const end = path.find('.', dot);
  std::string const range = group.index == 'A' ? fmt::format("{:c}-{:c}", group.first, group.last)
                                               : fmt::format("{}-{}", group.first, group.last);
  return path.replace(dot, end - dot, "<" + range + ">");
}

std::string range_of(cryocon::property_info const& property) {
  if (property.options != nullptr) return property.options->expected();
  if (property.range.length > 0) return fmt::format("at most {} characters", property.range.length);
  return property.range.text();
}

void add_family(std::string_view prefix, std::vector<cryocon::target>& found) {
  std::size_t const before = found.size();
  for (auto const& property : cryocon::registry()) {
    auto const& group = cryocon::info(property.where);
    int const last = group.index == 0 ? group.first : group.last;
    for (int index = group.first; index <= last; ++index) {
      cryocon::target const one{&property, index};
      bool const long_block = property.kind == cryocon::value_kind::curve ||
                              property.kind == cryocon::value_kind::pid_table ||
                              property.kind == cryocon::value_kind::records;
      if (property.readable() && !long_block && property.has_index(index) &&
          cryocon::path_of(one).starts_with(prefix)) {
        found.push_back(one);
      }
    }
  }
  if (found.size() == before)
    throw usage_error(
        fmt::format("nothing that can be read begins with '{}'; see labctl cryocon ls",
                    sockio::printable(prefix)));
}

}  // namespace

row row_of(cryocon::target const& what, sockio::result<cryocon::value> const& got,
           cryocon::unit in) {
  row one;
  one.path = cryocon::path_of(what);
  if (got.has_error()) {
    one.error = got.error().what();
    return one;
  }
  one.text = cryocon::to_text(*got);
  std::visit(teller{one, unit_of(*what.property, in)}, *got);
  return one;
}

std::vector<cryocon::target> find_all(std::vector<std::string> const& paths) {
  std::vector<cryocon::target> found;
  for (std::string const& path : paths) {
    if (path.ends_with(".*")) {
      add_family(std::string_view(path).substr(0, path.size() - 1), found);
      continue;
    }
    auto const one = cryocon::find(path);
    if (one.has_error()) throw usage_error(one.error().what());
    found.push_back(*one);
  }
  return found;
}

std::string list_properties(format how) {
  std::vector<std::vector<std::string>> lines{
      {"PATH", "TYPE", "UNIT", "ACCESS", "RANGE", "PAGE", "MEANING"}};
  json::array all;
  for (auto const& property : cryocon::registry()) {
    std::string const range = range_of(property);
    lines.push_back({open_path(property), std::string(property.type), std::string(property.unit),
                     access_of(property), range, std::to_string(property.page),
                     std::string(property.doc)});
    all.push_back({{"path", open_path(property)},
                   {"mnemonic", property.mnemonic.substr(0, property.mnemonic.find('|'))},
                   {"type", property.type},
                   {"unit", property.unit},
                   {"access", access_of(property)},
                   {"range", range},
                   {"page", property.page},
                   {"meaning", property.doc}});
  }
  if (how == format::json) return to_json(all) + '\n';
  if (how == format::table) return columns(lines);
  std::string csv;
  for (auto const& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) csv += (i == 0 ? "" : ",") + csv_field(line[i]);
    csv += '\n';
  }
  return csv;
}

}  // namespace labctl
