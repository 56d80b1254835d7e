#pragma once

#include <boost/asio/io_context.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sim/run.hpp>
#include <string>

namespace sample {

/// Is the device that a sample talks to: the one that the command line names, or a twin on a free
/// port.
class twin {
 public:
  twin(boost::asio::io_context& context, int argc, char** argv)
      : lab_(sim::cryocon{.pace = sim::cryocon::haste::ignore}) {
    if (argc > 1) {
      url_ = argv[1];
    } else {
      lab_.serve(context.get_executor());
      url_ = lab_.url();
    }
  }
  std::string const& url() const { return url_; }
  sim::lab& lab() { return lab_; }

 private:
  sim::lab lab_;
  std::string url_;
};

}  // namespace sample
