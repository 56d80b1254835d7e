#pragma once

#include <memory>
#include <span>
#include <string>

#include "cyclers/maccor/function.hpp"

/// Lists all functions of MacNet at run time: for the codecs, twins, labctl and tests.
namespace cyclers::maccor {

/// Is a function with the tables of its request and reply.
struct function {
  function_info const* info;
  protocol::layout const* request;
  protocol::layout const* reply;
  std::shared_ptr<void> (*make_request)();
  std::shared_ptr<void> (*make_reply)();

  /// Names it for people: "(4,2) voltages".
  std::string text() const;
  /// Tells whether the request has data in binary.
  bool has_request_data() const;
};

/// Returns all functions in the order of the document.
std::span<function const> functions();
/// Returns a function, or null; each number of class 0 is the echo.
function const* find_function(unsigned fclass, unsigned fnum);
/// Returns a function by its name in this library, or null.
function const* find_function(std::string_view name);

/// Returns the function of a message struct, e.g. function_of<messages::voltages>().
template <class F>
function const& function_of() {
  static function const& found = *find_function(F::info.fclass, F::info.fnum);
  return found;
}

/// Holds the data of a request or reply whose function is known at run time only.
class message {
 public:
  /// Is the empty request of a function.
  static message request_of(function const& what) { return {&what, false, what.make_request()}; }
  /// Is the empty reply of a function.
  static message reply_of(function const& what) { return {&what, true, what.make_reply()}; }

  function const& what() const noexcept { return *what_; }
  protocol::layout const& form() const { return is_reply_ ? *what_->reply : *what_->request; }
  void* data() noexcept { return data_.get(); }
  void const* data() const noexcept { return data_.get(); }

  /// Returns the data when it is a request of F; null when not.
  template <class F>
  typename F::request const* request() const {
    bool const is = !is_reply_ && what_ == &function_of<F>();
    return is ? static_cast<typename F::request const*>(data_.get()) : nullptr;
  }
  /// Returns the data when it is a reply of F; null when not.
  template <class F>
  typename F::reply const* reply() const {
    bool const is = is_reply_ && what_ == &function_of<F>();
    return is ? static_cast<typename F::reply const*>(data_.get()) : nullptr;
  }

 private:
  message(function const* what, bool is_reply, std::shared_ptr<void> data)
      : what_(what), is_reply_(is_reply), data_(std::move(data)) {}

  function const* what_;
  bool is_reply_;
  std::shared_ptr<void> data_;
};

}  // namespace cyclers::maccor
