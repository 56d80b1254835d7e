#include "cyclers/protocol/text_forms.hpp"

#include <fmt/format.h>

#include <sockio/failure.hpp>

#include "utf8.hpp"

namespace cyclers::protocol::detail {

std::string_view fit(byte_writer& out, std::string_view value, std::size_t most) {
  if (value.size() <= most) return value;
  if (!out.cuts())
    out.fail(errc::too_long, fmt::format("'{}' has {} bytes, its field has {}",
                                         sockio::printable(value, 60), value.size(), most));
  return value.substr(0, most);
}

void read_text(byte_reader& in, std::string& value, std::size_t size, char pad) {
  std::string_view all = in.take(size);
  // A zero ends the text whatever it is padded with: some senders fill buffers of C strings.
  all = all.substr(0, all.find('\0'));
  while (!all.empty() && all.back() == pad) all.remove_suffix(1);
  value.assign(all);
}

void write_text(byte_writer& out, std::string_view value, std::size_t size, char pad) {
  value = fit(out, value, size);
  out.put(value);
  out.fill(size - value.size(), pad);
}

void read_zero_text(byte_reader& in, std::string& value) {
  std::string_view const all = in.take(in.left());
  value.assign(all.substr(0, all.find('\0')));
}

void read_utf16(byte_reader& in, std::string& value, std::size_t units) {
  value.clear();
  std::string_view const bytes = in.take(2 * units);
  byte_reader text(bytes);
  while (text.left() > 0) {
    long point = text.take_number<std::uint16_t>();
    if (point == 0) return;
    if (point >= 0xd800 && point < 0xe000) {
      long const low = text.left() > 0 ? text.take_number<std::uint16_t>() : 0;
      if (point >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
        return in.fail(errc::bad_text, "half of a UTF-16 surrogate pair");
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    }
    append_utf8(value, point);
  }
}

void write_utf16(byte_writer& out, std::string_view value, std::size_t units) {
  std::size_t used = 0;
  while (!value.empty()) {
    long point = take_utf8(value);
    if (point < 0) return out.fail(errc::bad_text, "not valid UTF-8");
    std::size_t const wanted = point < 0x10000 ? 1 : 2;
    if (used + wanted > units) {
      if (!out.cuts())
        out.fail(errc::too_long, fmt::format("the text has more than {} UTF-16 units", units));
      break;
    }
    used += wanted;
    if (wanted == 2) {
      point -= 0x10000;
      out.put_number(static_cast<std::uint16_t>(0xd800 + (point >> 10)));
      point = 0xdc00 + (point & 0x3ff);
    }
    out.put_number(static_cast<std::uint16_t>(point));
  }
  out.fill(2 * (units - used), '\0');
}

}  // namespace cyclers::protocol::detail
