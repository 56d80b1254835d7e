#include <gtest/gtest.h>

#include <set>

#include "cyclers/arbin/messages.hpp"

namespace cti_codes_test {

using namespace cyclers::arbin;

template <class E>
std::set<unsigned> codes() {
  std::set<unsigned> all;
  for (code_text const& each : codes_of<E>().codes) all.insert(each.code);
  return all;
}

/// Returns the numbers from 0x10 on and the 0 of a success.
std::set<unsigned> up_to(unsigned last) {
  std::set<unsigned> all{0};
  for (unsigned i = 0x10; i <= last; ++i) all.insert(i);
  return all;
}

std::set<unsigned> range(unsigned first, unsigned last) {
  std::set<unsigned> all;
  for (unsigned i = first; i <= last; ++i) all.insert(i);
  return all;
}

TEST(the_tables_of_cti, have_every_code_of_the_documents) {
  EXPECT_EQ(codes<login_result>(), range(1, 3));
  EXPECT_EQ(codes<channel_status>(), range(0, 0x1E));
  EXPECT_EQ(codes<channel_selection>(), range(1, 3));
  EXPECT_EQ(codes<assign_result>(), up_to(0x18));
  EXPECT_EQ(codes<start_result>(), up_to(0x28));
  EXPECT_EQ(codes<resume_result>(), up_to(0x27));
  EXPECT_EQ(codes<stop_result>(), up_to(0x13));
  EXPECT_EQ(codes<continue_result>(), up_to(0x16));
  EXPECT_EQ(codes<jump_result>(), up_to(0x28));
  EXPECT_EQ(codes<variable_result>(), up_to(0x14));
  EXPECT_EQ(codes<serial_result>(), up_to(0x10));
  EXPECT_EQ(codes<browse_result>(), range(1, 3));
  EXPECT_EQ(codes<download_result>(), range(1, 4));
  EXPECT_EQ(codes<upload_result>(), range(1, 4));
  EXPECT_EQ(codes<folder_result>(), range(1, 8));
  EXPECT_EQ(codes<message_result>(), range(1, 2));
  EXPECT_EQ(codes<calibration_result>(), range(0, 2));
  EXPECT_EQ(codes<data_result>(), (std::set<unsigned>{0, 34, 35, 36}));
  EXPECT_EQ(codes<meta_variable>(), (std::set<unsigned>{52, 53, 54, 55, 105, 106, 107, 108, 109,
                                                        110, 111, 112, 113, 114, 115, 116}));
}

TEST(every_code_of_cti, has_one_number_one_name_and_a_text) {
  EXPECT_EQ(code_tables().size(), 25u);
  for (code_table const& table : code_tables()) {
    SCOPED_TRACE(table.name);
    std::set<unsigned> numbers;
    std::set<std::string_view> names;
    EXPECT_TRUE(table.page > 0 || table.instructions_page > 0);
    EXPECT_LE(table.page, 25);
    EXPECT_LE(table.instructions_page, 70);
    EXPECT_TRUE(table.doc.ends_with('.'));
    for (code_text const& each : table.codes) {
      EXPECT_TRUE(numbers.insert(each.code).second) << each.code;
      EXPECT_TRUE(names.insert(each.name).second) << each.name;
      EXPECT_FALSE(each.text.empty()) << each.name;
      EXPECT_EQ(table.text(each.code), each.text);
      EXPECT_EQ(table.find(each.name)->code, each.code);
    }
    EXPECT_EQ(table.text(0xFFFF), "");
    EXPECT_EQ(table.find("no such code"), nullptr);
  }
}

TEST(a_success, is_told_from_all_other_results) {
  EXPECT_TRUE(succeeded(login_result::ok) && succeeded(login_result::logged_in_before));
  EXPECT_FALSE(succeeded(login_result::failed) || succeeded(login_result{}));
  EXPECT_TRUE(succeeded(browse_result::ok) && succeeded(browse_result::ok_schedules));
  EXPECT_FALSE(succeeded(browse_result::failed));
  EXPECT_TRUE(succeeded(folder_result::created) && succeeded(folder_result::removed));
  EXPECT_FALSE(succeeded(folder_result::not_created) || succeeded(folder_result{}));
  EXPECT_TRUE(succeeded(stop_result::ok) && succeeded(calibration_result::ok));
  EXPECT_FALSE(succeeded(stop_result::window_in_use) || succeeded(calibration_result{}));
}

TEST(the_codes_of_meta_variables, are_those_of_the_document_and_no_others) {
  EXPECT_EQ(messages::meta_variable_of(1), meta_variable::ud1);
  EXPECT_EQ(messages::meta_variable_of(4), meta_variable::ud4);
  EXPECT_EQ(messages::meta_variable_of(5), meta_variable::ud5);
  EXPECT_EQ(messages::meta_variable_of(16), meta_variable::ud16);
  for (int n = 1; n <= 16; ++n)
    EXPECT_EQ(text_of(*messages::meta_variable_of(n)), "MV_UD" + std::to_string(n));
  EXPECT_EQ(messages::meta_variable_of(0), std::nullopt);
  EXPECT_EQ(messages::meta_variable_of(17), std::nullopt);
}

TEST(the_versions_with_long_names, are_those_that_are_known) {
  for (std::uint32_t const version :
       {0x01000003u, 0x01000004u, 0x02000003u, 0x02000004u, 0x04000002u})
    EXPECT_TRUE(messages::has_long_names(version));
  for (std::uint32_t const version : {0u, 1u, 0x01000002u, 0x01000005u, 0x04000003u})
    EXPECT_FALSE(messages::has_long_names(version));
}

}  // namespace cti_codes_test
