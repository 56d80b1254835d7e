#include "cyclers/protocol/forms.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <sockio/failure.hpp>

namespace cyclers::protocol::detail {

std::string scalar_name(std::size_t size, bool is_signed, bool is_real) {
  if (is_real) return size == 4 ? "Single" : "Double";
  if (is_signed) return fmt::format("Int{}", 8 * size);
  switch (size) {
    case 1:
      return "Byte";
    case 2:
      return "Word";
    case 4:
      return "Dword";
    default:
      return "UInt64";
  }
}

std::string sized_name(std::string_view what, std::size_t size) {
  return fmt::format("{} {}", size, what);
}

void out_of_range(json_reader& in, std::int64_t value) {
  in.fail(errc::out_of_range, fmt::format("{} does not fit its field", value));
}

void read_hex(json_reader& in, std::uint32_t& value) {
  if (in.next() != json_reader::kind::string) return codec<std::uint32_t, natural>::read(in, value);
  std::string text;
  if (!in.read(text)) return;
  std::string_view digits = text;
  int base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    digits.remove_prefix(2);
    base = 16;
  }
  auto const [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error == std::errc{} && end == digits.data() + digits.size()) return;
  in.fail(error == std::errc::result_out_of_range ? errc::out_of_range : errc::wrong_type,
          fmt::format("'{}' is no number such as 0x00000001", sockio::printable(text, 40)));
}

void write_hex(json_writer& out, std::uint32_t value) { out.text(fmt::format("0x{:08X}", value)); }

void read_letter(json_reader& in, std::uint8_t& value) {
  if (in.next() == json_reader::kind::number) return codec<std::uint8_t, natural>::read(in, value);
  std::string text;
  if (!in.read(text)) return;
  if (text.size() != 1)
    return in.fail(errc::wrong_type,
                   fmt::format("one letter expected, there is '{}'", sockio::printable(text, 40)));
  auto const c = static_cast<std::uint8_t>(text.front());
  value = c >= 'a' && c <= 'z' ? static_cast<std::uint8_t>(c - 32) : c;
}

void write_letter(json_writer& out, std::uint8_t value) {
  bool const plain = (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9');
  char const c = static_cast<char>(value);
  if (plain) return out.text({&c, 1});
  out.whole(value);
}

std::optional<std::int64_t> unscaled(byte_writer& out, double value, int scale, double least,
                                     double most) {
  double const raw = std::round(value * scale);
  if (raw >= least && raw <= most) return static_cast<std::int64_t>(raw);
  out.fail(errc::out_of_range, fmt::format("{} does not fit its field", value));
  return std::nullopt;
}

void read_moment(json_reader& in, timestamp& value) {
  if (in.next() == json_reader::kind::number) {
    std::int64_t milliseconds = 0;
    if (in.read(milliseconds)) value.since_1970 = std::chrono::milliseconds(milliseconds);
    return;
  }
  std::string text;
  if (!in.read(text)) return;
  auto const when = timestamp_from(text);
  if (!when)
    return in.fail(errc::wrong_type, fmt::format("'{}' is no moment such as 2016-11-08T15:02:58",
                                                 sockio::printable(text, 40)));
  value = *when;
}

void write_moment(json_writer& out, timestamp value) {
  // Dates in JSON have no fraction, and clients have no room for one.
  if (auto const text = to_text(value))
    return out.text(std::string_view(*text).substr(0, text->find('.')));
  out.whole(value.since_1970.count());
}

}  // namespace cyclers::protocol::detail
