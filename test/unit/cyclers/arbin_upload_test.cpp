#include <gmock/gmock.h>

#include <cyclers/arbin/cycler.hpp>
#include <cyclers/arbin/refusal.hpp>
#include <cyclers/protocol/md5.hpp>
#include <filesystem>
#include <fstream>

#include "cti_peer.hpp"
#include "support/temporary_folder.hpp"

namespace arbin_upload_test {

using namespace cyclers;
using arbin::folder_result;
using arbin::upload_result;
using arbin::messages::browse;
using arbin::messages::delete_folder;
using arbin::messages::new_folder;
using arbin::messages::new_or_delete;
using arbin::messages::upload;
using cyclers::test::cti_talk;
using sockio::awaitable;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char const* name = "Work\\formation.sdx";
constexpr auto whole = arbin::messages::package_size;

upload::reply taken(upload::request const& package, upload_result how = upload_result::ok) {
  upload::reply answer;
  answer.result = how;
  answer.time = package.time;
  answer.packages = package.packages;
  answer.package = package.package;
  return answer;
}

struct bench : cyclers::test::cti_bench {
  arbin::cycler const cycler{core, async_mode()};
  test_support::temporary_folder const temporary;
  std::filesystem::path const& folder = temporary.path();
  std::vector<upload::request> heard;
  std::vector<std::size_t> seen;
  arbin::file_progress const progress = [this](std::size_t bytes) { seen.push_back(bytes); };

  /// Takes so many packages.
  awaitable<void> takes(cti_talk& t, int packages, upload_result last = upload_result::ok) {
    for (int i = 0; i < packages; ++i) {
      heard.push_back(co_await t.hears<upload>());
      auto const answer = taken(heard.back(), i + 1 == packages ? last : upload_result::ok);
      co_await t.says<upload>(answer);
    }
  }
  std::string content() const {
    std::string all;
    for (auto const& one : heard) all += one.data;
    return all;
  }
};

TEST(arbin_upload, sends_packages_with_their_md5_and_waits_for_each) {
  bench b;
  b.peer.visit([&](cti_talk& t) { return b.takes(t, 3); });
  std::string const content = std::string(whole, 'a') + std::string(whole, 'b') + "end";
  b.run(b.cycler.send_file(name, content, b.progress));
  EXPECT_THAT(b.seen, ElementsAre(whole, 2 * whole, 2 * whole + 3));
  EXPECT_EQ(b.content(), content);
  for (std::uint32_t i = 0; i < 3; ++i) {
    auto const& one = b.heard[i];
    EXPECT_EQ(one.name, name);
    EXPECT_EQ(one.packages, 3U);
    EXPECT_EQ(one.package, i);
    EXPECT_EQ(one.size, one.data.size());
    EXPECT_EQ(one.md5, protocol::md5_of(one.data));
    EXPECT_EQ(one.time, b.heard[0].time);
  }
}

TEST(arbin_upload, of_whole_packages_or_of_nothing_sends_no_empty_one_behind) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    co_await b.takes(t, 1);
    co_await b.takes(t, 1);
  });
  b.run(b.cycler.send_file(name, std::string(whole, 'a')));
  b.run(b.cycler.send_file(name, "", b.progress));
  EXPECT_THAT(b.heard[1].data, IsEmpty());
  EXPECT_EQ(b.heard[1].packages, 1U);
  EXPECT_THAT(b.seen, ElementsAre(0));
  EXPECT_GT(b.heard[1].time, b.heard[0].time) << "each upload has a time stamp of its own";
}

TEST(arbin_upload, reads_a_file_of_this_machine_package_by_package) {
  bench b;
  b.peer.visit([&](cti_talk& t) { return b.takes(t, 2); });
  std::ofstream(b.folder / "f") << std::string(whole + 1, 'x');
  b.run(b.cycler.upload(name, b.folder / "f", b.progress));
  EXPECT_EQ(b.content(), std::string(whole + 1, 'x'));
  EXPECT_THAT(b.seen, ElementsAre(whole, whole + 1));
}

