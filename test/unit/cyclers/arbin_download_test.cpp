#include <gmock/gmock.h>

#include <cyclers/arbin/files.hpp>
#include <cyclers/arbin/refusal.hpp>
#include <cyclers/protocol/bytes.hpp>
#include <cyclers/protocol/md5.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "cti_peer.hpp"
#include "support/temporary_folder.hpp"

namespace arbin_download_test {

using namespace cyclers;
using arbin::download_options;
using arbin::download_result;
using arbin::messages::browse;
using arbin::messages::download;
using cyclers::test::cti_talk;
using cyclers::test::forged;
using sockio::awaitable;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char const* name = "Work\\formation.sdx";

download::reply package(download::request const& asked, std::uint32_t number, std::uint32_t count,
                        std::string data) {
  download::reply one;
  one.result = download_result::ok;
  one.time = asked.time;
  one.packages = count;
  one.package = number;
  one.md5 = protocol::md5_of(data);
  one.data = std::move(data);
  return one;
}
download::reply refusal(download::request const& asked, download_result why) {
  download::reply one;
  one.result = why;
  one.time = asked.time;
  return one;
}
/// Writes a package that says that it has so many bytes.
std::string with_size(download::reply const& one, std::uint64_t size) {
  constexpr std::size_t size_at = arbin::message_header::size + 4 + 8 + 4 + 4 + 16;
  auto const bytes = protocol::little_endian(size);
  char text[sizeof bytes];
  std::memcpy(text, &bytes, sizeof text);
  return forged(arbin::write_feedback<download>(one).value(), size_at, {text, sizeof text});
}

struct bench : cyclers::test::cti_bench {
  test_support::temporary_folder const temporary;
  std::filesystem::path const& folder = temporary.path();
  std::vector<std::size_t> seen;
  arbin::file_progress const progress = [this](std::size_t bytes) { seen.push_back(bytes); };

  awaitable<std::string> get(int attempts = 1, arbin::file_progress told = nullptr) {
    return arbin::detail::get_file(core, name, download_options{attempts}, std::move(told));
  }
  awaitable<std::filesystem::path> get_to(std::filesystem::path to, std::string from = name,
                                          int attempts = 1) {
    return arbin::detail::get_file_to(core, std::move(from), std::move(to),
                                      download_options{attempts}, nullptr);
  }
  bool folder_is_empty() const { return std::filesystem::is_empty(folder); }
};

/// Answers one download by these packages.
awaitable<void> sends_all(cti_talk& t, std::vector<std::string> data) {
  auto const asked = co_await t.hears<download>();
  EXPECT_EQ(asked.name, name);
  auto const count = static_cast<std::uint32_t>(data.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const one = package(asked, i, count, data[i]);
    co_await t.says<download>(one);
  }
}
template <class... Data>
awaitable<void> sends(cti_talk& t, Data const&... data) {
  std::vector<std::string> all{std::string(data)...};
  return sends_all(t, std::move(all));
}
/// Shows that the connection is in step.
awaitable<void> answers_browse(cti_talk& t) {
  co_await t.hears<browse>();
  browse::reply empty;
  empty.result = arbin::browse_result::ok;
  co_await t.says<browse>(empty);
}

TEST(arbin_download, puts_packages_together_and_tells_how_far_it_is) {
  bench b;
  std::string const whole(arbin::messages::package_size, 'a');
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    co_await sends(t, whole, whole, "end");
    co_await answers_browse(t);
  });
  EXPECT_EQ(b.run(b.get(1, b.progress)), whole + whole + "end");
  EXPECT_THAT(b.seen, ElementsAre(524288, 1048576, 1048579));
  b.run(arbin::detail::browse(b.core, "Work"));
  EXPECT_EQ(b.peer.visitors(), 1);
}

TEST(arbin_download, of_an_empty_file_is_empty) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    co_await sends(t, "");
    auto const asked = co_await t.hears<download>();
    auto const none = package(asked, 0, 0, "");
    co_await t.says<download>(none);
    co_await answers_browse(t);
  });
  EXPECT_EQ(b.run(b.get()), "");
  EXPECT_EQ(b.run(b.get()), "") << "no package at all";
  b.run(arbin::detail::browse(b.core, "Work"));
}

