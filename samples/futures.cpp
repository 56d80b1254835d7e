// Asks for futures instead of coroutines; the io_context runs on a thread of the user's.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <cryocon/cryocon.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>

namespace asio = boost::asio;

//[futures
void ask(asio::thread_pool& pool, cryocon::controller cryo) {
  std::future<std::string> name = asio::co_spawn(pool, cryo.name(), asio::use_future);
  std::future<cryocon::temperature> a =
      asio::co_spawn(pool, cryo['A'].temperature(), asio::use_future);
  fmt::print("{}: {}\n", name.get(), a.get());
}
//]

int main(int argc, char** argv) {
  asio::thread_pool pool(1);
  sim::lab lab{sim::cryocon{}};
  if (argc == 1) lab.serve(pool.get_executor());
  ask(pool,
      cryocon::controller{sockio::open_link(pool.get_executor(), argc > 1 ? argv[1] : lab.url())});
  lab.stop();
}
