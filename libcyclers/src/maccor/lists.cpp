#include "cyclers/maccor/lists.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cyclers::maccor::detail {

std::vector<address> chunks(int first, int count, int most) {
  std::vector<address> all;
  for (int left = count; left > 0; left -= most, first += most)
    all.push_back(address::of(channel_number(first), std::min(left, most)));
  return all;
}

void expect_count(session const& from, question const& asked, std::size_t got) {
  auto const wanted = asked.to.len.value_or(1);
  if (got == static_cast<std::size_t>(wanted)) return;
  sockio::context story;
  story.problem = fmt::format("the reply is about {} channels, not {}", got, wanted);
  throw from.told({errc::wrong_count, std::move(story)}, spoken(asked.body.what(), asked.to));
}

}  // namespace cyclers::maccor::detail
