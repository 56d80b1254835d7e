#pragma once

#include <sockio/result.hpp>

#include "servers/plan.hpp"
#include "servers/tango.hpp"

namespace servers {

/// Is what an attribute shows at some moment.
struct shown {
  datum value{};  ///< Nothing for a reading that is invalid.
  bool alarm = false;
  moment when = std::chrono::system_clock::now();
};

/// Tells whether two things look the same to a client, apart from their time.
bool same(sockio::result<shown> const& one, sockio::result<shown> const& other);

/// Puts a value into an attribute. Errors: throws Tango::DevFailed for a failure.
void show(Tango::Attribute& where, attribute_plan const& plan, sockio::result<shown> const& what);

/// Returns what a client has written.
datum written(Tango::WAttribute& where, attribute_plan const& plan);

/// Turns a failure into the error that a client gets.
Tango::DevFailed failed(sockio::failure const& why, std::string_view origin);

}  // namespace servers
