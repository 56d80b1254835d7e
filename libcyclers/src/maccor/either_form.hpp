#pragma once

#include <cstdint>
#include <sockio/frame.hpp>

#include "cyclers/maccor/session.hpp"

/// Does in either form what the drivers do without caring which one it is.
namespace cyclers::maccor {

/// Writes a request; the id is JSON's.
result<std::string> written(question const& what, form how, std::int64_t id);

/// Ends with the last of `count` replies; the Len of each request was that of `asked`.
sockio::frame reply_frame(form how, address asked, std::size_t count = 1);

}  // namespace cyclers::maccor
