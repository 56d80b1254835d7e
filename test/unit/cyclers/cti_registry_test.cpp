#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/pfr.hpp>
#include <fstream>
#include <set>

#include "cyclers/arbin/channel_records.hpp"
#include "cyclers/arbin/messages.hpp"
#include "cyclers/arbin/registry.hpp"
#include "each_field.hpp"

namespace cti_registry_test {

using namespace cyclers::arbin;
using cyclers::protocol::field;
using cyclers::protocol::layout;
using cyclers::test::each_field;

template <class T>
void expect_all_members_described() {
  std::set<std::string_view> described;
  for (field const& each : cyclers::protocol::layout_of<T>.fields)
    if (each.name != "reserved") described.insert(each.name);
  EXPECT_EQ(described.size(), boost::pfr::tuple_size_v<T>) << cyclers::protocol::layout_of<T>.name;
}

template <class... C>
void expect_commands_described(std::tuple<C...> const*) {
  (expect_all_members_described<typename C::request>(), ...);
  (expect_all_members_described<typename C::reply>(), ...);
}

TEST(the_registry_of_cti, has_every_command_of_the_documents) {
  std::set<std::uint32_t> codes;
  for (command const& each : commands()) codes.insert(each.info->code);
  EXPECT_EQ(codes, (std::set<std::uint32_t>{
                       0xEEAB0001, 0xEEAB0002, 0xEEAB0003, 0xBB210001, 0xBB320004, 0xBB310001,
                       0xBB310002, 0xBB320006, 0xBB320005, 0xBB150001, 0xBB150002, 0xBB340001,
                       0xCC130001, 0xCC130002, 0xCC130003, 0xCC130004, 0xCC130005, 0xCC130006,
                       0xCD140001, 0xCD140002, 0xCD130001, 0xCD130002, 0xCD130003, 0xCD130004,
                       0xBB310007, 0xBB310008, 0xBB310009, 0xBB31000A, 0xBB31000B, 0xBB320014}));
  EXPECT_EQ(codes.size(), commands().size());
}

TEST(every_command_of_cti, has_a_name_a_meaning_and_a_page) {
  std::set<std::string_view> names;
  for (command const& each : commands()) {
    SCOPED_TRACE(each.text());
    command_info const& info = *each.info;
    EXPECT_TRUE(names.insert(info.name).second);
    EXPECT_TRUE(info.doc.ends_with('.'));
    EXPECT_TRUE(info.page == 0 || (info.page >= 1 && info.page <= 25));
    bool const is_listed = info.instructions_page >= 9 && info.instructions_page <= 33;
    EXPECT_TRUE(is_listed || info.code == 0xBB320014);
    bool const has_layout = info.page > 0 || info.instructions_page > 11;
    EXPECT_EQ(info.documented, has_layout);
  }
}

TEST(every_feedback_of_cti, has_the_code_of_its_request_with_two_digits_exchanged) {
  for (command const& each : commands()) {
    std::uint32_t const code = each.info->code;
    bool const is_session = code >> 24 == 0xEE;
    std::uint32_t const a = (code >> 20) & 0xF, b = (code >> 16) & 0xF;
    std::uint32_t const exchanged = (code & 0xFF00FFFF) | (b << 20) | (a << 16);
    EXPECT_TRUE(each.is_answered_by(is_session ? (code & 0xFF00FFFF) | 0xBA0000 : exchanged))
        << each.text();
    EXPECT_FALSE(each.is_answered_by(code));
    EXPECT_FALSE(each.is_answered_by(0));
  }
}

TEST(the_registry_of_cti, finds_each_command_by_its_code_name_and_feedback) {
  for (command const& each : commands()) {
    EXPECT_EQ(find_command(each.info->code), &each);
    EXPECT_EQ(find_command(each.info->name), &each);
    EXPECT_TRUE(find_answered(each.info->reply_code)->is_answered_by(each.info->reply_code));
  }
  EXPECT_EQ(find_command(0xEEBA0001u), nullptr);
  EXPECT_EQ(find_command("halt"), nullptr);
  EXPECT_EQ(find_answered(0xEEAB0001), nullptr);
  EXPECT_EQ(find_answered(0xBB230004)->info->name, "start");
  EXPECT_EQ(find_answered(0xCD310002)->info->name, "start_ex");
}

TEST(the_registry_of_cti, knows_which_commands_act) {
  std::set<std::string_view> quiet;
  for (command const& each : commands())
    if (!each.info->acts) quiet.insert(each.info->name);
  EXPECT_EQ(quiet, (std::set<std::string_view>{"log_in", "connect", "channels_info",
                                               "serial_number", "get_start_data", "get_resume_data",
                                               "browse", "download"}));
}

TEST(every_message_of_cti, describes_each_of_its_members) {
  expect_commands_described(static_cast<messages::all const*>(nullptr));
  expect_all_members_described<messages::channel_record>();
  expect_all_members_described<messages::aux_value>();
  expect_all_members_described<messages::can_value>();
  expect_all_members_described<messages::smb_value>();
  expect_all_members_described<messages::variable_value>();
  expect_all_members_described<messages::directory_entry>();
  expect_all_members_described<messages::resume_table>();
  expect_all_members_described<messages::start_record>();
  expect_all_members_described<messages::start_ex_record>();
  expect_all_members_described<messages::resume_record>();
  expect_all_members_described<messages::resume_ex_record>();
  expect_all_members_described<channel_numbers>();
}

TEST(every_field_of_cti, says_its_key_unit_type_and_meaning) {
  std::set<std::string_view> const units{"none",
                                         "V",
                                         "A",
                                         "W",
                                         "Ohm",
                                         "deg",
                                         "Ah",
                                         "Wh",
                                         "s",
                                         "V/s",
                                         "bytes",
                                         "as its kind says",
                                         "as its kind says, per second",
                                         "as Unit says",
                                         "as the schedule says"};
  auto const check = [&](layout const& form, field const& each) {
    SCOPED_TRACE(fmt::format("{}.{}", form.name, each.name));
    EXPECT_TRUE(units.contains(each.unit)) << each.unit;
    EXPECT_TRUE(each.doc.ends_with('.')) << each.doc;
    EXPECT_FALSE(each.ops->type().empty());
    EXPECT_EQ(each.key.empty(), each.name == "reserved");
  };
  for (command const& each : commands()) {
    each_field(*each.request, check);
    each_field(*each.reply, check);
  }
}

TEST(every_message_of_cti, has_each_key_once_in_json) {
  for (command const& each : commands())
    for (layout const* const form : {each.request, each.reply}) {
      std::set<std::string_view> keys;
      for (field const& one : form->fields) {
        bool const in_json = one.has(cyclers::protocol::forms::json_only);
        bool const is_new = !in_json || keys.insert(one.key).second;
        EXPECT_TRUE(is_new) << each.text() << " " << one.key;
      }
    }
}

TEST(every_count_of_cti, counts_a_list_that_it_is_the_count_of) {
  auto const check = [](layout const& form, field const& each) {
    if (!each.count) return;
    bool counted = false;
    for (field const& other : form.fields) counted = counted || other.measured;
    EXPECT_TRUE(counted) << form.name << "." << each.name;
  };
  for (command const& each : commands()) {
    each_field(*each.request, check);
    each_field(*each.reply, check);
  }
}

TEST(the_page_on_cti, lists_every_command_with_its_codes_and_pages) {
  std::ifstream in(COROLAB_TEST_DIR "/../docs/protocols/cti.md");
  std::string const page{std::istreambuf_iterator<char>(in), {}};
  auto const number = [](int n) { return n == 0 ? std::string("-") : std::to_string(n); };
  for (command const& each : commands()) {
    command_info const& info = *each.info;
    std::string const line =
        fmt::format("| {:08X} | {:08X} | `{}` | {} | {} | {} |", info.code, info.reply_code,
                    info.name, number(info.page), number(info.instructions_page), info.doc);
    EXPECT_NE(page.find(line), std::string::npos) << line;
  }
}

}  // namespace cti_registry_test
