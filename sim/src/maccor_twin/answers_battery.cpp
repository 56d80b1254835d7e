#include "maccor_twin/call.hpp"

namespace sim::mac {

std::vector<answerer> battery_answers() { return {}; }

std::vector<answerer> scan_list_answers() { return {}; }

}  // namespace sim::mac
