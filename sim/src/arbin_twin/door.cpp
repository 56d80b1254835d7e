#include "arbin_twin/door.hpp"

#include <algorithm>

namespace sim::cti {

using cyclers::arbin::login_result;

std::size_t door::logged_in() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(inside_, [](auto const* one) { return one->who.has_value(); }));
}

session* door::first_to_kick() const {
  session* first = nullptr;
  for (auto* const one : inside_)
    if (one->who && one->may_be_kicked && (!first || one->who->number < first->who->number))
      first = one;
  return first;
}

bool door::is_full() const { return logged_in() >= sessions_ && !first_to_kick(); }

login_result door::log_in(session& one, std::string_view user, std::string_view password) {
  if (one.who) return login_result::logged_in_before;
  auto const known = users_.find(std::string(user));
  bool const welcome =
      users_.empty() || (known != users_.end() && known->second.password == password);
  if (!welcome || is_full()) return login_result::failed;
  if (logged_in() >= sessions_) end(*first_to_kick());
  auto const rights = users_.empty() ? arbin::user{} : known->second;
  one.who = {.user = std::string(user),
             .level = rights.level,
             .control = rights.control,
             .number = ++logins_};
  return login_result::ok;
}

int door::end_idle(duration now) {
  if (idle_timeout_ <= duration{}) return 0;
  int ended = 0;
  for (auto* const one : inside_)
    if (!one->ended && now - one->heard >= idle_timeout_) {
      end(*one);
      ++ended;
    }
  return ended;
}

void door::end_all() {
  for (auto* const one : inside_) end(*one);
}

void door::end(session& one) {
  if (std::exchange(one.ended, true)) return;
  one.who.reset();
  if (one.hang_up) one.hang_up();
}

}  // namespace sim::cti
