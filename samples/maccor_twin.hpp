#pragma once

#include <boost/asio/io_context.hpp>
#include <cyclers/maccor/tester.hpp>
#include <sim/lab.hpp>
#include <sim/maccor.hpp>
#include <sim/run.hpp>
#include <string>

namespace sample {

/// Is the tester that a sample talks to: on the host that the command line names, or a twin in
/// this process whose cells live `speed` times as fast as the wall clock.
class tester_twin {
 public:
  tester_twin(boost::asio::io_context& context, int argc, char** argv, sim::maccor const& what,
              double speed = 1)
      : lab_(std::make_shared<sim::clock>(speed), what), context_(context) {
    if (argc > 1) host_ = argv[1];
  }
  cyclers::maccor::tester tester() {
    auto const executor = context_.get_executor();
    if (!host_.empty()) return {executor, host_};
    return cyclers::maccor::tester({lab_.link(executor), lab_.link(executor)});
  }

 private:
  sim::lab lab_;
  boost::asio::io_context& context_;
  std::string host_;
};

}  // namespace sample
