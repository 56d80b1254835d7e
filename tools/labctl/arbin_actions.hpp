#pragma once

#include <cstdint>
#include <cyclers/arbin/cycler.hpp>
#include <optional>
#include <string>
#include <vector>

#include "labctl/task.hpp"

namespace labctl {

/// Holds the arguments of all commands of `labctl arbin`.
struct arbin_arguments {
  std::string host;
  std::optional<std::uint16_t> file_port;
  std::string env_file;  ///< With ARBIN_CTI_USERNAME and ARBIN_CTI_PASSWORD.
  std::string user;
  bool yes = false;

  std::vector<int> channels;
  int channel = 0;
  bool running = false;
  bool unsafe = false;
  cyclers::arbin::record_parts parts{};
  std::string schedule;
  std::string name;
  std::string barcode;
  double capacity = 1;
  int step = 0;
  int variable = 0;
  double value = 0;
  std::string text;

  std::string path;
  std::string file;
  int attempts = 3;

  std::string every = "1s";
  std::uint64_t count = 0;
};

using arbin_cycler = cyclers::arbin::cycler;

/// Makes a driver; nothing is connected yet.
///
/// Who logs in: --env-file, else --user, else the environment, else ./.env. Errors: usage_error.
arbin_cycler connect(boost::asio::any_io_executor executor, arbin_arguments const& given,
                     common_options const& common);

/// Does what the commands of the same names say. Returns: the exit code.
sockio::awaitable<int> arbin_info(arbin_cycler of, format how);
sockio::awaitable<int> arbin_channels(arbin_cycler of, arbin_arguments given, format how);
sockio::awaitable<int> arbin_status(arbin_cycler of, std::vector<int> channels, format how);
sockio::awaitable<int> arbin_watch(arbin_cycler of, arbin_arguments given, format how);
sockio::awaitable<int> arbin_assign(arbin_cycler of, arbin_arguments given);
sockio::awaitable<int> arbin_start(arbin_cycler of, arbin_arguments given);
sockio::awaitable<int> arbin_jump(arbin_cycler of, arbin_arguments given);
sockio::awaitable<int> arbin_set_variable(arbin_cycler of, arbin_arguments given);
sockio::awaitable<int> arbin_message(arbin_cycler of, std::string text);
sockio::awaitable<int> arbin_list_files(arbin_cycler of, std::string folder, format how);
sockio::awaitable<int> arbin_get_file(arbin_cycler of, arbin_arguments given);
sockio::awaitable<int> arbin_put_file(arbin_cycler of, arbin_arguments given);
sockio::awaitable<int> arbin_new_folder(arbin_cycler of, std::string path);
sockio::awaitable<int> arbin_delete(arbin_cycler of, std::string path, bool is_folder);

}  // namespace labctl
