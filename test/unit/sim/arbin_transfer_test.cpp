#include <gmock/gmock.h>

#include <cyclers/arbin/blocking.hpp>
#include <cyclers/arbin/cycler.hpp>
#include <cyclers/arbin/refusal.hpp>
#include <filesystem>
#include <fstream>

#include "sim/arbin.hpp"
#include "sim/lab.hpp"
#include "support/running.hpp"
#include "support/temporary_folder.hpp"

namespace arbin_transfer_test {

using namespace cyclers;
using arbin::browse_result;
using arbin::download_result;
using arbin::folder_result;
using arbin::upload_result;
using sockio::awaitable;
using testing::Contains;
using testing::Field;
using testing::Not;
namespace fs = std::filesystem;

/// Is the driver with a cycler that is a twin, without sockets; one link for commands, one for
/// files.
struct twin_bench {
  explicit twin_bench(sim::arbin const& options = {.channels = 2})
      : lab(std::make_shared<sim::clock>(1), options),
        who(std::make_shared<arbin::login>(cyclers::credentials("me", "s3cret"))),
        links{link(), link()},
        cycler(links, {}, who) {}

  std::shared_ptr<sockio::link> link() {
    arbin::cycler_options const how;
    return lab.link(io.get_executor(), 0, arbin::link_options_of(how),
                    arbin::login::callbacks(who, how));
  }
  template <class T>
  T run(awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  boost::system::error_code error_of(awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    return ended.has_error() ? ended.error().code() : boost::system::error_code();
  }
  static std::string bytes(std::size_t size) {
    std::string all(size, '\0');
    for (std::size_t n = 0; n < size; ++n) all[n] = static_cast<char>(n * 7 + n / 251);
    return all;
  }

  boost::asio::io_context io;
  sim::lab lab;
  std::shared_ptr<arbin::login> who;
  arbin::connections links;
  arbin::cycler cycler;
  test_support::temporary_folder const folder;
};

TEST(arbin_transfer, sends_a_file_of_several_packages_and_gets_the_same_back) {
  twin_bench b;
  auto const content = b.bytes(2 * arbin::messages::package_size + 17);
  b.run(b.cycler.send_file("Support\\data.txt", content));
  EXPECT_EQ(b.run(b.cycler.get_file("Support\\data.txt")), content);
  auto const listed = b.run(b.cycler.browse("Support"));
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].name, "data.txt");
  EXPECT_EQ(listed[0].size, content.size());

  auto const here = b.run(b.cycler.download("Support\\data.txt", b.folder.path()));
  EXPECT_EQ(here, b.folder / "data.txt");
  b.run(b.cycler.upload("Support\\again.txt", here));
  EXPECT_EQ(b.run(b.cycler.get_file("Support\\again.txt")), content);
  EXPECT_EQ(b.links.files->counters().connections, 1U);
  EXPECT_EQ(b.links.main->counters().connections, 0U) << "files have a connection of their own";
}

TEST(arbin_transfer, takes_an_empty_file_both_ways) {
  twin_bench b;
  b.run(b.cycler.send_file("Work\\empty.sdx", ""));
  EXPECT_EQ(b.run(b.cycler.get_file("Work\\empty.sdx")), "");
}

TEST(arbin_transfer, reads_a_schedule_that_can_be_assigned_and_adds_one) {
  twin_bench b;
  auto const schedule = b.run(b.cycler.get_file("Work\\cycle.sdx"));
  EXPECT_EQ(b.run(b.cycler.channel(1).assign("cycle.sdx")), arbin::assign_result::ok);
  EXPECT_EQ(b.error_of(b.cycler.channel(2).assign("mine.sdx")),
            arbin::assign_result::no_such_schedule);
  b.run(b.cycler.send_file("Work\\mine.sdx", schedule));
  EXPECT_EQ(b.run(b.cycler.channel(2).assign("mine.sdx")), arbin::assign_result::ok);
}

TEST(arbin_transfer, is_told_what_the_cycler_refuses) {
  twin_bench b({.channels = 2, .largest_file = 100});
  b.run(b.cycler.send_file("Work\\small.sdx", std::string(100, 'x')));
  EXPECT_EQ(b.error_of(b.cycler.get_file("Work\\none.sdx")), download_result::failed);
  EXPECT_EQ(b.error_of(b.cycler.browse("Nowhere")), browse_result::failed);
  EXPECT_EQ(b.error_of(b.cycler.send_file("..\\out.txt", "x")), upload_result::failed);
  EXPECT_EQ(b.error_of(b.cycler.get_file("Work\\..\\..\\x")), download_result::failed);
  b.run(b.cycler.channel(1).assign("cycle.sdx"));
  b.run(b.cycler.channel(1).start("t"));
  EXPECT_EQ(b.error_of(b.cycler.send_file("Work\\cycle.sdx", "x")), upload_result::in_use);
  EXPECT_EQ(b.error_of(b.cycler.delete_file("Work\\cycle.sdx")), folder_result::in_use);
}

