#include "utf8.hpp"

namespace cyclers::protocol {

void append_utf8(std::string& out, long point) {
  auto const put = [&](long byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xc0 | (point >> 6));
    put(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    put(0xe0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3f));
    put(0x80 | (point & 0x3f));
  } else {
    put(0xf0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3f));
    put(0x80 | ((point >> 6) & 0x3f));
    put(0x80 | (point & 0x3f));
  }
}

long take_utf8(std::string_view& text) {
  auto const first = static_cast<unsigned char>(text.front());
  int const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if ((first >= 0x80 && first < 0xc2) || first > 0xf4 ||
      text.size() <= static_cast<std::size_t>(more))
    return -1;
  long point = more == 0 ? first : first & (0x3f >> more);
  for (int i = 1; i <= more; ++i) {
    auto const byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
    if ((byte & 0xc0) != 0x80) return -1;
    point = (point << 6) | (byte & 0x3f);
  }
  static constexpr long least[] = {0, 0x80, 0x800, 0x10000};
  if (point < least[more] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return -1;
  text.remove_prefix(static_cast<std::size_t>(more) + 1);
  return point;
}

}  // namespace cyclers::protocol
