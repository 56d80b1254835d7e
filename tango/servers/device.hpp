#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "servers/engine.hpp"
#include "servers/plan.hpp"
#include "servers/shown.hpp"

namespace servers {

/// Is a Tango device whose attributes are described by plans.
class device : public Tango::Device_5Impl, public watched {
 public:
  device(Tango::DeviceClass* of, std::string const& name, std::vector<attribute_plan> const& plans);

  /// Returns what an attribute shows, which read() or a poll has fetched.
  virtual sockio::result<shown> show(std::size_t plan) = 0;
  /// Fetches some attributes in one go, as far as that is needed.
  virtual void read(std::vector<std::size_t> const& plans) = 0;
  /// Does what a client has written. Errors: throws sockio::failure.
  virtual void write(std::size_t plan, datum const& what) = 0;

  attribute_plan const& plan(std::size_t i) const { return plans_[i]; }
  std::vector<attribute_plan> const& plans() const noexcept { return plans_; }

  /// Is called by Tango with the attributes that a client reads, before each is shown.
  void read_attr_hardware(std::vector<long>& indices) override;
  void always_executed_hook() override {}

 protected:
  /// Makes the events of the attributes that move this server's own, and watches the device, also
  /// through an Init command: what poll() uses has to bear that.
  void watch(sockio::duration period);
  /// Is to be called by the destructor of each device.
  void forget();
  /// Returns the attributes that clients want events of.
  std::vector<std::size_t> subscribed();
  /// Sends events of those of some attributes that show something else than before.
  void push_events(std::vector<std::size_t> const& plans);

  // Properties, from the database when there is one.
  std::vector<std::string> property(std::string const& name,
                                    std::vector<std::string> const& standard);
  std::string text_property(std::string const& name, std::string const& standard);
  double number_property(std::string const& name, double standard);
  bool flag_property(std::string const& name, bool standard);

 private:
  std::vector<attribute_plan> const& plans_;
  std::map<std::size_t, sockio::result<shown>> pushed_;  ///< Of the thread of events.
  bool watching_ = false;
};

/// Runs what a client asked for; a failure becomes the error that the client gets.
template <class F>
auto told(std::string_view origin, F&& what) {
  try {
    return std::forward<F>(what)();
  } catch (sockio::failure const& why) {
    throw failed(why, origin);
  }
}

}  // namespace servers
