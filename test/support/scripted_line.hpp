#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/append.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "sockio/error.hpp"

namespace test_support {

/// Is a line in memory with a device at its far end that a test writes down as a conversation:
/// `line.expects("*IDN?\n").replies("Cryo-con\n")`. Everything happens on one thread.
class scripted_line {
 public:
  /// What the device does once it has got what it expects.
  class turn {
   public:
    explicit turn(std::string request) : request_(std::move(request)) {}
    turn& replies(std::string bytes) {
      return then([b = std::move(bytes)](auto& l) { l.send(b); });
    }
    turn& hangs_up() {
      return then([](auto& l) { l.hang_up(); });
    }
    turn& resets() {
      return then([](auto& l) { l.reset(); });
    }
    turn& stays_silent() { return *this; }
    turn& then(std::function<void(scripted_line&)> act) {
      acts_.push_back(std::move(act));
      return *this;
    }

   private:
    friend class scripted_line;
    std::string request_;
    std::deque<std::function<void(scripted_line&)>> acts_;
  };

  ~scripted_line();

  // What the test says.
  turn& expects(std::string request);
  void refuses(sockio::error_code why);  ///< The next connect fails.
  void never_connects();                 ///< The next connect stays open.
  void lets_in();                        ///< A connect that was left open succeeds.
  void send(std::string_view bytes);     ///< The device sends by itself.
  void hang_up();                        ///< The device ends the connection.
  void reset();                          ///< The device breaks the connection.
  void block(std::size_t after = 0);     ///< The line takes so many bytes more, then no others.
  void unblock();

  // What the test asks.
  int attempts() const { return attempts_; }  ///< Connects that were tried.
  int closes() const { return closes_; }      ///< Connections that the link has closed.
  bool open() const { return open_; }
  std::string const& written() const { return written_; }  ///< All that reached the device.
  bool reading() const { return static_cast<bool>(read_); }
  bool connecting() const { return static_cast<bool>(connect_); }
  bool writing() const { return static_cast<bool>(write_); }
  /// Destroys whatever waits, as the end of an event loop does.
  void forget();

 private:
  friend class scripted_transport;
  using operation = std::function<void(sockio::error_code, std::size_t)>;
  enum class state { up, ended, broken };
  enum class plan { accept, refuse, hang };

  void hear(std::string_view bytes);
  void begin_connect(operation done);
  std::size_t take(boost::asio::mutable_buffer into);
  void cancel();
  void close();
  sockio::error_code end() const;
  void wake();

  std::deque<turn> script_;
  std::deque<std::pair<plan, sockio::error_code>> connects_;
  std::string heard_, written_, inbox_;
  std::size_t room_ = static_cast<std::size_t>(-1);
  state state_ = state::up;
  bool open_ = false;
  int attempts_ = 0;
  int closes_ = 0;
  operation connect_, read_, write_, readable_;
  boost::asio::mutable_buffer into_;
  std::string_view out_;
};

}  // namespace test_support
