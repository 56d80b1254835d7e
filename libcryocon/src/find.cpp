#include <fmt/format.h>

#include <algorithm>

#include "cryocon/property.hpp"
#include "cryocon/protocol/command.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"
#include "protocol/mnemonic.hpp"

namespace cryocon {
namespace {

using words = std::span<std::string_view const>;

std::string joined(words parts) {
  std::string name;
  for (auto const part : parts) name += (name.empty() ? "" : "_") + std::string(part);
  return name;
}

bool names(group_info const& known, std::string_view word) {
  if (detail::same(known.name, word)) return true;
  return std::ranges::any_of(protocol::spellings(), [&](protocol::spelling const& each) {
    bool const inside = each.property->where == known.id && each.path.size() > 1;
    return inside && each.path.front().match(word) != protocol::fit::none;
  });
}

property_info const* member(group where, words rest) {
  auto const name = joined(rest);
  for (auto const& each : registry()) {
    if (each.where == where && detail::same(each.name, name)) return &each;
  }
  if (!rest.empty()) return protocol::look_up_in(where, rest);
  for (auto const& each : protocol::spellings()) {
    if (each.property->where == where && each.path.size() == 1) return each.property;
  }
  return nullptr;
}

bool in_range(group_info const& known, int index) {
  if (known.index == 'A') return true;
  return index >= known.first && index <= known.last;
}

sockio::failure bad_index(group_info const& known, std::string_view text) {
  if (known.index == 'A') {
    return detail::bad_value(fmt::format("'{}' is no channel: {} has letters, e.g. {}.A",
                                         sockio::printable(text), known.name, known.name));
  }
  return detail::bad_value(fmt::format("'{}' is no {}: expected {} to {}", sockio::printable(text),
                                       known.name, known.first, known.last));
}

/// Looks in one group; nothing when the path is not of that group or names nothing in it.
std::optional<result<target>> find_in(group_info const& known, words parts) {
  if (!names(known, parts.front())) return std::nullopt;
  if (known.index == 0) {
    auto const* found = member(known.id, parts.subspan(1));
    return found ? std::optional(result<target>(target{found, 0})) : std::nullopt;
  }
  if (parts.size() < 2) return std::nullopt;
  auto const* found = member(known.id, parts.subspan(2));
  if (found == nullptr) return std::nullopt;
  auto const index = protocol::parse_index(known.id, parts[1]);
  if (!index || !in_range(known, *index)) return result<target>(bad_index(known, parts[1]));
  return result<target>(target{found, *index});
}

/// Finds what people name without its group: "idn", "control", "name", "date".
property_info const* find_plain(words parts) {
  for (auto const where : {group::system, group::common, group::control}) {
    if (auto const* found = parts.empty() ? nullptr : member(where, parts)) return found;
  }
  return nullptr;
}

std::string nearest(std::string_view path, words parts) {
  std::string best;
  std::size_t least = path.size();
  for (auto const& each : registry()) {
    auto const& known = info(each.where);
    auto const given =
        parts.size() > 1 ? protocol::parse_index(each.where, parts[1]) : std::nullopt;
    auto candidate = path_of({&each, given && in_range(known, *given) ? *given
                                     : known.index == 'A'             ? 'A'
                                                                      : 1});
    if (auto const far = detail::distance(path, candidate); far < least) {
      least = far;
      best = std::move(candidate);
    }
  }
  return best;
}

}  // namespace

result<target> find(std::string_view path) {
  path = detail::trim(path);
  auto const parts = detail::split(path, '.');
  for (int i = 0; i <= static_cast<int>(group::data_log) && path.size() <= 128; ++i) {
    if (auto found = find_in(info(static_cast<group>(i)), parts)) return *found;
  }
  if (auto const* found = path.size() <= 128 ? find_plain(parts) : nullptr) return target{found, 0};
  auto const guess = nearest(path, parts);
  auto problem = fmt::format("there is no property '{}'", sockio::printable(path));
  if (!guess.empty()) problem += fmt::format("; did you mean '{}'?", guess);
  return detail::bad_value(std::move(problem));
}

}  // namespace cryocon
