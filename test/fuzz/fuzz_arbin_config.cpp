#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cyclers/arbin/config.hpp"

// A configuration as pycti has it, in JSON or YAML. What is taken can be used or says what it
// lacks, and nothing but failures is thrown.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::arbin;
  auto const read = read_config({reinterpret_cast<char const*>(data), size}, "config.yml");
  if (!read) return 0;
  auto const options = read->cycler_options();
  if (options.port == 0 || options.link.timeout <= sockio::duration{}) std::abort();
  if (read->who.user().empty() != read->who.password().empty()) std::abort();
  try {
    auto const plan = read->test_plan();
    if (plan.name.empty() || plan.procedure.empty()) std::abort();
    if (read->channel_number() < 1) std::abort();
  } catch (sockio::failure const&) {
  }
  return 0;
}
