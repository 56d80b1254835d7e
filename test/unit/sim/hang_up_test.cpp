#include <gtest/gtest.h>

#include <sockio/link.hpp>
#include <sockio/open_link.hpp>

#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/messages.hpp"
#include "sim/arbin.hpp"
#include "sim/lab.hpp"
#include "sim/server.hpp"
#include "support/running.hpp"

namespace hang_up_test {

using namespace std::chrono_literals;
namespace cti = cyclers::arbin::messages;
using cyclers::arbin::write_request;

std::string const log_in = write_request<cti::log_in>({"Robin", "Hood"}).value();
std::string const may_be_kicked = write_request<cti::connect>({1}).value();

/// Is a cycler with room for one, which throws a client out for the next one.
struct a_device_that_throws_out : testing::Test {
  boost::asio::io_context io;
  sim::lab lab{std::make_shared<sim::clock>(1), sim::arbin{.channels = 1, .sessions = 1}};

  sockio::awaitable<std::string> ask(std::shared_ptr<sockio::link> link, std::string const& what) {
    return link->exchange(sockio::request(what, cyclers::arbin::feedback_frame()));
  }
  template <class T>
  T run(sockio::awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  /// Lets the first client be thrown out by the second one, and tells how its wait for bytes ended.
  sockio::error_code ended_wait(std::shared_ptr<sockio::link> first,
                                std::shared_ptr<sockio::link> second) {
    run(ask(first, log_in));
    run(ask(first, may_be_kicked));
    test_support::running<std::string> wait(io.get_executor(), first->readexactly(1));
    io.poll();
    EXPECT_FALSE(wait.done());
    run(ask(second, log_in));
    for (int tries = 0; tries < 1000 && !wait.done(); ++tries) io.run_one_for(10ms);
    return wait.error();
  }
};

TEST_F(a_device_that_throws_out, closes_the_socket_of_a_client_that_waits) {
  lab.serve(io.get_executor());
  auto const first = sockio::open_link(io.get_executor(), lab.url());
  auto const second = sockio::open_link(io.get_executor(), lab.url());
  EXPECT_EQ(ended_wait(first, second), sockio::errc::closed_by_peer);
  EXPECT_TRUE(second->connected());
  lab.stop();
}

TEST_F(a_device_that_throws_out, closes_a_link_without_sockets_as_well) {
  auto const first = lab.link(io.get_executor());
  auto const second = lab.link(io.get_executor());
  EXPECT_EQ(ended_wait(first, second), sockio::errc::closed_by_peer);
  EXPECT_TRUE(second->connected());
}

TEST_F(a_device_that_throws_out, tells_whoever_runs_it_what_it_did) {
  auto const twin = sim::make_arbin({.channels = 1});
  auto const talk = twin->converse(sim::transport::tcp);
  std::vector<sim::reply> answers;
  talk->receive(log_in, answers);
  ASSERT_EQ(twin->events().size(), 1U);
  EXPECT_TRUE(twin->take_news().empty()) << "a log-in is answered";
  talk->receive("this is no message of the protocol", answers);
  auto const news = twin->take_news();
  ASSERT_EQ(news.size(), 1U);
  EXPECT_NE(news[0].find("connection closed"), std::string::npos);
  EXPECT_TRUE(twin->take_news().empty());
  EXPECT_EQ(twin->events().back(), news[0]);
}

TEST_F(a_device_that_throws_out, is_heard_of_at_the_usual_log_level) {
  std::vector<std::string> told;
  auto const station = sim::station::of(sim::arbin{.channels = 1});
  sim::server server(io.get_executor(), station,
                     {.write = [&](sim::log_level, auto text) { told.emplace_back(text); }});
  server.open();
  std::vector<sim::reply> answers;
  station->converse(sim::transport::tcp)->receive("no message of the protocol", answers);
  for (int tries = 0; tries < 1000 && told.empty(); ++tries) io.run_one_for(10ms);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("connection closed"), std::string::npos);
  server.stop();
}

TEST_F(a_device_that_throws_out, is_reached_again_by_the_next_request) {
  auto const first = lab.link(io.get_executor());
  auto const second = lab.link(io.get_executor());
  run(ask(first, log_in));
  run(ask(first, may_be_kicked));
  run(ask(second, log_in));
  io.poll();
  auto const reply = cyclers::arbin::read_feedback<cti::connect>(run(ask(first, may_be_kicked)));
  EXPECT_EQ(reply->result, cyclers::arbin::connect_result::rejected);
  EXPECT_EQ(first->counters().connections, 2U);
}

}  // namespace hang_up_test
