#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <utility>

#include "running.hpp"
#include "scripted_line.hpp"
#include "sockio/link.hpp"
#include "virtual_clock.hpp"

namespace test_support {

/// Makes a link over a scripted line, on the virtual clock.
std::shared_ptr<sockio::link> make_link(boost::asio::any_io_executor executor, scripted_line& line,
                                        sockio::link_options options, sockio::callbacks events);

/// Is a link on a scripted line: time passes only when a test says so.
class bench {
 public:
  explicit bench(sockio::link_options options = {}, sockio::callbacks events = {})
      : link(make_link(io.get_executor(), line, options, std::move(events))) {}
  ~bench() {
    link.reset();
    line.forget();
  }
  bench(bench const&) = delete;
  bench& operator=(bench const&) = delete;

  /// Starts an operation and lets everything happen that needs no time.
  template <class T>
  running<T> start(sockio::awaitable<T> operation) {
    running<T> one(io.get_executor(), std::move(operation));
    settle();
    return one;
  }
  /// Runs an operation that needs no time.
  template <class T>
  sockio::result<T> ask(sockio::awaitable<T> operation) {
    return start(std::move(operation)).outcome();
  }
  template <class T>
  sockio::error_code error_of(sockio::awaitable<T> operation) {
    return start(std::move(operation)).error();
  }
  /// Lets everything happen that needs no time.
  void settle() {
    for (int quiet = 0; quiet < 3; ++quiet) {
      io.restart();
      while (io.poll_one() > 0) quiet = 0;
    }
  }
  /// Does several things within one turn of the event loop, so that nothing comes between them.
  template <class F>
  void at_once(F things) {
    boost::asio::post(io, std::move(things));
    settle();
  }
  void jump(sockio::duration ahead) {
    settle();
    virtual_clock::jump(ahead);
    settle();
  }

  scripted_line line;
  boost::asio::io_context io{1};
  std::shared_ptr<sockio::link> link;
};

}  // namespace test_support
