#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cyclers/maccor/config.hpp"

// A configuration as pymacnet has it, in JSON or YAML. What is taken can be used or says what it
// lacks, and nothing but failures is thrown.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::maccor;
  auto const read = read_config({reinterpret_cast<char const*>(data), size}, "config.yml");
  if (!read) return 0;
  auto const options = read->tester_options();
  if (options.json_port == 0 || read->server_ip.empty() || !(read->c_rate_ah > 0)) std::abort();
  static_cast<void>(read->start_plan());
  static_cast<void>(read->direct_options());
  try {
    if (read->channel_number() < 1) std::abort();
    auto const limits = read->direct_limits();
    if (!(limits.v_min.value < limits.v_max.value)) std::abort();
  } catch (sockio::failure const&) {
  }
  return 0;
}
