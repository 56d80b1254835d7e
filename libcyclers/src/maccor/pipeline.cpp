#include <fmt/format.h>

#include <algorithm>

#include "cyclers/maccor/frames.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/session.hpp"

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

/// Writes requests in one piece and gives each reply to the request whose id it has.
awaitable<void> session::ask_chunk(std::vector<question> const& what, std::size_t first,
                                   std::size_t count, std::vector<result<message>>& into) {
  auto const& link = links_.json;
  std::int64_t const id = next_id_.fetch_add(static_cast<std::int64_t>(count));
  auto const id_of = [&](std::size_t i) { return id + static_cast<std::int64_t>(i - first); };
  std::size_t const end = first + count;
  std::string bytes;
  for (std::size_t i = first; i < end; ++i) {
    auto const one = json_request(what[i].to, what[i].body, id_of(i));
    if (!one) throw told(one.error(), spoken(what[i].body.what(), what[i].to));
    bytes += *one;
  }
  sockio::request exchange(bytes, json_frames(count));
  auto const replies = co_await sockio::as_result(link->exchange(std::move(exchange)));
  if (!replies) throw told(replies.error(), spoken(what, first, count));

  std::vector<bool> answered(count, false);
  std::string_view left = *replies;
  for (std::size_t i = first; i < end; ++i) {
    auto const reply = left.substr(0, json_frame().look(left).size);
    left.remove_prefix(reply.size());
    // Testers answer in order; one that does not costs a search.
    std::size_t whose = i;
    auto read = read_json_reply(what[i].body.what(), reply, what[i].to, id_of(i));
    for (std::size_t j = first; j < end && (answered[whose - first] || is_another_id(read)); ++j) {
      if (answered[j - first]) continue;
      whose = j;
      read = read_json_reply(what[j].body.what(), reply, what[j].to, id_of(j));
    }
    if (answered[whose - first] || is_another_id(read) ||
        (!read && read.error().code().category() != rpc_category())) {
      throw rejected(*link, read ? unanswered() : read.error(), spoken(what, whose, 1), reply);
    }
    answered[whose - first] = true;
    if (read) {
      into[whose] = std::move(read);
    } else {
      into[whose] = told(read.error(), spoken(what, whose, 1), reply);
    }
  }
}

awaitable<std::vector<result<message>>> session::perform_all(std::vector<question> what) {
  auto const keep = shared_from_this();
  std::vector<result<message>> all(what.size(), result<message>(unanswered()));
  std::size_t const most = static_cast<std::size_t>(std::max(1, options_.pipeline));
  for (std::size_t first = 0; first < what.size();) {
    bool const json = has(form::json);
    std::size_t const count = json ? std::min(most, what.size() - first) : 1;
    if (json) {
      co_await ask_chunk(what, first, count, all);
    } else {
      auto one = co_await sockio::as_result(perform(what[first]));
      if (!one && one.error().code().category() != rpc_category()) throw one.error();
      all[first] = std::move(one);
    }
    first += count;
  }
  co_return all;
}

}  // namespace cyclers::maccor
