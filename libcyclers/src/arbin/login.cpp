#include "cyclers/arbin/login.hpp"

#include <fmt/format.h>

#include "arbin/story.hpp"
#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/refusal.hpp"

namespace cyclers::arbin {

namespace {

using sockio::awaitable;

/// Asks on a connection that has just been made.
template <class C>
awaitable<typename C::reply> ask_on(sockio::link& link, std::size_t limit,
                                    result<std::string> bytes) {
  std::string const name = command_of<C>().text();
  if (!bytes) throw detail::discreet(bytes.error(), name, link.endpoint());
  detail::watch seen(feedback_frame(1, limit), limit);
  sockio::request exchange(std::string_view(), seen.frame());
  exchange.out = std::move(*bytes);
  exchange.confidential = true;
  auto const reply = co_await sockio::as_result(link.exchange(std::move(exchange)));
  if (!reply) throw detail::discreet(detail::explained(reply.error(), seen), name, link.endpoint());
  auto read = read_feedback<C>(*reply);
  if (!read) throw detail::discreet(read.error(), name, link.endpoint());
  co_return std::move(*read);
}

sockio::failure turned_away(sockio::link const& link, boost::system::error_code result,
                            std::string request, std::string advice) {
  return {sockio::errc::refused,
          {.device = "arbin",
           .endpoint = link.endpoint(),
           .request = std::move(request),
           .problem = "the cycler refused: " + result.message(),
           .advice = std::move(advice)}};
}

awaitable<void> log_in_on(sockio::link& link, std::size_t limit, login& self) {
  auto const who = self.who();
  self.begun();
  messages::log_in::request body;
  body.user = who->user();
  body.password = who->password();
  auto bytes = write_request<messages::log_in>(body);
  wipe(body.password);
  auto answer = co_await ask_on<messages::log_in>(link, limit, std::move(bytes));
  boost::system::error_code const result = answer.result;
  if (!result.failed()) {
    self.accepted(std::move(answer));
    co_return;
  }
  auto why = turned_away(
      link, result, fmt::format("{} of '{}'", command_of<messages::log_in>().text(), who->user()),
      fmt::format("check user and password, and that the user may use CTI; nobody logs in for {}",
                  sockio::spoken(link.options().hold_off)));
  self.refused(why);
  throw why;
}

awaitable<void> set_kick_out(sockio::link& link, std::size_t limit, std::uint32_t flag) {
  messages::connect::request body;
  body.kick_out = flag;
  auto bytes = write_request<messages::connect>(body);
  auto const answer = co_await ask_on<messages::connect>(link, limit, std::move(bytes));
  boost::system::error_code const result = answer.result;
  if (result.failed())
    throw turned_away(link, result, command_of<messages::connect>().text(),
                      "too many clients are connected");
}

awaitable<void> greet(std::shared_ptr<login> self, std::size_t limit, sockio::link& link) {
  if (self->who()->empty()) co_return;
  co_await log_in_on(link, limit, *self);
  if (auto const flag = self->kick_out()) co_await set_kick_out(link, limit, *flag);
}

}  // namespace

login::login(cyclers::credentials who)
    : who_(std::make_shared<cyclers::credentials const>(std::move(who))) {}

std::shared_ptr<cyclers::credentials const> login::who() const {
  std::scoped_lock const lock(mutex_);
  return who_;
}

void login::set(cyclers::credentials who) {
  auto next = std::make_shared<cyclers::credentials const>(std::move(who));
  std::scoped_lock const lock(mutex_);
  who_ = std::move(next);
  refusal_.reset();
}

std::optional<std::uint32_t> login::kick_out() const {
  std::scoped_lock const lock(mutex_);
  return kick_out_;
}

void login::set_kick_out(std::uint32_t flag) {
  std::scoped_lock const lock(mutex_);
  kick_out_ = flag;
}

std::shared_ptr<login::answer const> login::last() const {
  std::scoped_lock const lock(mutex_);
  return last_;
}

std::optional<sockio::failure> login::refusal() const {
  std::scoped_lock const lock(mutex_);
  return refusal_;
}

void login::begun() {
  std::scoped_lock const lock(mutex_);
  refusal_.reset();
}

void login::accepted(answer what) {
  auto next = std::make_shared<answer const>(std::move(what));
  std::scoped_lock const lock(mutex_);
  last_ = std::move(next);
  refusal_.reset();
}

void login::refused(sockio::failure why) {
  std::scoped_lock const lock(mutex_);
  refusal_ = std::move(why);
}

sockio::callbacks login::callbacks(std::shared_ptr<login> self, cycler_options const& options) {
  sockio::callbacks events;
  if (options.kick_out) self->set_kick_out(*options.kick_out);
  events.on_connection_made([self = std::move(self), limit = options.longest_message](
                                sockio::link& link) { return greet(self, limit, link); });
  return events;
}

}  // namespace cyclers::arbin
