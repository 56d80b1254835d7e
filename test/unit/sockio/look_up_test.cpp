#include "look_up.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <atomic>
#include <boost/asio/error.hpp>
#include <condition_variable>
#include <cstring>
#include <mutex>

#include "sockio/open_link.hpp"
#include "support/running.hpp"

namespace {

/// Is a name server that does not answer until a test lets it.
struct dead_server {
  std::mutex mutex;
  std::condition_variable changed;
  int waiting = 0;
  bool answers = false;

  int ask() {
    std::unique_lock lock(mutex);
    ++waiting;
    changed.notify_all();
    changed.wait(lock, [this] { return answers; });
    --waiting;
    changed.notify_all();
    return EAI_AGAIN;
  }
  void wait_for_askers(int n) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this, n] { return waiting >= n; });
  }
  /// Lets all that ask go, and waits until they have.
  void answer() {
    std::unique_lock lock(mutex);
    answers = true;
    changed.notify_all();
    changed.wait(lock, [this] { return waiting == 0; });
    answers = false;
  }
};

// Is never destroyed: a look-up that was left behind may still be asking when the program ends.
dead_server& server = *new dead_server;
std::atomic<int> look_ups = 0;

}  // namespace

/// Stands before the system's function in this program, so that a name server can be played dead.
extern "C" int getaddrinfo(char const* host, char const* service, addrinfo const* hints,
                           addrinfo** found) {
  ++look_ups;
  if (host != nullptr && std::strcmp(host, "hangs.test") == 0) return server.ask();
  if (host != nullptr && std::strcmp(host, "unknown.test") == 0) return EAI_NONAME;
  using function = int (*)(char const*, char const*, addrinfo const*, addrinfo**);
  static auto const real = reinterpret_cast<function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(host, service, hints, found);
}

namespace {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::result_of;
using testing::HasSubstr;
namespace asio = boost::asio;

class look_up : public testing::Test {
 protected:
  ~look_up() override { server.answer(); }
  asio::io_context io;
  std::shared_ptr<sockio::link> link =
      sockio::open_link(io.get_executor(), "tcp://hangs.test:5000", {.hold_off = {}});
};

TEST_F(look_up, that_hangs_keeps_no_request_past_its_deadline) {
  auto const asked = result_of(io, link->write_readline("A?\n", {.timeout = 20ms}));
  EXPECT_EQ(asked.error().code(), errc::timed_out);
  EXPECT_THAT(asked.error().what(), HasSubstr("was not sent: no connection within 20 ms"));
}

TEST_F(look_up, that_hangs_is_waited_for_again_and_not_started_again) {
  int const before = look_ups;
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(result_of(io, link->write_readline("A?\n", {.timeout = 10ms})).error().code(),
              errc::timed_out);
  EXPECT_EQ(look_ups - before, 1);
}

TEST_F(look_up, that_hangs_is_ended_by_close) {
  test_support::running<void> const open(io.get_executor(), link->open());
  io.poll();
  link->close();
  io.run();
  EXPECT_EQ(open.error(), errc::closed);
}

TEST_F(look_up, that_hangs_is_ended_by_a_cancellation) {
  test_support::running<void> open(io.get_executor(), link->open());
  io.poll();
  open.cancel();
  io.run();
  EXPECT_EQ(open.error(), errc::cancelled);
}

TEST_F(look_up, that_hangs_may_be_left_behind_by_link_and_event_loop) {
  auto other = std::make_unique<asio::io_context>();
  auto other_link = sockio::open_link(other->get_executor(), "tcp://hangs.test:5000");
  test_support::running<void> const open(other->get_executor(), other_link->open());
  other->poll();
  server.wait_for_askers(1);
  other_link.reset();
  other.reset();
  EXPECT_FALSE(open.done());
}

TEST_F(look_up, hands_its_answer_to_who_waits) {
  test_support::running<void> const open(io.get_executor(), link->open());
  io.poll();
  server.wait_for_askers(1);
  server.answer();
  while (!open.done()) io.run_one();
  EXPECT_EQ(open.error(), asio::error::host_not_found_try_again);
}

TEST_F(look_up, of_a_name_that_nobody_knows_says_so) {
  auto const unknown = sockio::open_link(io.get_executor(), "tcp://unknown.test:5000");
  auto const asked = result_of(io, unknown->write_readline("A?\n"));
  EXPECT_EQ(asked.error().code(), asio::error::host_not_found);
  EXPECT_THAT(
      asked.error().what(),
      HasSubstr("tcp://unknown.test:5000: 'A?' was not sent: cannot connect: Host not found"));
}

TEST_F(look_up, is_not_made_for_an_address) {
  int const before = look_ups;
  for (char const* url : {"tcp://127.0.0.1:1", "udp://127.0.0.1:1", "tcp://[::1]:1"}) {
    auto const numeric = sockio::open_link(io.get_executor(), url);
    (void)result_of(io, numeric->open());
  }
  EXPECT_EQ(look_ups, before);
}

TEST_F(look_up, that_is_given_up_before_it_is_waited_for_does_not_wait) {
  auto const one = sockio::detail::look_up::start("hangs.test");
  one->enlist();
  one->abandon();
  std::vector<asio::ip::address> addresses;
  auto const ec =
      test_support::run(io, [](auto names, auto& found) -> sockio::awaitable<sockio::error_code> {
        co_return co_await names->wait(found);
      }(one, addresses));
  EXPECT_EQ(ec, asio::error::operation_aborted);
}

}  // namespace
