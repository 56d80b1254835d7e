#include "maccor_twin/call.hpp"
#include "maccor_twin/names.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::file_type;
using cyclers::maccor::listing_command;

bool is_folder(file_type type) { return type >= file_type::active && type <= file_type::event_log; }

answer<messages::procedure_exists> procedure_exists(
    call& of, messages::procedure_exists::request const& what) {
  auto const file = what.procedure + ".000";
  return messages::procedure_exists::reply{
      of.tester.files.find(file_type::procedure, file).has_value()};
}

answer<messages::test_name_exists> test_name_exists(
    call& of, messages::test_name_exists::request const& what) {
  auto& files = of.tester.files;
  return messages::test_name_exists::reply{
      files.find_stem(file_type::archive, what.test_name).has_value() ||
      files.find(file_type::archive, what.test_name).has_value()};
}

answer<messages::file_listing> file_listing(call& of, messages::file_listing::request const& what) {
  if (!is_folder(what.type)) return rpc_error::illegal_value;
  auto& listed = of.session.listed;
  if (what.command == listing_command::build || listed.type != what.type) {
    if (what.type == file_type::active) of.tester.flush_all();
    listed = {.type = what.type, .files = of.tester.files.list(what.type)};
  }
  messages::file_listing::reply reply{.type = what.type,
                                      .command = what.command,
                                      .files = static_cast<std::uint16_t>(listed.files.size())};
  if (what.command == listing_command::build) return reply;
  if (what.command != listing_command::next) return rpc_error::illegal_value;
  if (listed.next == listed.files.size()) return reply;  // an empty name ends the list
  auto const& file = listed.files[listed.next++];
  reply.index = static_cast<std::uint16_t>(listed.next);
  reply.date = {file.changed};
  reply.size = file.size;
  reply.name = file.name;
  return reply;
}

answer<messages::send_file> send_file(call& of, messages::file_step const& step) {
  return of.session.receiving.receive(of.tester.files, step);
}

answer<messages::get_file> get_file(call& of, messages::file_step const& step) {
  if (step.type == file_type::active) of.tester.flush_all();
  return of.session.sending.send(of.tester.files, step);
}

}  // namespace

std::vector<answerer> file_answers() {
  return {
      line<messages::procedure_exists, &procedure_exists>(),
      line<messages::test_name_exists, &test_name_exists>(),
      line<messages::file_listing, &file_listing>(),
      line<messages::send_file, &send_file>(),
      line<messages::get_file, &get_file>(),
  };
}

}  // namespace sim::mac
