#pragma once

#include <chrono>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/device.hpp"

namespace sim {

/// Is one turn of a session in test/vectors/clients: time that passes, or a request and its answer.
struct client_turn {
  int line = 0;
  duration wait{};
  std::string kind{};    ///< json, binary or text.
  std::string title{};   ///< What the user of the client wrote.
  std::string sent{};    ///< Without the line end behind it.
  std::string answer{};  ///< As it is written down.
};

inline duration time_in(std::string const& text) {
  auto const unit = text.substr(text.find(' ') + 1);
  return std::stoi(text) * (unit == "ms" ? duration(std::chrono::milliseconds(1))
                                         : duration(std::chrono::seconds(1)));
}

/// Reads the session of a client that others have written.
inline std::vector<client_turn> client_session(std::string const& name) {
  std::vector<client_turn> all;
  std::ifstream in(COROLAB_TEST_DIR "/vectors/clients/" + name);
  bool in_request = false;
  std::string text;
  for (int line = 1; std::getline(in, text); ++line) {
    std::string const rest = text.size() > 4 ? text.substr(4) : "";
    if (text.starts_with(">>> ")) {
      auto const space = rest.find(' ');
      all.push_back({line, {}, rest.substr(0, space), rest.substr(space + 1), {}, {}});
      in_request = true;
    } else if (text.starts_with("<<< ")) {
      all.back().answer = rest;
      in_request = false;
    } else if (text.starts_with("--- ")) {
      all.push_back({line, time_in(rest), {}, {}, {}, {}});
    } else if (in_request) {
      all.back().sent += (all.back().sent.empty() ? "" : "\n") + text;
    }
  }
  return all;
}

}  // namespace sim
