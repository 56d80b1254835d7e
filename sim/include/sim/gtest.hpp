#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "sim/lab.hpp"
#include "sim/run.hpp"
#include "sockio/link.hpp"
#include "sockio/open_link.hpp"

namespace sim {

/// Is a GoogleTest fixture with a laboratory of twins, e.g. `struct my_test :
/// sim::lab_test<sim::cryocon> {};`.
///
/// Each test has fresh twins of default options, on a virtual clock that runs with the wall clock;
/// `lab.time().speed(0)` lets a test move it by hand with lab.advance().
template <device_kind... Kinds>
class lab_test : public ::testing::Test {
 protected:
  /// Runs an operation to its end and returns its value.
  template <class T>
  T run(boost::asio::awaitable<T> operation) {
    return sim::run(context, std::move(operation));
  }
  /// Makes a link straight to the n-th twin.
  std::shared_ptr<sockio::link> link(std::size_t n = 0, sockio::link_options const& how = {}) {
    return lab.link(context.get_executor(), n, how);
  }
  /// Puts the twins on free ports; lab.url(n) tells where.
  void serve() { lab.serve(context.get_executor()); }

  boost::asio::io_context context;
  sim::lab lab{Kinds{}...};
};

}  // namespace sim
