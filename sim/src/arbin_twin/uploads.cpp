#include "arbin_twin/uploads.hpp"

#include <algorithm>
#include <functional>

namespace sim::cti {

std::list<uploads::file>::iterator uploads::find(package const& of) {
  return std::ranges::find_if(files_, [&](file const& one) {
    return one.name == of.name && std::equal_to<>{}(one.time, of.time) &&
           one.packages == of.packages;
  });
}

uploads::file& uploads::open(package const& of) {
  if (auto const known = find(of); known != files_.end()) return *known;
  if (files_.size() == most_unfinished) files_.pop_front();
  files_.push_back({.name = of.name, .time = of.time, .packages = of.packages});
  return files_.back();
}

bool uploads::fits(package const& one) {
  bool const empty_file = one.packages == 1 && one.size == 0;
  if (one.package >= one.packages || one.data.empty() != empty_file) return false;
  auto const known = find(one);
  auto const before = known == files_.end() ? 0 : known->size;
  return one.data.size() <= largest_ && before <= largest_ - one.data.size();
}

std::optional<std::string> uploads::take(package const& one) {
  auto& into = open(one);
  auto& part = into.parts[one.package];
  into.size += one.data.size();
  into.size -= part.size();
  part = one.data;
  if (into.parts.size() < into.packages) return {};
  std::string whole;
  whole.reserve(into.size);
  for (auto const& [number, data] : into.parts) whole += data;
  drop(one);
  return whole;
}

void uploads::drop(package const& of) {
  if (auto const known = find(of); known != files_.end()) files_.erase(known);
}

}  // namespace sim::cti
