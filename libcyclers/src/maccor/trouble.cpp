#include "trouble.hpp"

namespace cyclers::maccor {

std::string spoken(fault const& why) {
  if (why.where.empty()) return why.problem.empty() ? why.code.message() : why.problem;
  return why.where + ": " + why.problem;
}

sockio::failure trouble(function const& what, fault const& why, std::string_view received) {
  return {
      why.code,
      {.request = what.text(), .problem = spoken(why), .received = sockio::printable(received)}};
}

}  // namespace cyclers::maccor