TEST(arbin_download, takes_packages_in_any_order_and_counted_from_one) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const last = package(asked, 2, 3, "c"), first = package(asked, 0, 3, "a"),
               next = package(asked, 1, 3, "b");
    co_await t.says<download>(first);
    co_await t.says<download>(last);
    co_await t.says<download>(next);
    auto const again = co_await t.hears<download>();
    EXPECT_GT(again.time, asked.time) << "each download has a time stamp of its own";
    auto const one = package(again, 1, 2, "1"), two = package(again, 2, 2, "2");
    co_await t.says<download>(one);
    co_await t.says<download>(two);
  });
  EXPECT_EQ(b.run(b.get()), "abc");
  EXPECT_EQ(b.run(b.get()), "12");
}

TEST(arbin_download, goes_on_after_a_cut_connection_when_it_may) {
  bench b;
  double stamp = 0;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    stamp = asked.time;
    auto const one = package(asked, 0, 3, "a"), two = package(asked, 1, 3, "b");
    co_await t.says<download>(one);
    co_await t.says(arbin::write_feedback<download>(two)->substr(0, 50));
    t.hangs_up();
  });
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    EXPECT_EQ(asked.time, stamp) << "the cycler may know it for the same download";
    auto const two = package(asked, 1, 3, "b"), three = package(asked, 2, 3, "c");
    co_await t.says<download>(two);
    co_await t.says<download>(three);
  });
  EXPECT_EQ(b.run(b.get(2, b.progress)), "abc") << "the first package was kept";
  EXPECT_THAT(b.seen, ElementsAre(1, 2, 3));
}

TEST(arbin_download, drops_what_comes_again_and_says_what_had_come_when_it_gives_up) {
  bench b;
  for (int i = 0; i < 2; ++i)
    b.peer.visit([&](cti_talk& t) -> awaitable<void> {
      auto const asked = co_await t.hears<download>();
      auto const one = package(asked, 0, 3, "a"), two = package(asked, 1, 3, "b");
      co_await t.says<download>(one);
      co_await t.says<download>(two);
      t.hangs_up();
    });
  b.peer.visit([&](cti_talk& t) { return sends(t, "a", "b", "c"); });
  auto const failure = b.failure_of(b.get_to(b.folder / "f", name, 2));
  EXPECT_EQ(failure.code(), sockio::errc::closed_by_peer);
  EXPECT_THAT(failure.what(), HasSubstr("download of 'Work\\formation.sdx'"));
  EXPECT_THAT(failure.what(), HasSubstr("2 of 3 packages have come"));
  EXPECT_TRUE(b.folder_is_empty());
  b.run(b.get_to(b.folder / "f"));
  EXPECT_EQ(std::filesystem::file_size(b.folder / "f"), 3U);
}

TEST(arbin_download, of_a_damaged_package_names_it_and_leaves_the_connection_in_step) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto one = package(asked, 0, 3, "a"), two = package(asked, 1, 3, "b"),
         three = package(asked, 2, 3, "c");
    two.data = "B";
    co_await t.says<download>(one);
    co_await t.says<download>(two);
    co_await t.says<download>(three);
    co_await answers_browse(t);
  });
  auto const failure = b.failure_of(b.get_to(b.folder / "f"));
  EXPECT_EQ(failure.code(), download_result::wrong_md5);
  EXPECT_THAT(failure.what(), HasSubstr("package 2 of 3 came damaged"));
  EXPECT_TRUE(b.folder_is_empty());
  b.run(arbin::detail::browse(b.core, "Work"));
}

TEST(arbin_download, asks_again_for_a_damaged_package_and_takes_that_one_alone) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto one = package(asked, 0, 3, "a"), two = package(asked, 1, 3, "b"),
         three = package(asked, 2, 3, "c");
    two.md5[0] ^= 1;
    co_await t.says<download>(one);
    co_await t.says<download>(two);
    co_await t.says<download>(three);
    co_await sends(t, "a", "b", "c");
  });
  b.peer.visit(answers_browse);
  EXPECT_EQ(b.run(b.get(2, b.progress)), "abc");
  EXPECT_THAT(b.seen, ElementsAre(1, 1, 2, 3));
  b.run(arbin::detail::browse(b.core, "Work"));
  EXPECT_EQ(b.peer.visitors(), 2) << "the third package came again and nobody waited for it";
}

