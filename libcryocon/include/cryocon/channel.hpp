#pragma once

namespace cryocon {

/// Names an input channel by its letter, 'A' the first.
class channel {
 public:
  /// Takes the letter in either case.
  constexpr channel(char letter) noexcept  // NOLINT: source('A') is what people write
      : letter_(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter) {}

  constexpr char letter() const noexcept { return letter_; }
  friend constexpr bool operator==(channel, channel) noexcept = default;

 private:
  char letter_;
};

}  // namespace cryocon
