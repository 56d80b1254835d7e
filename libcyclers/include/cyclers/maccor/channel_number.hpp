#pragma once

#include <compare>
#include <cstdint>
#include <optional>

namespace cyclers::maccor {

/// Is the number of a channel as people count and the tester's screen shows, from 1.
///
/// Wire: MacNet counts from 0 (page 8). The two functions here are the only place that converts.
class channel_number {
 public:
  /// The highest channel that has a number on the wire; 65535 there means all selected channels.
  static constexpr int highest = 65535;

  /// Takes a channel's number. Errors: throws sockio::failure (bad_value) outside of 1 to 65535.
  explicit constexpr channel_number(int number) : number_(number) {
    if (number < 1 || number > highest) refuse(number);
  }

  /// Takes what stands on the wire; nothing when that is no channel.
  static constexpr std::optional<channel_number> from_wire(std::int32_t chan) {
    if (chan < 0 || chan >= highest) return std::nullopt;
    return channel_number(chan + 1);
  }

  constexpr int value() const noexcept { return number_; }
  /// Returns what stands on the wire.
  constexpr std::uint16_t wire() const noexcept { return static_cast<std::uint16_t>(number_ - 1); }

  friend auto operator<=>(channel_number, channel_number) = default;

 private:
  [[noreturn]] static void refuse(int number);

  int number_;
};

/// Says which channels a request or reply is about, as it stands on the wire.
///
/// Both numbers are kept as they came, so that a reply can carry them back: some clients send -1.
struct address {
  static constexpr std::int32_t all_selected = 65535;

  std::optional<std::int32_t> chan{};  ///< 0-based.
  std::optional<std::int32_t> len{};   ///< Of channels, or what else the function makes of it.

  /// Names no channel.
  static constexpr address none() { return {}; }
  static constexpr address of(channel_number channel) { return {channel.wire(), {}}; }
  /// Names `count` channels from `first` on.
  static constexpr address of(channel_number first, int count) { return {first.wire(), count}; }
  /// Names all channels that are selected.
  static constexpr address selected() { return {all_selected, {}}; }

  friend bool operator==(address const&, address const&) = default;
};

}  // namespace cyclers::maccor
