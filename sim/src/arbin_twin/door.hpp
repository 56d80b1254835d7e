#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "arbin_twin/session.hpp"
#include "cyclers/arbin/codes.hpp"

namespace sim::cti {

/// Lets clients in, as many as there is room for, and puts them out.
class door {
 public:
  explicit door(arbin const& options)
      : users_(options.users),
        sessions_(static_cast<std::size_t>(options.sessions)),
        idle_timeout_(options.idle_timeout) {}

  void enter(session& one) { inside_.push_back(&one); }
  void leave(session& one) { std::erase(inside_, &one); }

  /// Logs a client in. When there is no room, the first of those goes that may be kicked out.
  cyclers::arbin::login_result log_in(session& one, std::string_view user,
                                      std::string_view password);
  /// Tells whether a client that is not logged in would find no room.
  bool is_full() const;

  /// Ends the connections that were silent for too long.
  ///
  /// Returns how many.
  int end_idle(duration now);
  /// Ends all connections.
  void end_all();

 private:
  std::size_t logged_in() const;
  session* first_to_kick() const;
  static void end(session& one);

  std::map<std::string, arbin::user> users_;
  std::size_t sessions_;
  duration idle_timeout_;
  std::vector<session*> inside_;
  std::uint64_t logins_ = 0;
};

}  // namespace sim::cti
