// What the scenes of the demo have in common.
#pragma once

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace demo {

namespace asio = boost::asio;
using namespace std::chrono_literals;

inline bool all_held = true;

inline void scene(std::string_view title) { fmt::print("\n\x1b[1m{}\x1b[0m\n", title); }

inline void check(bool held, std::string_view what) {
  fmt::print("  {} {}\n", held ? "ok  " : "FAIL", what);
  std::fflush(stdout);
  all_held = all_held && held;
}

/// Reads what labsim has written: the name and URL of each device that is there over TCP.
inline std::map<std::string, std::string> addresses(char const* ready_file) {
  std::map<std::string, std::string> urls;
  std::ifstream in(ready_file);
  for (std::string line; std::getline(in, line);) {
    boost::json::value const parsed = boost::json::parse(line);
    auto const& one = parsed.as_object();
    if (one.at("type").as_string() == "tcp")
      urls[std::string(one.at("name").as_string())] = std::string(one.at("url").as_string());
  }
  return urls;
}

inline asio::awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace demo
