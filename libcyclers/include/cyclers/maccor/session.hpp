#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <sockio/link.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cyclers/credentials.hpp"
#include "cyclers/maccor/channel_number.hpp"
#include "cyclers/maccor/options.hpp"
#include "cyclers/maccor/registry.hpp"
#include "cyclers/maccor/rpc_error.hpp"

namespace cyclers::maccor {

using sockio::awaitable;
using sockio::result;

/// Keeps the credentials that each new connection of a tester logs in with. Thread-safe.
class login {
 public:
  login() = default;
  explicit login(credentials who) : who_(std::move(who)) {}

  credentials get() const;
  void set(credentials who);

  /// Returns callbacks for a link whose connections log in before anything else.
  static sockio::callbacks callbacks(std::shared_ptr<login> self, form how);

 private:
  mutable std::mutex mutex_;
  credentials who_;
};

/// Holds the connections to a tester; each may be missing, and what needs it fails then.
struct connections {
  std::shared_ptr<sockio::link> json{};
  std::shared_ptr<sockio::link> binary{};
};

/// Is a request with the channels that it is about.
struct question {
  message body;
  address to;
};

/// Asks one tester: picks the connection, makes the bytes, and takes no reply that is another
/// request's. What the surfaces of all modes stand on. Thread-safe.
class session : public std::enable_shared_from_this<session> {
 public:
  session(connections links, tester_options options, std::shared_ptr<login> who);

  /// Asks one question and returns its reply.
  ///
  /// Errors: failure; rpc_error with the tester's text when it does not understand. A reply of
  /// another request closes the connection. Cancellation: as sockio::link.
  awaitable<message> perform(question what, std::optional<form> how = std::nullopt);

  /// Asks many questions with as few writes as may be, and returns a result for each.
  ///
  /// Which form: as perform(). Errors: failure when the connection fails; what the tester refuses
  /// spoils its own result alone.
  awaitable<std::vector<result<message>>> perform_all(std::vector<question> what);

  /// Returns how many channels the tester has, which is asked once.
  awaitable<int> channels();

  /// Logs in on each open connection, and from now on on each new one.
  awaitable<void> log_in(credentials who);
  /// Logs out on each open connection; new ones do not log in any more.
  awaitable<void> log_out();

  /// Tells whether there is a connection for a form.
  bool has(form how) const noexcept { return link_of(how) != nullptr; }
  std::shared_ptr<sockio::link> const& link_of(form how) const noexcept {
    return how == form::json ? links_.json : links_.binary;
  }
  tester_options const& options() const noexcept { return options_; }
  /// Returns where the tester is, e.g. "tcp://10.0.0.5:57570".
  std::string const& endpoint() const noexcept;

  /// Is set while a file is on its way: the tester takes one at a time.
  std::atomic<bool> transferring = false;

  /// Tells a failure of this tester: who, what was asked, what came back.
  sockio::failure told(sockio::failure const& what, std::string_view request,
                       std::string_view received = {}) const;

 private:
  awaitable<message> ask_one(question what, form how);
  awaitable<void> ask_chunk(std::vector<question> const& what, std::size_t first, std::size_t count,
                            form how, std::vector<result<message>>& into);
  std::size_t together(std::vector<question> const& what, std::size_t first, form how) const;
  result<message> read(question const& what, form how, std::string_view reply,
                       std::int64_t id) const;
  form form_of(function const& what, std::optional<form> wanted) const;
  sockio::failure rejected(sockio::link& from, sockio::failure const& why, std::string_view request,
                           std::string_view reply) const;

  connections links_;
  tester_options options_;
  std::shared_ptr<login> login_;
  std::atomic<std::int64_t> next_id_ = 1;
  std::atomic<int> channels_ = 0;
};

/// Tells whether a failure is what the tester itself answered: it refused or did not understand.
/// What comes next on the connection is known then.
bool is_answer(sockio::failure const& why);

/// Names a question for people: "(4,7) full_status of channel 75".
std::string spoken(function const& what, address to);

/// Makes a typed question.
template <class F>
question ask_of(address to, typename F::request body = {}) {
  message request = message::request_of(function_of<F>());
  *static_cast<typename F::request*>(request.data()) = std::move(body);
  return {std::move(request), to};
}

/// Takes the typed reply out of a message.
template <class F>
typename F::reply take(message reply) {
  return std::move(*static_cast<typename F::reply*>(reply.data()));
}

namespace detail {
template <class F>
awaitable<typename F::reply> asked(std::shared_ptr<session> core, question what,
                                   std::optional<form> how) {
  co_return take<F>(co_await core->perform(std::move(what), how));
}
}  // namespace detail

/// Asks one function and returns its reply.
template <class F>
awaitable<typename F::reply> ask(std::shared_ptr<session> core, address to,
                                 typename F::request body = {},
                                 std::optional<form> how = std::nullopt) {
  return detail::asked<F>(std::move(core), ask_of<F>(to, std::move(body)), how);
}

}  // namespace cyclers::maccor
