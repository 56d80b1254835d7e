#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "maccor_twin/session.hpp"
#include "maccor_twin/tester.hpp"
#include "sim/device.hpp"
#include "sockio/frame.hpp"

namespace sim::mac {

/// Names the forms of MacNet that a connection takes.
enum class speech {
  json,
  binary,
  either,     ///< Goes by the first byte of each message: no function class of binary is printable.
  datagrams,  ///< Binary, one message each.
};

/// Is one client's conversation: requests in, replies out, in order, never silence.
class talk : public conversation {
 public:
  talk(tester& with, speech how) : tester_(with), how_(how) {}

  void receive(std::string_view bytes, std::vector<reply>& answers) override;

  /// The document knows no request of more than 1 kB; this is the room for its white space.
  static constexpr std::size_t longest_request = 1 << 18;

 private:
  struct message {
    sockio::frame frame = sockio::frame::none();
    bool binary = false;
  };

  void begin(std::string_view bytes);
  /// Answers the first message of some bytes and returns its size; 0 when it is not whole.
  std::size_t take(std::string_view bytes, std::vector<reply>& answers);
  void answer(std::string_view bytes, bool binary, std::vector<reply>& answers);
  std::size_t refuse_junk(std::string_view bytes, std::vector<reply>& answers);

  tester& tester_;
  speech how_;
  mac::session session_;
  std::string buffered_;
  std::optional<message> next_;
};

}  // namespace sim::mac
