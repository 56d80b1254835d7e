#include <gmock/gmock.h>

#include <fstream>

#include "arbin_client.hpp"
#include "cyclers/protocol/md5.hpp"

namespace arbin_tests {
namespace arbin_files_test {

using namespace cyclers::arbin;
using cyclers::protocol::md5_of;
using sim::arbin_client;
using testing::Contains;
using testing::ElementsAre;
namespace cti = sim::cti_messages;
namespace fs = std::filesystem;

struct files_of_an_arbin : testing::Test {
  arbin_client cycler{sim::arbin{.channels = 2, .largest_file = 3 << 20}};
  fs::path folder = cycler.twin->folder();

  files_of_an_arbin() { cycler.log_in(); }

  std::vector<std::string> names(std::string in) {
    std::vector<std::string> all;
    for (auto const& one : cycler.ask<cti::browse>({std::move(in)}).entries)
      all.push_back(one.name);
    return all;
  }
  static std::string bytes(std::size_t size) {
    std::string all(size, '\0');
    for (std::size_t n = 0; n < size; ++n) all[n] = static_cast<char>(n * 7 + n / 251);
    return all;
  }
  upload_result send(std::string name, std::string data, std::uint32_t package = 0,
                     std::uint32_t packages = 1, double time = 1) {
    cti::upload::request one{.name = std::move(name),
                             .packages = packages,
                             .package = package,
                             .time = time,
                             .md5 = md5_of(data),
                             .data = std::move(data)};
    auto const reply = cycler.ask<cti::upload>(one);
    EXPECT_EQ(reply.package, package);
    EXPECT_EQ(reply.packages, packages);
    EXPECT_EQ(reply.time, time);
    return reply.result;
  }
  std::string content(fs::path const& name) {
    std::ifstream in(folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(files_of_an_arbin, are_in_the_folders_that_the_document_names) {
  EXPECT_THAT(names(""),
              ElementsAre("Work", "Simulation", "Support", "SMB Config", "CANBMS Config"));
  EXPECT_EQ(cycler.ask<cti::browse>({""}).result, browse_result::ok);
  auto const work = cycler.ask<cti::browse>({"Work"});
  EXPECT_EQ(work.result, browse_result::ok_schedules);
  ASSERT_EQ(work.entries.size(), 4U);
  EXPECT_EQ(work.entries[1].name, "cycle.sdx");
  EXPECT_EQ(work.entries[1].type, entry_type::file);
  EXPECT_EQ(work.entries[1].size, fs::file_size(folder / "Work" / "cycle.sdx"));
  EXPECT_EQ(work.entries[1].modified.size(), 19U);
  EXPECT_EQ(cycler.ask<cti::browse>({"\\work\\"}).result, browse_result::ok_schedules);
  EXPECT_EQ(cycler.ask<cti::browse>({"SMB Config"}).result, browse_result::ok);
}

TEST_F(files_of_an_arbin, cannot_be_left) {
  std::ofstream(folder / "secret.txt") << "not for clients";
  fs::create_symlink("/etc", folder / "Work" / "out");
  for (std::string const path :
       {"..", "Work\\..\\..", "C:\\Windows", "\\\\server\\share", "//etc", "/etc", "secret.txt",
        "Work\\out", "Work\\out\\passwd", "Work\\cycle.sdx", "Work\\no\\such", "Work/../Work"}) {
    EXPECT_EQ(cycler.ask<cti::browse>({path}).result, browse_result::failed) << path;
    EXPECT_NE(cycler.result<cti::new_folder>({path + "\\sub"}), folder_result::created) << path;
    EXPECT_NE(cycler.result<cti::delete_folder>({path + "\\sub"}), folder_result::removed);
    EXPECT_EQ(send(path + "\\new.txt", "x"), upload_result::failed) << path;
  }
  for (std::string const path :
       {"secret.txt", "Work\\out\\passwd", "..\\secret.txt", "/etc/passwd"})
    EXPECT_EQ(cycler.result<cti::download>({path}), download_result::failed) << path;
  EXPECT_FALSE(fs::exists("/etc/new.txt"));
}

TEST_F(files_of_an_arbin, come_in_packages_of_512_kib_with_their_md5) {
  auto const data = bytes((1 << 20) + 5);
  std::ofstream(folder / "Support" / "log.txt", std::ios::binary) << data;
  auto const packages = cycler.all<cti::download>({"support\\LOG.txt", 17.5});
  ASSERT_EQ(packages.size(), 3U);
  std::string together;
  for (std::uint32_t n = 0; n < 3; ++n) {
    EXPECT_EQ(packages[n].result, download_result::ok);
    EXPECT_EQ(packages[n].time, 17.5);
    EXPECT_EQ(packages[n].packages, 3U);
    EXPECT_EQ(packages[n].package, n);
    EXPECT_EQ(packages[n].md5, md5_of(packages[n].data));
    together += packages[n].data;
  }
  EXPECT_EQ(packages[0].data.size(), 512U * 1024);
  EXPECT_EQ(together, data);
}

TEST_F(files_of_an_arbin, can_be_empty_missing_or_too_long) {
  std::ofstream(folder / "Support" / "empty.txt");
  auto const empty = cycler.ask<cti::download>({"Support\\empty.txt"});
  EXPECT_EQ(empty.result, download_result::ok);
  EXPECT_EQ(empty.packages, 1U);
  EXPECT_EQ(empty.data, "");
  EXPECT_EQ(cycler.result<cti::download>({"Support\\missing.txt"}), download_result::failed);
  EXPECT_EQ(cycler.result<cti::download>({"Support"}), download_result::failed);
  std::ofstream(folder / "Support" / "big.txt") << bytes((3 << 20) + 1);
  EXPECT_EQ(cycler.result<cti::download>({"Support\\big.txt"}), download_result::too_long);
}

TEST_F(files_of_an_arbin, are_written_when_all_packages_are_there) {
  auto const data = bytes(1000);
  EXPECT_EQ(send("Work\\new.sdx", data.substr(600), 2, 3), upload_result::ok);
  EXPECT_EQ(send("Work\\new.sdx", data.substr(0, 300), 0, 3), upload_result::ok);
  EXPECT_FALSE(fs::exists(folder / "Work" / "new.sdx"));
  EXPECT_EQ(send("Work\\new.sdx", data.substr(300, 300), 1, 3), upload_result::ok);
  EXPECT_EQ(content("Work/new.sdx"), data);
  EXPECT_EQ(send("Work\\NEW.sdx", "short"), upload_result::ok);
  EXPECT_EQ(content("Work/new.sdx"), "short");
  EXPECT_THAT(names("Work"), Contains("new.sdx"));
}

TEST_F(files_of_an_arbin, can_be_sent_over_more_than_one_connection) {
  EXPECT_EQ(send("Work\\new.sdx", "one ", 0, 2), upload_result::ok);
  arbin_client other(cycler.twin);
  other.log_in();
  cti::upload::request const rest{.name = "Work\\new.sdx",
                                  .packages = 2,
                                  .package = 1,
                                  .time = 1,
                                  .md5 = md5_of("two"),
                                  .data = "two"};
  EXPECT_EQ(other.result<cti::upload>(rest), upload_result::ok);
  EXPECT_EQ(content("Work/new.sdx"), "one two");
}

TEST_F(files_of_an_arbin, take_no_package_that_is_damaged_or_none) {
  cti::upload::request one{.name = "Work\\new.sdx", .md5 = md5_of("other"), .data = "data"};
  EXPECT_EQ(cycler.result<cti::upload>(one), upload_result::wrong_md5);
  EXPECT_EQ(send("Work\\new.sdx", "x", 1, 1), upload_result::failed);
  EXPECT_EQ(send("Work\\new.sdx", "x", 0, 0), upload_result::failed);
  EXPECT_EQ(send("Work\\sub\\new.sdx", "x"), upload_result::failed);
  EXPECT_EQ(send("Work", "x"), upload_result::failed);
  EXPECT_EQ(send("new.sdx", "x"), upload_result::failed);
  EXPECT_EQ(send("Work\\CON.txt", "x"), upload_result::failed);
  EXPECT_EQ(send("Work\\big.txt", bytes((3 << 20) + 1)), upload_result::failed);
  EXPECT_FALSE(fs::exists(folder / "Work" / "new.sdx"));
}

TEST_F(files_of_an_arbin, that_a_running_test_needs_stay) {
  cycler.run(1, "cycle.sdx", "one");
  EXPECT_EQ(send("Work\\cycle.sdx", "x"), upload_result::in_use);
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Work\\cycle.sdx"}), folder_result::in_use);
  cycler.ask<cti::stop>({.channel = 0});
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Work\\cycle.sdx"}), folder_result::removed);
  EXPECT_FALSE(fs::exists(folder / "Work" / "cycle.sdx"));
}

TEST_F(files_of_an_arbin, are_deleted_by_their_extension_only) {
  std::ofstream(folder / "Support" / "a.exe") << "x";
  std::ofstream(folder / "Support" / "a.TXT") << "x";
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Support\\a.exe"}), folder_result::extension);
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Support\\a.txt"}), folder_result::removed);
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Support\\a.txt"}), folder_result::no_such_file);
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Support"}), folder_result::not_removed);
}

TEST_F(files_of_an_arbin, can_have_folders_of_their_own) {
  EXPECT_EQ(cycler.result<cti::new_folder>({"Work\\mine"}), folder_result::created);
  EXPECT_EQ(cycler.result<cti::new_folder>({"Work\\mine"}), folder_result::not_created);
  EXPECT_EQ(cycler.result<cti::new_folder>({"mine"}), folder_result::no_folders_here);
  EXPECT_EQ(send("Work\\mine\\a.sdx", "steps: [{rest: {until: {time: 1 h}}}]"), upload_result::ok);
  auto const mine = cycler.ask<cti::browse>({"Work"}).entries.at(3);
  EXPECT_EQ(mine.name, "mine");
  EXPECT_EQ(mine.type, entry_type::folder);
  cycler.run(1, "mine\\a.sdx", "one");
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Work\\mine"}), folder_result::in_use);
  cycler.ask<cti::stop>({.channel = 0});
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Work\\mine"}), folder_result::removed);
}

TEST_F(files_of_an_arbin, are_made_and_deleted_by_the_older_command_as_well) {
  using order = cti::new_or_delete::request;
  EXPECT_EQ(cycler.result<cti::new_or_delete>(order{folder_order::create, "Work\\mine"}),
            folder_result::created);
  EXPECT_EQ(cycler.result<cti::new_or_delete>(order{folder_order::remove, "Work\\mine"}),
            folder_result::removed);
  EXPECT_EQ(cycler.result<cti::new_or_delete>(order{folder_order::remove, "Work\\formation.sdx"}),
            folder_result::removed);
  EXPECT_EQ(
      cycler.result<cti::new_or_delete>(order{static_cast<folder_order>(7), "Work\\cycle.sdx"}),
      folder_result::not_created);
}

TEST(the_files_of_an_arbin, are_those_of_the_folder_that_it_is_given) {
  auto first = std::make_unique<arbin_client>();
  auto const folder = first->twin->folder();
  std::ofstream(folder / "Work" / "own.sdx") << "steps: [{rest: {until: {time: 1 h}}}]";
  {
    arbin_client second(sim::arbin{.folder = folder});
    second.log_in();
    second.run(1, "own.sdx", "one");
  }
  EXPECT_TRUE(fs::exists(folder / "Work" / "own.sdx"));
  first.reset();
  EXPECT_FALSE(fs::exists(folder));
}

}  // namespace arbin_files_test
}  // namespace arbin_tests
