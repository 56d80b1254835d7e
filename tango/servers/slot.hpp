#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace servers {

/// Holds what an Init command replaces while the thread of events may look at it. Thread-safe.
template <class T>
class slot {
 public:
  std::shared_ptr<T> get() const {
    std::scoped_lock const lock(mutex_);
    return what_;
  }
  void set(std::shared_ptr<T> what) {
    std::scoped_lock const lock(mutex_);
    what_.swap(what);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<T> what_;
};

}  // namespace servers
