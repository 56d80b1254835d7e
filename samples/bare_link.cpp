// Talks to any device with lines of text, without a driver: the link alone, awaited and blocking.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sim/run.hpp>
#include <sockio/sockio.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//[bare_link
asio::awaitable<void> ask(asio::any_io_executor executor, std::string url) {
  auto const link = sockio::open_link(executor, url);
  std::string const idn = co_await link->write_readline("*IDN?\n", {.timeout = 500ms});
  fmt::print("{}", idn);
}

void ask_in_a_script(std::string const& url) {
  sockio::blocking::link link{url};
  fmt::print("{}", link.write_readline("*IDN?\n"));
}
//]

int main(int argc, char** argv) {
  asio::thread_pool elsewhere(1);  // only the twin needs it
  sim::lab lab{sim::cryocon{}};
  if (argc == 1) lab.serve(elsewhere.get_executor());
  std::string const url = argc > 1 ? argv[1] : lab.url();
  asio::io_context context;
  sim::run(context, ask(context.get_executor(), url));
  ask_in_a_script(url);
  lab.stop();
}
