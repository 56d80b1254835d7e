#pragma once

#include <gtest/gtest.h>

#include <cryocon/controller.hpp>
#include <deque>
#include <sockio/blocking.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cryocon::test {

/// Is a device that expects lines and answers as it is told: a conversation to be written down.
class scripted {
 public:
  /// Expects a request (without its line end) and answers with lines.
  scripted& on(std::string_view request, std::string_view reply) {
    script_.emplace_back(request, reply);
    return *this;
  }

  std::string write_readline(std::string_view bytes) {
    take(bytes);
    return readline();
  }
  void write(std::string_view bytes) { take(bytes); }
  std::string readline() {
    if (rest_.empty()) {
      throw sockio::failure(sockio::errc::timed_out, {.problem = "no reply within 3 s"});
    }
    auto const end = rest_.find('\n');
    auto line = rest_.substr(0, end == std::string::npos ? rest_.size() : end + 1);
    rest_.erase(0, line.size());
    return line;
  }

  std::vector<std::string> const& sent() const { return sent_; }
  bool done() const { return script_.empty(); }

  ~scripted() { EXPECT_TRUE(done()) << "never sent: " << (done() ? "" : script_.front().first); }

 private:
  void take(std::string_view bytes) {
    EXPECT_TRUE(bytes.ends_with('\n')) << bytes;
    sent_.emplace_back(bytes.substr(0, bytes.empty() ? 0 : bytes.size() - 1));
    rest_.clear();
    if (script_.empty()) {
      ADD_FAILURE() << "sent without being expected: " << sent_.back();
      return;
    }
    EXPECT_EQ(sent_.back(), script_.front().first);
    rest_ = script_.front().second;
    script_.pop_front();
  }

  std::deque<std::pair<std::string, std::string>> script_;
  std::vector<std::string> sent_;
  std::string rest_;
};

/// Runs a coroutine to its end.
template <class T>
T run(sockio::awaitable<T> operation) {
  sockio::blocking::runtime runtime;
  return runtime.run(std::move(operation));
}

/// Returns what an operation fails with; a test failure when it does not.
template <class F>
sockio::failure failure_of(F call) {
  try {
    call();
  } catch (sockio::failure const& failure) {
    return failure;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

}  // namespace cryocon::test
