#pragma once

#include <string>
#include <string_view>

namespace labctl {

/// Reads a whole text file of at most 1 MiB. Errors: usage_error that names it.
std::string read_file(std::string const& path);
/// Writes a file, which appears under its name only once it is whole. Errors: usage_error that
/// names it.
void write_file(std::string const& path, std::string_view text);

}  // namespace labctl
