#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cryocon.hpp"

namespace sim {

/// Talks to a Cryo-con twin in a test: what is sent, and what comes back at once.
class cryocon_client {
 public:
  explicit cryocon_client(cryocon options = quick(), transport over = transport::tcp)
      : twin(make_cryocon(options)), talk_(twin->converse(over)) {}

  /// Returns options that let a test ask as fast as it likes.
  static cryocon quick() { return {.pace = cryocon::haste::ignore}; }

  /// Sends a line and returns the bytes of all answers.
  std::string ask(std::string_view line) { return raw(std::string(line) + "\n"); }
  std::string raw(std::string_view bytes) {
    std::string all;
    for (auto const& each : replies(bytes)) all += each.bytes;
    return all;
  }
  std::vector<reply> replies(std::string_view bytes) {
    std::vector<reply> answers;
    talk_->receive(bytes, answers);
    return answers;
  }
  void pass(duration time) { twin->advance(time); }

  std::unique_ptr<cryocon_twin> twin;

 private:
  std::unique_ptr<conversation> talk_;
};

}  // namespace sim
