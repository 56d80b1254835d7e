#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <optional>

#include "labsim/announce.hpp"
#include "labsim/listing.hpp"
#include "labsim/run.hpp"

namespace {

constexpr int failed = 1;
constexpr int bad_configuration = 2;

struct arguments {
  std::string config;
  std::string ready_file;
  std::optional<sim::log_level> level;
  std::optional<double> speed;
  std::optional<std::uint64_t> seed;
};

sim::log_sink log_to_stderr(sim::log_level least) {
  static auto const logger = spdlog::stderr_color_st("labsim");
  constexpr std::array levels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                              spdlog::level::err};
  logger->set_level(levels[static_cast<std::size_t>(least)]);
  return {.least = least, .write = [levels](sim::log_level level, std::string_view text) {
            logger->log(levels[static_cast<std::size_t>(level)], "{}", text);
          }};
}

int complain(int code, std::string_view text) {
  fmt::print(stderr, "{}\n", text);
  return code;
}

/// Reads the file and makes each device once, so that nothing is left to go wrong but the ports.
sim::config_result<sim::lab_plan> read(arguments const& given) {
  auto plan = sim::load_plan(given.config);
  if (!plan) return plan.error();
  plan->speed = given.speed.value_or(plan->speed);
  plan->seed = given.seed.value_or(plan->seed);
  auto const time = std::make_shared<sim::clock>();
  for (auto const& device : plan->devices)
    if (auto const made = sim::make_station(device, *plan, time); !made) return made.error();
  return plan;
}

int check(arguments const& given) {
  auto const plan = read(given);
  if (!plan) return complain(bad_configuration, plan.error().text());
  std::size_t const devices = plan->devices.size();
  fmt::print("{}: {} device{}, no mistakes\n", given.config, devices, devices == 1 ? "" : "s");
  return 0;
}

int serve(arguments const& given) {
  labsim::ready_file const ready(given.ready_file);
  auto const plan = read(given);
  if (!plan) return complain(bad_configuration, plan.error().text());
  auto const level = given.level.value_or(plan->level.value_or(sim::log_level::warning));
  try {
    labsim::run(*plan, log_to_stderr(level), ready);
  } catch (std::exception const& error) {
    return complain(failed, error.what());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Runs digital twins of laboratory instruments on real transports."};
  arguments given;
  std::map<std::string, sim::log_level> const levels{{"debug", sim::log_level::debug},
                                                     {"info", sim::log_level::info},
                                                     {"warning", sim::log_level::warning},
                                                     {"error", sim::log_level::error}};
  auto* config =
      app.add_option("-c,--config-file", given.config, "The configuration: YAML, TOML or JSON.");
  app.add_option("--log-level", given.level,
                 "What to tell on standard error: debug, info, warning, error.")
      ->transform(CLI::CheckedTransformer(levels, CLI::ignore_case));
  app.add_option("--speed", given.speed,
                 "How many times faster than the wall clock the devices live.")
      ->check(CLI::Range(0.001, 10000.0));
  app.add_option("--seed", given.seed, "Where all random numbers start.")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--ready-file", given.ready_file,
                 "A file to write the addresses to once all is open.");
  app.require_subcommand(0, 1);
  app.fallthrough();
  auto const* list = app.add_subcommand("ls", "Lists the classes of devices with their options.");
  auto const* only_check = app.add_subcommand("check", "Checks a configuration and opens nothing.");
  try {
    app.parse(argc, argv);
  } catch (CLI::CallForHelp const& help) {
    return app.exit(help);
  } catch (CLI::ParseError const& error) {
    return complain(bad_configuration, fmt::format("{}; see labsim --help", error.what()));
  }
  if (list->parsed()) {
    fmt::print("{}", labsim::list_classes(sim::device_classes()));
    return 0;
  }
  if (config->empty())
    return complain(bad_configuration, "a configuration is needed: labsim -c lab.yml");
  return only_check->parsed() ? check(given) : serve(given);
}
