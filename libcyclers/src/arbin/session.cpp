#include "cyclers/arbin/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "arbin/lane.hpp"
#include "arbin/story.hpp"
#include "arbin/variable_pace.hpp"
#include "cyclers/arbin/channel_number.hpp"

namespace cyclers::arbin {

namespace {

/// Tells whether a command is about files, which the instructions (page 35) have on a port of their
/// own.
bool is_about_files(command const& what) { return what.info->code >> 16 == 0xCC13; }

/// Tells whether a request holds what nobody may see.
bool is_secret(command const& what) {
  auto const& fields = what.request->fields;
  return std::any_of(fields.begin(), fields.end(), [](auto const& each) { return each.secret; });
}

bool may_have_been_sent(sockio::failure const& why) {
  auto const& problem = why.story().problem;
  auto const says = [&](std::string_view words) { return problem.find(words) != problem.npos; };
  return why.code() != sockio::errc::not_connected &&
         why.code() != sockio::errc::unsolicited_bytes && !says("was not sent") &&
         !says("before it was sent");
}

/// Says of a command that acts that it may have been carried out, without a usable feedback.
sockio::failure uncertain(command const& what, sockio::failure const& why) {
  if (!what.info->acts) return why;
  auto story = why.story();
  if (!story.advice.empty()) story.advice += "; ";
  story.advice += "nobody knows whether it was done";
  return {why.code(), std::move(story)};
}

}  // namespace

std::string question::text() const {
  std::string name = body.what().text();
  return about.empty() ? name : name + " of " + about;
}

session::session(connections links, cycler_options options, std::shared_ptr<arbin::login> who)
    : links_(std::move(links)),
      options_(options),
      login_(std::move(who)),
      pace_(std::make_shared<detail::variable_pace>(options.variable_gap, time())),
      lane_(std::make_shared<detail::lane>()) {
  if (links_.main) return;
  throw sockio::failure(sockio::errc::bad_option,
                        {.device = "arbin", .problem = "a cycler needs a connection"});
}

std::shared_ptr<sockio::link> const& session::link_of(command const& what) const noexcept {
  return links_.files && is_about_files(what) ? links_.files : links_.main;
}

sockio::failure session::told(sockio::failure const& why, std::string_view request,
                              std::string_view received) const {
  auto story = why.story();
  auto code = why.code();
  // A log-in that was refused is told as such, not as a connection that could not be made.
  auto const refusal = login_->refusal();
  if (refusal && code == sockio::errc::greeting_failed) {
    code = refusal->code();
    story.problem =
        fmt::format("was not sent: {}: {}", refusal->story().request, refusal->story().problem);
    story.advice = refusal->story().advice;
  }
  story.device = "arbin";
  if (story.endpoint.empty()) story.endpoint = endpoint();
  story.request = request;
  if (story.received.empty()) story.received = sockio::printable(received);
  return {code, std::move(story)};
}

sockio::failure session::rejected(question const& what, sockio::failure const& why,
                                  std::string_view received) const {
  link_of(what.body.what())->close();
  auto story = told(why, what.text(), received).story();
  story.advice = "the connection was closed and opens again with the next request";
  return uncertain(what.body.what(), {why.code(), std::move(story)});
}

awaitable<std::string> session::exchanged(question const& what, std::string_view bytes,
                                          sockio::frame until) const {
  auto const& link = link_of(what.body.what());
  detail::lane::turn turn(lane_->gate);
  bool const shared = !links_.files || link == links_.files;
  if (shared && !turn.try_enter()) {
    auto const until_then = sockio::after(sockio::clock::now(), link->options().timeout);
    if (auto const ec = co_await turn.enter(until_then))
      throw sockio::failure(
          ec, {.problem = "was not sent: a file was on its way over the same connection"});
  }
  sockio::request first(bytes, until);
  first.confidential = is_secret(what.body.what());
  auto reply = co_await sockio::as_result(link->exchange(std::move(first)));
  // Bytes that nobody asked for have closed the connection before anything was sent.
  if (reply || reply.error().code() != sockio::errc::unsolicited_bytes)
    co_return std::move(reply).value();
  sockio::request again(bytes, until);
  again.confidential = is_secret(what.body.what());
  co_return co_await link->exchange(std::move(again));
}

awaitable<feedbacks> session::gather(question what, sockio::frame until) {
  auto const keep = shared_from_this();
  auto const bytes = write_request(what.body);
  if (!bytes) throw told(bytes.error(), what.text());
  detail::watch seen(until, options_.longest_message);
  auto reply = co_await sockio::as_result(exchanged(what, *bytes, seen.frame()));
  feedbacks all;
  if (reply) {
    all.bytes = std::move(*reply);
    co_return all;
  }
  all.trouble = told(detail::explained(reply.error(), seen), what.text());
  if (may_have_been_sent(all.trouble)) all.trouble = uncertain(what.body.what(), all.trouble);
  if (seen.count() == 0 || all.trouble.code() == sockio::errc::cancelled) throw all.trouble;
  all.bytes = seen.whole();
  all.cut = seen.began();
  co_return all;
}

awaitable<std::string> session::exchange(question what, sockio::frame until) {
  auto const keep = shared_from_this();
  auto all = co_await gather(std::move(what), until);
  if (!all.complete()) throw all.trouble;
  co_return std::move(all.bytes);
}

awaitable<message> session::perform(question what) {
  auto const keep = shared_from_this();
  auto const bytes = co_await exchange(what, feedback_frame(1, options_.longest_message));
  auto read = read_feedback(what.body.what(), bytes);
  if (read) co_return std::move(*read);
  if (!is_secret(what.body.what())) throw rejected(what, read.error(), bytes);
  throw rejected(what, detail::discreet(read.error(), what.text(), endpoint()));
}

awaitable<void> session::open() const {
  auto const opened = co_await sockio::as_result(links_.main->open());
  if (!opened && opened.error().code() != sockio::errc::already_open)
    throw told(opened.error(), command_of<messages::log_in>().text());
}

awaitable<std::shared_ptr<login::answer const>> session::info() {
  auto const keep = shared_from_this();
  if (!login_->last() || !links_.main->connected()) co_await open();
  auto last = login_->last();
  if (!last)
    throw told({sockio::errc::not_connected,
                {.problem = "nobody has logged in: the driver was made without credentials"}},
               command_of<messages::log_in>().text());
  co_return last;
}

awaitable<int> session::channels() {
  auto const keep = shared_from_this();
  if (options_.channels > 0) co_return options_.channels;
  auto last = login_->last();
  if (!last) last = co_await info();
  if (last->channels > channel_number::highest)
    throw told({sockio::errc::bad_reply,
                {.problem = fmt::format("dwChannelNum: is {}, a cycler has at most {}",
                                        last->channels, channel_number::highest)}},
               command_of<messages::log_in>().text());
  co_return static_cast<int>(last->channels);
}

awaitable<bool> session::has_long_names() {
  auto const keep = shared_from_this();
  auto last = login_->last();
  if (!last && !login_->who()->empty()) last = co_await info();
  co_return last&& messages::has_long_names(last->version);
}

awaitable<void> session::log_in(cyclers::credentials who) {
  auto const keep = shared_from_this();
  login_->set(std::move(who));
  links_.main->close();
  if (links_.files) links_.files->close();
  co_await open();
}

}  // namespace cyclers::arbin
