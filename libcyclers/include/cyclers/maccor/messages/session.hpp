#pragma once

#include <cstdint>
#include <string>

#include "cyclers/maccor/function.hpp"

/// Holds class 8 of MacNet: who is asking.
namespace cyclers::maccor::messages {

struct log_in {
  static constexpr function_info info{.fclass = 8,
                                      .fnum = 1,
                                      .name = "log_in",
                                      .page = 93,
                                      .doc = "Logs a user in, where the tester asks for it."};
  struct request {
    std::string user{};
    std::string password{};

    static constexpr auto fields() {
      using length_byte = counted_text<std::uint8_t>;
      return std::array{
          member<&request::user, length_byte>("UserID", "none", "Name of the user."),
          member<&request::password, length_byte>("Password", "none", "Case counts."),
      };
    }
  };
  struct reply {
    outcome<login_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "Whether the tester knows the user."),
      };
    }
  };
};

struct log_out {
  static constexpr function_info info{
      .fclass = 8, .fnum = 2, .name = "log_out", .page = 94, .doc = "Logs the user out."};
  using request = nothing;
  struct reply {
    outcome<logout_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "Whether there was one."),
      };
    }
  };
};

}  // namespace cyclers::maccor::messages
