#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/server.hpp"
#include "support/background_context.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_device.hpp"

namespace server_faults_test {

using namespace std::chrono_literals;
using sim::faults;
using test_support::raw_client;

struct misbehaving : testing::Test {
  test_support::background_context background;
  sim::server server{background.executor(), test_support::scripted{}};
  std::string const url = server.open().url;

  void with(faults const& how) { server.misbehave(how); }
};

TEST_F(misbehaving, a_delay_is_waited_for) {
  with({.delay = 30ms});
  raw_client const one(url);
  auto const began = std::chrono::steady_clock::now();
  EXPECT_EQ(one.ask("a\n"), "a\n");
  EXPECT_GE(std::chrono::steady_clock::now() - began, 30ms);
}

TEST_F(misbehaving, a_reply_comes_in_parts) {
  with({.segments = 2, .segment_pause = 50ms});
  raw_client const one(url);
  one.send("abcd\n");
  EXPECT_EQ(one.receive(), "abc");
  EXPECT_EQ(one.receive(), "d\n");
}

TEST_F(misbehaving, the_connection_ends_instead_of_the_second_reply) {
  with({.close_before = 2});
  raw_client const one(url);
  EXPECT_EQ(one.ask("a\n"), "a\n");
  one.send("b\n");
  EXPECT_EQ(one.rest(), "");
}

TEST_F(misbehaving, the_connection_ends_in_the_middle_of_a_reply) {
  with({.close_inside = 1});
  raw_client const one(url);
  one.send("abcdefg\n");
  EXPECT_EQ(one.rest(), "abcd");
}

TEST_F(misbehaving, the_connection_ends_after_a_reply) {
  with({.close_after = 1});
  raw_client const one(url);
  one.send("a\n");
  EXPECT_EQ(one.rest(), "a\n");
  EXPECT_EQ(raw_client(url).ask("b\n"), "b\n");
}

TEST_F(misbehaving, garbage_comes_before_the_second_reply) {
  with({.garbage = 2, .garbage_bytes = "\xff#"});
  raw_client const one(url);
  EXPECT_EQ(one.ask("a\n"), "a\n");
  EXPECT_EQ(one.ask("b\n"), "\xff#b\n");
}

TEST_F(misbehaving, the_second_request_has_no_answer) {
  with({.no_answer = 2});
  raw_client const one(url);
  EXPECT_EQ(one.ask("a\n"), "a\n");
  EXPECT_EQ(one.ask("b\nc\n"), "c\n");
}

TEST_F(misbehaving, the_second_request_is_refused) {
  with({.nack = 2});
  raw_client const one(url);
  EXPECT_EQ(one.ask("a\n"), "a\n");
  EXPECT_EQ(one.ask("b\n"), "NACK\n");
}

TEST_F(misbehaving, a_line_comes_that_nobody_asked_for) {
  with({.stale = 1, .stale_bytes = "old\n"});
  raw_client const one(url);
  EXPECT_EQ(one.ask("a\n"), "a\n");
  EXPECT_EQ(one.line(), "old\n");
}

TEST_F(misbehaving, a_slow_line_takes_its_time) {
  with({.baudrate = 2000});
  raw_client const one(url);
  auto const began = std::chrono::steady_clock::now();
  EXPECT_EQ(one.ask("abcd\n"), "abcd\n");
  EXPECT_GE(std::chrono::steady_clock::now() - began, 50ms);
}

TEST_F(misbehaving, clients_are_dropped_at_once) {
  with({.clients = faults::connections::drop});
  raw_client const one(url);
  EXPECT_TRUE(one.connected());
  EXPECT_EQ(one.rest(), "");
  EXPECT_EQ(server.counters().refused, 1U);
}

TEST_F(misbehaving, clients_are_refused_and_let_in_again_at_the_same_place) {
  with({.clients = faults::connections::refuse});
  EXPECT_FALSE(raw_client(url).connected());
  with({});
  EXPECT_EQ(server.url(), url);
  EXPECT_EQ(raw_client(url).ask("a\n"), "a\n");
}

TEST_F(misbehaving, a_client_that_is_there_stays_when_others_are_refused) {
  raw_client const one(url);
  one.ask("a\n");
  with({.clients = faults::connections::refuse});
  EXPECT_EQ(one.ask("b\n"), "b\n");
}

TEST_F(misbehaving, all_is_well_again_when_faults_are_taken_back) {
  with({.no_answer = 1});
  raw_client const one(url);
  one.send("a\n");
  with({});
  EXPECT_EQ(one.ask("b\n").back(), '\n');
}

TEST_F(misbehaving, one_transport_can_do_so_alone) {
  auto const other = server.open().url;
  server.misbehave(1, {.nack = 1});
  EXPECT_EQ(raw_client(url).ask("a\n"), "a\n");
  EXPECT_EQ(raw_client(other).ask("a\n"), "NACK\n");
}

TEST_F(misbehaving, a_transport_can_do_so_from_the_start) {
  auto const refusing = server.open({.faults = {.clients = faults::connections::refuse}}).url;
  EXPECT_FALSE(raw_client(refusing).connected());
  auto const nacking = server.open({.kind = sim::transport::udp, .faults = {.nack = 1}}).url;
  raw_client const one(nacking);
  one.send("a");
  EXPECT_EQ(one.receive(), "NACK\n");
}

TEST_F(misbehaving, udp_hears_nobody_while_clients_are_dropped) {
  auto const udp = server.open({.kind = sim::transport::udp}).url;
  server.misbehave(1, {.clients = faults::connections::drop});
  raw_client const one(udp);
  one.send("lost");
  server.misbehave(1, {});
  one.send("heard");
  auto const first = one.receive();
  EXPECT_TRUE(first == "heard\n" || first == "lost\n");
}

}  // namespace server_faults_test
