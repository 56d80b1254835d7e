#include "labsim/listing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/config.hpp"

namespace labsim {
namespace {

std::string list_options(std::vector<sim::option_spec> const& table, std::string_view prefix = "") {
  std::size_t width = 0;
  for (auto const& spec : table) width = std::max(width, prefix.size() + spec.path.size());
  std::string text;
  for (auto const& spec : table) {
    auto const preset =
        spec.otherwise.empty() ? std::string() : fmt::format(" (default {})", spec.otherwise);
    text += fmt::format("  {:<{}}  {} {}{}\n", fmt::format("{}{}", prefix, spec.path), width,
                        spec.doc, sim::accepted(spec), preset);
  }
  return text;
}

}  // namespace

std::string list_classes(std::vector<sim::device_class> const& classes) {
  std::string text;
  for (auto const& one : classes)
    text += fmt::format("{}: {}\n{}\n", one.name, one.doc, list_options(one.options));
  text += "Every device:\n" + list_options(sim::device_options());
  text += "\nEvery transport:\n" + list_options(sim::transport_keys());
  text +=
      "\nThe faults of a device or a transport:\n" + list_options(sim::fault_options(), "faults.");
  return text;
}

std::string table_for_docs(std::vector<sim::option_spec> const& table) {
  std::string text = "| key | value | without | |\n|---|---|---|---|\n";
  for (auto const& spec : table)
    text += fmt::format("| `{}` | {} | {} | {} |\n", spec.path, sim::accepted(spec), spec.otherwise,
                        spec.doc);
  return text;
}

}  // namespace labsim
