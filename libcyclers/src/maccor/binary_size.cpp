#include "binary_size.hpp"

#include <algorithm>

#include "cyclers/maccor/messages/command.hpp"

namespace cyclers::maccor {

namespace {

bool starts_request(std::string_view bytes) {
  auto const header = read_header(bytes);
  return header && find_function(header->fclass, header->fnum);
}

bool is_bitmap_select(function const& what, binary_header const& header) {
  return what.info == &messages::select::info && header.chan == address::all_selected;
}

}  // namespace

std::size_t request_data_size(binary_header const& header, std::string_view buffered) {
  function const* const what = find_function(header.fclass, header.fnum);
  if (!what) return std::min<std::size_t>(header.len, buffered.size());
  if (!what->has_request_data()) return 0;
  bool const is_select = what->info == &messages::select::info;
  if (is_select && !is_bitmap_select(*what, header)) return 0;
  misprint const& print = what->info->request_print;
  if (!print.covers(header.len)) return header.len;
  if (print.certain) return print.bytes;
  bool const all_there = buffered.size() >= print.bytes;
  bool const other_follows =
      buffered.size() > header.len && starts_request(buffered.substr(header.len));
  return all_there && !other_follows ? print.bytes : header.len;
}

bool may_begin_request(binary_header const& header) {
  constexpr std::uint16_t echo = 0;
  constexpr std::uint16_t last_class = 8;
  // The longest data are the 506 bytes of a block of a file; nobody knows how long an echo may be.
  constexpr std::uint16_t longest = 1024;
  return header.fclass == echo || (header.fclass <= last_class && header.len <= longest);
}

std::optional<std::size_t> reply_data_size(binary_header const& header, address asked) {
  function const* const what = find_function(header.fclass, header.fnum);
  if (!what) return header.len;
  function_info const& info = *what->info;
  if (info.reply_record == 0) {
    misprint const& print = info.reply_print;
    return print.certain && print.covers(header.len) ? print.bytes : header.len;
  }
  std::size_t const as_records = std::size_t{header.len} * info.reply_record;
  if (info.target != target::channels || !asked.len) return as_records;
  auto const wanted = static_cast<std::size_t>(std::max(*asked.len, 0));
  if (header.len <= wanted) return as_records;
  bool const is_bytes =
      header.len <= wanted * info.reply_record && header.len % info.reply_record == 0;
  return is_bytes ? std::optional<std::size_t>(header.len) : std::nullopt;
}

bool reply_len_agrees(function const& what, binary_header const& header, std::size_t size) {
  if (header.len == size) return true;
  function_info const& info = *what.info;
  if (info.reply_record != 0) return std::size_t{header.len} * info.reply_record == size;
  return info.reply_print.covers(header.len) && info.reply_print.bytes == size;
}

}  // namespace cyclers::maccor
