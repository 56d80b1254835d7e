#pragma once

#include <boost/system/result.hpp>
#include <string>

#include "cyclers/maccor/channel_number.hpp"
#include "cyclers/maccor/registry.hpp"
#include "cyclers/maccor/rpc_error.hpp"

namespace cyclers::maccor {

/// Is a request as a tester gets it.
struct incoming {
  address where{};   ///< As it was sent.
  std::string id{};  ///< The JSON of its id, as it was sent; empty in binary.
  message body;
};

/// Says why a request is not understood, with what an answer needs.
struct refusal {
  rpc_error error{};
  std::string id = "null";  ///< The JSON of the request's id as far as it could be read.
  fault why{};
};

/// Holds a request or why it is not understood.
using incoming_result = boost::system::result<incoming, refusal>;

/// Lets incoming_result::value() throw what a tester would answer.
[[noreturn]] void throw_exception_from_error(refusal const& why, boost::source_location const&);

}  // namespace cyclers::maccor
