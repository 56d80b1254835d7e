#include "cyclers/arbin/cycler.hpp"

/// Gives the commands that are about a cycler as a whole.
namespace cyclers::arbin::detail {

namespace {

template <class C>
awaitable<void> done(std::shared_ptr<session> core, typename C::request body) {
  co_await command_of_cycler<C>(std::move(core), std::move(body));
}

awaitable<void> connected(std::shared_ptr<session> core, std::uint32_t flag) {
  messages::connect::request body;
  body.kick_out = flag;
  co_await command_of_cycler<messages::connect>(std::move(core), body);
}

template <class C>
awaitable<void> text_assigned(std::shared_ptr<session> core, std::string_view text) {
  typename C::request body;
  body.text = text;
  return done<C>(std::move(core), std::move(body));
}

}  // namespace

awaitable<login::answer> info(std::shared_ptr<session> core) {
  auto const last = co_await core->info();
  co_return *last;
}

awaitable<void> set_kick_out(std::shared_ptr<session> core, std::uint32_t flag) {
  core->who().set_kick_out(flag);
  return connected(std::move(core), flag);
}

awaitable<void> ping(std::shared_ptr<session> core) {
  auto const flag = core->who().kick_out().value_or(0);
  return connected(std::move(core), flag);
}

awaitable<std::uint32_t> serial_number(std::shared_ptr<session> core) {
  auto const reply = co_await command_of_cycler<messages::serial_number>(std::move(core), {});
  co_return reply.number;
}

awaitable<void> assign_name_rule(std::shared_ptr<session> core, std::string_view rule) {
  return text_assigned<messages::assign_name_rule>(std::move(core), rule);
}

awaitable<void> assign_path(std::shared_ptr<session> core, std::string_view path) {
  return text_assigned<messages::assign_path>(std::move(core), path);
}

awaitable<void> send_message(std::shared_ptr<session> core, std::string_view text) {
  messages::send_message::request body;
  body.message = text;
  return done<messages::send_message>(std::move(core), std::move(body));
}

awaitable<void> calibrate(std::shared_ptr<session> core) {
  return done<messages::calibrate>(std::move(core), {});
}

awaitable<void> restart_daq(std::shared_ptr<session> core) {
  return done<messages::restart_daq>(std::move(core), {});
}

awaitable<void> restart_console(std::shared_ptr<session> core) {
  return done<messages::restart_console>(std::move(core), {});
}

awaitable<void> reset_database(std::shared_ptr<session> core) {
  return done<messages::reset_database>(std::move(core), {});
}

}  // namespace cyclers::arbin::detail
