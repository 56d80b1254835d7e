#pragma once

#include <cstddef>
#include <functional>

namespace cyclers {

/// Is told while a file is moved how many of its bytes have gone and were verified. What it throws
/// ends the transfer.
using file_progress = std::function<void(std::size_t bytes)>;

}  // namespace cyclers
