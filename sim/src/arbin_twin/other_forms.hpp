#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sim::cti {

/// Brings a request that is written as only one of the documents has it into the form of the codec:
/// zeros behind its fields, values of meta variables without their count, a start or continue
/// without its channels. Nothing when it is none of these.
///
/// `request` is one whole message whose checksum is right.
std::optional<std::string> usual_form(std::string_view request);

}  // namespace sim::cti
