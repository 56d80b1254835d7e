#include <gmock/gmock.h>

#include <cyclers/arbin/messages.hpp>
#include <fstream>
#include <sockio/trace.hpp>

#include "arbin_bench.hpp"
#include "cti_peer.hpp"
#include "support/temporary_folder.hpp"

namespace arbin_login_test {

using namespace cyclers;
using namespace cyclers::arbin;
using namespace std::chrono_literals;
using cyclers::test::cti_asks;
using cyclers::test::cti_peer;
using cyclers::test::cti_says;
using cyclers::test::cti_talk;
using cyclers::test::ends;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view password = "0pen-sesame!";

messages::log_in::reply welcome(login_result result = login_result::ok, std::uint32_t version = 1) {
  messages::log_in::reply one;
  one.result = result;
  one.serial_number = "SN-207855";
  one.nick_name = "the big one";
  one.version = version;
  one.channels = 3;
  one.may_control = 1;
  one.user_type = user_type::super;
  one.picture = "PNG";
  return one;
}

awaitable<void> lets_in(cti_talk& talk, messages::log_in::reply answer = welcome()) {
  auto const asked = co_await talk.hears<messages::log_in>();
  EXPECT_EQ(asked.user, "ada");
  EXPECT_EQ(asked.password, password);
  co_await talk.says<messages::log_in>(answer);
}

awaitable<void> stops_channel(cti_talk& talk, std::uint32_t channel) {
  auto const asked = co_await talk.hears<messages::stop>();
  EXPECT_EQ(asked.channel, channel);
  co_await talk.says(ends<messages::stop>(static_cast<int>(channel)));
}

/// Is a cycler behind a socket that users log in to.
struct login_bench {
  boost::asio::io_context io;
  cti_peer peer{io};
  std::shared_ptr<login> who =
      std::make_shared<login>(cyclers::credentials("ada", std::string(password)));

  arbin::cycler cycler(cycler_options options = {}) {
    return arbin::cycler(arbin::connect(io.get_executor(), peer.url(), options, who), options, who);
  }
  template <class T>
  T run(awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  sockio::failure failure_of(awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    EXPECT_TRUE(ended.has_error()) << "nothing failed";
    return ended.has_error() ? ended.error() : sockio::failure();
  }
};

TEST(arbin_options, have_files_on_a_port_of_their_own_where_the_document_has_them) {
  EXPECT_EQ(file_port_of({}, 9031), 9032);
  EXPECT_EQ(file_port_of({}, 4711), 0);
  EXPECT_EQ(file_port_of({.file_port = 0}, 9031), 0);
  EXPECT_EQ(file_port_of({.file_port = 17}, 4711), 17);
}

TEST(arbin_login, comes_before_the_first_request_and_tells_what_the_cycler_is) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await stops_channel(talk, 1);
  });
  auto const cycler = b.cycler();
  b.run(cycler.channel(2).stop());
  auto const info = b.run(cycler.info());
  EXPECT_EQ(info.serial_number, "SN-207855");
  EXPECT_EQ(info.nick_name, "the big one");
  EXPECT_EQ(info.channels, 3U);
  EXPECT_EQ(info.user_type, user_type::super);
  EXPECT_EQ(info.picture, "PNG");
  EXPECT_EQ(b.peer.visitors(), 1);
}

TEST(arbin_login, is_done_now_by_who_asks_for_what_it_tells) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> { co_await lets_in(talk); });
  EXPECT_EQ(b.run(b.cycler().info()).nick_name, "the big one");
}

TEST(arbin_login, is_a_success_when_the_user_had_logged_in_before) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk, welcome(login_result::logged_in_before));
    co_await stops_channel(talk, 0);
  });
  EXPECT_EQ(b.run(b.cycler().channel(1).stop()), stop_result::ok);
}

TEST(arbin_login, comes_again_with_its_flag_after_the_session_was_kicked_out) {
  login_bench b;
  auto const once = [](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    auto const asked = co_await talk.hears<messages::connect>();
    EXPECT_EQ(asked.kick_out, 1U);
    co_await talk.says<messages::connect>({1, connect_result::ok});
    co_await stops_channel(talk, 0);
    talk.hangs_up();
  };
  b.peer.visit(once).visit(once);
  auto const cycler = b.cycler({.kick_out = 1});
  b.run(cycler.channel(1).stop());
  b.run(cycler.channel(1).stop());
  EXPECT_EQ(b.peer.visitors(), 2);
}

