#include "sim/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <thread>

#include "support/background_context.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_device.hpp"

namespace server_test {

using namespace std::chrono_literals;
using test_support::raw_client;
using test_support::scripted;

struct served : testing::Test {
  test_support::background_context background;
  scripted device;
  sim::server server{background.executor(), device};

  raw_client client() { return raw_client(server.open().url); }
};

TEST_F(served, a_client_is_answered_line_by_line) {
  auto const one = client();
  EXPECT_EQ(one.ask("hello\n"), "hello\n");
  EXPECT_EQ(one.ask("again\n"), "again\n");
}

TEST_F(served, a_request_in_pieces_is_one_request) {
  auto const one = client();
  one.send("hel");
  EXPECT_EQ(one.ask("lo\n"), "hello\n");
}

TEST_F(served, requests_in_one_piece_are_answered_in_order) {
  auto const one = client();
  EXPECT_EQ(one.ask("a\nb\nc\n"), "a\n");
  EXPECT_EQ(one.line(), "b\n");
  EXPECT_EQ(one.line(), "c\n");
}

TEST_F(served, clients_do_not_hear_each_other) {
  auto const url = server.open().url;
  raw_client const one(url), other(url);
  one.send("left ");
  EXPECT_EQ(other.ask("right\n"), "right\n");
  EXPECT_EQ(one.ask("alone\n"), "left alone\n");
}

TEST_F(served, everything_is_counted) {
  auto const one = client();
  one.ask("hello\n");
  one.ask("you\n");
  auto const counted = server.counters();
  EXPECT_EQ(counted.connections, 1U);
  EXPECT_EQ(counted.replies, 2U);
  EXPECT_EQ(counted.bytes_in, 10U);
  EXPECT_EQ(counted.bytes_out, 10U);
}

TEST_F(served, udp_answers_each_datagram_to_its_sender) {
  auto const url = server.open({.kind = sim::transport::udp}).url;
  raw_client const one(url), other(url);
  one.send("first");
  EXPECT_EQ(one.receive(), "first\n");
  other.send("second\n");
  EXPECT_EQ(other.receive(), "second\n");
}

TEST_F(served, udp_forgets_the_peers_that_were_heard_first) {
  auto const url = server.open({.kind = sim::transport::udp}).url;
  std::vector<std::unique_ptr<raw_client>> many;
  for (int i = 0; i < 100; ++i) {
    many.push_back(std::make_unique<raw_client>(url));
    many.back()->send("x");
    EXPECT_EQ(many.back()->receive(), "x\n");
  }
  many.front()->send("y");
  EXPECT_EQ(many.front()->receive(), "y\n");
}

TEST_F(served, udp_stands_beside_tcp_on_the_next_port) {
  auto const tcp = server.open({.udp_beside = true});
  auto const all = server.addresses();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0], tcp);
  EXPECT_EQ(all[1].kind, sim::transport::udp);
  EXPECT_EQ(all[1].port, tcp.port + 1);
  raw_client const one(all[1].url);
  one.send("hello");
  EXPECT_EQ(one.receive(), "hello\n");
}

/// Returns a TCP port that was free a moment ago and whose neighbour `holder` now holds for UDP.
std::uint16_t port_before_a_taken_one(sim::server& holder) {
  for (int tries = 0; tries < 64; ++tries) {
    test_support::background_context background;
    sim::server probe(background.executor(), scripted{});
    auto const port = probe.open().port;
    try {
      holder.open({.kind = sim::transport::udp, .url = "localhost:" + std::to_string(port + 1)});
      return port;
    } catch (sim::listen_error const&) {
      // Somebody else has the neighbour: try another pair.
    }
  }
  return 0;
}

TEST_F(served, udp_that_must_be_beside_tcp_fails_when_its_port_is_taken) {
  auto const port = port_before_a_taken_one(server);
  sim::server other(background.executor(), device);
  EXPECT_THROW(other.open({.url = "localhost:" + std::to_string(port), .udp_beside = true}),
               sim::listen_error);
  EXPECT_TRUE(other.addresses().empty());
}

TEST_F(served, udp_that_may_be_beside_tcp_is_left_out_when_its_port_is_taken) {
  auto const port = port_before_a_taken_one(server);
  std::vector<std::string> told;
  auto const twin =
      std::make_shared<sim::station>(make_device(device), std::make_shared<sim::clock>(),
                                     sim::station_options{.name = "twin", .udp_beside_tcp = true});
  auto const tell = [&](sim::log_level, std::string_view text) { told.emplace_back(text); };
  sim::server other(background.executor(), twin, {.write = tell});
  auto const where = other.open({.url = "localhost:" + std::to_string(port)});
  EXPECT_EQ(other.addresses().size(), 1U);
  EXPECT_EQ(told,
            std::vector<std::string>{"twin: no UDP beside " + where.url + ": the port is taken"});
}

TEST_F(served, a_port_that_is_taken_is_told_in_words) {
  auto const port = server.open().port;
  sim::server other(background.executor(), device);
  try {
    other.open({.url = "localhost:" + std::to_string(port)});
    FAIL() << "two servers on one port";
  } catch (sim::listen_error const& error) {
    EXPECT_EQ(std::string(error.what()),
              "cannot listen on tcp://localhost:" + std::to_string(port) +
                  ": somebody else listens there");
  }
  EXPECT_TRUE(other.addresses().empty());
}

