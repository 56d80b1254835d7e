#include <fmt/format.h>

#include <cyclers/credentials.hpp>

// A password does not get into a text because somebody printed what holds it.
std::string shown(cyclers::credentials const& who) {
#ifdef SHOULD_FAIL
  return fmt::format("{}", who);
#else
  return fmt::format("{}", who.user());
#endif
}
