#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cyclers/arbin/channel_records.hpp"
#include "cyclers/arbin/messages/channels_info.hpp"
#include "unit/cyclers/cti_messages.hpp"

namespace {

/// Makes sure that the numbers alone are read where the whole record is, and are the same.
void check_numbers(cyclers::arbin::message const& whole, std::string const& bytes) {
  using namespace cyclers::arbin;
  auto const* const info = whole.reply<messages::channels_info>();
  if (!info) return;
  std::vector<channel_reading> readings;
  if (!read_numbers(bytes, readings) || readings.size() != info->channels.size()) std::abort();
  for (std::size_t i = 0; i < readings.size(); ++i)
    if (readings[i].channel != info->channels[i].channel ||
        readings[i].smb_count != info->channels[i].smb.size() ||
        readings[i].aux(aux_kind::density, 0).has_value() == info->channels[i].densities.empty())
      std::abort();
}

}  // namespace

// The first byte chooses the command that was sent, the rest are the arguments of its feedback:
// with the right length and checksum it is understood or refused. What was read is written so that
// it reads the same, and can be told in JSON.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::arbin;
  if (size < 1) return 0;
  std::string_view const arguments(reinterpret_cast<char const*>(data + 1), size - 1);
  command const& what = commands()[data[0] % commands().size()];
  static_cast<void>(read_feedback(what, arguments));

  std::string const bytes = cyclers::test::cti_feedback(what.info->reply_code, arguments);
  auto const feedback = read_feedback(what, bytes);
  if (!feedback) {
    std::vector<channel_reading> readings;
    static_cast<void>(read_numbers(bytes, readings));
    return 0;
  }
  check_numbers(*feedback, bytes);
  auto const once = write_feedback(*feedback);
  if (!once) return 0;
  auto const again = read_feedback(what, *once);
  if (!again || write_feedback(*again).value() != *once) std::abort();
  std::string json;
  cyclers::protocol::json_writer out(json, cyclers::protocol::not_finite::null);
  cyclers::protocol::write_json(feedback->form(), out, feedback->data());
  return 0;
}
