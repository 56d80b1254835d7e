// Reads cyclers of any vendor in one go: what failed is named, the rest is there. Which cyclers
// they are is in a configuration; samples/fleet.yml is that of the twins of samples/lab.yml.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <cyclers/fleet.hpp>
#include <filesystem>
#include <fstream>
#include <sim/arbin.hpp>
#include <sim/lab.hpp>
#include <sim/maccor.hpp>
#include <sim/run.hpp>
#include <sockio/endpoint.hpp>

namespace asio = boost::asio;
namespace fs = std::filesystem;

//[mixed_fleet
asio::awaitable<std::size_t> show(cyclers::fleet fleet) {
  std::size_t failed = 0;
  for (auto const& [where, reading] : co_await cyclers::read_all(fleet)) {
    if (reading) {
      fmt::print("{} {}\n", where.device, *reading);
    } else {
      fmt::print("{}\n", reading.error().what());
      ++failed;
    }
  }
  co_return failed;
}

std::size_t show_all(asio::io_context& context, fs::path const& configuration) {
  auto const fleet = cyclers::load_fleet(context.get_executor(), configuration);
  return sim::run(context, show(fleet));
}
//]

/// Writes the configuration of twins whose ports nobody knew before.
void describe(sim::lab const& lab, fs::path const& folder) {
  auto const port = [&](std::size_t n) { return sockio::parse_url(lab.url(n)).value().port; };
  std::ofstream(folder / "fleet.yml")
      << fmt::format("- {{vendor: maccor, host: localhost, port: {}}}\n", port(0))
      << fmt::format("- {{vendor: maccor, host: localhost, port: {}}}\n", port(1))
      << fmt::format("- {{vendor: arbin, host: localhost, port: {}, credentials: user.env}}\n",
                     port(2));
  std::ofstream(folder / "user.env") << "ARBIN_CTI_USERNAME=Robin\nARBIN_CTI_PASSWORD=Hood\n";
}

int main(int argc, char** argv) {
  asio::io_context context;
  if (argc > 1) return show_all(context, argv[1]) == 0 ? 0 : 1;
  sim::lab lab{
      sim::maccor{.name = "one", .channels = 4}, sim::maccor{.name = "two", .channels = 2},
      sim::arbin{.name = "three", .channels = 3, .users = {{"Robin", {.password = "Hood"}}}}};
  lab.serve(context.get_executor());
  auto const folder = fs::temp_directory_path() / fmt::format("corolab_fleet_{}", ::getpid());
  fs::create_directories(folder);
  describe(lab, folder);
  lab.misbehave(1, {.clients = sim::faults::connections::refuse});
  std::size_t const failed = show_all(context, folder / "fleet.yml");
  fs::remove_all(folder);
  return failed == 1 ? 0 : 1;  // the second tester, as a whole
}
