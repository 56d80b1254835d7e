// Sends a calibration curve from a .crv file to a controller and reads it back.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <cryocon/protocol/blocks.hpp>

#include "twin.hpp"

namespace asio = boost::asio;

//[curve_file
asio::awaitable<void> teach(cryocon::controller cryo, std::string text) {
  cryocon::curve const curve =
      cryocon::protocol::parse_curve(text).value();  // what a .crv file holds
  co_await cryo.curve(1).data(curve);                // written to flash, read back and compared
  co_await cryo['B'].sensor(61);                     // user curve 1
  fmt::print("input B uses '{}'\n", co_await cryo.sensor(61).name());
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::twin twin(context, argc, argv);
  cryocon::controller cryo{sockio::open_link(context.get_executor(), twin.url())};
  sim::run(
      context,
      teach(cryo,
            "Good Diode\nDiode\n-1.0\nVolts\n0.5323 460.1436\n1.2 3.150231\n1.0515 8.162345\n;\n"));
}
