#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/pfr.hpp>
#include <fstream>
#include <set>

#include "cyclers/maccor/messages.hpp"
#include "cyclers/maccor/registry.hpp"
#include "each_field.hpp"

namespace macnet_registry_test {

using namespace cyclers::maccor;
using cyclers::protocol::field;
using cyclers::protocol::layout;
using cyclers::test::each_field;

template <class T>
void expect_all_members_described() {
  std::size_t described = 0;
  for (field const& each : cyclers::protocol::layout_of<T>.fields)
    described += each.name != "reserved";
  EXPECT_EQ(described, boost::pfr::tuple_size_v<T>) << cyclers::protocol::layout_of<T>.name;
}

template <class... F>
void expect_functions_described(std::tuple<F...> const*) {
  (expect_all_members_described<typename F::request>(), ...);
  (expect_all_members_described<typename F::reply>(), ...);
}

TEST(the_registry, has_every_function_of_the_document_once_and_in_its_order) {
  ASSERT_EQ(functions().size(), 57u);
  std::pair<int, int> last{-1, 0};
  int page = 0;
  std::set<std::string_view> names;
  for (function const& each : functions()) {
    EXPECT_LT(last, std::pair(int{each.info->fclass}, int{each.info->fnum})) << each.text();
    last = {each.info->fclass, each.info->fnum};
    EXPECT_LE(page, each.info->page) << each.text();
    page = each.info->page;
    EXPECT_TRUE(page >= 9 && page <= 94) << each.text();
    EXPECT_TRUE(names.insert(each.info->name).second) << each.text();
    EXPECT_TRUE(each.info->doc.ends_with('.')) << each.text();
  }
}

TEST(the_registry, finds_each_function_and_nothing_else) {
  std::set<function const*> found;
  for (unsigned fclass = 1; fclass < 70000; fclass += fclass < 20 ? 1 : 997)
    for (unsigned fnum = 0; fnum < 70000; fnum += fnum < 40 ? 1 : 997)
      if (function const* const each = find_function(fclass, fnum)) {
        EXPECT_EQ(each->info->fclass, fclass);
        EXPECT_EQ(each->info->fnum, fnum);
        found.insert(each);
      }
  EXPECT_EQ(found.size(), functions().size() - 1);
  EXPECT_EQ(find_function(0, 12345), &functions()[0]);
  for (function const& each : functions()) EXPECT_EQ(find_function(each.info->name), &each);
  EXPECT_EQ(find_function("voltage"), nullptr);
}

TEST(the_registry, knows_which_functions_have_no_json_form) {
  std::set<std::string_view> binary_only;
  for (function const& each : functions())
    if (each.info->in != cyclers::protocol::forms::both) binary_only.insert(each.info->name);
  EXPECT_EQ(binary_only,
            (std::set<std::string_view>{"send_file", "get_file", "long_names", "check_message"}));
}

TEST(the_registry, knows_which_functions_act) {
  std::set<std::string> quiet;
  for (function const& each : functions())
    if (!each.info->acts && each.info->fclass >= 5)
      quiet.insert(fmt::format("{},{}", each.info->fclass, each.info->fnum));
  EXPECT_EQ(quiet, (std::set<std::string>{"6,11", "6,12", "7,1", "7,4", "7,5", "7,6", "7,7", "7,8",
                                          "7,11", "7,12", "7,13", "7,14", "7,20", "8,1", "8,2"}));
  for (function const& each : functions())
    EXPECT_TRUE(!each.info->acts || each.info->fclass >= 5 || each.info->name == "send_file");
}

TEST(every_message, describes_each_of_its_members) {
  expect_functions_described(static_cast<messages::all const*>(nullptr));
  expect_all_members_described<messages::channel_limits>();
  expect_all_members_described<messages::channel_status>();
  expect_all_members_described<messages::start_data>();
  expect_all_members_described<messages::register_data>();
  expect_all_members_described<messages::register_range>();
  expect_all_members_described<messages::position_setup>();
  expect_all_members_described<messages::scan_entry>();
}

TEST(every_field, says_its_key_unit_type_and_meaning) {
  std::set<std::string_view> const units{"none",
                                         "V",
                                         "A",
                                         "W",
                                         "Ohm",
                                         "Ah",
                                         "Wh",
                                         "s",
                                         "ms",
                                         "degC",
                                         "%",
                                         "g",
                                         "bytes",
                                         "as aux_units says",
                                         "as the procedure says",
                                         "as the register says"};
  auto const check = [&](layout const& form, field const& each) {
    SCOPED_TRACE(fmt::format("{}.{}", form.name, each.name));
    EXPECT_TRUE(units.contains(each.unit)) << each.unit;
    EXPECT_TRUE(each.doc.ends_with('.')) << each.doc;
    EXPECT_FALSE(each.ops->type().empty());
    EXPECT_EQ(each.key.empty(), each.name == "reserved");
    EXPECT_EQ(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"),
              std::string_view::npos);
  };
  for (function const& each : functions()) {
    each_field(*each.request, check);
    each_field(*each.reply, check);
  }
}

TEST(every_message, has_each_key_once) {
  for (function const& each : functions())
    for (layout const* const form : {each.request, each.reply}) {
      std::set<std::string_view> keys;
      for (field const& one : form->fields) {
        bool const is_new = one.name == "reserved" || keys.insert(one.key).second;
        EXPECT_TRUE(is_new) << each.text() << " " << one.key;
      }
    }
}

TEST(the_page_on_macnet, lists_every_function_with_its_page_and_forms) {
  std::ifstream in(COROLAB_TEST_DIR "/../docs/protocols/macnet.md");
  std::string const page{std::istreambuf_iterator<char>(in), {}};
  for (function const& each : functions()) {
    bool const binary_only = each.info->in == cyclers::protocol::forms::binary_only;
    std::string const line = fmt::format("| {},{} | `{}` | {} | {} | {} |", each.info->fclass,
                                         each.info->fnum, each.info->name, each.info->page,
                                         binary_only ? "binary" : "JSON, binary", each.info->doc);
    EXPECT_NE(page.find(line), std::string::npos) << line;
  }
}

}  // namespace macnet_registry_test
