#include "cyclers/protocol/text_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <sockio/failure.hpp>

#include "utf8.hpp"

namespace cyclers::protocol::detail {

namespace {

/// Tells whether four UTF-16 units are ASCII, and none of them a zero.
bool are_ascii(char const* units) {
  constexpr std::uint64_t ones = 0x0001000100010001;
  std::uint64_t four;
  std::memcpy(&four, units, sizeof four);
  four = little_endian(four);
  bool const has_zero = ((four - ones) & ~four & (ones << 15)) != 0;
  return (four & (ones * 0xFF80)) == 0 && !has_zero;
}

/// Returns how many units there are before the first that is a zero or no ASCII.
std::size_t leading_ascii(std::string_view utf16) {
  std::size_t units = 0;
  while (2 * units + 8 <= utf16.size() && are_ascii(utf16.data() + 2 * units)) units += 4;
  while (2 * units + 1 < utf16.size() && static_cast<signed char>(utf16[2 * units]) > 0 &&
         utf16[2 * units + 1] == 0)
    ++units;
  return units;
}

/// Appends the ASCII that a text begins with, at most so many units; returns how many.
std::size_t put_ascii(byte_writer& out, std::string_view value, std::size_t most) {
  auto const is_other = [](char c) { return static_cast<signed char>(c) < 0; };
  value = value.substr(0, most);
  auto const end = std::find_if(value.begin(), value.end(), is_other);
  std::size_t const all = static_cast<std::size_t>(end - value.begin());
  std::array<char, 256> wide{};
  for (std::size_t done = 0; done < all;) {
    std::size_t const some = std::min(all - done, wide.size() / 2);
    for (std::size_t i = 0; i < some; ++i) wide[2 * i] = value[done + i];
    out.put({wide.data(), 2 * some});
    done += some;
  }
  return all;
}

/// Appends a text in at most so many units; returns how many.
std::size_t put_units(byte_writer& out, std::string_view value, std::size_t most) {
  std::size_t used = put_ascii(out, value, most);
  value.remove_prefix(used);
  while (!value.empty()) {
    long point = take_utf8(value);
    if (point < 0) {
      out.fail(errc::bad_text, "not valid UTF-8");
      return used;
    }
    std::size_t const wanted = point < 0x10000 ? 1 : 2;
    if (used + wanted > most) {
      if (!out.cuts())
        out.fail(errc::too_long, fmt::format("the text has more than {} UTF-16 units", most));
      return used;
    }
    used += wanted;
    if (wanted == 2) {
      point -= 0x10000;
      out.put_number(static_cast<std::uint16_t>(0xd800 + (point >> 10)));
      point = 0xdc00 + (point & 0x3ff);
    }
    out.put_number(static_cast<std::uint16_t>(point));
  }
  return used;
}

}  // namespace

std::string_view fit(byte_writer& out, std::string_view value, std::size_t most) {
  if (value.size() <= most) return value;
  if (!out.cuts())
    out.fail(errc::too_long, fmt::format("'{}' has {} bytes, its field has {}",
                                         sockio::printable(value, 60), value.size(), most));
  return value.substr(0, most);
}

namespace {

/// Refuses a text that would end before its end for whoever reads it.
void refuse_zero(byte_writer& out, std::string_view value) {
  if (!out.cuts() && value.find('\0') != value.npos)
    out.fail(errc::bad_text, "a zero would end the text too early");
}

}  // namespace

void read_text(byte_reader& in, std::string& value, std::size_t size, char pad) {
  std::string_view all = in.take(size);
  // A zero ends the text whatever it is padded with: some senders fill buffers of C strings.
  all = all.substr(0, all.find('\0'));
  while (!all.empty() && all.back() == pad) all.remove_suffix(1);
  value.assign(all);
}

void write_text(byte_writer& out, std::string_view value, std::size_t size, char pad) {
  refuse_zero(out, value);
  value = fit(out, value, size);
  out.put(value);
  out.fill(size - value.size(), pad);
}

void read_zero_text(byte_reader& in, std::string& value) {
  std::string_view const all = in.take(in.left());
  value.assign(all.substr(0, all.find('\0')));
}

void read_zero_ended(byte_reader& in, std::string& value) {
  std::string_view const all = in.rest();
  std::size_t const end = all.find('\0');
  if (end == all.npos) return in.fail(errc::bad_text, "no zero ends the text");
  value.assign(in.take(end));
  in.take(1);
}

void write_zero_ended(byte_writer& out, std::string_view value) {
  if (value.find('\0') != value.npos)
    return out.fail(errc::bad_text, "a zero would end the text too early");
  out.put(value);
  out.fill(1, '\0');
}

void read_utf16_bytes(byte_reader& in, std::string& value, std::size_t size) {
  if (size % 2 != 0) return in.fail(errc::bad_text, "UTF-16 of an odd number of bytes");
  read_utf16(in, value, size / 2);
}

void write_counted_utf16(byte_writer& out, std::string_view value) {
  refuse_zero(out, value);
  std::string text;
  byte_writer units(text);
  put_units(units, value, std::numeric_limits<std::uint32_t>::max() / 2);
  if (!units.ok()) return out.fail(errc::bad_text, units.trouble().problem);
  out.put_number(static_cast<std::uint32_t>(text.size()));
  out.put(text);
}

void read_utf16(byte_reader& in, std::string& value, std::size_t units) {
  std::string_view const bytes = in.take(2 * units);
  std::size_t const plain = leading_ascii(bytes);
  value.resize(plain);
  char* const narrow = value.data();
  for (std::size_t i = 0; i < plain; ++i) narrow[i] = bytes[2 * i];
  byte_reader text(bytes.substr(std::min(2 * plain, bytes.size())));
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
  refuse_zero(out, value);
  std::size_t const used = put_units(out, value, units);
  if (out.ok()) out.fill(2 * (units - used), '\0');
}

}  // namespace cyclers::protocol::detail
