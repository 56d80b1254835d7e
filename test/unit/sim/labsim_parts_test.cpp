#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "labsim/announce.hpp"
#include "labsim/listing.hpp"
#include "sim/arbin.hpp"
#include "sim/config.hpp"
#include "sim/maccor.hpp"

namespace labsim_parts_test {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string text_of(fs::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::vector<labsim::announcement> const two{
    {"cryo \"1\"", "CryoCon", {sim::transport::tcp, "tcp://127.0.0.1:4000", 4000}},
    {"b", "Echo", {sim::transport::serial, "serial:///tmp/tty", 0}}};

TEST(announcements, are_one_line_each_for_people) {
  EXPECT_EQ(labsim::for_people(two),
            "cryo \"1\" CryoCon tcp://127.0.0.1:4000\nb Echo serial:///tmp/tty\n");
}

TEST(announcements, are_one_json_object_a_line_for_programs) {
  EXPECT_EQ(
      labsim::for_programs(two),
      R"({"name":"cryo \"1\"","class":"CryoCon","type":"tcp","url":"tcp://127.0.0.1:4000","port":4000})"
      "\n"
      R"({"name":"b","class":"Echo","type":"serial","url":"serial:///tmp/tty"})"
      "\n");
}

struct a_ready_file : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("corolab_ready_" + std::to_string(::getpid()));
  fs::path name = folder / "ready";
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
  auto files() const {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
  }
};

TEST_F(a_ready_file, is_written_as_a_whole_and_leaves_no_draft) {
  labsim::ready_file const ready(name);
  ready.write("text\n");
  EXPECT_EQ(text_of(name), "text\n");
  EXPECT_EQ(files(), 1);
}

TEST_F(a_ready_file, is_there_only_while_something_runs) {
  std::ofstream(name) << "left behind";
  {
    labsim::ready_file const ready(name);
    EXPECT_FALSE(fs::exists(name));
    ready.write("text\n");
  }
  EXPECT_FALSE(fs::exists(name));
}

TEST_F(a_ready_file, says_why_it_cannot_be_written) {
  labsim::ready_file const ready(folder / "missing" / "ready");
  try {
    ready.write("");
    FAIL() << "it was written";
  } catch (std::system_error const& error) {
    EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
  }
  EXPECT_EQ(files(), 0);
}

/// Calls `use(owner, option)` for every option that a configuration can have.
template <class Use>
void for_each_option(Use use) {
  for (auto const& spec : sim::device_options()) use("device", spec);
  for (auto const& spec : sim::transport_keys()) use("transport", spec);
  for (auto const& spec : sim::fault_options()) use("faults", spec);
  for (auto const& one : sim::device_classes())
    for (auto const& spec : one.options) use(one.name, spec);
}

TEST(the_listing, tells_of_every_option_of_every_class) {
  auto const text = labsim::list_classes(sim::device_classes());
  for_each_option([&](std::string const& owner, sim::option_spec const& spec) {
    EXPECT_THAT(text, HasSubstr(spec.path)) << owner;
    EXPECT_THAT(text, HasSubstr(spec.doc)) << owner;
  });
}

TEST(the_users_page, has_the_tables_as_they_are) {
  auto const page = text_of(COROLAB_TEST_DIR "/../docs/sim.md");
  for (auto const& table :
       {sim::file_options(), sim::device_options(), sim::transport_keys(), sim::fault_options(),
        sim::maccor_class().options, sim::arbin_class().options})
    EXPECT_THAT(page, HasSubstr(labsim::table_for_docs(table)));
}

}  // namespace labsim_parts_test
