#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arbin_twin/console.hpp"
#include "sim/device.hpp"
#include "sockio/frame.hpp"

namespace sim::cti {

/// Is one client's conversation: requests in, feedbacks out, in order.
class talk : public conversation {
 public:
  explicit talk(console& with);
  ~talk() override;
  talk(talk const&) = delete;
  talk& operator=(talk const&) = delete;

  void receive(std::string_view bytes, std::vector<reply>& answers) override;

 private:
  /// Answers the first message of some bytes and returns its size; 0 when there is no more to do.
  std::size_t take(std::string_view bytes, std::vector<reply>& answers);
  void answer(std::string_view bytes, std::vector<reply>& answers);
  void end(std::vector<reply>& answers);

  console& console_;
  cti::session session_;
  std::string buffered_;
  bool answering_ = false;
  std::optional<sockio::frame> next_;
};

}  // namespace sim::cti
