#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cryocon_twin/interpreter.hpp"
#include "cryocon_twin/pacing.hpp"
#include "sim/cryocon.hpp"

namespace sim::cryo {

/// Holds how a conversation ends its lines and what it answers to a set.
struct manners {
  std::string newline = "\n";
  sim::cryocon::set_reply set_answer = sim::cryocon::set_reply::line;
};

/// Is one client's conversation: lines in, lines out, in order, in bounded memory.
class talk : public conversation {
 public:
  static constexpr std::size_t longest_line = 255;  ///< Guide p. 84; the line end does not count.
  static constexpr std::size_t longest_block =
      16384;  ///< 200 points and a header with room to spare.

  talk(machine& with, pacing& pace, manners how, bool datagrams);
  void receive(std::string_view bytes, std::vector<reply>& answers) override;

 private:
  void line(std::string_view text, std::vector<reply>& answers);
  void part_of_block(std::string_view text, std::vector<reply>& answers);
  void send(outcome const& done, std::vector<reply>& answers);
  void send_block(std::string_view text, duration after, std::vector<reply>& answers) const;
  void refuse(registers::event why, std::vector<reply>& answers);

  machine& machine_;
  pacing& pace_;
  manners how_;
  bool datagrams_;
  std::string pending_;
  bool skipping_ = false;
  std::optional<block_target> block_;
  std::string lines_;
};

}  // namespace sim::cryo
