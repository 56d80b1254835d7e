// Sends a calibration curve from a .crv file to a controller, and reads it into another file.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <filesystem>

#include "twin.hpp"

namespace asio = boost::asio;

//[curve_file
asio::awaitable<void> teach(cryocon::controller cryo, std::string from, std::string to) {
  co_await cryo.curve(1).data(cryocon::read_curve_file(from));  // written, read back and compared
  co_await cryo['B'].sensor(61);                                // user curve 1
  fmt::print("input B uses '{}'\n", co_await cryo.sensor(61).name());
  cryocon::write_curve_file(to, co_await cryo.curve(1).data());
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::twin twin(context, argc, argv);
  cryocon::controller cryo{sockio::open_link(context.get_executor(), twin.url())};
  auto const folder = std::filesystem::temp_directory_path();
  std::string const file = folder / fmt::format("good_diode.{}.crv", ::getpid());
  cryocon::curve const good{"Good Diode",
                            cryocon::sensor_type::diode,
                            -1.0,
                            cryocon::curve_unit::volts,
                            {{0.5323, 460.1436}, {1.0515, 8.162345}, {1.2, 3.150231}}};
  cryocon::write_curve_file(file, good);
  sim::run(context, teach(cryo, file, file));
  fmt::print("{} points came back\n", cryocon::read_curve_file(file).points.size());
  std::filesystem::remove(file);
}
