#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sim::cryo {

/// Stamps what a twin does, in the instrument's own calendar.
using instant = std::chrono::sys_time<std::chrono::nanoseconds>;

/// Is the instrument's log of its inputs: a ring that overwrites the oldest records.
class data_log {
 public:
  static constexpr std::size_t capacity = 1365;

  struct record {
    std::uint32_t number;
    instant at;
    std::vector<std::string> inputs;  ///< As the instrument reports them.
  };

  void add(instant at, std::vector<std::string> inputs);
  /// Lets the numbers of records begin anew.
  void renumber() { next_ = 0; }
  void clear();
  [[nodiscard]] std::size_t count() const { return ring_.size(); }
  /// Returns the records as they go over the wire: oldest first, CR LF after each, a line with a
  /// semicolon at the end.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<record> ring_;
  std::size_t oldest_ = 0;
  std::uint32_t next_ = 0;
};

}  // namespace sim::cryo
