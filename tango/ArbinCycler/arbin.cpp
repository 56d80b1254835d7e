#include "ArbinCycler/arbin.hpp"

#include <cyclers/arbin/credentials.hpp>
#include <cyclers/arbin/cycler.hpp>

#include "cycler/property_text.hpp"

namespace cycler_server {

namespace {

namespace arbin = cyclers::arbin;
using arbin::messages::channel_record;
using sockio::awaitable;

class arbin_backend final : public backend {
 public:
  explicit arbin_backend(arbin::cycler of) : cycler_(std::move(of)), any_(cycler_.as_cycler()) {}

  awaitable<rows> read_all() override { return read(cycler_); }
  cyclers::cycler& operations() override { return *any_; }
  /// CTI has no message for limits: the schedule has its own, and this server watches its channels.
  awaitable<void> protect(int, safety) override { co_return; }

 private:
  static awaitable<rows> read(arbin::cycler of) {
    auto const records = co_await of.channels({.aux = true, .can = true, .smb = true});
    rows all;
    for (channel_record const& each : records.all()) {
      auto const number = arbin::channel_number::from_wire(each.channel);
      if (!number) continue;
      auto record = std::make_shared<channel_record>(each);
      auto now = arbin::reading_of(of.endpoint(), each);
      all.emplace(number->value(), row{std::move(now), std::move(record)});
    }
    co_return all;
  }

  arbin::cycler cycler_;
  std::shared_ptr<cyclers::cycler> any_;
};

}  // namespace

vendor const& arbin_vendor::kind() {
  static vendor const one = [] {
    vendor made;
    made.name = "arbin";
    made.columns = reading_columns();
    static channel_record const empty;
    auto const record = record_columns(cyclers::protocol::layout_of<channel_record>, &empty);
    made.columns.insert(made.columns.end(), record.begin(), record.end());
    made.properties = {
        {"Host", "Where the cycler is, e.g. 192.168.1.20 or 192.168.1.20:9031", {}},
        {"CredentialsFile",
         "A file on the server's machine with ARBIN_CTI_USERNAME and ARBIN_CTI_PASSWORD",
         {}},
    };
    return made;
  }();
  return one;
}

std::shared_ptr<backend> arbin_vendor::connect(property const& get) {
  arbin::cycler_options how;
  how.link.timeout = how.link.connection_timeout = std::chrono::seconds(2);
  auto const host = needed("Host", get("Host", ""));
  auto who =
      arbin::credentials::from_env_file(needed("CredentialsFile", get("CredentialsFile", "")));
  return std::make_shared<arbin_backend>(
      arbin::cycler(servers::engine::instance().executor(), host, std::move(who), how));
}

}  // namespace cycler_server