TEST_F(served, all_interfaces_and_version_six_have_their_addresses) {
  EXPECT_TRUE(server.open({.url = ":0"}).url.starts_with("tcp://0.0.0.0:"));
  EXPECT_EQ(raw_client("tcp://127.0.0.1:" + std::to_string(server.addresses()[0].port)).ask("a\n"),
            "a\n");
}

TEST_F(served, an_answer_comes_when_the_device_is_done) {
  device.answer = [](auto const&) { return scripted::answers{{.bytes = "done\n", .after = 30ms}}; };
  sim::server slow(background.executor(), device);
  raw_client const one(slow.open().url);
  auto const began = std::chrono::steady_clock::now();
  EXPECT_EQ(one.ask("go\n"), "done\n");
  EXPECT_GE(std::chrono::steady_clock::now() - began, 30ms);
}

TEST_F(served, an_answer_of_a_fast_laboratory_comes_sooner) {
  device.answer = [](auto const&) { return scripted::answers{{.bytes = "done\n", .after = 1h}}; };
  auto const time = std::make_shared<sim::clock>(1e6);
  sim::server fast(background.executor(), sim::station::of(device, time));
  EXPECT_EQ(raw_client(fast.open().url).ask("go\n"), "done\n");
}

TEST_F(served, a_device_can_end_the_connection) {
  device.answer = [](auto const&) {
    return scripted::answers{{.bytes = "bye\n", .then_close = true}};
  };
  sim::server ending(background.executor(), device);
  raw_client const one(ending.open().url);
  one.send("quit\n");
  EXPECT_EQ(one.rest(), "bye\n");
}

TEST_F(served, a_device_lives_although_nobody_asks) {
  auto const time = std::make_shared<sim::clock>(1);
  sim::server alive(background.executor(), sim::station::of(device, time));
  alive.open();
  time->advance(1h);
  auto const until = std::chrono::steady_clock::now() + 5s;
  while (std::chrono::steady_clock::now() < until) {
    if (device.age() >= 1h) break;
    std::this_thread::yield();
  }
  alive.stop();
  EXPECT_GE(device.age(), 1h);
}

TEST_F(served, a_client_that_does_not_read_is_not_read_from_either) {
  std::string const page = std::string(4095, 'x') + '\n';
  device.answer = [&](auto const&) { return scripted::answers{{.bytes = page}}; };
  sim::server stubborn(background.executor(), device);
  raw_client const one(stubborn.open().url);
  constexpr std::size_t plenty = 64 << 20;
  EXPECT_LT(one.flood(std::string(4096, '\n'), plenty), plenty);
  EXPECT_EQ(raw_client(stubborn.url()).ask("\n").size(), page.size());
}

TEST_F(served, many_threads_serve_many_clients) {
  test_support::background_context four(4);
  sim::server busy(four.executor(), device);
  auto const url = busy.open().url;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i)
    clients.emplace_back([&, i] {
      raw_client const one(url);
      for (int n = 0; n < 50; ++n) {
        auto const said = std::to_string(i * 1000 + n) + '\n';
        EXPECT_EQ(one.ask(said), said);
      }
    });
  for (auto& one : clients) one.join();
  EXPECT_EQ(busy.counters().replies, 400U);
}

TEST_F(served, clients_see_the_end_when_the_server_stops) {
  auto const one = client();
  one.ask("hello\n");
  server.stop();
  EXPECT_EQ(one.rest(), "");
  EXPECT_TRUE(server.addresses().empty());
}

TEST_F(served, what_happens_is_told_to_the_log) {
  std::vector<std::string> told;
  {
    test_support::background_context other;
    sim::server talking(
        other.executor(), sim::station::of(device),
        {.least = sim::log_level::info,
         .write = [&](sim::log_level, std::string_view text) { told.emplace_back(text); }});
    raw_client(talking.open().url).ask("hello\n");
  }
  ASSERT_EQ(told.size(), 2U);
  EXPECT_THAT(told[0], testing::StartsWith("scripted: listening on tcp://127.0.0.1:"));
  EXPECT_THAT(told[1], testing::StartsWith("scripted: new connection from 127.0.0.1:"));
}

TEST(a_stopped_server, keeps_nobodys_event_loop_busy) {
  boost::asio::io_context context;
  scripted device;
  device.answer = [](auto const&) { return scripted::answers{{.bytes = "late\n", .after = 1h}}; };
  sim::server server(context.get_executor(), device);
  raw_client const one(server.open({.udp_beside = true}).url);
  server.open({.kind = sim::transport::serial, .url = ""});
  one.send("go\n");
  while (server.counters().bytes_in == 0) context.run_one();
  server.stop();
  context.run();
  SUCCEED() << "run() came back";
}

TEST(a_server, works_on_a_thread_pool) {
  boost::asio::thread_pool pool(2);
  scripted device;
  {
    sim::server server(pool.get_executor(), device);
    EXPECT_EQ(raw_client(server.open().url).ask("hello\n"), "hello\n");
  }
  pool.join();
}

TEST(a_server, can_be_moved) {
  test_support::background_context background;
  sim::server one(background.executor(), scripted{});
  one.open();
  sim::server other = std::move(one);
  EXPECT_EQ(raw_client(other.url()).ask("hello\n"), "hello\n");
}

}  // namespace server_test
