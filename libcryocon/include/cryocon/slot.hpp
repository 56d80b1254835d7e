#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "cryocon/operation.hpp"
#include "cryocon/session.hpp"

namespace cryocon {

namespace detail {

template <class T>
inline constexpr bool is_status = false;
template <class E>
inline constexpr bool is_status<status<E>> = true;

template <class T>
struct state_of;
template <class E>
struct state_of<status<E>> {
  using type = E;
};

/// Takes a typed value out of the variant that the codec made for the property.
template <class T>
T take(value&& from) {
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (std::is_same_v<T, value>) {
    return std::move(from);
  } else if constexpr (is_status<T>) {
    auto& found = std::get<choice>(from);
    return T(static_cast<typename state_of<T>::type>(found.code), std::move(found.text));
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<T>(std::get<choice>(from).code);
  } else {
    return std::get<T>(std::move(from));
  }
}

/// Is the place that a batch puts one result in.
using slot_state = std::optional<result<value>>;

/// Holds what a batch is going to do.
class batch_queue {
 public:
  explicit batch_queue(std::shared_ptr<session> core) : core_(std::move(core)) {}

  std::shared_ptr<slot_state> add(operation what);
  std::size_t size() const noexcept { return operations_.size(); }
  void clear();
  /// Sends what was added, fills the slots and empties the queue.
  static sockio::awaitable<void> send(std::shared_ptr<batch_queue> queue);

 private:
  std::shared_ptr<session> core_;
  std::vector<operation> operations_;
  std::vector<std::shared_ptr<slot_state>> slots_;
};

[[noreturn]] void throw_not_sent();

}  // namespace detail

/// Holds one result of a batch, there once the batch has been sent.
template <class T>
class slot {
 public:
  explicit slot(std::shared_ptr<detail::slot_state> state) : state_(std::move(state)) {}

  /// Returns the value. Errors: throws this slot's own failure, or one that says that the batch has
  /// not been sent.
  T get() const {
    if (!*state_) detail::throw_not_sent();
    if ((*state_)->has_error()) throw sockio::failure((*state_)->error());
    return detail::take<T>(value((*state_)->value()));
  }
  T operator*() const { return get(); }
  /// Tells whether there is a value.
  bool has_value() const { return *state_ && (*state_)->has_value(); }
  explicit operator bool() const { return has_value(); }
  /// Returns the slot's failure; an empty one when there is none.
  sockio::failure error() const {
    return *state_ && (*state_)->has_error() ? (*state_)->error() : sockio::failure();
  }

 private:
  std::shared_ptr<detail::slot_state> state_;
};

}  // namespace cryocon