TEST(arbin_login, is_over_when_the_cycler_is_full) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::connect>();
    co_await talk.says<messages::connect>({1, connect_result::rejected});
  });
  auto const failure = b.failure_of(b.cycler({.kick_out = 1}).channel(1).stop());
  EXPECT_THAT(failure.what(), HasSubstr("Rejected connection, it is full"));
}

TEST(arbin_login, is_told_as_refused_with_the_user_and_is_not_tried_again_at_once) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk, welcome(login_result::failed));
  });
  cycler_options options;
  options.link.hold_off = 1h;
  auto const cycler = b.cycler(options);
  for (int i = 0; i < 2; ++i) {
    auto const failure = b.failure_of(cycler.channel(1).stop());
    EXPECT_EQ(failure.code(), sockio::errc::refused);
    EXPECT_THAT(failure.what(), HasSubstr("EEAB0001 log_in of 'ada'"));
    EXPECT_THAT(failure.what(), HasSubstr("no permission"));
    EXPECT_THAT(failure.what(), HasSubstr("check user and password"));
    EXPECT_THAT(failure.what(), Not(HasSubstr(password)));
  }
  EXPECT_EQ(b.peer.visitors(), 1);
}

TEST(arbin_login, can_be_that_of_somebody_else_from_now_on) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> { co_await lets_in(talk); });
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    auto const asked = co_await talk.hears<messages::log_in>();
    EXPECT_EQ(asked.user, "grace");
    co_await talk.says<messages::log_in>(welcome());
    co_await stops_channel(talk, 0);
  });
  auto const cycler = b.cycler();
  b.run(cycler.info());
  b.run(cycler.log_in({"grace", "hopper"}));
  EXPECT_EQ(b.run(cycler.channel(1).stop()), stop_result::ok);
}

TEST(arbin_login, says_by_its_version_that_names_may_be_of_any_length) {
  login_bench b;
  std::string const name(100, 'n');
  b.peer.visit([&name](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk, welcome(login_result::ok, 0x01000003));
    auto const asked = co_await talk.hears<messages::start_long>();
    EXPECT_EQ(asked.test_name, name);
    co_await talk.says(ends<messages::start>(0));
    co_await talk.hears<messages::start_long>();
    co_await talk.says(ends<messages::start_long>(0) + ends<messages::start_long>(1));
  });
  auto const cycler = b.cycler();
  EXPECT_EQ(b.run(cycler.channel(1).start(name)), start_result::ok);
  EXPECT_EQ(b.run(cycler.start(name, {1, 2})).size(), 2U);
}

TEST(arbin_login, says_how_many_channels_are_read_in_one_round_trip) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    messages::log_in::reply big = welcome();
    big.channels = 1000;
    co_await lets_in(talk, big);
    messages::channels_info::reply all;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      all.channels.emplace_back();
      all.channels.back().channel = 999 - i;
      all.channels.back().voltage = static_cast<float>(999 - i);
    }
    co_await talk.hears<messages::channels_info>();
    co_await talk.says<messages::channels_info>(all);
    co_await talk.hears<messages::channels_info>();
    for (auto& each : all.channels) {
      messages::channels_info::reply one;
      one.channels.push_back(each);
      co_await talk.says<messages::channels_info>(one);
    }
  });
  auto const cycler = b.cycler();
  for (int i = 0; i < 2; ++i) {
    auto const all = b.run(cycler.readings());
    ASSERT_EQ(all.size(), 1000U);
    EXPECT_EQ(all[776].channel, 777);
    EXPECT_EQ(all[776].voltage, 776);
  }
}

TEST(arbin_connection, takes_a_feedback_that_comes_byte_by_byte) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::stop>();
    for (char const each : ends<messages::stop>(0)) co_await talk.says(std::string(1, each));
  });
  EXPECT_EQ(b.run(b.cycler().channel(1).stop()), stop_result::ok);
}

TEST(arbin_connection, is_made_anew_before_a_request_when_bytes_have_come_that_nobody_asked_for) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::stop>();
    co_await talk.says(ends<messages::stop>(0) + std::string(2, '\0'));
  });
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await stops_channel(talk, 1);
  });
  auto const cycler = b.cycler();
  b.run(cycler.channel(1).stop());
  EXPECT_EQ(b.run(cycler.channel(2).stop()), stop_result::ok);
  EXPECT_EQ(b.peer.visitors(), 2);
}

