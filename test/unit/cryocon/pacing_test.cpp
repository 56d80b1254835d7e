#include <gtest/gtest.h>

#include <algorithm>
#include <cryocon/blocking.hpp>
#include <cryocon/controller.hpp>
#include <functional>

#include "support/background_context.hpp"
#include "support/scripted_peer.hpp"

namespace pacing_test {

using namespace cryocon;
using namespace std::chrono_literals;
using sockio::duration;

/// Is a driver as each way of making one gives it, ready to be asked from here.
struct driver {
  std::function<void()> ask;
};

driver driver_of(std::string const& url, auto make) {
  auto const runtime = std::make_shared<sockio::blocking::runtime>();
  auto const cryo = std::make_shared<controller>(make(runtime->executor(), url));
  return {[runtime, cryo] { runtime->run(cryo->idn()); }};
}

driver opened(std::string const& url, controller_options how) {
  return driver_of(url, [&](auto executor, auto& where) { return open(executor, where, how); });
}

driver on_a_shared_link(std::string const& url, controller_options how) {
  return driver_of(url, [&](auto executor, auto& where) {
    return controller(sockio::open_link(executor, where), how);
  });
}

driver blocking_one(std::string const& url, controller_options how) {
  auto const cryo = std::make_shared<blocking::controller>(url, how);
  return {[cryo] { cryo->idn(); }};
}

driver on_a_blocking_link(std::string const& url, controller_options how) {
  auto const cryo = std::make_shared<blocking::controller>(sockio::blocking::link(url), how);
  return {[cryo] { cryo->idn(); }};
}

duration time_of(std::function<void()> const& what) {
  auto const began = sockio::clock::now();
  what();
  return sockio::clock::now() - began;
}

/// Asks again and again until a request took less than a limit, for a busy machine may be slow.
bool asks_sooner_than(duration limit, driver const& one) {
  one.ask();
  for (int i = 0; i < 50; ++i)
    if (time_of(one.ask) < limit) return true;
  return false;
}

class paced_driver
    : public testing::TestWithParam<driver (*)(std::string const&, controller_options)> {
 protected:
  driver made(controller_options how) { return GetParam()(peer.url(), how); }

  test_support::background_context context;
  test_support::scripted_peer peer{context.executor(), test_support::scripted_peer::echo};
};

TEST_P(paced_driver, keeps_100_ms_between_two_requests_unless_told_otherwise) {
  auto const one = made({});
  EXPECT_GE(time_of([&] {
              one.ask();
              one.ask();
            }),
            100ms);
}

TEST_P(paced_driver, keeps_a_shorter_gap_when_told_so) {
  auto const one = made({.gap = 50ms});
  EXPECT_GE(time_of([&] {
              one.ask();
              one.ask();
            }),
            50ms);
  EXPECT_TRUE(asks_sooner_than(90ms, one));
}

TEST_P(paced_driver, keeps_no_gap_when_told_so) {
  EXPECT_TRUE(asks_sooner_than(40ms, made({.gap = 0ms})));
}

INSTANTIATE_TEST_SUITE_P(, paced_driver,
                         testing::Values(opened, on_a_shared_link, blocking_one,
                                         on_a_blocking_link));

}  // namespace pacing_test
