#pragma once

#include <string_view>

#include "exchange_machine.hpp"
#include "sockio/failure.hpp"

namespace sockio::detail {

/// What is known of an exchange that failed.
struct story_facts {
  std::string_view url{};
  std::string_view asked{};
  std::string_view received{};
  step at = step::queue;
  error_code ec{};
  bool sent = false;
  bool closed = false;
  bool connected = false;
  duration limit = forever;
  duration connect_limit = forever;
  duration elapsed{};
  duration next_attempt{};
  duration hold_off{};
  std::string_view cause{};
};

/// Tells the story of a failed exchange.
context tell(story_facts const& facts);

}  // namespace sockio::detail
