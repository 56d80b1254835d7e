#pragma once

#include "sockio/blocking.hpp"
#include "sockio/open_link.hpp"
#include "sockio/result.hpp"
#include "sockio/stream.hpp"
#include "sockio/trace.hpp"
#include "sockio/within.hpp"
