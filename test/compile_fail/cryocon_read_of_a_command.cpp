#include <cryocon/controller.hpp>

// A command has no value to read.
void read(cryocon::controller& cryo) {
  static_cast<void>(cryo.run(cryocon::properties::system::beep, 2));
#ifdef SHOULD_FAIL
  static_cast<void>(cryo.get(cryocon::properties::system::beep));
#endif
}
