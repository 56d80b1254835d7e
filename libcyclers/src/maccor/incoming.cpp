#include "cyclers/maccor/incoming.hpp"

#include <sockio/failure.hpp>

#include "trouble.hpp"

namespace cyclers::maccor {

void throw_exception_from_error(refusal const& why, boost::source_location const&) {
  throw sockio::failure(why.error, {.problem = spoken(why.why)});
}

}  // namespace cyclers::maccor
