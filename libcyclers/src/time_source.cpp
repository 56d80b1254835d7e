#include "cyclers/time_source.hpp"

#include "detail/clock_alarm.hpp"

namespace cyclers {

time_source const& time_source::steady() {
  static detail::clock_time<sockio::clock> const instance;
  return instance;
}

}  // namespace cyclers
