// Talks to a laboratory in this process: over a link without sockets, and over TCP with faults.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>

#include "sim/cryocon.hpp"
#include "sim/lab.hpp"
#include "sim/run.hpp"
#include "sockio/link.hpp"
#include "sockio/open_link.hpp"

using namespace std::chrono_literals;
namespace asio = boost::asio;

asio::awaitable<void> talk(std::shared_ptr<sockio::link> cryo) {
  fmt::print("{}: {}", cryo->endpoint(), co_await cryo->write_readline("*IDN?\n"));
  fmt::print("input A is at {}", co_await cryo->write_readline("INPUT A:TEMPERATURE?\n"));
}

int main() {
  asio::io_context context;
  auto const time = std::make_shared<sim::clock>(60);  // a minute of the laboratory in a second
  sim::lab lab{time, sim::cryocon{.name = "cryo1"}};

  sim::run(context, talk(lab.link(context.get_executor())));

  lab.advance(1h);  // an hour passes at once
  lab.serve(context.get_executor());
  lab.misbehave(0, {.segments = 3});  // replies come in three parts
  sim::run(context, talk(sockio::open_link(context.get_executor(), lab.url())));
}
