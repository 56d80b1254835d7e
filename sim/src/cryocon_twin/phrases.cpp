#include "cryocon_twin/phrases.hpp"

#include <utility>

namespace sim::cryo {

std::vector<::cryocon::protocol::command> const& phrases::parse(std::string_view line) {
  if (auto const found = known_.find(line); found != known_.end()) return found->second->commands;
  if (known_.size() >= most) known_.clear();
  auto made = std::make_unique<phrase>(phrase{std::string(line), {}});
  made->commands = ::cryocon::protocol::parse_line(made->line);
  std::string_view const key = made->line;
  return known_.emplace(key, std::move(made)).first->second->commands;
}

}  // namespace sim::cryo
