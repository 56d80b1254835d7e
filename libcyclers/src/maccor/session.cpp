#include "cyclers/maccor/session.hpp"

#include <fmt/format.h>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/frames.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"
#include "trouble.hpp"

namespace cyclers::maccor {

std::string spoken(function const& what, address to) {
  std::string text = what.text();
  if (!to.chan) return text;
  if (*to.chan == address::all_selected) return text + " of the selected channels";
  if (what.info->target != target::channels || to.len.value_or(1) == 1)
    return fmt::format("{} of channel {}", text, *to.chan + 1);
  return fmt::format("{} of channels {} to {}", text, *to.chan + 1, *to.chan + *to.len);
}

session::session(connections links, tester_options options, std::shared_ptr<login> who)
    : links_(std::move(links)), options_(options), login_(std::move(who)) {
  if (links_.json || links_.binary) return;
  throw sockio::failure(sockio::errc::bad_option,
                        {.device = "maccor", .problem = "a tester needs a connection"});
}

std::string const& session::endpoint() const noexcept {
  return (links_.json ? links_.json : links_.binary)->endpoint();
}

sockio::failure session::told(sockio::failure const& what, std::string_view request,
                              std::string_view received) const {
  auto story = what.story();
  story.device = "maccor";
  if (story.endpoint.empty()) story.endpoint = endpoint();
  story.request = request;
  if (story.received.empty()) story.received = sockio::printable(received);
  return {what.code(), std::move(story)};
}

/// Tells of a reply that cannot be used. After anything but an error that the tester itself tells
/// nobody knows what comes next on the connection.
sockio::failure session::rejected(sockio::link& from, sockio::failure const& why,
                                  std::string_view request, std::string_view reply) const {
  auto told = this->told(why, request, reply);
  if (why.code().category() == rpc_category()) return told;
  from.close();
  auto story = told.story();
  story.advice = "the connection was closed and opens again with the next request";
  return {told.code(), std::move(story)};
}

form session::form_of(function const& what, std::optional<form> wanted) const {
  using enum protocol::forms;
  if (what.info->in == binary_only) return form::binary;
  if (what.info->in == json_only) return form::json;
  form const first = wanted.value_or(options_.prefer);
  if (has(first)) return first;
  return first == form::json ? form::binary : form::json;
}

namespace {

awaitable<message> failing(sockio::failure why) {
  throw why;
  co_return message::request_of(function_of<messages::echo>());
}

}  // namespace

awaitable<message> session::perform(question what, std::optional<form> how) {
  form const picked = form_of(what.body.what(), how);
  if (has(picked))
    return picked == form::json ? ask_json(std::move(what)) : ask_binary(std::move(what));
  sockio::context story;
  story.problem = fmt::format("needs a {} connection, which this tester was made without",
                              picked == form::json ? "JSON" : "binary");
  return failing(
      told({errc::not_in_this_form, std::move(story)}, spoken(what.body.what(), what.to)));
}

awaitable<message> session::ask_json(question what) {
  auto const keep = shared_from_this();
  auto const& link = links_.json;
  auto const name = [&] { return spoken(what.body.what(), what.to); };
  std::int64_t const id = next_id_++;
  auto const bytes = json_request(what.to, what.body, id);
  if (!bytes) throw told(bytes.error(), name());
  sockio::request exchange(*bytes, json_frame());
  auto const reply = co_await sockio::as_result(link->exchange(std::move(exchange)));
  if (!reply) throw told(reply.error(), name());
  auto read = read_json_reply(what.body.what(), *reply, what.to, id);
  if (!read) throw rejected(*link, read.error(), name(), *reply);
  co_return std::move(*read);
}

awaitable<message> session::ask_binary(question what) {
  auto const keep = shared_from_this();
  auto const& link = links_.binary;
  auto const name = [&] { return spoken(what.body.what(), what.to); };
  auto const bytes = binary_request(what.to, what.body);
  if (!bytes) throw told(bytes.error(), name());
  sockio::request exchange(*bytes, binary_reply_frame(what.body.what(), what.to));
  auto const reply = co_await sockio::as_result(link->exchange(std::move(exchange)));
  if (!reply) throw told(reply.error(), name());
  auto read = read_binary_reply(what.body.what(), *reply, what.to);
  if (!read) throw rejected(*link, read.error(), name(), *reply);
  co_return std::move(*read);
}

awaitable<int> session::channels() {
  if (options_.channels > 0) co_return options_.channels;
  if (channels_ == 0) {
    auto const info = co_await ask<messages::general_info>(shared_from_this(), address::none());
    channels_ = info.test_channels;
  }
  co_return channels_;
}

}  // namespace cyclers::maccor
