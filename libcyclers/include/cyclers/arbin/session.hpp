#pragma once

#include <atomic>
#include <memory>
#include <sockio/link.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/login.hpp"
#include "cyclers/arbin/options.hpp"

namespace cyclers::arbin {

using sockio::awaitable;
using sockio::result;

namespace detail {
class lane;
class variable_pace;
}  // namespace detail

/// Holds the connections to a cycler; without one of their own, files go over the first.
struct connections {
  std::shared_ptr<sockio::link> main{};
  std::shared_ptr<sockio::link> files{};
};

/// Is a request with what it is about in words.
struct question {
  explicit question(message request, std::string whom = {})
      : body(std::move(request)), about(std::move(whom)) {}

  /// Names it for people: "BB310001 stop of channel 3".
  std::string text() const;

  message body;
  std::string about;  ///< E.g. "channel 3"; may be empty.
};

/// Is the bytes of one or more feedbacks, and why there are no more.
struct feedbacks {
  std::string bytes{};
  sockio::failure trouble{};  ///< With no code when all have come.
  bool cut = false;           ///< One more had begun to come.

  bool complete() const { return !trouble.code(); }
};

/// Says how a cycler sends the records of several channels.
enum class packing {
  unknown,
  together,
  one_by_one,
  fewer,  ///< Together, and those of fewer channels than its log-in says.
};

/// Asks one cycler and takes no feedback that is another request's. What the surfaces of all modes
/// stand on. Thread-safe.
class session : public std::enable_shared_from_this<session> {
 public:
  session(connections links, cycler_options options, std::shared_ptr<arbin::login> who);

  /// Asks a question that has one feedback, and returns it.
  ///
  /// Errors: failure; of a command that acts it says when nobody knows whether it was done. A
  /// feedback that cannot be used closes the connection. Nothing is sent twice. What holds a
  /// password is confidential: it is in no trace and no failure.
  /// Cancellation: as sockio::link.
  awaitable<message> perform(question what);

  /// Asks a question whose feedbacks end where a frame says, and returns their bytes.
  ///
  /// Errors: failure, also when only some have come. Cancellation: as sockio::link.
  awaitable<std::string> exchange(question what, sockio::frame until);

  /// Asks a question whose feedbacks end where a frame says, and returns what came whole.
  ///
  /// Errors: failure when none has come. Cancellation: throws, whatever has come.
  awaitable<feedbacks> gather(question what, sockio::frame until);

  /// Returns what the cycler answered to the last log-in; logs in now when nobody has.
  ///
  /// Errors: sockio::errc::not_connected when the links were made without log-in.
  awaitable<std::shared_ptr<login::answer const>> info();

  /// Returns how many channels the cycler has.
  ///
  /// Errors: as info(); sockio::errc::bad_reply for more than a cycler can have.
  awaitable<int> channels();

  /// Tells whether the cycler takes start_long instead of start, as its log-in says.
  awaitable<bool> has_long_names();

  /// Closes the connections and logs in as somebody else, also on connections to come.
  awaitable<void> log_in(cyclers::credentials who);

  /// Returns where the cycler is, e.g. "tcp://10.0.0.6:9031".
  std::string const& endpoint() const noexcept { return links_.main->endpoint(); }
  cycler_options const& options() const noexcept { return options_; }
  arbin::login& who() const noexcept { return *login_; }
  /// Keeps settings of variables apart in time.
  detail::variable_pace& pace() const noexcept { return *pace_; }
  /// Returns the clock of the options, that of the wall unless told.
  time_source const& time() const noexcept {
    return options_.time ? *options_.time : time_source::steady();
  }
  /// Returns who has the connection of files for himself.
  detail::lane& files_lane() const noexcept { return *lane_; }
  /// Returns the connection that a command goes over.
  std::shared_ptr<sockio::link> const& link_of(command const& what) const noexcept;

  /// Is what was learned of how the cycler sends records.
  std::atomic<arbin::packing> packing = arbin::packing::unknown;

  /// Tells a failure of this cycler: who, what was asked, what came back.
  sockio::failure told(sockio::failure const& why, std::string_view request,
                       std::string_view received = {}) const;
  /// Tells of a feedback that cannot be used, and closes its connection: nobody knows what comes
  /// next there.
  sockio::failure rejected(question const& what, sockio::failure const& why,
                           std::string_view received = {}) const;

 private:
  awaitable<std::string> exchanged(question const& what, std::string_view bytes,
                                   sockio::frame until) const;
  awaitable<void> open() const;

  connections links_;
  cycler_options options_;
  std::shared_ptr<arbin::login> login_;
  std::shared_ptr<detail::variable_pace> pace_;
  std::shared_ptr<detail::lane> lane_;
};

/// Makes a typed question.
template <class C>
question ask_of(typename C::request body = {}, std::string about = {}) {
  message request = message::request_of(command_of<C>());
  *static_cast<typename C::request*>(request.data()) = std::move(body);
  return question(std::move(request), std::move(about));
}

/// Takes the typed feedback out of a message.
template <class C>
typename C::reply take(message reply) {
  return std::move(*static_cast<typename C::reply*>(reply.data()));
}

namespace detail {
template <class C>
awaitable<typename C::reply> asked(std::shared_ptr<session> core, question what) {
  co_return take<C>(co_await core->perform(std::move(what)));
}
}  // namespace detail

/// Asks a command that has one feedback, and returns it.
template <class C>
awaitable<typename C::reply> ask(std::shared_ptr<session> core, typename C::request body = {},
                                 std::string about = {}) {
  return detail::asked<C>(std::move(core), ask_of<C>(std::move(body), std::move(about)));
}

}  // namespace cyclers::arbin
