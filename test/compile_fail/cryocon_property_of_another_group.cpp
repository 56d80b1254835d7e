#include <cryocon/controller.hpp>

// A set point belongs to a loop, not to an input.
void set(cryocon::controller& cryo) {
  static_cast<void>(cryo[1].set(cryocon::properties::loop::set_point, 77.4));
#ifdef SHOULD_FAIL
  static_cast<void>(cryo['A'].set(cryocon::properties::loop::set_point, 77.4));
#endif
}
