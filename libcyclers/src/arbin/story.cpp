#include "arbin/story.hpp"

namespace cyclers::arbin::detail {

sockio::failure explained(sockio::failure const& why, watch const& seen) {
  fault const& wrong = seen.wrong();
  if (!wrong) return why;
  auto story = why.story();
  story.problem = wrong.where.empty() ? wrong.problem : wrong.where + ": " + wrong.problem;
  return {wrong.code, std::move(story)};
}

sockio::failure discreet(sockio::failure const& why, std::string_view request,
                         std::string_view endpoint) {
  auto story = why.story();
  story.device = "arbin";
  story.request = request;
  story.endpoint = endpoint;
  story.received.clear();
  return {why.code(), std::move(story)};
}

}  // namespace cyclers::arbin::detail
