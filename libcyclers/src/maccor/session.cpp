#include "cyclers/maccor/session.hpp"

#include <fmt/format.h>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"
#include "either_form.hpp"

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

bool is_answer(sockio::failure const& why) {
  return why.code().category() == rpc_category() || why.code() == sockio::errc::refused;
}

/// Tells of a reply that cannot be used. After anything but an error that the tester itself tells
/// nobody knows what comes next on the connection.
sockio::failure session::rejected(sockio::link& from, sockio::failure const& why,
                                  std::string_view request, std::string_view reply) const {
  auto told = this->told(why, request, reply);
  if (is_answer(why)) return told;
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
  if (has(picked)) return ask_one(std::move(what), picked);
  sockio::context story;
  story.problem = fmt::format("needs a {} connection, which this tester was made without",
                              picked == form::json ? "JSON" : "binary");
  return failing(
      told({errc::not_in_this_form, std::move(story)}, spoken(what.body.what(), what.to)));
}

namespace {

bool is_command(function const& what) { return what.reply == function_of<messages::reset>().reply; }

}  // namespace

result<message> session::read(question const& what, form how, std::string_view reply,
                              std::int64_t id) const {
  function const& of = what.body.what();
  if (how == form::json) return read_json_reply(of, reply, what.to, id);
  auto read = read_binary_reply(of, reply, what.to);
  bool const nothing = !read && read.error().code() == sockio::errc::refused;
  if (nothing && options_.no_data_is_done && is_command(of)) return message::reply_of(of);
  return read;
}

awaitable<message> session::ask_one(question what, form how) {
  auto const keep = shared_from_this();
  auto const& link = link_of(how);
  auto const name = [&] { return spoken(what.body.what(), what.to); };
  std::int64_t const id = next_id_++;
  auto const bytes = written(what, how, id);
  if (!bytes) throw told(bytes.error(), name());
  sockio::request exchange(*bytes, reply_frame(how, what.to));
  auto const reply = co_await sockio::as_result(link->exchange(std::move(exchange)));
  if (!reply) throw told(reply.error(), name());
  auto got = read(what, how, *reply, id);
  if (!got) throw rejected(*link, got.error(), name(), *reply);
  co_return std::move(*got);
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
