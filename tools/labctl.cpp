#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "labctl/arbin.hpp"
#include "labctl/cryocon.hpp"
#include "labctl/exit.hpp"
#include "labctl/maccor.hpp"
#include "labctl/output.hpp"
#include "labctl/task.hpp"

namespace {

void add_common(CLI::App& app, labctl::common_options& common) {
  app.add_flag_callback("--json", [&] { common.format = labctl::format::json; }, "Print JSON.");
  app.add_flag_callback(
      "--csv", [&] { common.format = labctl::format::csv; }, "Print comma-separated values.");
  app.add_option_function<std::string>(
      "--timeout",
      [&](std::string const& text) {
        common.timeout = labctl::parse_duration(text);
        if (*common.timeout == sockio::duration{})
          throw labctl::usage_error("--timeout is above 0, e.g. 500ms");
      },
      "Deadline of each request, e.g. 500ms.");
  app.add_option_function<std::string>(
      "--gap", [&](std::string const& text) { common.gap = labctl::parse_duration(text); },
      "Least time between two requests, 0 for none.");
  app.add_option("--trace", common.trace, "Record every exchange in this file.");
  app.add_flag("--log", common.log, "Tell connects and losses on standard error.");
}

int go(int argc, char** argv) {
  CLI::App app{"Drives laboratory instruments from the command line."};
  app.footer(
      "Exit codes: 0 done, 1 the device or the link failed, 2 wrong usage (nothing was sent), "
      "3 the device\nrefused or reads back something else, 130 interrupted.");
  labctl::common_options common;
  std::function<int()> command;
  add_common(app, common);
  app.fallthrough();
  app.require_subcommand(1);
  labctl::add_cryocon(app, common, command);
  labctl::add_maccor(app, common, command);
  labctl::add_arbin(app, common, command);
  try {
    app.parse(argc, argv);
  } catch (CLI::CallForHelp const& help) {
    return app.exit(help);
  } catch (CLI::ParseError const& error) {
    throw labctl::usage_error(fmt::format("{}; see labctl --help", error.what()));
  }
  return command();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return go(argc, argv);
  } catch (labctl::usage_error const& error) {
    labctl::complain(error.what());
    return labctl::bad_usage;
  } catch (std::exception const& error) {
    auto const failed = sockio::failure_of(std::current_exception());
    labctl::complain(failed.what());
    return labctl::code_of(failed);
  }
}
