#include "cyclers/protocol/bytes.hpp"

#include <fmt/format.h>

namespace cyclers::protocol {

void byte_reader::cut_off(std::size_t wanted) {
  fail(errc::truncated, fmt::format("{} bytes are wanted, {} are left", wanted, left_));
}

}  // namespace cyclers::protocol
