#pragma once

#include <string>
#include <string_view>

namespace cyclers::protocol {

/// Appends a code point that is no surrogate.
void append_utf8(std::string& out, long point);

/// Takes one code point from the front of a text that is not empty; -1, and nothing taken, when
/// there is none.
long take_utf8(std::string_view& text);

}  // namespace cyclers::protocol
