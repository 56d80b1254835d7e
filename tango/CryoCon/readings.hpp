#pragma once

#include <cryocon/session.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <sockio/gate.hpp>
#include <vector>

#include "servers/shown.hpp"

namespace cryocon_server {

/// Keeps what was read of a controller for as long as it is valid, so that many clients cost it one
/// request. Thread-safe.
class readings : public std::enable_shared_from_this<readings> {
 public:
  /// Keeps readings for a period; only these inputs and loops are used.
  readings(std::shared_ptr<cryocon::session> of, sockio::duration valid_for,
           std::string const& channels, std::vector<int> const& loops);

  cryocon::session& session() const noexcept { return *session_; }

  /// Reads these attributes, and with them all that were asked for lately, in one grouped request;
  /// nothing when all are still valid. The control loops' state always comes with them. Whoever
  /// comes while others read waits for what they find.
  sockio::awaitable<void> refresh(std::vector<std::size_t> wanted);

  /// Returns what an attribute shows, as it was read last.
  sockio::result<servers::shown> show(std::size_t entry) const;
  /// Tells whether the control loops are engaged, or why nobody knows; nothing before the first
  /// contact.
  std::optional<sockio::result<bool>> control() const;
  /// Tells whether control() is not older than a period.
  bool knows_control_for(sockio::duration period) const;
  /// Forgets what was read, since something was written.
  void forget();

  /// Returns the display unit that an attribute was last read in; asks when it was not.
  sockio::awaitable<cryocon::unit> unit_of(std::size_t entry);

 private:
  struct kept {
    std::optional<sockio::result<cryocon::value>> value{};
    cryocon::unit unit = cryocon::unit::unknown;
    bool alarm = false;
    sockio::time_point read{};
    sockio::time_point asked{};
    servers::moment when{};
  };

  bool is_valid(kept const& one, sockio::time_point now) const;
  std::vector<std::size_t> due(std::vector<std::size_t> const& wanted);
  void keep(std::vector<std::size_t> const& asked, cryocon::outcome const& got);
  void keep_failure(std::vector<std::size_t> const& asked, sockio::failure const& why);
  std::optional<sockio::failure> unused(std::size_t entry) const;

  std::shared_ptr<cryocon::session> session_;
  sockio::gate<sockio::clock> one_reads_;
  sockio::duration valid_for_;
  std::string channels_;
  std::vector<int> loops_;
  mutable std::mutex mutex_;
  std::vector<kept> kept_;
};

/// Tells whether the controller takes a property's number in the unit that it displays.
bool needs_unit(cryocon::property_info const& property);
/// Returns a number of kelvin, of kelvin per minute and so on as a controller takes it that
/// displays some unit.
cryocon::value displayed(cryocon::property_info const& property, double number, cryocon::unit unit);

}  // namespace cryocon_server
