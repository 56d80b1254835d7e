// Times the codec of CTI on the records of one channel and of a thousand: all of them with their
// texts, the numbers alone, and writing, beside a copy of the same bytes, their checksum alone, and
// a plain C decoder.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "cyclers/arbin/channel_records.hpp"

namespace {

using namespace cyclers::arbin;
using messages::channel_record;
using messages::channels_info;

/// Keeps the compiler from leaving out what nobody looks at.
template <class T>
void keep(T const& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

/// Returns the nanoseconds of one call: the least of some rounds, which others disturb least.
template <class Work>
double nanoseconds(int calls, Work work) {
  using clock = std::chrono::steady_clock;
  double least = 1e300;
  for (int round = 0; round < 40; ++round) {
    auto const start = clock::now();
    for (int i = 0; i < calls; ++i) work();
    std::chrono::duration<double, std::nano> const took = clock::now() - start;
    least = std::min(least, took.count() / calls);
  }
  return least;
}

struct plain_record {
  unsigned channel;
  short status;
  unsigned char failed;
  char schedule[201], test_name[73], exit_condition[101], step[65], barcode[73], can[201], smb[201];
  unsigned short master;
  double times[2];
  float values[12];
  unsigned short counts[14];
};

/// Narrows UTF-16 as a C programmer would who trusts it to be ASCII.
char const* narrow(char const* at, std::size_t units, char* into) {
  for (std::size_t i = 0; i < units; ++i) into[i] = at[2 * i];
  into[units] = 0;
  return at + 2 * units;
}

char const* take(char const* at, std::size_t size, void* into) {
  std::memcpy(into, at, size);
  return at + size;
}

char const* take_text(char const* at, std::size_t size, char* into) {
  into[size] = 0;
  return take(at, size, into);
}

/// Decodes a record as a C programmer would, its checksum included.
unsigned decode_plainly(char const* at, plain_record& r) {
  unsigned sum = 0;
  for (int i = 0; i < 1753; ++i) sum += static_cast<unsigned char>(at[i]);
  at = take(at, 4, &r.channel);
  at = take(at, 2, &r.status);
  at = take(at, 1, &r.failed);
  at = narrow(at, 200, r.schedule);
  at = narrow(at, 72, r.test_name);
  at = take_text(at, 100, r.exit_condition);
  at = take_text(at, 64, r.step);
  at = narrow(at, 72, r.barcode);
  at = narrow(at, 200, r.can);
  at = narrow(at, 200, r.smb);
  at = take(at, 2, &r.master);
  at = take(at, 16, r.times);
  at = take(at, 48, r.values);
  take(at, 28, r.counts);
  return sum;
}

channel_record busy(std::uint32_t channel) {
  return {.channel = channel,
          .status = channel_status::charge,
          .schedule = "Formation_21700_5Ah.sdx",
          .test_name = fmt::format("cell-{:04}-formation", channel),
          .exit_condition = "N/A",
          .step_and_cycle = "[12] 3: CC_Charge, Current",
          .barcode = fmt::format("BC{:010}", channel),
          .can_configuration = "",
          .smb_configuration = "",
          .master_channel = static_cast<std::uint16_t>(channel),
          .test_time = 86400.5,
          .voltage = 3.7f,
          .current = 2.5f};
}

/// Prints what some work took for all channels, beside a copy of the same bytes.
struct reporter {
  int channels;
  char const* texts;
  double copy;

  void operator()(char const* what, double took, bool last = false) const {
    fmt::print(
        "  {{\"what\": \"{}\", \"channels\": {}, \"records\": \"{}\", \"ns\": {:.0f}, "
        "\"ns_per_channel\": {:.1f}, \"to_memcpy\": {:.2f}}}{}\n",
        what, channels, texts, took, took / channels, took / copy, last ? "" : ",");
  }
};

/// Has every text as long as its field has room for.
channel_record full(std::uint32_t channel) {
  channel_record record = busy(channel);
  record.schedule = record.can_configuration = record.smb_configuration = std::string(200, 's');
  record.test_name = record.barcode = std::string(72, 't');
  record.exit_condition = std::string(100, 'e');
  record.step_and_cycle = std::string(64, 'c');
  return record;
}

void measure(int channels, char const* texts, channel_record record_of(std::uint32_t), bool last) {
  channels_info::reply reply;
  for (int i = 0; i < channels; ++i)
    reply.channels.push_back(record_of(static_cast<std::uint32_t>(i)));
  std::string const bytes = write_feedback<channels_info>(reply).value();
  std::vector<char> copied(bytes.size());
  std::vector<plain_record> decoded(static_cast<std::size_t>(channels));
  std::vector<channel_reading> readings;
  int const calls = std::max(2, 4000 / channels);

  double const copy = nanoseconds(calls, [&] {
    std::memcpy(copied.data(), bytes.data(), bytes.size());
    keep(*copied.data());
  });
  reporter const report{channels, texts, copy};
  report("floor: memcpy", copy);
  report("floor: decoded in plain C", nanoseconds(calls, [&] {
           for (std::size_t i = 0; i < decoded.size(); ++i)
             keep(decode_plainly(bytes.data() + 24 + 1753 * i, decoded[i]));
           keep(*decoded.data());
         }));
  report("the checksum alone", nanoseconds(calls, [&] { keep(checksum(bytes)); }));
  report("read with all texts",
         nanoseconds(calls, [&] { keep(read_feedback<channels_info>(bytes)); }));
  report("read and find by channel", nanoseconds(calls, [&] { keep(read_records(bytes)); }));
  report("read the numbers alone",
         nanoseconds(calls, [&] { keep(read_numbers(bytes, readings)); }));
  report("write", nanoseconds(calls, [&] { keep(write_feedback<channels_info>(reply)); }), last);
}

}  // namespace

int main() {
  fmt::print("[\n");
  measure(1, "ordinary texts", busy, false);
  measure(1000, "ordinary texts", busy, false);
  measure(1000, "texts that fill their fields", full, true);
  fmt::print("]\n");
}
