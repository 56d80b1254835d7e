// Shares one link between many tasks on several threads: each gets its own reply.
#include <fmt/format.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sockio/sockio.hpp>
#include <vector>

namespace asio = boost::asio;

//[thread_pool
asio::awaitable<bool> ask(std::shared_ptr<sockio::link> link, int number) {
  char const input = static_cast<char>('A' + number % 4);
  std::string const name = co_await link->write_readline(fmt::format("INPUT {}:NAME?\n", input));
  co_return name == fmt::format("sensor {}\n", input);
}

int right_answers(asio::thread_pool& pool, std::shared_ptr<sockio::link> link) {
  std::vector<std::future<bool>> asked;
  for (int i = 0; i < 100; ++i)
    asked.push_back(asio::co_spawn(pool, ask(link, i), asio::use_future));
  int right = 0;
  for (auto& one : asked) right += one.get() ? 1 : 0;
  return right;
}
//]

int main() {
  asio::thread_pool pool(4);
  sim::cryocon twin{.pace = sim::cryocon::haste::ignore};
  for (char input = 'A'; input <= 'D'; ++input)
    twin.inputs.at(static_cast<std::size_t>(input - 'A')).name = fmt::format("sensor {}", input);
  sim::lab lab{twin};
  lab.serve(pool.get_executor());
  int const right = right_answers(pool, sockio::open_link(pool.get_executor(), lab.url()));
  lab.stop();
  fmt::print("{} of 100 answers were the right ones\n", right);
  return right == 100 ? 0 : 1;
}
