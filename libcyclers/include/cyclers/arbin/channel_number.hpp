#pragma once

#include <compare>
#include <cstdint>
#include <optional>

namespace cyclers::arbin {

/// Is the number of a channel as people count and the cycler's screen shows, from 1.
///
/// Wire: CTI counts from 0 (instructions page 36). The two functions here are the only place that
/// converts.
class channel_number {
 public:
  /// The highest channel that a cycler has.
  static constexpr int highest = 2048;

  /// Takes a channel's number. Errors: throws sockio::failure (bad_value) outside of 1 to 2048.
  explicit constexpr channel_number(int number) : number_(number) {
    if (number < 1 || number > highest) refuse(number);
  }

  /// Takes what stands on the wire; nothing when that is no channel, such as -1.
  static constexpr std::optional<channel_number> from_wire(std::int64_t index) {
    if (index < 0 || index >= highest) return std::nullopt;
    return channel_number(static_cast<int>(index) + 1);
  }

  constexpr int value() const noexcept { return number_; }
  /// Returns what stands on the wire.
  constexpr std::uint16_t wire() const noexcept { return static_cast<std::uint16_t>(number_ - 1); }

  friend auto operator<=>(channel_number, channel_number) = default;

 private:
  [[noreturn]] static void refuse(int number);

  int number_;
};

}  // namespace cyclers::arbin
