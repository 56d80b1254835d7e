#include "binary_size.hpp"

#include <algorithm>

#include "cyclers/maccor/messages/command.hpp"

namespace cyclers::maccor {

namespace {

constexpr std::size_t record_size = 4;

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

std::optional<std::size_t> reply_data_size(function const& what, binary_header const& header,
                                           address asked) {
  if (what.info->reply_length == length::bytes) {
    misprint const& print = what.info->reply_print;
    return print.certain && print.covers(header.len) ? print.bytes : header.len;
  }
  std::size_t const as_records = header.len * record_size;
  if (what.info->target != target::channels || !asked.len) return as_records;
  auto const wanted = static_cast<std::size_t>(std::max(*asked.len, 0));
  if (header.len <= wanted) return as_records;
  if (header.len <= wanted * record_size && header.len % record_size == 0) return header.len;
  return std::nullopt;
}

bool reply_len_agrees(function const& what, binary_header const& header, std::size_t size) {
  if (header.len == size) return true;
  if (what.info->reply_length == length::records) return header.len * record_size == size;
  misprint const& print = what.info->reply_print;
  return print.covers(header.len) && print.bytes == size;
}

}  // namespace cyclers::maccor
