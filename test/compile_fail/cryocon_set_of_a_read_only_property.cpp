#include <cryocon/controller.hpp>

// The property object says the same as the member.
void set(cryocon::controller& cryo) {
  static_cast<void>(cryo['A'].get(cryocon::properties::input::temperature));
#ifdef SHOULD_FAIL
  static_cast<void>(cryo['A'].set(cryocon::properties::input::temperature, 77.4));
#endif
}
