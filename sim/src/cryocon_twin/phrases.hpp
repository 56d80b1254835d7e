#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cryocon/protocol/command.hpp"

namespace sim::cryo {

/// Takes lines apart and remembers how: a client that polls sends the same few lines for ever, and
/// looking every word of them up in the whole table would cost more than all the rest of an answer.
class phrases {
 public:
  static constexpr std::size_t most = 128;

  /// Returns the commands of a line, valid until the next call.
  std::vector<::cryocon::protocol::command> const& parse(std::string_view line);

 private:
  struct phrase {
    std::string line;
    std::vector<::cryocon::protocol::command> commands;  // parts of the line
  };
  std::unordered_map<std::string_view, std::unique_ptr<phrase>> known_;
};

}  // namespace sim::cryo
