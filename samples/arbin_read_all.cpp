// Reads every channel of an Arbin cycler in one round trip; the user who logs in is in a .env file.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "arbin_twin.hpp"

namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace arbin = cyclers::arbin;

//[arbin_read_all
asio::awaitable<void> read_all(asio::any_io_executor executor, std::string host, fs::path env) {
  arbin::cycler cycler{executor, host, arbin::credentials::from_env_file(env)};
  auto const info = co_await cycler.info();  // logs in, now and on each new connection
  fmt::print("{}, serial number {}: {} channels\n", info.nick_name, info.serial_number,
             info.channels);

  for (cyclers::reading const& r : co_await cycler.readings({.aux = true})) fmt::print("{}\n", r);

  // Whatever else the cycler knows of a channel is in its record.
  auto const channels = co_await cycler.channels();
  auto const& third = *channels.find(arbin::channel_number(3));
  fmt::print("channel 3: {} Ah went in, {} Ah came out\n", third.charge_capacity,
             third.discharge_capacity);
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  auto const executor = context.get_executor();
  if (argc > 1) {
    sim::run(context, read_all(executor, argv[1], ".env"));
    return 0;
  }
  sim::lab lab{sim::arbin{
      .channels = 64, .inputs = {.temperature = 1}, .users = {{"Robin", {.password = "Hood"}}}}};
  lab.serve(executor);
  fs::path const env = fs::temp_directory_path() / fmt::format("corolab_{}.env", ::getpid());
  std::ofstream(env) << "ARBIN_CTI_USERNAME=Robin\nARBIN_CTI_PASSWORD=Hood\n";
  sim::run(context, read_all(executor, lab.url(), env));
  fs::remove(env);
}
