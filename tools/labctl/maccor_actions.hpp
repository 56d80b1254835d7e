#pragma once

#include <cstdint>
#include <cyclers/maccor/tester.hpp>
#include <optional>
#include <string>
#include <vector>

#include "labctl/task.hpp"

namespace labctl {

/// Holds the arguments of all commands of `labctl maccor`.
struct maccor_arguments {
  std::string host;
  std::optional<std::uint16_t> binary_port;
  std::string credentials;  ///< A file with MACCOR_USER and MACCOR_PASSWORD; empty for none.
  bool yes = false;

  std::vector<int> channels;
  int channel = 0;
  std::string procedure;
  std::string name = "Random";
  std::string comment;
  double c_rate = 1;
  std::uint8_t chamber = 0;
  bool unchecked = false;
  double current = 0;  ///< A, positive to charge.
  std::string hold = "10s";
  double v_min = 0;
  double v_max = 0;
  std::optional<double> i_max;
  std::uint8_t range = 4;
  std::string watchdog = "10s";
  std::string stuck_after = "10s";

  int variable = 0;
  double value = 0;

  std::string folder;
  std::string file;
  std::string other;

  int fclass = 0;
  int fnum = 0;
  std::optional<int> length;
  std::string params = "{}";

  std::string every = "1s";
  std::uint64_t count = 0;
};

/// Makes a driver; nothing is connected yet.
cyclers::maccor::tester connect(boost::asio::any_io_executor executor,
                                maccor_arguments const& given, common_options const& common);

/// Does what the commands of the same names say. Returns: the exit code.
using tester = cyclers::maccor::tester;
sockio::awaitable<int> info(tester of, format how);
sockio::awaitable<int> status(tester of, std::vector<int> channels, format how);
sockio::awaitable<int> watch(tester of, std::vector<int> channels, sockio::duration every,
                             std::uint64_t count, format how);
sockio::awaitable<int> start(tester of, maccor_arguments given);
sockio::awaitable<int> direct(tester of, maccor_arguments given, format how);
sockio::awaitable<int> set_variable(tester of, int channel, int variable, double value);
sockio::awaitable<int> list_files(tester of, std::string folder, format how);
sockio::awaitable<int> get_file(tester of, std::string folder, std::string name, std::string to);
sockio::awaitable<int> put_file(tester of, maccor_arguments given);
sockio::awaitable<int> raw_request(tester of, maccor_arguments given);

}  // namespace labctl
