#include "servers/engine.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <exception>
#include <list>
#include <mutex>
#include <thread>

namespace servers {

namespace {

engine* the_engine = nullptr;

}  // namespace

/// Polls what is due and pushes what has come, on a thread of its own.
class engine::pump {
 public:
  explicit pump(boost::asio::any_io_executor executor)
      : executor_(std::move(executor)), thread_([this] { serve(); }) {}

  ~pump() {
    {
      std::scoped_lock const lock(state_->mutex);
      ended_ = true;
    }
    state_->changed.notify_all();
    thread_.join();
  }

  void add(watched& what, sockio::duration period) {
    std::scoped_lock const lock(state_->mutex);
    auto const now = sockio::clock::now();
    auto const known = std::ranges::find(state_->entries, &what, &entry::what);
    if (known == state_->entries.end()) {
      state_->entries.push_back(std::make_shared<entry>(&what, period, now));
    } else {
      (*known)->period = period;
      (*known)->due = now;
    }
    state_->changed.notify_all();
  }

  void remove(watched& what) {
    std::unique_lock lock(state_->mutex);
    state_->entries.remove_if([&](std::shared_ptr<entry> const& each) {
      if (each->what != &what) return false;
      auto const stop = [each] { each->stop.emit(boost::asio::cancellation_type::all); };
      boost::asio::post(executor_, stop);
      return true;
    });
    state_->changed.wait(lock, [&] { return busy_with_ != &what; });
  }

 private:
  struct entry {
    entry(watched* of, sockio::duration every, sockio::time_point first)
        : what(of), period(every), due(first) {}

    watched* what;
    sockio::duration period;
    sockio::time_point due;
    bool polling = false;
    bool done = false;
    boost::asio::cancellation_signal stop{};  ///< Used on the event loop's thread only.
  };

  /// Outlives the pump while a poll is under way.
  struct state {
    std::mutex mutex;
    std::condition_variable changed;
    std::list<std::shared_ptr<entry>> entries;
  };

  void serve() {
    std::unique_lock lock(state_->mutex);
    while (!ended_) {
      auto const next = next_one();
      if (!next) {
        state_->changed.wait(lock);
      } else if (next->done) {
        next->done = next->polling = false;
        with(lock, *next, [&] { next->what->push(); });
      } else if (next->due <= sockio::clock::now()) {
        // A period that has passed already is left out, not made up for.
        next->due = std::max(next->due + next->period, sockio::clock::now());
        next->polling = true;
        with(lock, *next, [&] { begin(next); });
      } else {
        state_->changed.wait_until(lock, next->due);
      }
    }
  }

  /// Returns the one that has something to push, or else the one that is due first.
  std::shared_ptr<entry> next_one() const {
    std::shared_ptr<entry> first;
    for (auto const& each : state_->entries) {
      if (each->done) return each;
      if (!each->polling && (!first || each->due < first->due)) first = each;
    }
    return first;
  }

  template <class F>
  void with(std::unique_lock<std::mutex>& lock, entry const& one, F use) {
    busy_with_ = one.what;
    lock.unlock();
    use();
    lock.lock();
    busy_with_ = nullptr;
    state_->changed.notify_all();
  }

  void begin(std::shared_ptr<entry> const& one) {
    auto const finished = [state = state_, one](bool found) {
      std::scoped_lock const lock(state->mutex);
      one->done = found;
      one->polling = found;
      state->changed.notify_all();
    };
    auto const read = one->what->poll();
    if (!read) return finished(false);
    auto const start = [executor = executor_, one, read, finished] {
      auto const ended = [finished](std::exception_ptr) { finished(true); };
      boost::asio::co_spawn(executor, read(),
                            boost::asio::bind_cancellation_slot(one->stop.slot(), ended));
    };
    boost::asio::post(executor_, start);
  }

  boost::asio::any_io_executor executor_;
  std::shared_ptr<state> state_ = std::make_shared<state>();
  watched* busy_with_ = nullptr;
  bool ended_ = false;
  std::thread thread_;
};

engine::engine()
    : runtime_(std::make_shared<sockio::blocking::runtime>()),
      serving_(*runtime_),
      pump_(std::make_unique<pump>(runtime_->executor())) {
  the_engine = this;
}

engine::~engine() {
  the_engine = nullptr;
  runtime_->interrupt();
}

engine& engine::instance() { return *the_engine; }

void engine::watch(watched& what, sockio::duration period) { pump_->add(what, period); }
void engine::forget(watched& what) { pump_->remove(what); }

}  // namespace servers
