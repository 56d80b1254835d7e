#pragma once

#include <optional>
#include <string_view>

#include "cyclers/maccor/binary_codec.hpp"

/// Says how many bytes of data stand behind a header, which depends on the function and direction.
namespace cyclers::maccor {

/// Returns the size of a request's data, of which `buffered` has come so far.
std::size_t request_data_size(binary_header const& header, std::string_view buffered);

/// Tells whether a request may begin so; if not, nobody knows where the next one begins.
bool may_begin_request(binary_header const& header);

/// Returns the size of a reply's data; nothing when its Len cannot be.
std::optional<std::size_t> reply_data_size(binary_header const& header, address asked);

/// Tells whether Len agrees with data of which the size is known.
bool reply_len_agrees(function const& what, binary_header const& header, std::size_t size);

}  // namespace cyclers::maccor
