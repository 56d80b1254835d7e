#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>
#include <vector>

namespace test_support {

/// Runs an io_context on threads of its own until it is destroyed.
class background_context {
 public:
  explicit background_context(std::size_t threads = 1) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { context_.run(); });
  }
  ~background_context() {
    context_.stop();
    for (auto& one : threads_) one.join();
  }

  auto executor() { return context_.get_executor(); }

 private:
  boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      context_.get_executor()};
  std::vector<std::thread> threads_;
};

}  // namespace test_support
