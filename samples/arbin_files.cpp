// Moves files of an Arbin cycler: lists them, writes a schedule and reads it back.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "arbin_twin.hpp"

namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace arbin = cyclers::arbin;

//[arbin_files
asio::awaitable<fs::path> move_files(arbin::cycler cycler, fs::path schedule, fs::path folder) {
  auto const show = [](std::size_t bytes) { fmt::print("{} bytes are there\n", bytes); };
  co_await cycler.upload(R"(Work\mine.sdx)", schedule, show);
  for (auto const& entry : co_await cycler.browse("Work"))
    fmt::print("{:8} bytes  {}  {}\n", entry.size, entry.modified, entry.name);

  // Each package is verified by its MD5; a connection that breaks costs one of three attempts.
  fs::path const here = co_await cycler.download(R"(Work\mine.sdx)", folder, {.attempts = 3}, show);
  co_await cycler.delete_file(R"(Work\mine.sdx)");
  co_return here;
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::cycler_twin twin(context, argc, argv, {.channels = 1});
  auto const folder = fs::temp_directory_path() / fmt::format("corolab_files_{}", ::getpid());
  fs::create_directories(folder);
  auto const schedule = folder / "schedule.txt";
  std::ofstream(schedule) << "steps: [{rest: {until: {time: 1 h}}}]\n"
                          << std::string(1'200'000, '#') << '\n';  // three packages
  auto const got = sim::run(context, move_files(twin.cycler(), schedule, folder));
  bool const same = fs::file_size(got) == fs::file_size(schedule);
  fs::remove_all(folder);
  return same ? 0 : 1;
}
