#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sim::config {

/// Counts how many letters must be added, left out, changed or swapped with their neighbour; letter
/// case is ignored.
std::size_t typing_distance(std::string_view a, std::string_view b);

/// Returns the word that was probably meant, or an empty one.
std::string nearest(std::string_view word, std::vector<std::string> const& known);

/// Returns "; did you mean 'lockout'?", or nothing when no word is near.
std::string suggestion(std::string_view word, std::vector<std::string> const& known);

}  // namespace sim::config
