#include "arbin_twin/call.hpp"

namespace sim::cti {
namespace {

std::vector<answerer> all_cti_answers() {
  auto const known = cyclers::arbin::commands();
  std::vector<answerer> all(known.size());
  for (auto const& part :
       {session_answers(), channel_answers(), schedule_answers(), start_answers(),
        start_data_answers(), variable_answers(), file_answers(), system_answers()})
    for (auto const& one : part) all[static_cast<std::size_t>(one.what - known.data())] = one;
  return all;
}

}  // namespace

answerer const* find_answerer(cyclers::arbin::command const& what) {
  static std::vector<answerer> const all = all_cti_answers();
  auto const& found = all[static_cast<std::size_t>(&what - cyclers::arbin::commands().data())];
  return found.answer ? &found : nullptr;
}

}  // namespace sim::cti
