#include "cyclers/arbin/registry.hpp"

#include <fmt/format.h>

#include "cyclers/arbin/messages.hpp"

namespace cyclers::arbin {

namespace {

template <class T>
std::shared_ptr<void> make_empty() {
  return std::make_shared<T>();
}

template <class... C>
constexpr auto describe_commands(std::tuple<C...> const*) {
  return std::array{command{&C::info, &protocol::layout_of<typename C::request>,
                            &protocol::layout_of<typename C::reply>,
                            &make_empty<typename C::request>, &make_empty<typename C::reply>}...};
}

constexpr auto all_commands = describe_commands(static_cast<messages::all const*>(nullptr));

}  // namespace

std::span<command const> commands() { return all_commands; }

command const* find_command(std::uint32_t code) {
  for (command const& each : all_commands)
    if (each.info->code == code) return &each;
  return nullptr;
}

command const* find_command(std::string_view name) {
  for (command const& each : all_commands)
    if (each.info->name == name) return &each;
  return nullptr;
}

command const* find_answered(std::uint32_t reply_code) {
  for (command const& each : all_commands)
    if (each.info->reply_code == reply_code) return &each;
  for (command const& each : all_commands)
    if (each.is_answered_by(reply_code)) return &each;
  return nullptr;
}

std::string command::text() const { return fmt::format("{:08X} {}", info->code, info->name); }

bool command::is_answered_by(std::uint32_t reply_code) const {
  return reply_code == info->reply_code ||
         (info->unused_reply_code != 0 && reply_code == info->unused_reply_code);
}

}  // namespace cyclers::arbin
