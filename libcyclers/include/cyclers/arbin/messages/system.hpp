#pragma once

#include <string>

#include "cyclers/arbin/command.hpp"

/// Holds the commands of CTI to the software as a whole.
namespace cyclers::arbin::messages {

struct calibrate {
  static constexpr command_info info{
      .code = 0xCD140001,
      .reply_code = 0xCD410001,
      .name = "calibrate",
      .page = 25,
      .instructions_page = 28,
      .doc = "Starts the automatic calibration; its window must be open.",
      .acts = true};
  struct request {
    static constexpr auto fields() { return std::array{reserved<102>()}; }
  };
  using reply = outcome<calibration_result>;
};

struct send_message {
  static constexpr command_info info{.code = 0xCD140002,
                                     .reply_code = 0xCD410002,
                                     .name = "send_message",
                                     .page = 24,
                                     .instructions_page = 33,
                                     .doc = "Shows a message on the cycler's computer.",
                                     .acts = true};
  struct request {
    std::string message{};

    static constexpr auto fields() {
      return std::array{
          member<&request::message, utf16<1024>>("Msg", "none",
                                                 "Rich text: [DateTime]<-->[RichText]."),
      };
    }
  };
  using reply = outcome<message_result>;
};

/// Is the request of a command that has a text and that no document describes.
struct undocumented_text {
  std::string text{};

  static constexpr auto fields() {
    return std::array{
        member<&undocumented_text::text, utf16_so_far<1024>>("Text", "none", "What is assigned."),
    };
  }
};

/// Is the request of a command that no document describes.
struct undocumented {
  static constexpr auto fields() {
    field bytes = reserved<106>();
    bytes.ops = &protocol::operations_of<protocol::unused, reserved_or_other<106>>;
    return std::array{bytes};
  }
};

/// Wire: the instructions (page 9) have its code only: reserved, not implemented. A path's text is
/// taken for its argument.
struct assign_name_rule {
  static constexpr command_info info{.code = 0xBB310007,
                                     .reply_code = 0xBB130007,
                                     .name = "assign_name_rule",
                                     .page = 0,
                                     .instructions_page = 9,
                                     .doc = "Assigns the rule that names of tests are made by.",
                                     .acts = true,
                                     .documented = false};
  using request = undocumented_text;
  using reply = feedback<plain_result>;
};

/// Wire: the instructions (page 9) have its code only: reserved, not implemented. A path's text is
/// taken for its argument.
struct assign_path {
  static constexpr command_info info{.code = 0xBB310008,
                                     .reply_code = 0xBB130008,
                                     .name = "assign_path",
                                     .page = 0,
                                     .instructions_page = 9,
                                     .doc = "Assigns the path that files are kept in.",
                                     .acts = true,
                                     .documented = false};
  using request = undocumented_text;
  using reply = feedback<plain_result>;
};

/// Wire: the instructions (page 9) have its code only: reserved, not implemented.
struct reset_database {
  static constexpr command_info info{.code = 0xBB310009,
                                     .reply_code = 0xBB130009,
                                     .name = "reset_database",
                                     .page = 0,
                                     .instructions_page = 9,
                                     .doc = "Is reserved for the reset of the local database.",
                                     .acts = true,
                                     .documented = false};
  using request = undocumented;
  using reply = feedback<plain_result>;
};

/// Wire: the instructions (page 9) have its code only: reserved, not implemented.
struct restart_daq {
  static constexpr command_info info{.code = 0xBB31000A,
                                     .reply_code = 0xBB13000A,
                                     .name = "restart_daq",
                                     .page = 0,
                                     .instructions_page = 9,
                                     .doc = "Restarts the data acquisition.",
                                     .acts = true,
                                     .documented = false};
  using request = undocumented;
  using reply = feedback<plain_result>;
};

/// Wire: the instructions (page 9) have its code only: reserved, not implemented.
struct restart_console {
  static constexpr command_info info{.code = 0xBB31000B,
                                     .reply_code = 0xBB13000B,
                                     .name = "restart_console",
                                     .page = 0,
                                     .instructions_page = 9,
                                     .doc = "Restarts the cycler's software.",
                                     .acts = true,
                                     .documented = false};
  using request = undocumented;
  using reply = feedback<plain_result>;
};

}  // namespace cyclers::arbin::messages
