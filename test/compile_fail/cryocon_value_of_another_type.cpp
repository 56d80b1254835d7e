#include <cryocon/controller.hpp>

// An enumeration takes its own choices, no text and no number.
void set(cryocon::controller& cryo) {
  static_cast<void>(cryo[1].type(cryocon::loop_type::pid));
#ifdef SHOULD_FAIL
  static_cast<void>(cryo[1].type("PID"));
#endif
}
