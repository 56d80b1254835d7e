#include "cyclers/maccor/tester.hpp"

#include <fmt/format.h>

#include <sockio/open_link.hpp>

#include "cyclers/maccor/blocking.hpp"
#include "cyclers/maccor/messages.hpp"

namespace cyclers::maccor {

namespace {

class maccor_cycler final : public cycler {
 public:
  maccor_cycler(tester of, reading_parts parts) : tester_(std::move(of)), parts_(parts) {}

  std::string name() const override { return tester_.endpoint(); }
  awaitable<std::map<int, result<reading>>> read_all() override { return tester_.read_all(parts_); }
  awaitable<reading> read_one(int channel) override {
    return tester_.channel(channel).read(parts_);
  }
  awaitable<void> start(int channel, test_plan plan) override {
    start_plan own;
    own.procedure = plan.procedure;
    if (!plan.name.empty()) own.name = plan.name;
    return tester_.channel(channel).start(own);
  }
  awaitable<void> stop(int channel) override { return tester_.channel(channel).suspend(); }
  awaitable<void> resume(int channel) override { return tester_.channel(channel).resume(); }
  awaitable<void> set_variable(int channel, int variable, double value) override {
    return tester_.channel(channel).set_variable(variable, value);
  }

 private:
  tester tester_;
  reading_parts parts_;
};

std::string url(std::string_view scheme, std::string_view host, std::uint16_t port) {
  bool const bare_v6 = host.find(':') != host.npos && !host.starts_with('[');
  return bare_v6 ? fmt::format("{}://[{}]:{}", scheme, host, port)
                 : fmt::format("{}://{}:{}", scheme, host, port);
}

std::shared_ptr<session> make(boost::asio::any_io_executor const& executor, std::string_view host,
                              tester_options const& options, credentials who) {
  auto const keeper = std::make_shared<login>(std::move(who));
  return std::make_shared<session>(connect(executor, host, options, keeper), options, keeper);
}

}  // namespace

namespace detail {

awaitable<bool> exists(std::shared_ptr<session> core, question what) {
  message const reply = co_await core->perform(std::move(what));
  if (auto const* const procedure = reply.reply<messages::procedure_exists>())
    co_return procedure->exists;
  co_return reply.reply<messages::test_name_exists>()->exists;
}

}  // namespace detail

connections connect(boost::asio::any_io_executor executor, std::string_view host,
                    tester_options const& options, std::shared_ptr<login> const& who) {
  auto const binary =
      options.udp ? url("udp", host, options.udp_port) : url("tcp", host, options.binary_port);
  connections both;
  if (options.json_port != 0)
    both.json = sockio::open_link(executor, url("tcp", host, options.json_port), options.link,
                                  login::callbacks(who, form::json));
  if (options.udp || options.binary_port != 0)
    both.binary =
        sockio::open_link(executor, binary, options.link, login::callbacks(who, form::binary));
  return both;
}

tester::tester(boost::asio::any_io_executor executor, std::string_view host, tester_options options,
               credentials who)
    : basic_tester(make(executor, host, options, std::move(who)), async_mode()) {}

tester::tester(connections links, tester_options options, std::shared_ptr<login> who)
    : basic_tester(std::make_shared<session>(std::move(links), options, std::move(who)),
                   async_mode()) {}

std::shared_ptr<cycler> tester::as_cycler(reading_parts parts) const {
  return std::make_shared<maccor_cycler>(*this, parts);
}

namespace blocking {

namespace {

std::shared_ptr<session> make_blocking(blocking_mode const& mode, std::string_view host,
                                       tester_options const& options, credentials who) {
  return make(mode.runtime->executor(), host, options, std::move(who));
}

}  // namespace

tester::tester(std::string_view host, tester_options options, credentials who)
    : tester(blocking_mode(), host, options, std::move(who)) {}

tester::tester(blocking_mode mode, std::string_view host, tester_options options, credentials who)
    : basic_tester(make_blocking(mode, host, options, std::move(who)), mode) {}

tester::tester(std::shared_ptr<sockio::blocking::runtime> runtime, connections links,
               tester_options options, std::shared_ptr<login> who)
    : basic_tester(std::make_shared<session>(std::move(links), options, std::move(who)),
                   blocking_mode{std::move(runtime)}) {}

}  // namespace blocking
}  // namespace cyclers::maccor
