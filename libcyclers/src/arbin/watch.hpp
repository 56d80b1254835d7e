#pragma once

#include <cstddef>
#include <sockio/frame.hpp>
#include <string>
#include <string_view>

#include "cyclers/arbin/frames.hpp"

namespace cyclers::arbin::detail {

/// Looks at feedbacks while they come, for what a link's failure does not tell: why they are
/// malformed, and what came whole before they were given up.
///
/// It has to stay where it is while the exchange runs.
class watch {
 public:
  watch(sockio::frame until, std::size_t limit) : until_(until), limit_(limit) {}
  watch(watch const&) = delete;
  watch& operator=(watch const&) = delete;

  /// Returns the same frame under watch.
  sockio::frame frame();

  /// Returns why the feedbacks are malformed; nothing when they are not.
  fault const& wrong() const noexcept { return wrong_; }
  /// Returns how many came whole.
  std::size_t count() const noexcept { return count_; }
  /// Returns those, one behind the other.
  std::string const& whole() const noexcept { return whole_; }
  /// Tells whether one more has begun to come.
  bool began() const noexcept { return began_; }

 private:
  void see(std::string_view bytes);

  sockio::frame until_;
  std::size_t limit_;
  fault wrong_;
  std::string whole_;
  std::size_t count_ = 0;
  bool began_ = false;
};

}  // namespace cyclers::arbin::detail
