// Drives a Cryo-con from a script, without coroutines.
#include <fmt/format.h>

#include <boost/asio/thread_pool.hpp>
#include <cryocon/cryocon.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>

//[blocking_script
void script(std::string const& url) {
  cryocon::blocking::controller cryo{url};
  fmt::print("{}\n", cryo.idn());
  cryo['A'].unit(cryocon::unit::C);
  fmt::print("input A is at {}\n", cryo['A'].temperature());
  cryo.control(true);
  fmt::print("control is {}\n", cryo.control() ? "on" : "off");
}
//]

int main(int argc, char** argv) {
  boost::asio::thread_pool elsewhere(1);  // only the twin needs it
  sim::lab lab{sim::cryocon{}};
  if (argc == 1) lab.serve(elsewhere.get_executor());
  script(argc > 1 ? argv[1] : lab.url());
  lab.stop();
}
