#include "sockio/blocking.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/intrusive/list.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "sockio/open_link.hpp"

namespace sockio::blocking {

namespace asio = boost::asio;

namespace {

/// Is one call that a thread waits for.
struct pending : boost::intrusive::list_base_hook<> {
  asio::cancellation_signal stop;
  std::exception_ptr error;
  bool done = false;
  bool interrupted = false;
};

}  // namespace

/// Lets waiting threads take turns at the event loop: one serves it, the others sleep until they
/// are done or it is their turn.
struct runtime::state {
  asio::io_context io{1};
  std::mutex mutex;
  std::condition_variable changed;
  boost::intrusive::list<pending> calls;
  std::exception_ptr thrown_meanwhile;
  bool served = false;

  void start(pending& call, awaitable<void> operation) {
    std::lock_guard lock(mutex);
    calls.push_back(call);
    // Spawned from within the loop, so that the signal is only ever touched by the thread that
    // serves.
    asio::post(io, [this, &call, operation = std::move(operation)]() mutable {
      asio::co_spawn(
          io, std::move(operation),
          asio::bind_cancellation_slot(call.stop.slot(), [this, &call](std::exception_ptr e) {
            std::lock_guard inner(mutex);
            call.error = std::move(e);
            call.done = true;
            calls.erase(calls.iterator_to(call));
            changed.notify_all();
          }));
      if (interrupted(call)) call.stop.emit(asio::cancellation_type::terminal);
    });
  }

  bool interrupted(pending const& call) {
    std::lock_guard lock(mutex);
    return call.interrupted;
  }

  /// Serves until a call is done. Returns: what a stranger's handler threw meanwhile.
  std::exception_ptr wait_for(pending& call) {
    std::unique_lock lock(mutex);
    while (!call.done) {
      if (served) {
        changed.wait(lock);
        continue;
      }
      served = true;
      lock.unlock();
      io.restart();
      serve(call);
      lock.lock();
      served = false;
      changed.notify_all();
    }
    return std::exchange(thrown_meanwhile, nullptr);
  }

  void serve(pending& call) {
    for (;;) {
      {
        std::lock_guard lock(mutex);
        if (call.done) return;
      }
      try {
        if (io.run_one() == 0) io.restart();
      } catch (...) {
        // A stranger's handler threw; leaving now would leave the calls of all threads behind. The
        // next call that ends tells of it.
        std::lock_guard lock(mutex);
        thrown_meanwhile = std::current_exception();
      }
    }
  }
};

runtime::runtime() : state_(std::make_shared<state>()) {}
runtime::~runtime() = default;

asio::any_io_executor runtime::executor() { return state_->io.get_executor(); }

void runtime::wait(awaitable<void> operation) {
  if (state_->io.get_executor().running_in_this_thread()) {
    throw failure(errc::own_thread,
                  {.problem = "a blocking call was made from code that this runtime is running",
                   .advice = "co_await the operation there instead"});
  }
  pending call;
  state_->start(call, std::move(operation));
  if (auto const thrown = state_->wait_for(call)) std::rethrow_exception(thrown);
  if (!call.error) return;
  failure const why = failure_of(call.error);
  if (call.interrupted && why.code() == errc::cancelled)
    throw failure(errc::interrupted, why.story());
  std::rethrow_exception(call.error);
}

void runtime::interrupt() {
  std::lock_guard lock(state_->mutex);
  for (pending& call : state_->calls) call.interrupted = true;
  asio::post(state_->io, [state = state_.get()] {
    // A handler may end a call and so change the list: collect first.
    std::vector<pending*> calls;
    {
      std::lock_guard inner(state->mutex);
      for (pending& call : state->calls)
        if (call.interrupted) calls.push_back(&call);
    }
    for (pending* call : calls) call->stop.emit(asio::cancellation_type::terminal);
  });
}

/// Is a thread that waits for a call which nobody makes.
struct runtime::server::serving {
  explicit serving(std::shared_ptr<state> of) : on(std::move(of)) {}

  std::shared_ptr<state> on;
  asio::executor_work_guard<asio::io_context::executor_type> work{on->io.get_executor()};
  pending end;
  std::exception_ptr thrown;
  std::thread thread{[this] { thrown = on->wait_for(end); }};
};

runtime::server::server(runtime& of) : serving_(std::make_unique<serving>(of.state_)) {}

runtime::server::~server() {
  auto& on = *serving_->on;
  {
    std::lock_guard lock(on.mutex);
    serving_->end.done = true;
    on.changed.notify_all();
  }
  // Wakes the thread when it sleeps in the loop.
  asio::post(on.io, [] {});
  serving_->thread.join();
  if (!serving_->thrown) return;
  std::lock_guard lock(on.mutex);
  on.thrown_meanwhile = serving_->thrown;
}

namespace {

/// Lets a link keep the runtime alive that it lives on.
std::shared_ptr<sockio::link> on(std::shared_ptr<runtime> const& runtime,
                                 std::shared_ptr<sockio::link> const& link) {
  auto const both = std::make_shared<
      std::pair<std::shared_ptr<blocking::runtime>, std::shared_ptr<sockio::link>>>(runtime, link);
  return {both, both->second.get()};
}

}  // namespace

link::link(std::string_view url, link_options options, callbacks events)
    : runtime_(std::make_shared<blocking::runtime>()),
      async_(on(runtime_, open_link(runtime_->executor(), url, options, std::move(events)))) {}

link::link(std::shared_ptr<blocking::runtime> runtime, std::shared_ptr<sockio::link> async)
    : runtime_(std::move(runtime)), async_(on(runtime_, async)) {}

}  // namespace sockio::blocking
