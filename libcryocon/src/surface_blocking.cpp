#include "cryocon/surface.hpp"

namespace cryocon {
CRYOCON_INSTANCES(template, blocking_mode);
}  // namespace cryocon