TEST(arbin_transfer, makes_and_deletes_folders_and_files) {
  twin_bench b;
  auto const names = [&](std::string const& folder) { return b.run(b.cycler.browse(folder)); };
  b.run(b.cycler.new_folder("Support\\old"));
  EXPECT_EQ(b.error_of(b.cycler.new_folder("Support\\old")), folder_result::not_created);
  EXPECT_EQ(b.error_of(b.cycler.new_folder("Mine")), folder_result::no_folders_here);
  b.run(b.cycler.send_file("Support\\old\\a.txt", "x"));
  b.run(b.cycler.send_file("Support\\old\\b.exe", "x"));
  EXPECT_EQ(b.error_of(b.cycler.delete_file("Support\\old\\b.exe")), folder_result::extension);
  EXPECT_EQ(b.error_of(b.cycler.delete_file("Support\\old\\c.txt")), folder_result::no_such_file);
  b.run(b.cycler.delete_file("Support\\old\\a.txt"));
  EXPECT_THAT(names("Support\\old"),
              Not(Contains(Field(&arbin::file_entry::name, std::string("a.txt")))));
  EXPECT_EQ(b.error_of(b.cycler.delete_file("Support\\old")), sockio::errc::bad_value);
  b.run(b.cycler.new_folder("Support\\new"));
  b.run(b.cycler.delete_folder("Support\\new"));
  EXPECT_EQ(names("Support").size(), 1U);
}

TEST(arbin_transfer, goes_on_when_the_cycler_closes_half_way) {
  twin_bench b;
  auto const content = b.bytes(3 * arbin::messages::package_size);
  b.run(b.cycler.send_file("Work\\long.sdx", content));
  b.lab.misbehave(0, {.close_inside = 1});
  EXPECT_EQ(b.error_of(b.cycler.get_file("Work\\long.sdx")), sockio::errc::closed_by_peer);
  b.lab.misbehave(0, {});
  auto const cut = b.links.files->counters().connections;
  b.run(b.cycler.browse("Work"));
  b.lab.misbehave(0, {.close_after = 1});
  auto const behave = [&](std::size_t) { b.lab.misbehave(0, {}); };
  EXPECT_EQ(b.run(b.cycler.get_file("Work\\long.sdx", {.attempts = 2}, behave)), content);
  EXPECT_EQ(b.links.files->counters().connections, cut + 2);
}

TEST(arbin_transfer, ends_when_its_connection_is_closed_here) {
  twin_bench b;
  b.run(b.cycler.send_file("Work\\long.sdx", b.bytes(3 * arbin::messages::package_size)));
  auto const close = [&](std::size_t) { b.links.files->close(); };
  EXPECT_EQ(b.error_of(b.cycler.get_file("Work\\long.sdx", {.attempts = 5}, close)),
            sockio::errc::closed);
  EXPECT_EQ(b.run(b.cycler.browse("Work")).size(), 5U);
}

// g++ 12 destroys some temporaries of a co_await expression twice: sanitizers see it here.
awaitable<std::size_t> with_temporaries(arbin::cycler cycler, fs::path here) {
  std::size_t told = 0;
  auto const tell = [&](std::size_t bytes) { told += bytes; };
  co_await cycler.new_folder(std::string("Support\\a folder with a long name"));
  co_await cycler.send_file(std::string("Support\\") + "a file with a long name.txt",
                            std::string(100, 'x'), tell);
  co_await cycler.download(std::string("Support\\") + "a file with a long name.txt", here / "long",
                           {.attempts = 2}, tell);
  co_await cycler.upload(std::string("Support\\") + "another file, long too.txt", here / "long",
                         [&](std::size_t bytes) { told += bytes; });
  EXPECT_EQ((co_await cycler.get_file("Support\\another file, long too.txt", {}, tell)).size(),
            100U);
  co_await cycler.delete_file(std::string("Support\\") + "another file, long too.txt");
  co_await cycler.delete_folder(std::string("Support\\a folder with a long name"));
  EXPECT_EQ((co_await cycler.browse(std::string("Support"))).size(), 1U);
  co_return told;
}

TEST(arbin_transfer, takes_temporaries_in_a_coroutine) {
  twin_bench b;
  EXPECT_EQ(b.run(with_temporaries(b.cycler, b.folder.path())), 400U);
}

TEST(arbin_transfer, of_a_script_needs_no_coroutine) {
  auto const runtime = std::make_shared<sockio::blocking::runtime>();
  sim::lab lab{sim::arbin{.channels = 1}};
  auto const who = std::make_shared<arbin::login>(cyclers::credentials("me", "s3cret"));
  arbin::cycler_options const how;
  arbin::connections const links{lab.link(runtime->executor(), 0, arbin::link_options_of(how),
                                          arbin::login::callbacks(who, how))};
  arbin::blocking::cycler const cycler(runtime, links, how, who);
  cycler.send_file("Work\\a.sdx", "abc");
  EXPECT_EQ(cycler.get_file("Work\\a.sdx"), "abc");
  EXPECT_THAT(cycler.browse("Work"),
              Contains(Field(&arbin::file_entry::name, std::string("a.sdx"))));
  cycler.delete_file("Work\\a.sdx");
}

}  // namespace arbin_transfer_test
