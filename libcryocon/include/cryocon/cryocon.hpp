#pragma once

#include <sockio/sockio.hpp>

/// Includes all of the Cryo-con driver.

#include "cryocon/blocking.hpp"
#include "cryocon/controller.hpp"
#include "cryocon/curve_file.hpp"
#include "cryocon/model.hpp"
#include "cryocon/properties.hpp"
#include "cryocon/text.hpp"
