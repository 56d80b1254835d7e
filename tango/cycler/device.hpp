#pragma once

#include <cyclers/cycler.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "cycler/columns.hpp"
#include "cycler/safety.hpp"
#include "servers/slot.hpp"
#include "servers/table_class.hpp"

namespace cycler_server {

/// Is a cycler of some vendor, as its server needs it. Its members are called on the event loop.
class backend {
 public:
  backend() = default;
  backend(backend const&) = delete;
  backend& operator=(backend const&) = delete;
  virtual ~backend() = default;

  /// Reads all channels in one round trip.
  virtual sockio::awaitable<rows> read_all() = 0;
  /// Gives the cycler itself limits to keep to, where it can.
  virtual sockio::awaitable<void> protect(int channel, safety limits) = 0;
  virtual cyclers::cycler& operations() = 0;
};

/// Keeps what the last poll found, and polls once more. Thread-safe; a poll that is under way keeps
/// it alive.
class poller : public std::enable_shared_from_this<poller> {
 public:
  explicit poller(std::shared_ptr<backend> of) : cycler_(std::move(of)) {}

  /// Reads all channels, and stops those in its care that are beyond their limits.
  static sockio::awaitable<void> once(std::shared_ptr<poller> self);
  /// Starts a test under the limits; from then on the channel is in this server's care.
  static sockio::awaitable<void> start(std::shared_ptr<poller> self, int channel,
                                       std::string procedure, std::string name);
  static sockio::awaitable<void> stop(std::shared_ptr<poller> self, int channel);
  static sockio::awaitable<void> resume(std::shared_ptr<poller> self, int channel);
  static sockio::awaitable<void> set_variable(std::shared_ptr<poller> self, int channel,
                                              int variable, double value);

  /// Is what is known at one moment.
  struct state {
    std::shared_ptr<rows const> all{};  ///< Null before the first poll.
    sockio::failure trouble{};          ///< Of the last poll.
    servers::moment when{};
    std::int64_t polls = 0;
    std::string alarm{};  ///< Which channels are beyond their limits; empty when none is.
    std::set<int> breached{};
  };
  state now() const;
  safety limits() const;
  void set_limits(safety const& limits);

 private:
  sockio::awaitable<void> keep_safe(rows const& all);

  std::shared_ptr<backend> cycler_;
  mutable std::mutex mutex_;
  state state_;
  safety limits_;
  std::set<int> in_care_;  ///< Channels that this server has started or resumed.
};

/// Is a vendor, as far as the server's table goes.
struct vendor {
  std::string name;  ///< "maccor".
  std::vector<column> columns;
  std::vector<servers::property_plan> properties;
};

/// Is a cycler as a Tango device: it is polled once a period, however many clients there are.
///
/// Commands that let current flow need ControlEnabled, and safety limits that are set.
class device : public servers::device {
 public:
  device(Tango::DeviceClass* of, std::string const& name, vendor const& kind,
         std::vector<servers::attribute_plan> const& attributes);

  void init_device() override;
  void delete_device() override;
  Tango::DevState dev_state() override;
  Tango::ConstDevString dev_status() override;

  sockio::result<servers::shown> show(std::size_t plan) override;
  void read(std::vector<std::size_t> const&) override {}
  void write(std::size_t plan, servers::datum const& what) override;
  std::function<sockio::awaitable<void>()> poll() override;
  void push() override;

  // The commands.
  void start(std::vector<std::string> const& words);
  void stop(std::vector<std::int64_t> const& channels);
  void resume(std::vector<std::int64_t> const& channels);
  void set_variable(std::vector<double> const& numbers);

  static std::vector<servers::attribute_plan> attributes_of(vendor const& kind);
  static std::vector<servers::property_plan> properties_of(vendor const& kind);

 protected:
  /// Makes the driver of what the properties say. Errors: throws sockio::failure.
  virtual std::shared_ptr<backend> connect() = 0;

 private:
  void run(sockio::awaitable<void> operation);
  void refresh_state();
  void expect_control(std::string_view command) const;
  std::shared_ptr<poller> ready() const;
  sockio::failure misused(std::string_view command, std::string problem) const;

  vendor const& kind_;
  servers::slot<poller> poller_;
  bool control_enabled_ = false;
  std::string trouble_;
  std::string status_;
};

/// Is the device of one vendor V: V::kind() and V::connect(device&).
template <class V>
class device_of final : public device {
 public:
  device_of(Tango::DeviceClass* of, std::string const& name)
      : device(of, name, V::kind(), attributes()) {
    device::init_device();
  }
  ~device_of() override {
    forget();
    device::delete_device();
  }

  static std::vector<servers::attribute_plan> const& attributes() {
    static auto const all = attributes_of(V::kind());
    return all;
  }
  static std::vector<servers::property_plan> const& properties() {
    static auto const all = properties_of(V::kind());
    return all;
  }
  static std::vector<servers::command_plan<device_of>> const& commands();

 protected:
  std::shared_ptr<backend> connect() override {
    return V::connect([this](std::string const& name, std::string const& standard) {
      return text_property(name, standard);
    });
  }
};

/// Describes the commands of a cycler for devices of type D.
template <class D>
std::vector<servers::command_plan<D>> cycler_commands() {
  using servers::argument;
  using servers::given;
  using texts = std::vector<std::string>;
  using integers = std::vector<std::int64_t>;
  using numbers = std::vector<double>;
  return {
      {.name = "Start",
       .takes = argument::texts,
       .takes_doc = "A channel, a procedure or schedule, and a name for the test if it has one",
       .expert = true,
       .run =
           [](D& which, given const& what) {
             which.start(std::get<texts>(what));
             return std::string();
           }},
      {.name = "Stop",
       .takes = argument::integers,
       .takes_doc = "Channels; their tests can go on",
       .run =
           [](D& which, given const& what) {
             which.stop(std::get<integers>(what));
             return std::string();
           }},
      {.name = "Resume",
       .takes = argument::integers,
       .takes_doc = "Channels whose tests go on",
       .expert = true,
       .run =
           [](D& which, given const& what) {
             which.resume(std::get<integers>(what));
             return std::string();
           }},
      {.name = "SetVariable",
       .takes = argument::numbers,
       .takes_doc = "A channel, the number of a variable and its value",
       .expert = true,
       .run =
           [](D& which, given const& what) {
             which.set_variable(std::get<numbers>(what));
             return std::string();
           }},
  };
}

template <class V>
std::vector<servers::command_plan<device_of<V>>> const& device_of<V>::commands() {
  static auto const all = cycler_commands<device_of<V>>();
  return all;
}

}  // namespace cycler_server
