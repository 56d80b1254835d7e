#pragma once

namespace sim::cryo {

/// Holds the status registers of the remote interface (guide p. 88-90).
class registers {
 public:
  enum event : unsigned {
    power_on = 1,
    command_error = 4,
    execution_error = 8,
    query_error = 32,
    complete = 128,
  };

  void raise(event what) { events_ |= what; }
  void clear() { events_ = 0; }
  /// Returns the standard events and forgets them, as reading the register does.
  unsigned take() {
    unsigned const was = events_;
    events_ = 0;
    return was;
  }
  /// Tells the status byte for an instrument status and whether an answer waits to be sent.
  [[nodiscard]] unsigned status_byte(unsigned instrument, bool answer_waits) const {
    unsigned byte = 0;
    if ((events_ & event_enable) != 0) byte |= 0x20;
    if (answer_waits) byte |= 0x10;
    if ((instrument & instrument_enable) != 0) byte |= 0x08;
    if ((byte & service_enable) != 0) byte |= 0x40;
    return byte;
  }

  unsigned event_enable = 0;
  unsigned service_enable = 0;
  unsigned instrument_enable = 0;

 private:
  unsigned events_ = power_on;
};

}  // namespace sim::cryo
