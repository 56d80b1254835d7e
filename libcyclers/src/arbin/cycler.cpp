#include "cyclers/arbin/cycler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sockio/endpoint.hpp>
#include <sockio/open_link.hpp>

#include "cyclers/arbin/blocking.hpp"

namespace cyclers::arbin {

namespace {

awaitable<void> assigned_and_started(arbin::channel where, std::string schedule, std::string name) {
  if (!schedule.empty()) co_await where.assign(schedule);
  co_await where.start(name);
}

template <class T>
awaitable<void> without_result(awaitable<T> command) {
  co_await std::move(command);
}

class arbin_cycler final : public cyclers::cycler {
 public:
  arbin_cycler(arbin::cycler of, record_parts parts) : cycler_(std::move(of)), parts_(parts) {}

  std::string name() const override { return cycler_.endpoint(); }
  awaitable<std::map<int, result<reading>>> read_all() override { return cycler_.read_all(parts_); }
  awaitable<reading> read_one(int channel) override {
    return cycler_.channel(channel).read(parts_);
  }
  awaitable<void> start(int channel, test_plan plan) override {
    return assigned_and_started(cycler_.channel(channel), std::string(plan.procedure),
                                std::string(plan.name));
  }
  awaitable<void> stop(int channel) override {
    return without_result(cycler_.channel(channel).stop());
  }
  awaitable<void> resume(int channel) override {
    return without_result(cycler_.channel(channel).resume());
  }
  awaitable<void> set_variable(int channel, int variable, double value) override {
    return without_result(cycler_.channel(channel).set_variable(variable, value));
  }

 private:
  arbin::cycler cycler_;
  record_parts parts_;
};

sockio::endpoint arbin_endpoint(std::string_view host, std::uint16_t port) {
  std::string url(host);
  bool const bare_v6 = std::count(host.begin(), host.end(), ':') > 1 &&
                       host.find('[') == host.npos && host.find("://") == host.npos;
  if (bare_v6) url = fmt::format("[{}]", host);
  if (url.find("://") == url.npos) url = "tcp://" + url;
  return sockio::parse_url(url, port).value();
}

std::shared_ptr<session> make_arbin(boost::asio::any_io_executor const& executor,
                                    std::string_view host, cyclers::credentials who,
                                    cycler_options const& options) {
  auto const keeper = std::make_shared<login>(std::move(who));
  return std::make_shared<session>(connect(executor, host, options, keeper), options, keeper);
}

}  // namespace

sockio::link_options link_options_of(cycler_options const& options) {
  auto link = options.link;
  link.buffer_limit = options.longest_message;
  link.stray = sockio::unsolicited::fail;
  return link;
}

connections connect(boost::asio::any_io_executor executor, std::string_view host,
                    cycler_options const& options, std::shared_ptr<login> const& who) {
  auto const link = link_options_of(options);
  auto where = arbin_endpoint(host, options.port);
  connections both;
  both.main = sockio::open_link(executor, where, link, login::callbacks(who, options));
  where.port = file_port_of(options, where.port);
  if (where.port == 0) return both;
  both.files = sockio::open_link(executor, where, link, login::callbacks(who, options));
  return both;
}

cycler::cycler(boost::asio::any_io_executor executor, std::string_view host,
               cyclers::credentials who, cycler_options options)
    : basic_cycler(make_arbin(executor, host, std::move(who), options), async_mode()) {}

cycler::cycler(connections links, cycler_options options, std::shared_ptr<login> who)
    : basic_cycler(std::make_shared<session>(std::move(links), options, std::move(who)),
                   async_mode()) {}

std::shared_ptr<cyclers::cycler> cycler::as_cycler(record_parts parts) const {
  return std::make_shared<arbin_cycler>(*this, parts);
}

namespace blocking {

namespace {

std::shared_ptr<session> make_blocking_arbin(blocking_mode const& mode, std::string_view host,
                                             cyclers::credentials who,
                                             cycler_options const& options) {
  return make_arbin(mode.runtime->executor(), host, std::move(who), options);
}

}  // namespace

cycler::cycler(std::string_view host, cyclers::credentials who, cycler_options options)
    : cycler(blocking_mode(), host, std::move(who), options) {}

cycler::cycler(blocking_mode mode, std::string_view host, cyclers::credentials who,
               cycler_options options)
    : basic_cycler(make_blocking_arbin(mode, host, std::move(who), options), mode) {}

cycler::cycler(std::shared_ptr<sockio::blocking::runtime> runtime, connections links,
               cycler_options options, std::shared_ptr<login> who)
    : basic_cycler(std::make_shared<session>(std::move(links), options, std::move(who)),
                   blocking_mode{std::move(runtime)}) {}

}  // namespace blocking
}  // namespace cyclers::arbin
