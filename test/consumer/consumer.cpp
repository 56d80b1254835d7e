// What a user writes first: a driver, and a twin to try it on, on a real port.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <exception>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sockio/open_link.hpp>
#include <string>

namespace asio = boost::asio;

namespace {

asio::awaitable<void> meet(std::string url, std::string& idn) {
  cryocon::controller cryo{sockio::open_link(co_await asio::this_coro::executor, url)};
  idn = co_await cryo.idn();
}

}  // namespace

int main() {
  asio::io_context context;
  sim::lab lab{sim::cryocon{}};
  lab.serve(context.get_executor());

  std::string idn;
  std::exception_ptr error;
  asio::co_spawn(context, meet(lab.url(), idn), [&](std::exception_ptr result) {
    error = result;
    lab.stop();
  });
  context.run();
  if (error) std::rethrow_exception(error);
  fmt::print("{}\n", idn);
  return idn == "Cryo-con,24C,204683,1.01A" ? 0 : 1;
}
