#include <gmock/gmock.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cyclers/cycler.hpp>
#include <cyclers/maccor/tester.hpp>

#include "scripted_link.hpp"

namespace cyclers_fleet_test {

using namespace cyclers;
using cyclers::test::asks;
using cyclers::test::says;
using cyclers::test::scripted_tester;
using sockio::awaitable;
using sockio::result;
using testing::HasSubstr;

/// Is a cycler that a test writes down.
class written_down : public cycler {
 public:
  written_down(std::string name, std::function<awaitable<std::map<int, result<reading>>>()> all)
      : name_(std::move(name)), all_(std::move(all)) {}
  std::string name() const override { return name_; }
  awaitable<std::map<int, result<reading>>> read_all() override { return all_(); }
  awaitable<reading> read_one(int) override { co_return reading{}; }
  awaitable<void> start(int, test_plan) override { co_return; }
  awaitable<void> stop(int) override { co_return; }
  awaitable<void> resume(int) override { co_return; }
  awaitable<void> set_variable(int, int, double) override { co_return; }

 private:
  std::string name_;
  std::function<awaitable<std::map<int, result<reading>>>()> all_;
};

std::shared_ptr<cycler> good(std::string name) {
  return std::make_shared<written_down>(std::move(name),
                                        []() -> awaitable<std::map<int, result<reading>>> {
                                          reading one;
                                          one.voltage = 3.5;
                                          std::map<int, result<reading>> all;
                                          all.emplace(1, one);
                                          all.emplace(2, sockio::failure(sockio::errc::bad_reply));
                                          co_return all;
                                        });
}
std::shared_ptr<cycler> off(std::string name) {
  return std::make_shared<written_down>(
      std::move(name), []() -> awaitable<std::map<int, result<reading>>> {
        throw sockio::failure(sockio::errc::timed_out, {.problem = "no connection within 3 s"});
        co_return std::map<int, result<reading>>();
      });
}
std::shared_ptr<cycler> silent(std::string name) {
  return std::make_shared<written_down>(
      std::move(name), []() -> awaitable<std::map<int, result<reading>>> {
        boost::asio::steady_timer forever(co_await boost::asio::this_coro::executor);
        forever.expires_at(sockio::time_point::max());
        co_await forever.async_wait(boost::asio::use_awaitable);
        co_return std::map<int, result<reading>>();
      });
}

TEST(fleet, gives_what_could_be_read_and_names_what_could_not) {
  boost::asio::io_context io;
  fleet const all{good("a"), off("b"), good("c")};
  auto const seen = test_support::run(io, read_all(all));
  ASSERT_EQ(seen.size(), 5U);
  EXPECT_EQ(seen.at({"a", 1})->voltage, 3.5);
  EXPECT_EQ(seen.at({"a", 2}).error().code(), sockio::errc::bad_reply);
  EXPECT_THAT(seen.at({"b", 0}).error().what(), HasSubstr("no connection"));
  EXPECT_TRUE(seen.at({"c", 1}));
}

TEST(fleet, hands_a_cancellation_on_to_all_of_its_cyclers) {
  boost::asio::io_context io;
  fleet const all{silent("a"), good("b"), silent("c")};
  test_support::running<snapshot> one(io.get_executor(), read_all(all));
  io.poll();
  EXPECT_FALSE(one.done());
  one.cancel();
  io.restart();
  io.poll();
  ASSERT_TRUE(one.done());
}

TEST(fleet, without_cyclers_is_empty) {
  boost::asio::io_context io;
  EXPECT_TRUE(test_support::run(io, read_all(fleet())).empty());
}

TEST(fleet, takes_a_maccor_tester_and_does_the_same_things_with_it) {
  scripted_tester t;
  maccor::tester const tester(t.links(), {.channels = 1});
  fleet const all{tester};
  t.json->on(asks(R"("FClass":4,"FNum":7,"Chan":0)", 1),
             R"({"jsonrpc":"2.0","error":{"code":-32006,"message":"MacNet error"},"id":1})"
             "\r\n");
  auto const seen = t.run(read_all(all));
  EXPECT_EQ(seen.at({"test://json", 1}).error().code(), maccor::rpc_error::macnet_error);
  t.json->on(asks(R"("FClass":6,"FNum":3,"Chan":0)", 2),
             says(R"("FClass":6,"FNum":3,"Chan":0,"Result":"OK")", 2));
  t.run(all.front()->stop(1));
  t.json->on(asks(R"("FClass":6,"FNum":4,"Chan":0)", 3),
             says(R"("FClass":6,"FNum":4,"Chan":0,"Result":"OK")", 3));
  t.run(all.front()->resume(1));
  t.json->on(asks(R"("FClass":6,"FNum":9,"Chan":0,"VarNum":2,"Value":0.5)", 4),
             says(R"("FClass":6,"FNum":9,"Chan":0,"Result":"OK")", 4));
  t.run(all.front()->set_variable(1, 2, 0.5));
}

}  // namespace cyclers_fleet_test
