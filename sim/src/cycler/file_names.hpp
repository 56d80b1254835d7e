#pragma once

#include <string_view>

namespace sim::cycler {

/// Tells whether two file names are the same to a cycler, which runs on Windows.
bool same_name(std::string_view a, std::string_view b);

/// Says which characters a file's name can have.
enum class alphabet { ascii, unicode };

/// Tells whether a text can name a file of a cycler: printable, without anything that leads to
/// another folder or that Windows refuses.
bool is_file_name(std::string_view name, alphabet of = alphabet::ascii);

/// Returns the name of a file without its last extension.
std::string_view stem(std::string_view file);
/// Returns the last extension of a file with its dot; empty when it has none.
std::string_view extension(std::string_view file);

}  // namespace sim::cycler