/// Lets the cycler answer a stop with some bytes, and the driver come back afterwards.
sockio::failure answered_by(std::string bytes, cycler_options options = {}) {
  login_bench b;
  b.peer.visit([&bytes](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::stop>();
    co_await talk.says(bytes);
  });
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await stops_channel(talk, 1);
  });
  auto const cycler = b.cycler(options);
  auto const failure = b.failure_of(cycler.channel(1).stop());
  EXPECT_EQ(b.run(cycler.channel(2).stop()), stop_result::ok) << failure.what();
  return failure;
}

std::string with_length(std::uint32_t length) {
  std::string bytes = ends<messages::stop>(0);
  std::memcpy(bytes.data() + 8, &length, sizeof length);
  return bytes;
}

TEST(arbin_connection, says_what_is_wrong_with_a_frame_and_begins_anew) {
  auto const prefix = answered_by("HTTP/1.1 400 Bad Request\r\n\r\n");
  EXPECT_EQ(prefix.code(), errc::bad_prefix);
  EXPECT_THAT(prefix.what(), HasSubstr("does not begin with DD DD DD DD DD DD DD 11"));
  EXPECT_THAT(prefix.what(), HasSubstr("BB310001 stop of channel 1"));
  EXPECT_EQ(answered_by(with_length(21)).code(), errc::wrong_length);
  EXPECT_EQ(answered_by(with_length(0xFFFFFFFF)).code(), errc::too_long);
  cycler_options brief;
  brief.link.timeout = 50ms;
  EXPECT_EQ(answered_by(with_length(129), brief).code(), sockio::errc::timed_out);
  // A length that is too short leaves bytes over, which nobody asked for.
  EXPECT_EQ(answered_by(with_length(127)).code(), errc::wrong_checksum);
  EXPECT_EQ(answered_by("\xDD", brief).code(), sockio::errc::timed_out);
}

TEST(arbin_connection, keeps_the_feedbacks_that_came_before_the_deadline) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::start>();
    co_await talk.says(ends<messages::start>(4) + ends<messages::start>(0).substr(0, 60));
  });
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await stops_channel(talk, 0);
  });
  cycler_options options;
  options.link.timeout = 100ms;
  auto const cycler = b.cycler(options);
  auto const all = b.run(cycler.start("batch-7", {1, 2, 5}));
  EXPECT_TRUE(all.at(5));
  EXPECT_EQ(all.at(1).error().code(), sockio::errc::timed_out);
  EXPECT_EQ(all.at(2).error().code(), sockio::errc::timed_out);
  EXPECT_EQ(b.run(cycler.channel(1).stop()), stop_result::ok) << "on a new connection";
}

TEST(arbin_connection, keeps_the_feedbacks_that_came_before_the_cycler_hung_up) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::stop>();
    co_await talk.says(ends<messages::stop>(2));
    talk.hangs_up();
  });
  auto const all = b.run(b.cycler().stop_all());
  EXPECT_TRUE(all.at(3));
  EXPECT_EQ(all.at(1).error().code(), sockio::errc::closed_by_peer);
  EXPECT_THAT(all.at(1).error().what(), HasSubstr("nobody knows whether it was done here"));
}

TEST(arbin_connection, is_closed_by_a_cancellation_and_made_anew) {
  login_bench b;
  bool heard = false;
  b.peer.visit([&heard](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::start>();
    co_await talk.says(ends<messages::start>(0));
    heard = true;
  });
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await stops_channel(talk, 0);
  });
  auto const cycler = b.cycler();
  test_support::running<outcomes> started(b.io.get_executor(), cycler.start("batch-7", {1, 2}));
  while (!heard) b.io.run_one();
  b.io.poll();
  EXPECT_FALSE(started.done());
  started.cancel();
  while (!started.done()) b.io.run_one();
  EXPECT_EQ(started.error(), sockio::errc::cancelled);
  EXPECT_EQ(b.run(cycler.channel(1).stop()), stop_result::ok);
  EXPECT_EQ(b.peer.visitors(), 2);
}

TEST(arbin_login, is_not_believed_more_channels_than_a_cycler_has) {
  login_bench b;
  b.peer.visit([](cti_talk& talk) -> awaitable<void> {
    auto lie = welcome();
    lie.channels = 0xFFFFFFFF;
    co_await lets_in(talk, lie);
    co_await stops_channel(talk, 0);
  });
  auto const cycler = b.cycler();
  b.run(cycler.channel(1).stop());
  for (auto const& failure : {b.failure_of(cycler.readings()), b.failure_of(cycler.stop_all())}) {
    EXPECT_EQ(failure.code(), sockio::errc::bad_reply);
    EXPECT_THAT(failure.what(), HasSubstr("dwChannelNum: is 4294967295"));
  }
}