TEST(arbin_upload, of_a_file_that_changes_its_size_meanwhile_ends_before_its_last_package) {
  bench b;
  b.peer.visit([&](cti_talk& t) { return b.takes(t, 1); });
  std::ofstream(b.folder / "f") << std::string(whole + 2, 'x');
  auto const shorten = [&](std::size_t) { std::filesystem::resize_file(b.folder / "f", whole); };
  auto const failure = b.failure_of(b.cycler.upload(name, b.folder / "f", shorten));
  EXPECT_EQ(failure.code(), sockio::errc::bad_value);
  EXPECT_THAT(failure.what(), HasSubstr("has changed its size"));
}

TEST(arbin_upload, of_what_cannot_be_read_here_sends_nothing) {
  bench b;
  EXPECT_THAT(b.failure_of(b.cycler.upload(name, b.folder / "none")).what(),
              HasSubstr("cannot be read"));
  EXPECT_THAT(b.failure_of(b.cycler.upload(name, b.folder)).what(), HasSubstr("cannot be read"));
  EXPECT_EQ(b.peer.visitors(), 0);
}

class arbin_upload_refused : public testing::TestWithParam<upload_result> {};

TEST_P(arbin_upload_refused, ends_with_the_package_that_was_refused) {
  bench b;
  b.peer.visit([&](cti_talk& t) { return b.takes(t, 2, GetParam()); });
  auto const failure = b.failure_of(b.cycler.send_file(name, std::string(3 * whole, 'x')));
  EXPECT_EQ(failure.code(), GetParam());
  EXPECT_THAT(failure.what(), HasSubstr("'Work\\formation.sdx', package 2 of 3"));
  EXPECT_EQ(b.heard.size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(all, arbin_upload_refused,
                         testing::Values(upload_result::failed, upload_result::wrong_md5,
                                         upload_result::in_use, upload_result{77}));

/// Is a feedback that belongs to something else.
using spoil = void (*)(upload::reply& answer);
class arbin_upload_nonsense : public testing::TestWithParam<spoil> {};

TEST_P(arbin_upload_nonsense, closes_the_connection_and_sends_no_more) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const package = co_await t.hears<upload>();
    auto answer = taken(package);
    GetParam()(answer);
    co_await t.says<upload>(answer);
  });
  auto const failure = b.failure_of(b.cycler.send_file(name, std::string(whole + 1, 'x')));
  EXPECT_EQ(failure.code(), sockio::errc::bad_reply);
  EXPECT_THAT(failure.what(), HasSubstr("answered as number"));
  EXPECT_FALSE(b.core->link_of(arbin::command_of<upload>())->connected());
}

INSTANTIATE_TEST_SUITE_P(all, arbin_upload_nonsense,
                         testing::Values([](upload::reply& a) { a.time += 1; },
                                         [](upload::reply& a) { a.packages = 3; },
                                         [](upload::reply& a) { a.package = 1; }));

TEST(arbin_upload, is_never_sent_again_after_a_cut_connection) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    co_await t.hears<upload>();
    t.hangs_up();
  });
  EXPECT_EQ(b.failure_of(b.cycler.send_file(name, "x")).code(), sockio::errc::closed_by_peer);
  EXPECT_EQ(b.peer.visitors(), 1);
}

TEST(arbin_upload, ends_when_the_caller_has_seen_enough_and_leaves_the_connection_in_step) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    co_await b.takes(t, 1);
    co_await b.takes(t, 1);
  });
  auto const enough = [](std::size_t) { throw sockio::failure(sockio::errc::cancelled); };
  auto const failure = b.failure_of(b.cycler.send_file(name, std::string(whole + 1, 'x'), enough));
  EXPECT_EQ(failure.code(), sockio::errc::cancelled);
  b.run(b.cycler.send_file(name, "y"));
  EXPECT_EQ(b.heard.back().data, "y");
}

