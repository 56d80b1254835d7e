#include "cryocon/surface.hpp"

namespace cryocon {
CRYOCON_INSTANCES(template, batch_mode);
}  // namespace cryocon
