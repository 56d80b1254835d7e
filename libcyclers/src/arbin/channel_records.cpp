#include "cyclers/arbin/channel_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace cyclers::arbin {

using messages::aux_value;
using messages::channel_record;
using messages::channels_info;
using protocol::byte_reader;

namespace {

constexpr std::size_t record_size = 1753;
constexpr std::size_t aux_size = 8;

/// Passes over a text and the zero that ends it.
void skip_text(byte_reader& in) {
  std::size_t const end = in.rest().find('\0');
  if (end == std::string_view::npos) return in.fail(errc::bad_text, "no zero ends the text");
  in.take(end + 1);
}

void skip_can_and_smb(byte_reader& in, channel_numbers const& counts) {
  for (unsigned i = 0; i < counts.can_count && in.ok(); ++i) {
    in.take(sizeof(std::uint32_t) + sizeof(double));
    skip_text(in);
  }
  for (unsigned i = 0; i < counts.smb_count && in.ok(); ++i) {
    in.take(sizeof(std::uint32_t));
    if (static_cast<smb_type>(in.take_number<std::uint32_t>()) == smb_type::text) {
      skip_text(in);
    } else {
      in.take(sizeof(double));
    }
    skip_text(in);
  }
}

void read_reading(byte_reader& in, channel_reading& into) {
  channel_numbers& numbers = into;
  protocol::read_bytes(protocol::layout_of<channel_numbers>, in, &numbers);
  auto const& counts = into.aux_counts;
  into.aux_bytes = in.take(aux_size * std::accumulate(counts.begin(), counts.end(), 0u));
  skip_can_and_smb(in, into);
}

/// Sorts records by their channels; of those of one channel the last stays.
std::vector<channel_record> sorted_records(std::vector<channel_record> records) {
  std::vector<std::size_t> order(records.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(records[a].channel, b) < std::pair(records[b].channel, a);
  });
  auto const same = [&](std::size_t a, std::size_t b) {
    return records[a].channel == records[b].channel;
  };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());
  std::vector<channel_record> all;
  all.reserve(order.size());
  for (std::size_t const each : order) all.push_back(std::move(records[each]));
  return all;
}

}  // namespace

void channel_records::add(std::vector<channel_record> records) {
  std::size_t const known = records_.size();
  if (known == 0) {
    records_ = std::move(records);
  } else {
    records_.insert(records_.end(), std::move_iterator(records.begin()),
                    std::move_iterator(records.end()));
  }
  auto const out_of_order = [](auto const& a, auto const& b) { return a.channel >= b.channel; };
  auto const from = records_.begin() + static_cast<std::ptrdiff_t>(known > 0 ? known - 1 : 0);
  if (std::adjacent_find(from, records_.end(), out_of_order) != records_.end())
    records_ = sorted_records(std::move(records_));
}

channel_record const* channel_records::find(channel_number channel) const {
  auto const at = std::lower_bound(
      records_.begin(), records_.end(), channel.wire(),
      [](channel_record const& record, std::uint32_t wanted) { return record.channel < wanted; });
  return at != records_.end() && at->channel == channel.wire() ? &*at : nullptr;
}

void channel_records::look_for(int count) {
  missing_.clear();
  for (int i = 1; i <= count; ++i)
    if (!find(channel_number(i))) missing_.push_back(i);
}

result<channel_records> read_records(std::string_view bytes) {
  channel_records all;
  do {
    auto const next = take_message(bytes, direction::feedback);
    auto part = read_feedback<channels_info>(next.value_or(bytes));
    if (!part) return part.error();
    all.add(std::move(part->channels));
  } while (!bytes.empty());
  return all;
}

std::optional<aux_value> channel_reading::aux(aux_kind kind, std::size_t index) const {
  auto const place = static_cast<std::size_t>(kind);
  if (place >= aux_kinds || index >= aux_counts[place]) return std::nullopt;
  auto const at = aux_counts.begin() + static_cast<std::ptrdiff_t>(place);
  index += std::accumulate(aux_counts.begin(), at, std::size_t{0});
  byte_reader in(aux_bytes.substr(aux_size * index));
  aux_value value;
  value.value = in.take_number<float>();
  value.rate = in.take_number<float>();
  return value;
}

result<void> read_numbers(std::string_view bytes, std::vector<channel_reading>& into) {
  command const& what = command_of<channels_info>();
  into.clear();
  auto const found = detail::arguments(what, bytes);
  if (!found) return found.error();
  byte_reader in(*found);
  std::uint32_t const count = in.take_number<std::uint32_t>();
  into.reserve(std::min<std::size_t>(count, in.left() / record_size));
  while (in.ok() && into.size() < count) {
    read_reading(in, into.emplace_back());
    if (!in.ok()) in.trouble().under(fmt::format("Channels[{}]", into.size() - 1));
  }
  if (in.ok() && in.left() > 0)
    in.fail(errc::surplus_bytes, fmt::format("{} bytes follow the last field", in.left()));
  if (in.ok()) return {};
  into.clear();
  fault const& why = in.trouble();
  return sockio::failure{why.code,
                         {.request = what.text(),
                          .problem = why.where + ": " + why.problem,
                          .received = sockio::printable(bytes)}};
}

}  // namespace cyclers::arbin
