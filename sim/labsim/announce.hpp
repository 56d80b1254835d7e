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

/// Is a file that is there while the devices can be reached, for programs that wait for it. Without
/// a name it is nothing.
class ready_file {
 public:
  /// Removes what an earlier run has left.
  explicit ready_file(std::filesystem::path name);
  ready_file(ready_file const&) = delete;
  ready_file& operator=(ready_file const&) = delete;
  /// Removes it.
  ~ready_file();

  /// Writes it as a whole: who waits for it sees nothing or everything. Throws std::system_error.
  void write(std::string const& text) const;

 private:
  void remove() const;

  std::filesystem::path name_;
};

}  // namespace labsim
