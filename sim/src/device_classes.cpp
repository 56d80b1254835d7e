#include "sim/device_class.hpp"
#if __has_include("sim/arbin.hpp")
#include "sim/arbin.hpp"
#define SIM_HAS_ARBIN 1
#endif
#if __has_include("sim/cryocon.hpp")
#include "sim/cryocon.hpp"
#define SIM_HAS_CRYOCON 1
#endif
#if __has_include("sim/maccor.hpp")
#include "sim/maccor.hpp"
#define SIM_HAS_MACCOR 1
#endif

namespace sim {

std::vector<device_class> const& device_classes() {
  static std::vector<device_class> const all{
#ifdef SIM_HAS_CRYOCON
      cryocon_class(),
#endif
#ifdef SIM_HAS_MACCOR
      maccor_class(),
#endif
#ifdef SIM_HAS_ARBIN
      arbin_class(),
#endif
      echo_class(),
  };
  return all;
}

}  // namespace sim
