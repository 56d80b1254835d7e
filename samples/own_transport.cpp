// Drives a Cryo-con over any object that has write_readline and write: here one that knows its
// answers.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <sim/run.hpp>

//[own_transport
struct notebook {
  std::string write_readline(std::string_view request) {
    fmt::print("asked {}", request);
    return request.starts_with("*IDN?") ? "Cryo-con,24C,204683,1.01A\n" : "NACK\n";
  }
  void write(std::string_view) {}
};

boost::asio::awaitable<void> use(cryocon::controller cryo) {
  fmt::print("{}\n", co_await cryo.idn());
  auto const refused = co_await sockio::as_result(cryo.name());
  fmt::print("{}\n", refused.error().what());
}
//]

int main() {
  boost::asio::io_context context;
  notebook device;
  sim::run(context, use(cryocon::controller{device}));
}
