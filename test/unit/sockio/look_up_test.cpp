#include "look_up.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <atomic>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "sockio/open_link.hpp"
#include "support/running.hpp"
#include "support/scripted_peer.hpp"

namespace {

/// Is a name server that does not answer until a test lets it. Each test asks for a name of its
/// own: a look-up that an earlier one left behind may still come.
class dead_server {
 public:
  int ask(std::string const& name) {
    std::unique_lock lock(mutex_);
    ++asked_[name];
    changed_.notify_all();
    changed_.wait(lock, [&] { return answered_.contains(name); });
    return EAI_AGAIN;
  }
  /// Waits until somebody has asked for a name.
  void wait_for_asker(std::string const& name) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return asked_[name] > 0; });
  }
  int times_asked(std::string const& name) {
    std::lock_guard lock(mutex_);
    return asked_[name];
  }
  /// Lets all go who ask for a name, now or later.
  void answer(std::string const& name) {
    std::lock_guard lock(mutex_);
    answered_.insert(name);
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, int> asked_;
  std::set<std::string> answered_;
};

// Is never destroyed: a look-up that was left behind may still be asking when the program ends.
dead_server& server = *new dead_server;
std::atomic<int> look_ups_of_addresses = 0;
std::string first_of_both;  ///< The first address of both.test; the second is 127.0.0.1.

}  // namespace

/// Stands before the system's function in this program, so that a name server can be played dead.
extern "C" int getaddrinfo(char const* host, char const* service, addrinfo const* hints,
                           addrinfo** found) {
  std::string const name = host != nullptr ? host : "";
  if (name.ends_with("hangs.test")) return server.ask(name);
  if (name == "unknown.test") return EAI_NONAME;
  if (name == "both.test") {
    // An address of the other family, or a deaf one, first.
    int const code = getaddrinfo(first_of_both.c_str(), service, hints, found);
    return code != 0 ? code : getaddrinfo("127.0.0.1", service, hints, &(*found)->ai_next);
  }
  ++look_ups_of_addresses;
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
  ~look_up() override { server.answer(name); }
  static inline int tests = 0;
  std::string const name = fmt::format("{}.hangs.test", ++tests);
  std::string const url = fmt::format("tcp://{}:5000", name);
  asio::io_context io;
  std::shared_ptr<sockio::link> link = sockio::open_link(io.get_executor(), url, {.hold_off = {}});
};

TEST_F(look_up, that_hangs_keeps_no_request_past_its_deadline) {
  auto const asked = result_of(io, link->write_readline("A?\n", {.timeout = 20ms}));
  EXPECT_EQ(asked.error().code(), errc::timed_out);
  EXPECT_THAT(asked.error().what(), HasSubstr("was not sent: no connection within 20 ms"));
}

TEST_F(look_up, that_hangs_is_waited_for_again_and_not_started_again) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(result_of(io, link->write_readline("A?\n", {.timeout = 10ms})).error().code(),
              errc::timed_out);
  server.wait_for_asker(name);
  EXPECT_EQ(server.times_asked(name), 1);
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
  auto other_link = sockio::open_link(other->get_executor(), url);
  test_support::running<void> const open(other->get_executor(), other_link->open());
  other->poll();
  server.wait_for_asker(name);
  other_link.reset();
  other.reset();
  EXPECT_FALSE(open.done());
}

TEST_F(look_up, hands_its_answer_to_who_waits) {
  test_support::running<void> const open(io.get_executor(), link->open());
  io.poll();
  server.wait_for_asker(name);
  server.answer(name);
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
  int const before = look_ups_of_addresses;
  for (char const* numeric_url : {"tcp://127.0.0.1:1", "udp://127.0.0.1:1", "tcp://[::1]:1"}) {
    auto const numeric = sockio::open_link(io.get_executor(), numeric_url);
    (void)result_of(io, numeric->open());
  }
  EXPECT_EQ(look_ups_of_addresses, before);
}

TEST_F(look_up, of_several_addresses_has_udp_use_the_one_of_ipv4) {
  first_of_both = "::1";
  asio::ip::udp::socket device(io, {asio::ip::make_address("127.0.0.1"), 0});
  auto const both = sockio::open_link(
      io.get_executor(), fmt::format("udp://both.test:{}", device.local_endpoint().port()));
  EXPECT_FALSE(result_of(io, both->write("A?\n")).has_error());
  EXPECT_EQ(device.available(), 3u);
}

TEST_F(look_up, of_several_addresses_has_tcp_share_its_time_among_them) {
  first_of_both = "127.0.0.2";
  test_support::scripted_peer device(io.get_executor(), test_support::scripted_peer::echo);
  std::uint16_t const port = sockio::parse_url(device.url())->port;
  // A listener whose queue is full lets what comes to it go unanswered.
  asio::ip::tcp::acceptor deaf(io);
  asio::ip::tcp::endpoint const first(asio::ip::make_address(first_of_both), port);
  deaf.open(first.protocol());
  deaf.bind(first);
  deaf.listen(0);
  std::vector<asio::ip::tcp::socket> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.emplace_back(io, asio::ip::tcp::v4());
    waiting.back().async_connect(first, [](sockio::error_code) {});
  }
  auto const both = sockio::open_link(io.get_executor(), fmt::format("tcp://both.test:{}", port),
                                      {.connection_timeout = 400ms});
  auto const asked = result_of(io, both->write_readline("A?\n"));
  ASSERT_TRUE(asked) << asked.error().what();
  EXPECT_EQ(*asked, "A? ok\n");
  EXPECT_EQ(both->connection_counter(), 1u);
}

TEST_F(look_up, that_is_given_up_before_it_is_waited_for_does_not_wait) {
  auto const one = sockio::detail::look_up::start(name);
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
