#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cyclers::test {

/// Adds up bytes in the plainest way.
inline std::uint16_t plain_sum(std::string_view bytes) {
  unsigned sum = 0;
  for (char const c : bytes) sum += static_cast<unsigned char>(c);
  return static_cast<std::uint16_t>(sum & 0xFFFF);
}

inline std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
  return out;
}

/// Puts a CTI message together by hand: a length that differs from the size by `end`.
inline std::string cti(std::uint32_t code, std::string_view arguments, std::uint32_t end) {
  std::string out = "\xDD\xDD\xDD\xDD\xDD\xDD\xDD\x11";
  out += little(arguments.size() + 22 - end, 4);
  out += little(code, 4) + little(0, 4);
  out += arguments;
  return out + little(plain_sum(out), 2);
}
inline std::string cti_request(std::uint32_t code, std::string_view arguments) {
  return cti(code, arguments, 12);
}
inline std::string cti_feedback(std::uint32_t code, std::string_view arguments) {
  return cti(code, arguments, 0);
}

}  // namespace cyclers::test
