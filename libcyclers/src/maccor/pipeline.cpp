#include <fmt/format.h>

#include <algorithm>

#include "cyclers/maccor/session.hpp"
#include "either_form.hpp"

namespace cyclers::maccor {

namespace {

sockio::failure unanswered() {
  return {sockio::errc::bad_reply, {.problem = "the tester gave no reply to this request"}};
}

bool is_another_id(result<message> const& read) {
  return !read && read.error().code() == errc::wrong_id;
}

/// Says what several questions ask in one line.
std::string spoken(std::vector<question> const& what, std::size_t first, std::size_t count) {
  auto const& one = what[first];
  std::string text = spoken(one.body.what(), one.to);
  return count == 1 ? text : fmt::format("{} and {} more requests", text, count - 1);
}

}  // namespace

/// Writes requests in one piece and gives each reply to the request that it belongs to.
awaitable<void> session::ask_chunk(std::vector<question> const& what, std::size_t first,
                                   std::size_t count, form how,
                                   std::vector<result<message>>& into) {
  auto const& link = link_of(how);
  std::int64_t const id = next_id_.fetch_add(static_cast<std::int64_t>(count));
  auto const id_of = [&](std::size_t i) { return id + static_cast<std::int64_t>(i - first); };
  auto const name = [&](std::size_t i) { return spoken(what[i].body.what(), what[i].to); };
  std::size_t const end = first + count;
  std::string bytes;
  for (std::size_t i = first; i < end; ++i) {
    auto const one = written(what[i], how, id_of(i));
    if (!one) throw told(one.error(), name(i));
    bytes += *one;
  }
  sockio::request exchange(bytes, reply_frame(how, what[first].to, count));
  auto const replies = co_await sockio::as_result(link->exchange(std::move(exchange)));
  if (!replies) throw told(replies.error(), spoken(what, first, count));

  std::vector<bool> answered(count, false);
  std::string_view left = *replies;
  for (std::size_t oldest = first; oldest < end;) {
    auto const reply = left.substr(0, reply_frame(how, what[first].to).look(left).size);
    left.remove_prefix(reply.size());
    // Testers answer in order; one that does not costs a search.
    std::size_t whose = oldest;
    auto got = read(what[oldest], how, reply, id_of(oldest));
    for (std::size_t i = oldest + 1; i < end && is_another_id(got); ++i) {
      if (answered[i - first]) continue;
      auto other = read(what[i], how, reply, id_of(i));
      if (is_another_id(other)) continue;
      whose = i;
      got = std::move(other);
    }
    if (!got && !is_answer(got.error())) throw rejected(*link, got.error(), name(whose), reply);
    answered[whose - first] = true;
    into[whose] = got ? std::move(got) : told(got.error(), name(whose), reply);
    while (oldest < end && answered[oldest - first]) ++oldest;
  }
}

/// Returns how many requests from the first on can leave in one write.
std::size_t session::together(std::vector<question> const& what, std::size_t first,
                              form how) const {
  bool const json = how == form::json;
  // A datagram is one message.
  if (!json && links_.binary->endpoint().starts_with("udp:")) return 1;
  auto const most = static_cast<std::size_t>(std::max(1, options_.pipeline));
  auto const fits = [&](question const& next) {
    return form_of(next.body.what(), std::nullopt) == how &&
           (json || next.to.len == what[first].to.len);
  };
  std::size_t count = 1;
  while (count < most && first + count < what.size() && fits(what[first + count])) ++count;
  return count;
}

awaitable<std::vector<result<message>>> session::perform_all(std::vector<question> what) {
  auto const keep = shared_from_this();
  std::vector<result<message>> all(what.size(), result<message>(unanswered()));
  for (std::size_t first = 0; first < what.size();) {
    form const how = form_of(what[first].body.what(), std::nullopt);
    if (!has(how)) co_await perform(what[first]);  // Throws why not.
    std::size_t const count = together(what, first, how);
    co_await ask_chunk(what, first, count, how, all);
    first += count;
  }
  co_return all;
}

}  // namespace cyclers::maccor
