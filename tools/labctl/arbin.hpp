#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "labctl/task.hpp"

namespace labctl {

/// Adds `labctl arbin ...` to the command line. `done` is set to what runs the command that was
/// given.
void add_arbin(CLI::App& app, common_options& common, std::function<int()>& done);

}  // namespace labctl
