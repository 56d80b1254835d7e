#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/clock.hpp"
#include "sim/device.hpp"
#include "sim/faults.hpp"

namespace sim {

/// Is a plain struct of options that tells how to make a device, e.g. sim::cryocon: it has a name,
/// and make_device() is found beside it.
template <class T>
concept device_kind = requires(T const& kind) {
  { kind.name } -> std::convertible_to<std::string_view>;
  { make_device(kind) } -> std::same_as<std::unique_ptr<device>>;
};

/// Describes how a device behaves on a wire beside what it says.
struct station_options {
  std::string name;
  std::string class_name{};
  std::string nack = "NACK\n";
  bool udp_beside_tcp = false;
  std::uint64_t seed = 0;  ///< For the random numbers of faults.
};

/// Keeps one device together with its clock, and lets one user at a time have it.
class station {
 public:
  station(std::unique_ptr<device> twin, std::shared_ptr<clock> time, station_options how);
  ~station();
  station(station const&) = delete;
  station& operator=(station const&) = delete;

  template <device_kind Kind>
  static std::shared_ptr<station> of(Kind const& kind,
                                     std::shared_ptr<clock> time = std::make_shared<clock>()) {
    return std::make_shared<station>(
        make_device(kind), std::move(time),
        station_options{.name = std::string(std::string_view(kind.name))});
  }

  std::string const& name() const noexcept { return how_.name; }
  station_options const& how() const noexcept { return how_; }
  clock& time() noexcept { return *time_; }

  /// Calls `use(device&)` while nobody else has the device; its time is up to date.
  template <class Use>
  decltype(auto) with(Use use) {
    std::lock_guard const alone(mutex_);
    catch_up();
    return std::move(use)(*device_);
  }
  /// Brings the device's time up to date.
  void pass_time();
  /// Takes what the device has to tell.
  std::vector<std::string> take_news();

  std::unique_ptr<conversation> converse(wire over);
  /// Has a function called when the device ends a conversation by itself; see on_hang_up.
  void watch(conversation& with, std::function<void()> call);
  /// Gives bytes to a conversation of this device, at the time that it is now.
  void receive(conversation& with, std::string_view bytes, std::vector<reply>& answers);
  /// Changes how links without sockets find the device misbehave.
  void misbehave(faults const& how);
  faults misbehaviour() const;
  /// Ends a conversation while nobody else has the device.
  void end(std::unique_ptr<conversation> with);

 private:
  void catch_up();

  station_options how_;
  std::shared_ptr<clock> time_;
  mutable std::mutex mutex_;
  faults faults_;
  duration seen_{};
  std::unique_ptr<device> device_;
};

}  // namespace sim
