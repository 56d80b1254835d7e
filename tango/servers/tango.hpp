#pragma once

#include <tango.h>

#include <chrono>
#include <string>
#include <string_view>

/// Holds what every server needs of Tango's own interface.
namespace servers {

using moment = std::chrono::system_clock::time_point;

/// Returns a text as Tango wants to own it.
inline char* owned(std::string_view text) { return CORBA::string_dup(std::string(text).c_str()); }

/// Returns a moment as Tango stamps values with.
inline timeval stamp(moment when) {
  auto const us =
      std::chrono::duration_cast<std::chrono::microseconds>(when.time_since_epoch()).count();
  return {static_cast<time_t>(us / 1'000'000), static_cast<suseconds_t>(us % 1'000'000)};
}

/// Ends what a client asked for with an error; `reason` is for programs, `what` for people.
[[noreturn]] inline void refuse(std::string_view reason, std::string_view what,
                                std::string_view origin) {
  Tango::Except::throw_exception(std::string(reason), std::string(what), std::string(origin));
  throw std::logic_error("not reached");
}

}  // namespace servers
