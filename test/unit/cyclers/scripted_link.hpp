#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cyclers/maccor/session.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <sockio/link.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/running.hpp"

namespace cyclers::test {

/// Is a link that expects requests and answers as a test says: a conversation to be written down.
class scripted_link final : public sockio::link {
 public:
  explicit scripted_link(boost::asio::any_io_executor executor, std::string url = "test://tester")
      : executor_(std::move(executor)), url_(std::move(url)) {}
  ~scripted_link() override {
    EXPECT_TRUE(script_.empty()) << "never sent: " << script_.front().request;
  }

  /// Expects these bytes and answers with those.
  scripted_link& on(std::string request, std::string reply) {
    script_.push_back({std::move(request), std::move(reply), {}});
    return *this;
  }
  /// Expects these bytes and never answers.
  scripted_link& fails(std::string request, sockio::error_code why) {
    script_.push_back({std::move(request), {}, why});
    return *this;
  }

  sockio::awaitable<std::string> exchange(sockio::request what) override {
    return answer(std::move(what));
  }
  sockio::awaitable<void> open(sockio::call) override { return nothing(); }
  void close() override {
    connected_ = false;
    ++closes;
  }
  bool connected() const override { return connected_; }
  bool at_eof() const override { return false; }
  std::size_t in_waiting() const override { return 0; }
  void reset_input_buffer() override {}
  std::string const& endpoint() const override { return url_; }
  sockio::link_counters counters() const override { return {}; }
  sockio::link_options const& options() const override { return options_; }
  boost::asio::any_io_executor executor() const override { return executor_; }

  int closes = 0;
  bool was_confidential = false;

 private:
  struct turn {
    std::string request;
    std::string reply;
    sockio::error_code failure;
  };

  static sockio::awaitable<void> nothing() { co_return; }
  sockio::awaitable<std::string> answer(sockio::request what) {
    connected_ = true;
    was_confidential = what.confidential;
    if (script_.empty()) {
      ADD_FAILURE() << "sent without being expected: " << sockio::printable(what.out, 400);
      throw sockio::failure(sockio::errc::timed_out);
    }
    turn const next = std::move(script_.front());
    script_.pop_front();
    EXPECT_EQ(what.out, next.request);
    if (next.failure)
      throw sockio::failure(next.failure, {.endpoint = url_,
                                           .request = sockio::printable(what.out),
                                           .problem = next.failure.message()});
    auto const found = what.reply.look(next.reply);
    if (found.what != sockio::frame::found::state::complete)
      throw sockio::failure(sockio::errc::timed_out, {.endpoint = url_, .problem = "no reply"});
    EXPECT_EQ(found.size, next.reply.size()) << "the frame ends within the reply";
    co_return next.reply.substr(0, found.size);
  }

  boost::asio::any_io_executor executor_;
  std::string url_;
  sockio::link_options options_;
  std::deque<turn> script_;
  bool connected_ = false;
};

/// Is the two connections of a tester, both scripted.
struct scripted_tester {
  boost::asio::io_context io;
  std::shared_ptr<scripted_link> json =
      std::make_shared<scripted_link>(io.get_executor(), "test://json");
  std::shared_ptr<scripted_link> binary =
      std::make_shared<scripted_link>(io.get_executor(), "test://binary");

  maccor::connections links() const { return {json, binary}; }
  template <class T>
  T run(sockio::awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  sockio::failure failure_of(sockio::awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    EXPECT_TRUE(ended.has_error()) << "nothing failed";
    return ended.has_error() ? ended.error() : sockio::failure();
  }
};

/// Writes a JSON request as the driver does.
inline std::string asks(std::string_view params, int id) {
  return fmt::format(R"({{"jsonrpc":"2.0","method":"MacNet","params":{{{}}},"id":{}}})", params,
                     id);
}
/// Writes a JSON reply as testers do.
inline std::string says(std::string_view result, int id) {
  return fmt::format("{{\"jsonrpc\":\"2.0\",\"result\":{{{}}},\"id\":{}}}\r\n", result, id);
}

}  // namespace cyclers::test
