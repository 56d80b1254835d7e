#include "sockio/error.hpp"

#include <string>

namespace sockio {

namespace {

char const* text(errc code) {
  switch (code) {
    case errc::timed_out:
      return "no reply in time";
    case errc::cancelled:
      return "cancelled";
    case errc::closed_by_peer:
      return "the peer closed the connection";
    case errc::not_connected:
      return "not connected";
    case errc::already_open:
      return "already open";
    case errc::closed:
      return "the link was closed";
    case errc::reply_too_long:
      return "the reply is too long";
    case errc::bad_reply:
      return "the reply has not the expected form";
    case errc::unsolicited_bytes:
      return "bytes were waiting that nobody had asked for";
    case errc::bad_url:
      return "not a valid URL";
    case errc::bad_option:
      return "not a valid option";
    case errc::greeting_failed:
      return "on_connection_made failed";
    case errc::interrupted:
      return "interrupted";
    case errc::own_thread:
      return "a blocking call was made on the thread that has to serve it";
    case errc::replay_mismatch:
      return "the trace holds another request";
    case errc::refused:
      return "the device refused the request";
    case errc::not_verified:
      return "the device reads back another value";
    case errc::bad_value:
      return "the value cannot be sent";
  }
  return "unknown error";
}

class link_category final : public boost::system::error_category {
 public:
  char const* name() const noexcept override { return "sockio"; }
  std::string message(int code) const override { return text(static_cast<errc>(code)); }
};

}  // namespace

boost::system::error_category const& category() noexcept {
  static link_category const instance;
  return instance;
}

}  // namespace sockio
