#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cyclers::protocol {

using md5_digest = std::array<std::uint8_t, 16>;

/// Returns the MD5 of some bytes, by which transfers of files notice what was damaged on its way.
///
/// It does not help against anybody who changes a file on purpose.
md5_digest md5_of(std::string_view bytes);

}  // namespace cyclers::protocol
