#pragma once

#include <memory>
#include <span>
#include <string>

#include "cyclers/arbin/command.hpp"

/// Lists all commands of CTI at run time: for the codecs, twins, labctl and tests.
namespace cyclers::arbin {

/// Is a command with the tables of its request and feedback.
struct command {
  command_info const* info;
  protocol::layout const* request;
  protocol::layout const* reply;
  std::shared_ptr<void> (*make_request)();
  std::shared_ptr<void> (*make_reply)();

  /// Names it for people: "BB310001 stop".
  std::string text() const;
  /// Tells whether a feedback with some code can be that of this command.
  bool is_answered_by(std::uint32_t reply_code) const;
};

/// Returns all commands.
std::span<command const> commands();
/// Returns the command of a request's code, or null.
command const* find_command(std::uint32_t code);
/// Returns a command by its name in this library, or null.
command const* find_command(std::string_view name);
/// Returns the first command that a feedback can be that of, or null: some share theirs.
command const* find_answered(std::uint32_t reply_code);

/// Returns the command of a message struct, e.g. command_of<messages::stop>().
template <class C>
command const& command_of() {
  static command const& found = *find_command(C::info.code);
  return found;
}

/// Holds a request or feedback whose command is known at run time only.
class message {
 public:
  /// Is the empty request of a command.
  static message request_of(command const& what) { return {&what, false, what.make_request()}; }
  /// Is the empty feedback of a command.
  static message reply_of(command const& what) { return {&what, true, what.make_reply()}; }

  command const& what() const noexcept { return *what_; }
  protocol::layout const& form() const { return is_reply_ ? *what_->reply : *what_->request; }
  void* data() noexcept { return data_.get(); }
  void const* data() const noexcept { return data_.get(); }

  /// Returns the data when it is a request of C; null when not.
  template <class C>
  typename C::request const* request() const {
    bool const is = !is_reply_ && what_ == &command_of<C>();
    return is ? static_cast<typename C::request const*>(data_.get()) : nullptr;
  }
  /// Returns the data when it is a feedback of C; null when not.
  template <class C>
  typename C::reply const* reply() const {
    bool const is = is_reply_ && what_ == &command_of<C>();
    return is ? static_cast<typename C::reply const*>(data_.get()) : nullptr;
  }

 private:
  message(command const* what, bool is_reply, std::shared_ptr<void> data)
      : what_(what), is_reply_(is_reply), data_(std::move(data)) {}

  command const* what_;
  bool is_reply_;
  std::shared_ptr<void> data_;
};

}  // namespace cyclers::arbin
