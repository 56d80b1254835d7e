#include "MaccorTester/maccor.hpp"

#include <cyclers/maccor/tester.hpp>

#include "cycler/property_text.hpp"

namespace cycler_server {

namespace {

namespace maccor = cyclers::maccor;
using maccor::messages::full_status;
using sockio::awaitable;

class maccor_backend final : public backend {
 public:
  explicit maccor_backend(maccor::tester of)
      : tester_(std::move(of)), cycler_(tester_.as_cycler()) {}

  awaitable<rows> read_all() override { return read(tester_.core()); }
  cyclers::cycler& operations() override { return *cycler_; }

  awaitable<void> protect(int channel, safety limits) override {
    return protect_channel(tester_, channel, limits);
  }

 private:
  static awaitable<rows> read(std::shared_ptr<maccor::session> core) {
    int const count = co_await core->channels();
    std::vector<maccor::question> questions;
    for (int channel = 1; channel <= count; ++channel)
      questions.push_back(
          maccor::ask_of<full_status>(maccor::address::of(maccor::channel_number(channel))));
    auto replies = co_await core->perform_all(std::move(questions));
    rows all;
    int channel = 0;
    for (auto& reply : replies) {
      ++channel;
      if (!reply) {
        all.emplace(channel, row{reply.error()});
        continue;
      }
      auto record = std::make_shared<full_status::reply>(maccor::take<full_status>(*reply));
      auto now = maccor::reading_of(*core, channel, *record);
      all.emplace(channel, row{std::move(now), std::move(record)});
    }
    co_return all;
  }

  static awaitable<void> protect_channel(maccor::tester tester, int channel, safety limits) {
    maccor::safety_limits own;
    own.v_min = cyclers::volt(limits.voltage_min);
    own.v_max = cyclers::volt(limits.voltage_max);
    own.i_charge = cyclers::ampere(limits.charge_current_max);
    own.i_discharge = cyclers::ampere(limits.discharge_current_max);
    co_await tester.channel(channel).set_safety_limits(own);
  }

  maccor::tester tester_;
  std::shared_ptr<cyclers::cycler> cycler_;
};

}  // namespace

vendor const& maccor_vendor::kind() {
  static vendor const one = [] {
    vendor made;
    made.name = "maccor";
    made.columns = reading_columns();
    static full_status::reply const empty;
    auto const record = record_columns(*maccor::function_of<full_status>().reply, &empty);
    made.columns.insert(made.columns.end(), record.begin(), record.end());
    made.properties = {
        {"Host", "Where the tester is, e.g. 192.168.1.10", {}},
        {"JsonPort", "Port of MacNet's JSON; 0 for none", {"57570"}},
        {"BinaryPort", "Port of MacNet's binary form; 0 for none", {"57560"}},
        {"CredentialsFile",
         "A file on the server's machine with MACCOR_USER and MACCOR_PASSWORD; empty for no log-in",
         {""}},
    };
    return made;
  }();
  return one;
}

std::shared_ptr<backend> maccor_vendor::connect(property const& get) {
  maccor::tester_options how;
  how.json_port = port_of("JsonPort", get("JsonPort", "57570"));
  how.binary_port = port_of("BinaryPort", get("BinaryPort", "57560"));
  how.link.timeout = how.link.connection_timeout = std::chrono::seconds(2);
  auto const file = get("CredentialsFile", "");
  auto who =
      file.empty() ? cyclers::credentials() : cyclers::credentials::from_env_file(file, "MACCOR");
  return std::make_shared<maccor_backend>(maccor::tester(servers::engine::instance().executor(),
                                                         needed("Host", get("Host", "")), how,
                                                         std::move(who)));
}

}  // namespace cycler_server
