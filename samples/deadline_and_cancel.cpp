// Gives an operation a deadline, and tells what a device that does not answer leaves behind.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>

#include "twin.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;

//[deadline
asio::awaitable<void> patient_for_a_moment(cryocon::controller cryo) {
  auto answer = co_await sockio::as_result(sockio::within(50ms, cryo.idn()));
  if (!answer) fmt::print("{}\n", answer.error().what());
  // A late answer can never be taken for the next one: that connection is closed, a new one opens.
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::twin twin(context, argc, argv);
  auto const link = sockio::open_link(context.get_executor(), twin.url());
  cryocon::controller cryo{link};
  twin.lab().misbehave(0, {.no_answer = 1});
  sim::run(context, patient_for_a_moment(cryo));
  twin.lab().misbehave(0, {});
  fmt::print("{}\n", sim::run(context, cryo.idn()));
  fmt::print("connections: {}\n", link->connection_counter());
}
