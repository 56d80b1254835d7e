// Records a session with a device, then plays it back: a test that needs the device no more.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <filesystem>

#include "twin.hpp"

namespace asio = boost::asio;

//[record_replay
asio::awaitable<std::string> session(cryocon::controller cryo) {
  auto const idn = co_await cryo.idn();
  auto const a = co_await cryo['A'].temperature();
  co_return fmt::format("{}: {}", idn, a);
}

bool same_again(asio::io_context& context, std::string const& url,
                std::filesystem::path const& file) {
  auto const executor = context.get_executor();
  cryocon::controller real{sockio::record(sockio::open_link(executor, url), file)};
  std::string const first = sim::run(context, session(real));
  cryocon::controller played{sockio::replay(executor, file)};
  std::string const again = sim::run(context, session(played));
  fmt::print("{}\n{}\n", first, again);
  return first == again;
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::twin twin(context, argc, argv);
  auto const file =
      std::filesystem::temp_directory_path() / fmt::format("corolab_trace_{}.jsonl", ::getpid());
  bool const same = same_again(context, twin.url(), file);
  std::filesystem::remove(file);
  return same ? 0 : 1;
}
