#include <cryocon/controller.hpp>

// A temperature is measured: there is nothing to set.
void set(cryocon::controller& cryo) {
  static_cast<void>(cryo['A'].temperature());
  static_cast<void>(cryo[1].set_point(77.4));
#ifdef SHOULD_FAIL
  static_cast<void>(cryo['A'].temperature(77.4));
#endif
}
