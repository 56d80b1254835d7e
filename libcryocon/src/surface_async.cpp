#include "cryocon/surface.hpp"

namespace cryocon {
CRYOCON_INSTANCES(template, async_mode);
}  // namespace cryocon
