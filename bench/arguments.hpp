#pragma once

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bench {

/// Reads a number from the command line of a measuring program.
inline long number(std::string_view text) {
  long value = 0;
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size() || value <= 0)
    throw std::invalid_argument("'" + std::string(text) + "' is not a positive number");
  return value;
}

}  // namespace bench
