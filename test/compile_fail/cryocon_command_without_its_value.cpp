#include <cryocon/controller.hpp>

// How long to beep is not left to a default.
void beep(cryocon::controller& cryo) {
  static_cast<void>(cryo.beep(2));
#ifdef SHOULD_FAIL
  static_cast<void>(cryo.beep());
#endif
}
