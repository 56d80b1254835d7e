#pragma once

#include <sockio/failure.hpp>
#include <string_view>

#include "cyclers/maccor/registry.hpp"

namespace cyclers::maccor {

/// Tells the story of a message that cannot be sent or understood.
sockio::failure trouble(function const& what, fault const& why, std::string_view received = {});

/// Says a fault in one line: where and what.
std::string spoken(fault const& why);

}  // namespace cyclers::maccor
