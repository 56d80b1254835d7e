#include <algorithm>
#include <numeric>

#include "cryocon/protocol/request.hpp"

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

/// Takes one request's parts, and the NACK that its set may have answered beside them.
std::vector<std::string_view> take(request const& what, std::span<std::string_view const>& parts,
                                   std::size_t& surplus) {
  std::vector<std::string_view> own;
  if (what.sets && surplus > 0 && !parts.empty() && is_refusal(parts[0])) {
    own.push_back(parts[0]);
    parts = parts.subspan(1);
    --surplus;
  }
  auto const count = std::min(what.replies, parts.size());
  own.insert(own.end(), parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(count));
  parts = parts.subspan(count);
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
    open = !each.alone;
  }
  for (auto& each : lines) each.text += '\n';
  return lines;
}

std::vector<std::vector<std::string_view>> deal(std::span<request const> requests,
                                                std::string_view reply) {
  auto const expected = count_replies(requests);
  std::vector<std::vector<std::string_view>> dealt;
  if (expected == 1) {
    auto const whole = split_reply(reply, 1);
    auto const pieces = split_commands(whole[0]);
    bool const nacked = pieces.size() > 1 && is_refusal(pieces[0]);
    for (auto const& each : requests) {
      if (each.replies == 0)
        dealt.emplace_back();
      else
        dealt.push_back(nacked ? pieces : whole);
    }
    return dealt;
  }
  auto const all = split_reply(reply, expected);
  if (all.size() < expected) return {};
  std::span<std::string_view const> parts = all;
  auto surplus = all.size() - expected;
  for (auto const& each : requests) dealt.push_back(take(each, parts, surplus));
  return surplus == 0 && parts.empty() ? dealt : std::vector<std::vector<std::string_view>>{};
}

}  // namespace cryocon::protocol
