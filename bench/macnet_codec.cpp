// Times the codec of MacNet on the status of 128 channels, in both forms and directions, beside a
// copy of the same bytes and a plain C decoder of them, and Boost.JSON's parser alone.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/maccor/messages.hpp"

namespace {

using namespace cyclers::maccor;
using messages::statuses;
using messages::voltages;

constexpr int channels = 128;

/// Keeps the compiler from leaving out what nobody looks at.
template <class T>
void keep(T const& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

/// Returns the nanoseconds of one call: the least of some rounds, which others disturb least.
template <class Work>
double nanoseconds(Work work) {
  using clock = std::chrono::steady_clock;
  constexpr int calls = 500;
  double least = 1e300;
  for (int round = 0; round < 60; ++round) {
    auto const start = clock::now();
    for (int i = 0; i < calls; ++i) work();
    std::chrono::duration<double, std::nano> const took = clock::now() - start;
    least = std::min(least, took.count() / calls);
  }
  return least;
}

struct plain_status {
  unsigned char run, end;
  unsigned short state;
};

/// Decodes the records as a C programmer would: byte by byte, whatever the host.
void decode_plainly(char const* bytes, plain_status* into) {
  for (int i = 0; i < channels; ++i) {
    auto const at = [&](int k) { return static_cast<unsigned char>(bytes[8 + 4 * i + k]); };
    into[i] = {at(0), at(1), static_cast<unsigned short>(at(2) | at(3) << 8)};
  }
}

void report(char const* what, double took, double floor, bool last = false) {
  fmt::print(
      "  {{\"what\": \"{}\", \"ns\": {:.0f}, \"ns_per_channel\": {:.2f}, \"ratio\": {:.2f}}}{}\n",
      what, took, took / channels, took / floor, last ? "" : ",");
}

}  // namespace

int main() {
  address const asked = address::of(channel_number(1), channels);
  incoming const request{asked, "1", message::request_of(function_of<statuses>())};
  statuses::reply status;
  voltages::reply volts;
  for (int i = 0; i < channels; ++i) {
    status.channels.push_back({run_code::charge, end_code::voltage, channel_state::active});
    volts.voltages.push_back(3.0f + 0.0137f * static_cast<float>(i));
  }
  std::string const bytes = binary_reply<statuses>(request, status).value();
  std::string const json = json_reply<statuses>(request, status).value();
  std::string const volts_json = json_reply<voltages>(request, volts).value();

  std::vector<char> copy(bytes.size());
  std::vector<plain_status> decoded(channels);
  double const memcpy_floor = nanoseconds([&] {
    std::memcpy(copy.data(), bytes.data(), bytes.size());
    keep(*copy.data());
  });
  double const c_floor = nanoseconds([&] {
    decode_plainly(bytes.data(), decoded.data());
    keep(*decoded.data());
  });
  double const tree = nanoseconds([&] {
    boost::json::monotonic_resource memory;
    keep(boost::json::parse(json, &memory));
  });

  fmt::print("[\n");
  report("floor: memcpy of the binary status", memcpy_floor, memcpy_floor);
  report("floor: binary status decoded in plain C", c_floor, c_floor);
  report("floor: JSON status into a tree of Boost.JSON", tree, tree);
  report("read the binary status, to plain C",
         nanoseconds([&] { keep(read_binary_reply<statuses>(bytes, asked)); }), c_floor);
  report("write the binary status, to plain C",
         nanoseconds([&] { keep(binary_reply<statuses>(request, status)); }), c_floor);
  report("read the JSON status, to the tree",
         nanoseconds([&] { keep(read_json_reply<statuses>(json, asked, 1)); }), tree);
  report("write the JSON status, to the tree",
         nanoseconds([&] { keep(json_reply<statuses>(request, status)); }), tree);
  report("read the JSON voltages, to the tree",
         nanoseconds([&] { keep(read_json_reply<voltages>(volts_json, asked, 1)); }), tree);
  report("write the JSON voltages, to the tree",
         nanoseconds([&] { keep(json_reply<voltages>(request, volts)); }), tree, true);
  fmt::print("]\n");
}
