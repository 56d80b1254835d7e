#include <fmt/format.h>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"
#include "cyclers/maccor/session.hpp"
#include "either_form.hpp"

namespace cyclers::maccor {

namespace {

using messages::log_in;
using messages::log_out;

/// Is the number of a request that is the only one under way on its connection.
constexpr std::int64_t login_id = 0;

/// Tells a failure without what was sent, which has the password in it.
sockio::failure discreet(sockio::failure const& what, std::string_view request) {
  auto story = what.story();
  story.device = "maccor";
  story.request = request;
  return {what.code(), std::move(story)};
}

/// Asks on a given link, e.g. that of a connection that has just been made.
template <class F>
awaitable<typename F::reply> ask_on(sockio::link& link, form how, typename F::request body) {
  auto const to = address::none();
  auto const bytes =
      how == form::json ? json_request<F>(to, body, login_id) : binary_request<F>(to, body);
  if (!bytes) throw discreet(bytes.error(), function_of<F>().text());
  sockio::request exchange(*bytes, reply_frame(how, to));
  exchange.confidential = true;
  auto const reply = co_await sockio::as_result(link.exchange(std::move(exchange)));
  if (!reply) throw discreet(reply.error(), function_of<F>().text());
  auto const read = how == form::json ? read_json_reply<F>(*reply, to, login_id)
                                      : read_binary_reply<F>(*reply, to);
  if (!read) {
    link.close();
    throw discreet(read.error(), function_of<F>().text());
  }
  co_return *read;
}

awaitable<void> log_in_on(sockio::link& link, form how, credentials who) {
  log_in::request body;
  body.user = who.user();
  body.password = who.password();
  auto const reply = co_await ask_on<log_in>(link, how, std::move(body));
  if (reply.result.ok()) co_return;
  throw sockio::failure(
      sockio::errc::refused,
      {.device = "maccor",
       .endpoint = link.endpoint(),
       .request = fmt::format("{} of '{}'", function_of<log_in>().text(), who.user()),
       .problem = "the tester does not know this user with this password",
       .received = std::string(reply.result.text()),
       .advice = "check user and password; both have letter case"});
}

awaitable<void> log_in_when_wanted(std::shared_ptr<login> who, form how, sockio::link& link) {
  credentials const now = who->get();
  if (!now.empty()) co_await log_in_on(link, how, now);
}

/// Puts other credentials in the place of those that are kept, until told or at its end.
class swapped_login {
 public:
  swapped_login(login& where, credentials meanwhile) : where_(where), kept_(where.get()) {
    where_.set(std::move(meanwhile));
  }
  swapped_login(swapped_login const&) = delete;
  swapped_login& operator=(swapped_login const&) = delete;
  ~swapped_login() { where_.set(std::move(kept_)); }

  void replace(credentials by) { kept_ = std::move(by); }

 private:
  login& where_;
  credentials kept_;
};

}  // namespace

credentials login::get() const {
  std::scoped_lock const lock(mutex_);
  return who_;
}

void login::set(credentials who) {
  std::scoped_lock const lock(mutex_);
  who_ = std::move(who);
}

sockio::callbacks login::callbacks(std::shared_ptr<login> self, form how) {
  sockio::callbacks events;
  events.on_connection_made([self = std::move(self), how](sockio::link& link) {
    return log_in_when_wanted(self, how, link);
  });
  return events;
}

awaitable<void> session::log_in(credentials who) {
  auto const keep = shared_from_this();
  // A connection that is made for this logs in once, and not as whoever was kept.
  swapped_login kept(*login_, {});
  std::vector<std::shared_ptr<sockio::link>> tried;
  for (form const each : {form::json, form::binary}) {
    auto const& link = link_of(each);
    if (!link || !(link->connected() || each == options_.prefer)) continue;
    tried.push_back(link);
    auto const done = co_await sockio::as_result(log_in_on(*link, each, who));
    if (done) continue;
    // Nobody knows who is logged in there now; on a new connection it is who was before.
    for (auto const& other : tried) other->close();
    throw done.error();
  }
  kept.replace(std::move(who));
}

awaitable<void> session::log_out() {
  auto const keep = shared_from_this();
  login_->set({});
  for (form const each : {form::json, form::binary}) {
    auto const& link = link_of(each);
    if (!link || !link->connected()) continue;
    auto const reply = co_await ask_on<messages::log_out>(*link, each, {});
    if (reply.result.ok()) continue;
    throw sockio::failure(sockio::errc::refused,
                          {.device = "maccor",
                           .endpoint = link->endpoint(),
                           .request = function_of<messages::log_out>().text(),
                           .problem = "the tester could not log out",
                           .received = std::string(reply.result.text())});
  }
}

}  // namespace cyclers::maccor
