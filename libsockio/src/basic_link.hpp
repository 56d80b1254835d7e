#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "exchange_machine.hpp"
#include "sockio/gate.hpp"
#include "sockio/link.hpp"
#include "sockio/within.hpp"
#include "story.hpp"
#include "wire.hpp"

namespace sockio::detail {

/// Runs exchanges over a transport: asks the machine what comes next, does it, and tells how it
/// went.
template <class Transport>
class basic_link final : public link {
  using clock_type = typename Transport::clock_type;
  using self_ptr = std::shared_ptr<basic_link>;

 public:
  template <class... Args>
  basic_link(boost::asio::any_io_executor executor, std::string url, link_options const& options,
             callbacks events, Args&&... args)
      : executor_(executor),
        url_(std::move(url)),
        options_(options),
        gap_(options.gap.count()),
        events_(std::move(events)),
        wire_(executor, options_, std::forward<Args>(args)...) {}

  awaitable<std::string> exchange(request what) override {
    wish const w = wish_of(what);
    return run(self(), gate_, std::move(what), exchange_machine(w, line_));
  }

  awaitable<void> open(call how) override {
    request nothing;
    nothing.timeout = how.timeout;
    wish w = wish_of(nothing);
    w.only_connect = true;
    return without_reply(run(self(), gate_, std::move(nothing), exchange_machine(w, line_)));
  }

  void close() override {
    if (wire_.close()) tell_lost(errc::closed);
  }
  bool connected() const override {
    return wire_.with_transport(
        [](Transport const& t) { return t.is_open() && t.look() != condition::dead; });
  }
  bool at_eof() const override { return wire_.at_eof(); }
  std::size_t in_waiting() const override { return wire_.in_waiting(); }
  void reset_input_buffer() override { wire_.reset_input_buffer(); }
  std::string const& endpoint() const override { return url_; }
  link_counters counters() const override { return wire_.counters(); }
  link_options const& options() const override { return options_; }
  void pace(duration least) override {
    auto now = gap_.load(std::memory_order_relaxed);
    while (now < least.count() && !gap_.compare_exchange_weak(now, least.count())) {
    }
  }
  boost::asio::any_io_executor executor() const override { return executor_; }

 private:
  /// Is the link as on_connection_made sees it: the connection of the moment, with a gate of its
  /// own, and of no use afterwards.
  class inner_link final : public link {
   public:
    inner_link(self_ptr outer, time_point until) : outer_(std::move(outer)), until_(until) {}
    awaitable<std::string> exchange(request what) override {
      if (over_.load()) {
        throw failure(errc::not_connected,
                      {.endpoint = outer_->url_,
                       .problem = "on_connection_made is over, and its link with it"});
      }
      wish w = outer_->wish_of(what);
      w.nested = true;
      w.deadline = std::min(w.deadline, until_);
      return outer_->run(shared_from_this(), gate_, std::move(what),
                         exchange_machine(w, outer_->line_));
    }
    void finish() { over_.store(true); }
    awaitable<void> open(call) override {
      throw failure(errc::already_open, {.problem = "is open while on_connection_made runs"});
    }
    void close() override { outer_->close(); }
    bool connected() const override { return outer_->connected(); }
    bool at_eof() const override { return outer_->at_eof(); }
    std::size_t in_waiting() const override { return outer_->in_waiting(); }
    void reset_input_buffer() override { outer_->reset_input_buffer(); }
    std::string const& endpoint() const override { return outer_->url_; }
    link_counters counters() const override { return outer_->counters(); }
    link_options const& options() const override { return outer_->options_; }
    void pace(duration least) override { outer_->pace(least); }
    boost::asio::any_io_executor executor() const override { return outer_->executor_; }

   private:
    self_ptr outer_;
    time_point until_;
    gate<clock_type> gate_;
    std::atomic<bool> over_ = false;
  };

  /// Ends an exchange on every way out, also when its coroutine is destroyed while it waits.
  class ending {
   public:
    ending(basic_link& of, exchange_machine& machine) : link_(of), machine_(machine) {}
    bool entered() const { return entered_; }
    ending(ending const&) = delete;
    ending& operator=(ending const&) = delete;
    ~ending() {
      if (!entered_) return;
      event const destroyed{outcome::failed, errc::closed};
      leave(machine_.resume(destroyed, clock_type::now()).close, errc::closed);
    }
    bool enter() {
      entered_ = true;
      return link_.wire_.begin(link_);
    }
    void end(bool close, error_code why) {
      if (!entered_) return link_.wire_.count([&](link_counters& c) { count(c, machine_, why); });
      if (leave(close, why) && close) link_.tell_lost(why);
      if (!machine_.wants().nested && !close) link_.watch();
    }

   private:
    bool leave(bool close, error_code why) {
      entered_ = false;
      return link_.wire_.end(close, machine_.wants().nested,
                             [&](link_counters& c) { count(c, machine_, why); });
    }

    basic_link& link_;
    exchange_machine& machine_;
    bool entered_ = false;
  };

  static awaitable<void> without_reply(awaitable<std::string> exchange) {
    co_await std::move(exchange);
  }

  duration gap() const { return duration(gap_.load(std::memory_order_relaxed)); }
  self_ptr self() { return std::static_pointer_cast<basic_link>(shared_from_this()); }

  wish wish_of(request const& what) const;
  awaitable<std::string> run(std::shared_ptr<link> keep, gate<clock_type>& turns, request what,
                             exchange_machine machine);
  static event interrupted(std::string& cause);
  [[noreturn]] void give_up(request const& what, exchange_machine const& machine,
                            std::string_view cause, ending& end);
  awaitable<event> greet(time_point until, std::uint64_t closes, std::string& cause);
  failure fail(request const& what, exchange_machine const& machine, action const& last,
               std::string_view received, std::string_view cause, bool entered) const;
  static void count(link_counters& counters, exchange_machine const& machine, error_code why);
  void set_pace(exchange_machine const& machine);
  void made();
  void tell_gone();
  void tell_lost(error_code why);
  void tell(std::string const& text);
  void watch();
  template <class F, class... Args>
  void call_back(F const& f, Args&&... args);

  boost::asio::any_io_executor executor_;
  std::string const url_;
  link_options const options_;
  std::atomic<duration::rep> gap_;
  callbacks const events_;
  gate<clock_type> gate_;
  wire<Transport> wire_;
  line_state line_;
};

}  // namespace sockio::detail

#include "basic_link.ipp"
