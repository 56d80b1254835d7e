#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "sim/clock.hpp"
#include "sim/faults.hpp"

namespace sim::server_detail {

/// Is one thing to do on the wire: at its time, counted from the arrival of the request, write and
/// maybe close.
struct step {
  duration due{};
  std::string bytes{};
  bool close = false;

  friend bool operator==(step const&, step const&) = default;
};

/// Turns a device's answers into what happens on one transport: when, in which parts, spoilt how.
/// Pure but for its own count of replies and its own random numbers.
class reply_plan {
 public:
  /// What a transport always does, beside its faults.
  struct line {
    std::optional<std::string> newline{};
    std::uint32_t baudrate = 0;
    std::string nack = "NACK\n";
    std::uint64_t seed = 0;
  };

  explicit reply_plan(line how) : line_(std::move(how)), random_(line_.seed) { misbehave({}); }

  void misbehave(faults const& how);
  faults const& misbehaviour() const noexcept { return faults_; }

  /// Tells that answers leave as they are: nothing needs to be planned.
  bool plain() const noexcept { return plain_; }

  /// Gives the line ends that came the form that devices read.
  void incoming(std::string& bytes) const;
  bool changes_incoming() const noexcept { return line_.newline == "\r"; }

  /// Plans the answers to `bytes_in` bytes. The steps are in the order of their times.
  std::vector<step> plan(std::vector<reply> const& answers, std::size_t bytes_in,
                         clock const& time);

 private:
  class writer;

  std::string with_newline(std::string const& bytes) const;
  duration on_the_wire(std::size_t bytes) const;
  duration waiting();

  line line_;
  faults faults_;
  bool plain_ = true;
  std::uint64_t count_ = 0;
  std::mt19937_64 random_;
};

}  // namespace sim::server_detail
