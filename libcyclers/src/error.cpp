#include "cyclers/error.hpp"

namespace cyclers {

namespace {

char const* text(errc code) {
  switch (code) {
    case errc::bad_json:
      return "not valid JSON";
    case errc::too_deep:
      return "nested too deeply";
    case errc::bad_envelope:
      return "not a JSON-RPC 2.0 message of this protocol";
    case errc::missing_field:
      return "a field is missing";
    case errc::wrong_type:
      return "a field has the wrong type";
    case errc::out_of_range:
      return "a number is out of its field's range";
    case errc::duplicated_field:
      return "a field is there twice";
    case errc::too_long:
      return "too long for its field";
    case errc::bad_text:
      return "not a valid text";
    case errc::wrong_count:
      return "a count does not agree with what is counted";
    case errc::truncated:
      return "the message is cut off";
    case errc::surplus_bytes:
      return "bytes follow the end of the message";
    case errc::wrong_length:
      return "the stated length is wrong";
    case errc::unknown_function:
      return "there is no such function";
    case errc::wrong_function:
      return "the reply belongs to another function";
    case errc::wrong_id:
      return "the reply belongs to another request";
    case errc::wrong_channel:
      return "the reply belongs to another channel";
    case errc::not_in_this_form:
      return "the function does not exist in this form";
    case errc::rest_not_verified:
      return "the channel could not be shown to be at rest";
    case errc::unattended:
      return "the program gave no sign of life";
    case errc::limit_breached:
      return "outside of the limits";
    case errc::stale_reading:
      return "the reading is too old";
    case errc::not_running:
      return "nothing runs on the channel";
    case errc::bad_prefix:
      return "the bytes do not begin as a message does";
    case errc::wrong_checksum:
      return "the checksum is wrong";
  }
  return "unknown error";
}

class cycler_category final : public boost::system::error_category {
 public:
  char const* name() const noexcept override { return "cyclers"; }
  std::string message(int code) const override { return text(static_cast<errc>(code)); }
};

}  // namespace

boost::system::error_category const& category() noexcept {
  static cycler_category const instance;
  return instance;
}

void fault::under(std::string_view parent) {
  std::string path(parent);
  if (!where.empty() && where.front() != '[') path += '.';
  where.insert(0, path);
}

}  // namespace cyclers
