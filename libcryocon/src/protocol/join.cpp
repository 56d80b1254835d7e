#include <algorithm>
#include <numeric>
#include <utility>

#include "cryocon/protocol/request.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {
namespace {

/// A common command that does not begin its line goes to the root with a colon.
std::string seam(std::string_view before, std::string_view text) {
  if (before.empty()) return {};
  return text.starts_with('*') ? ";:" : ";";
}

bool fits(line const& open, request const& more) {
  auto const size = open.text.size() + seam(open.text, more.text).size() + more.text.size() + 1;
  return size <= line_limit;
}

std::size_t count_replies(std::span<request const> requests) {
  return std::accumulate(requests.begin(), requests.end(), std::size_t{0},
                         [](std::size_t sum, request const& each) { return sum + each.replies; });
}

/// Joins parts of one reply again, with the semicolons that were between them.
std::string_view whole(std::span<std::string_view const> parts) {
  auto const* end = parts.back().data() + parts.back().size();
  return {parts.front().data(), static_cast<std::size_t>(end - parts.front().data())};
}

/// Takes one request's parts, and what its set may have answered beside them.
std::vector<std::string_view> take(request const& what, std::span<std::string_view const>& parts,
                                   std::size_t& surplus) {
  std::vector<std::string_view> own;
  if (what.replies == 0) return own;
  bool const refused = is_refusal(parts[0]);
  if (what.sets && surplus > 0 && (refused || detail::trim(parts[0]).empty())) {
    if (refused) own.push_back(parts[0]);
    parts = parts.subspan(1);
    --surplus;
  }
  auto rest = what.replies;
  if (what.wordy) {
    own.push_back(whole(parts.first(1 + surplus)));
    parts = parts.subspan(1 + std::exchange(surplus, 0));
    --rest;
  }
  own.insert(own.end(), parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(rest));
  parts = parts.subspan(rest);
  return own;
}

}  // namespace

std::vector<line> join(std::span<request const> requests) {
  std::vector<line> lines;
  bool open = false;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    auto const& each = requests[i];
    if (!open || each.alone || !fits(lines.back(), each)) lines.push_back({i, 0, {}, 0});
    auto& last = lines.back();
    last.text += seam(last.text, each.text) + each.text;
    last.replies += each.replies;
    ++last.count;
    open = !each.alone && !each.wordy;
  }
  for (auto& each : lines) each.text += '\n';
  return lines;
}

std::vector<std::vector<std::string_view>> deal(std::span<request const> requests,
                                                std::string_view reply) {
  auto const expected = count_replies(requests);
  auto const all = split_reply(reply, expected);
  if (all.size() < expected) return {};
  std::vector<std::vector<std::string_view>> dealt;
  std::span<std::string_view const> parts = all;
  auto surplus = all.size() - expected;
  for (auto const& each : requests) dealt.push_back(take(each, parts, surplus));
  return surplus == 0 ? dealt : std::vector<std::vector<std::string_view>>{};
}

}  // namespace cryocon::protocol
