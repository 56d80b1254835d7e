#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/server.hpp"

namespace labsim {

/// Says where one device can be reached.
struct announcement {
  std::string device;
  std::string class_name;
  sim::address where;
};

/// Returns the announcements for people: "cryo1 CryoCon tcp://127.0.0.1:43211", one a line.
std::string for_people(std::vector<announcement> const& all);

/// Returns them for programs: one JSON object a line with name, class, type, url and port.
std::string for_programs(std::vector<announcement> const& all);

/// Writes a file as a whole: who waits for it sees nothing or everything. Throws std::system_error.
void write_at_once(std::filesystem::path const& file, std::string const& text);

}  // namespace labsim