TEST(arbin_download, of_a_file_that_changes_meanwhile_never_mixes_two_of_them) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 2, "old");
    co_await t.says<download>(one);
    t.hangs_up();
  });
  b.peer.visit([&](cti_talk& t) { return sends(t, "new", "new"); });
  auto const failure = b.failure_of(b.get(5));
  EXPECT_EQ(failure.code(), sockio::errc::bad_reply);
  EXPECT_THAT(failure.what(), HasSubstr("package 1 of 2 has changed"));
}

TEST(arbin_download, asks_again_after_a_wrong_checksum_on_a_new_connection) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 1, "a");
    auto bytes = arbin::write_feedback<download>(one).value();
    bytes.back() ^= 1;
    co_await t.says(bytes);
  });
  b.peer.visit([&](cti_talk& t) { return sends(t, "a"); });
  EXPECT_EQ(b.run(b.get(2)), "a");
}

TEST(arbin_download, checks_the_size_that_the_cycler_states) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto asked = co_await t.hears<download>();
    for (std::uint32_t i = 0; i < 2; ++i) {
      auto const one = package(asked, i, 2, "abc");
      co_await t.says(with_size(one, 6));
    }
    asked = co_await t.hears<download>();
    for (std::uint32_t i = 0; i < 2; ++i) {
      auto const one = package(asked, i, 2, "abc");
      co_await t.says(with_size(one, 7));
    }
    asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 1, "abc");
    co_await t.says(with_size(one, 4));
  });
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 1, "abc");
    co_await t.says(with_size(one, 2));
  });
  EXPECT_EQ(b.run(b.get()), "abcabc") << "the size of the whole file in each package";
  auto const failure = b.failure_of(b.get_to(b.folder / "f"));
  EXPECT_EQ(failure.code(), errc::wrong_length);
  EXPECT_THAT(failure.what(), HasSubstr("has 7 bytes; 6 came"));
  EXPECT_TRUE(b.folder_is_empty());
  EXPECT_EQ(b.failure_of(b.get()).code(), errc::truncated);
  EXPECT_EQ(b.failure_of(b.get()).code(), errc::surplus_bytes);
}

class arbin_download_refused : public testing::TestWithParam<download_result> {};

TEST_P(arbin_download_refused, is_told_with_the_documents_text_and_asked_once) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const no = refusal(asked, GetParam());
    co_await t.says<download>(no);
    co_await answers_browse(t);
  });
  auto const failure = b.failure_of(b.get_to(b.folder / "f"));
  EXPECT_EQ(failure.code(), GetParam());
  EXPECT_THAT(failure.what(), HasSubstr("refused"));
  EXPECT_TRUE(b.folder_is_empty());
  b.run(arbin::detail::browse(b.core, "Work"));
  EXPECT_EQ(b.peer.visitors(), 1);
}

INSTANTIATE_TEST_SUITE_P(all, arbin_download_refused,
                         testing::Values(download_result::failed, download_result::wrong_md5,
                                         download_result::too_long, download_result{99}));

/// Is a package that cannot be right, and what is said of it.
struct nonsense {
  void (*spoil)(download::reply& second);
  char const* said;
};
class arbin_download_nonsense : public testing::TestWithParam<nonsense> {};

TEST_P(arbin_download_nonsense, closes_the_connection) {
  bench b;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 3, "a");
    auto two = package(asked, 1, 3, "b");
    GetParam().spoil(two);
    co_await t.says<download>(one);
    co_await t.says<download>(two);
  });
  b.peer.visit(answers_browse);
  auto const failure = b.failure_of(b.get(3));
  EXPECT_EQ(failure.code(), sockio::errc::bad_reply);
  EXPECT_THAT(failure.what(), HasSubstr(GetParam().said));
  EXPECT_THAT(failure.what(), HasSubstr("the connection was closed"));
  b.run(arbin::detail::browse(b.core, "Work"));
  EXPECT_EQ(b.peer.visitors(), 2);
}

