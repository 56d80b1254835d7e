#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cryocon/protocol/command.hpp"
#include "cryocon_twin/machine.hpp"

namespace sim::cryo {

/// Names the property of which a block of lines is being sent.
struct block_target {
  ::cryocon::property_info const* property = nullptr;
  int member = 0;
};

/// Holds what a line of commands comes to.
struct outcome {
  std::string line{};                     ///< The answers, joined by semicolons.
  bool answered = false;                  ///< Whether there is one, which may be empty text.
  std::string block{};                    ///< Answers of many lines, line ends included.
  std::optional<block_target> expects{};  ///< What the lines that follow are for.
};

/// Works through one line of commands; whatever it holds, the answer is text and never an error of
/// this program. With `set_parts` each set is answered by an empty part.
outcome interpret(machine& with, std::string_view line, std::string_view newline,
                  bool set_parts = false);

}  // namespace sim::cryo
