#include "cyclers/protocol/list_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cyclers::protocol::detail {

std::string list_name(std::string (*element)()) { return "list of " + element(); }
std::string array_name(std::size_t count, std::string (*element)()) {
  return fmt::format("{} x {}", count, element());
}
void too_few(byte_reader& in, std::size_t count, std::size_t size) {
  in.fail(errc::truncated,
          count == uncounted ? fmt::format("{} bytes are no multiple of {}", in.left(), size)
                             : fmt::format("{} elements of {} bytes are wanted, {} bytes are left",
                                           count, size, in.left()));
}

void under_element(fault& trouble, std::size_t index) { trouble.under(fmt::format("[{}]", index)); }

void read_bitmap(byte_reader& in, std::vector<std::uint16_t>& numbers) {
  numbers.clear();
  std::string_view const bytes = in.take(in.left());
  if (bytes.size() > 0x2000) return in.fail(errc::too_long, "the bitmap has more than 65536 bits");
  for (std::size_t i = 0; i < bytes.size() * 8; ++i)
    if (static_cast<unsigned char>(bytes[i / 8]) >> (i % 8) & 1)
      numbers.push_back(static_cast<std::uint16_t>(i));
}

void write_bitmap(byte_writer& out, std::vector<std::uint16_t> const& numbers) {
  if (numbers.empty()) return;
  std::string bytes(*std::max_element(numbers.begin(), numbers.end()) / 8u + 1u, '\0');
  for (std::uint16_t const number : numbers) {
    char& byte = bytes[number / 8u];
    byte = static_cast<char>(byte | (1 << (number % 8)));
  }
  out.put(bytes);
}

}  // namespace cyclers::protocol::detail