INSTANTIATE_TEST_SUITE_P(
    all, arbin_download_nonsense,
    testing::Values(nonsense{[](auto& p) { p.time += 1; }, "of another download"},
                    nonsense{[](auto& p) { p.packages = 4; }, "4 packages where it had 3"},
                    nonsense{[](auto& p) { p.package = 3; }, "package 3 is none of 3"},
                    nonsense{[](auto& p) { p.packages = 0; }, "no packages has data"}));

TEST(arbin_download, ends_when_the_caller_has_seen_enough) {
  bench b;
  b.peer.visit([&](cti_talk& t) { return sends(t, "a", "b"); }).visit(answers_browse);
  auto const enough = [](std::size_t) { throw std::runtime_error("enough"); };
  EXPECT_THROW(b.run(arbin::detail::get_file_to(b.core, name, b.folder / "f", {}, enough)),
               sockio::failure);
  EXPECT_TRUE(b.folder_is_empty());
  b.run(arbin::detail::browse(b.core, "Work"));
}

TEST(arbin_download, that_is_cancelled_leaves_no_file_and_no_package_behind) {
  bench b;
  bool told = false;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 2, "a");
    co_await t.says<download>(one);
  });
  b.peer.visit(answers_browse);
  auto const tell = [&](std::size_t) { told = true; };
  test_support::running<std::string> one(b.io.get_executor(), b.get(3, tell));
  while (!told) b.io.run_one();
  one.cancel();
  while (!one.done()) b.io.run_one();
  EXPECT_EQ(one.error(), sockio::errc::cancelled);
  b.run(arbin::detail::browse(b.core, "Work"));
  EXPECT_EQ(b.peer.visitors(), 2);
}

TEST(arbin_download, that_stops_half_way_ends_at_the_deadline_of_a_package) {
  bench b;
  arbin::cycler_options hurried;
  hurried.link.timeout = std::chrono::milliseconds(50);
  b.core = b.make(hurried);
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 2, "a");
    co_await t.says<download>(one);
  });
  auto const failure = b.failure_of(b.get());
  EXPECT_EQ(failure.code(), sockio::errc::timed_out);
  EXPECT_THAT(failure.what(), HasSubstr("1 of 2 packages have come"));
  EXPECT_FALSE(b.core->link_of(arbin::command_of<download>())->connected());
}

TEST(arbin_download, lets_other_requests_wait_that_share_its_connection) {
  bench b;
  bool told = false;
  b.peer.visit([&](cti_talk& t) -> awaitable<void> {
    auto const asked = co_await t.hears<download>();
    auto const one = package(asked, 0, 2, "a"), two = package(asked, 1, 2, "b");
    co_await t.says<download>(one);
    while (!told) co_await boost::asio::post(b.io, boost::asio::deferred);
    co_await t.says<download>(two);
    co_await answers_browse(t);
  });
  std::optional<test_support::running<std::vector<arbin::file_entry>>> listing;
  auto const meanwhile = [&](std::size_t) {
    if (!listing) listing.emplace(b.io.get_executor(), arbin::detail::browse(b.core, "Work"));
    told = true;
  };
  EXPECT_EQ(b.run(b.get(1, meanwhile)), "ab");
  while (!listing->done()) b.io.run_one();
  EXPECT_EQ(listing->error(), sockio::error_code());
  EXPECT_EQ(b.peer.visitors(), 1);
}

TEST(arbin_download, to_a_folder_takes_the_last_part_of_the_name_and_never_leaves_the_folder) {
  bench b;
  b.peer.visit([&](cti_talk& t) { return sends(t, "a"); });
  EXPECT_EQ(b.run(b.get_to(b.folder)), b.folder / "formation.sdx");
  EXPECT_EQ(std::filesystem::file_size(b.folder / "formation.sdx"), 1U);
  for (std::string const bad : {"", "Work\\", "Work\\..", "Work/..", ".", "Work\\x/"})
    EXPECT_EQ(b.failure_of(b.get_to(b.folder, bad)).code(), sockio::errc::bad_value) << bad;
  EXPECT_EQ(b.peer.visitors(), 1) << "and nothing is sent";
}

TEST(arbin_download, to_where_nothing_can_be_written_asks_for_nothing) {
  bench b;
  EXPECT_THAT(b.failure_of(b.get_to(b.folder / "no" / "f")).what(), HasSubstr("cannot be written"));
  EXPECT_EQ(b.peer.visitors(), 0);
}

}  // namespace arbin_download_test