TEST(arbin_folders, are_listed) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<browse>();
    EXPECT_EQ(asked.folder, "Work");
    browse::reply all;
    all.result = arbin::browse_result::ok_schedules;
    all.entries = {{arbin::entry_type::folder, "old", 0, "2026-11-21 10:00:00"},
                   {arbin::entry_type::file, "a.sdx", 17, "2026-11-21 10:00:01"}};
    co_await t.says<browse>(all);
    co_await t.hears<browse>();
    browse::reply none;
    none.result = arbin::browse_result::failed;
    co_await t.says<browse>(none);
  });
  auto const all = b.run(b.cycler.browse("Work"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].type, arbin::entry_type::folder);
  EXPECT_EQ(all[1].name, "a.sdx");
  EXPECT_EQ(all[1].size, 17U);
  auto const failure = b.failure_of(b.cycler.browse("Nowhere"));
  EXPECT_EQ(failure.code(), arbin::browse_result::failed);
  EXPECT_THAT(failure.what(), HasSubstr("browse of 'Nowhere'"));
}

/// Answers one command about a folder.
template <class C>
awaitable<void> answers(cti_talk& t, std::string path, folder_result how) {
  auto const asked = co_await t.hears<C>();
  EXPECT_EQ(asked.name, path);
  typename C::reply answer;
  answer.result = how;
  co_await t.says<C>(answer);
}

TEST(arbin_folders, and_files_are_made_and_deleted_by_different_commands) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    std::string const folder = "Work\\new", file = "Work\\a.sdx";
    co_await answers<new_folder>(t, folder, folder_result::created);
    co_await answers<delete_folder>(t, folder, folder_result::removed);
    auto const asked = co_await t.hears<new_or_delete>();
    EXPECT_EQ(asked.order, arbin::folder_order::remove);
    EXPECT_EQ(asked.name, file);
    new_or_delete::reply const answer{folder_result::removed};
    co_await t.says<new_or_delete>(answer);
  });
  b.run(b.cycler.new_folder("Work\\new"));
  b.run(b.cycler.delete_folder("Work\\new"));
  b.run(b.cycler.delete_file("Work\\a.sdx"));
}

TEST(arbin_folders, that_are_refused_are_told_with_the_documents_code) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    std::string const folder = "Work\\new";
    co_await answers<new_folder>(t, folder, folder_result::no_folders_here);
    co_await answers<delete_folder>(t, folder, folder_result::in_use);
    co_await answers<new_folder>(t, folder, folder_result::removed);
  });
  EXPECT_EQ(b.failure_of(b.cycler.new_folder("Work\\new")).code(), folder_result::no_folders_here);
  EXPECT_EQ(b.failure_of(b.cycler.delete_folder("Work\\new")).code(), folder_result::in_use);
  EXPECT_EQ(b.failure_of(b.cycler.new_folder("Work\\new")).code(), sockio::errc::bad_reply)
      << "deleted is no answer to an order to make a folder";
}

TEST(arbin_folders, without_a_name_are_not_deleted) {
  bench b;
  for (char const* path : {"", "\\", "Work\\", "Work\\..", ".", "Work/."}) {
    EXPECT_EQ(b.failure_of(b.cycler.delete_folder(path)).code(), sockio::errc::bad_value) << path;
    EXPECT_EQ(b.failure_of(b.cycler.delete_file(path)).code(), sockio::errc::bad_value) << path;
  }
  auto const failure = b.failure_of(b.cycler.delete_file("Work\\old"));
  EXPECT_EQ(failure.code(), sockio::errc::bad_value);
  EXPECT_THAT(failure.what(), HasSubstr("delete_folder deletes folders"));
  EXPECT_EQ(b.peer.visitors(), 0) << "nothing is sent";
}

TEST(arbin_files, go_over_their_own_connection_where_there_is_one) {
  bench b;
  cyclers::test::cti_peer files(b.io);
  files.visit([&](cti_talk& t) { return b.takes(t, 1); });
  auto links = b.links();
  links.files = sockio::open_link(b.io.get_executor(), files.url());
  arbin::cycler const cycler(links);
  b.run(cycler.send_file(name, "x"));
  EXPECT_EQ(files.visitors(), 1);
  EXPECT_EQ(b.peer.visitors(), 0);
}

}  // namespace arbin_upload_test
