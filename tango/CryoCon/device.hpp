#pragma once

#include <cryocon/session.hpp>
#include <memory>
#include <string>
#include <vector>

#include "CryoCon/readings.hpp"
#include "servers/slot.hpp"
#include "servers/table_class.hpp"

namespace cryocon_server {

/// Is a Cryo-con temperature controller as a Tango device.
///
/// Nothing is connected until a client asks; the connection is made again by itself, and the state
/// says how it is: ON or OFF for the control loops, FAULT while the controller cannot be reached.
class device : public servers::device {
 public:
  device(Tango::DeviceClass* of, std::string const& name);
  ~device() override;

  void init_device() override;
  void delete_device() override;
  Tango::DevState dev_state() override;
  Tango::ConstDevString dev_status() override;

  sockio::result<servers::shown> show(std::size_t plan) override;
  void read(std::vector<std::size_t> const& plans) override;
  void write(std::size_t plan, servers::datum const& what) override;
  std::function<sockio::awaitable<void>()> poll() override;
  void push() override;

  static std::vector<servers::attribute_plan> const& attributes();
  static std::vector<servers::command_plan<device>> const& commands();
  static std::vector<servers::property_plan> const& properties();

 private:
  void connect();
  void refresh_state();
  void perform(cryocon::operation what);
  std::string run_line(std::string const& line);
  void set_unit(std::vector<std::string> const& channel_and_unit);
  void run_order(cryocon::property_info const& property, std::vector<std::string> const& words);
  /// Returns what the properties have made. Errors: throws what is wrong with them.
  std::shared_ptr<readings> ready() const;

  servers::slot<readings> readings_;
  std::string trouble_;  ///< What is wrong with the properties; empty when nothing is.
  std::string status_;
  std::vector<std::size_t> polled_;
};

}  // namespace cryocon_server