/// Writes down all that a driver lets out of a log-in: its trace, its events, its failures.
struct overheard : login_bench {
  test_support::temporary_folder folder;
  std::string said;

  void logs_in(cti_peer::script what, sockio::duration timeout = 5s) {
    peer.visit(std::move(what));
    cycler_options options;
    options.link.timeout = timeout;
    options.link.hold_off = 0s;
    auto events = login::callbacks(who, options);
    events.on_event([this](std::string_view line) { said += line; });
    connections links;
    auto const link = sockio::open_link(io.get_executor(), peer.url(), options.link, events);
    links.main = sockio::record(link, folder.path() / "trace");
    arbin::cycler const cycler(links, options, who);
    auto const ended = test_support::result_of(io, cycler.channel(1).stop());
    if (!ended) said += ended.error().what();
    if (!ended) said += ended.error().story().received;
    std::ifstream trace(folder.path() / "trace");
    said.append(std::istreambuf_iterator<char>(trace), {});
  }
};

TEST(arbin_password, is_in_nothing_that_a_log_in_lets_out) {
  std::string const echoed = [] {
    messages::log_in::request body;
    body.user = "ada";
    body.password = password;
    return cti_asks<messages::log_in>(body);
  }();
  std::vector<cti_peer::script> const ways{
      [](cti_talk& talk) -> awaitable<void> {
        co_await lets_in(talk);
        co_await stops_channel(talk, 0);
      },
      [](cti_talk& talk) -> awaitable<void> {
        co_await lets_in(talk, welcome(login_result::failed));
      },
      [](cti_talk& talk) -> awaitable<void> { co_await talk.hears<messages::log_in>(); },
      [](cti_talk& talk) -> awaitable<void> {
        co_await talk.hears<messages::log_in>();
        talk.hangs_up();
      },
      [&echoed](cti_talk& talk) -> awaitable<void> {
        co_await talk.hears<messages::log_in>();
        co_await talk.says(echoed);
      },
      [&echoed](cti_talk& talk) -> awaitable<void> {
        co_await talk.hears<messages::log_in>();
        co_await talk.says(echoed.substr(0, 70));
      },
      [](cti_talk& talk) -> awaitable<void> {
        co_await talk.hears<messages::log_in>();
        co_await talk.says("you said " + std::string(password));
      },
  };
  for (std::size_t i = 0; i < ways.size(); ++i) {
    overheard b;
    b.logs_in(ways[i], 200ms);
    EXPECT_FALSE(b.said.empty()) << i;
    EXPECT_THAT(b.said, Not(HasSubstr(password))) << i;
  }
}

TEST(arbin_password, is_in_nothing_that_a_log_in_asked_as_any_command_lets_out) {
  test_support::temporary_folder const folder;
  login_bench b;
  auto request = message::request_of(command_of<messages::log_in>());
  auto* const body = static_cast<messages::log_in::request*>(request.data());
  body->user = "ada";
  body->password = password;
  auto const bytes = write_request(request).value();
  b.peer.visit([&bytes](cti_talk& talk) -> awaitable<void> {
    co_await lets_in(talk);
    co_await talk.hears<messages::log_in>();
    co_await talk.says(bytes);
  });
  std::string said;
  cycler_options options;
  auto events = login::callbacks(std::make_shared<login>(), options);
  events.on_event([&said](std::string_view line) { said += line; });
  connections links;
  links.main = sockio::record(
      sockio::open_link(b.io.get_executor(), b.peer.url(), arbin::link_options_of(options), events),
      folder.path() / "trace");
  arbin::cycler const cycler(links, options, std::make_shared<login>());
  EXPECT_EQ(b.run(cycler.perform(request)).reply<messages::log_in>()->channels, 3U);
  std::ifstream trace(folder.path() / "trace");
  said.append(std::istreambuf_iterator<char>(trace), {});
  EXPECT_NE(said.find("(confidential)"), said.npos);
  said += b.failure_of(cycler.perform(request)).what();
  EXPECT_NE(said.find("EEAB0001"), said.npos);
  EXPECT_EQ(said.find(password), said.npos);
}

TEST(arbin_password, that_is_too_long_is_neither_cut_nor_shown) {
  std::string const longer(33, '#');
  overheard b;
  b.who->set(cyclers::credentials("ada", longer));
  b.logs_in([](cti_talk&) -> awaitable<void> { co_return; });
  EXPECT_THAT(b.said, HasSubstr("Password: does not fit its field"));
  EXPECT_THAT(b.said, Not(HasSubstr("####")));
}

}  // namespace arbin_login_test
