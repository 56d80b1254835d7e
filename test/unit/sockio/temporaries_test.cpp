#include <gtest/gtest.h>

#include "sockio/open_link.hpp"
#include "sockio/stream.hpp"
#include "sockio/trace.hpp"
#include "sockio/within.hpp"
#include "support/bench.hpp"

namespace temporaries_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using test_support::bench;
using texts = std::vector<std::string>;

/// A text that owns memory, so that AddressSanitizer sees it freed twice.
std::string text(char c) { return std::string(100, c) + "\n"; }

/// Every public function is called as users write it: with temporaries, within one co_await
/// expression. g++ 12 destroys owning aggregates there twice; nothing here may be one.
awaitable<void> use_everything(sockio::link& l) {
  using namespace sockio;
  co_await l.open({.timeout = 1s});
  EXPECT_EQ(co_await l.exchange(request(text('a'), frame::line())), text('a'));
  EXPECT_EQ(co_await l.write_readline(text('b'), {.eol = "\n", .timeout = 1s}), text('b'));
  EXPECT_EQ((co_await l.write_readlines(text('c'), 1, {.timeout = 1s})).at(0), text('c'));
  // g++ 12 takes no initializer list within the expression, so these have a name.
  texts const two{text('d'), text('e')};
  EXPECT_EQ((co_await l.writelines_readlines(two)).at(1), text('e'));
  EXPECT_EQ(co_await l.write_read(text('f'), 1000, {}), text('f'));
  EXPECT_EQ(co_await l.write_readbuffer(text('g')), text('g'));
  EXPECT_EQ(co_await l.write_readexactly(text('h'), 101), text('h'));
  EXPECT_EQ(co_await l.write_readuntil(text('i'), std::string("\n")), text('i'));
  co_await l.write(text('j'), {.timeout = 1s});
  EXPECT_EQ(co_await l.readline({.eol = std::string("\n")}), text('j'));
  co_await l.writelines(texts(2, text('k')));
  EXPECT_EQ((co_await l.readlines(2)).at(0), text('k'));
  co_await l.write(text('m') + text('n') + text('o'));
  EXPECT_EQ(co_await l.readuntil(std::string("\n")), text('m'));
  EXPECT_EQ(co_await l.lines({.timeout = 1s}).next(), text('n'));
  EXPECT_EQ(co_await l.blocks(101).next(), text('o'));
  EXPECT_EQ(co_await within(1s, l.write_readline(text('p'))), text('p'));
  EXPECT_EQ((co_await as_result(within(1s, l.write_readline(text('q'))))).value(), text('q'));
}

TEST(temporaries, in_co_await_expressions_are_freed_once) {
  sockio::callbacks events;
  events.on_event([owned = text('x')](std::string_view) { EXPECT_EQ(owned, text('x')); });
  bench b({}, events);
  for (char c = 'a'; c <= 'q'; ++c) b.line.expects(text(c == 'l' ? 'k' : c)).replies(text(c));
  auto const all = b.start(use_everything(*b.link));
  // within() has alarms of real time, but nothing here waits for them.
  for (int i = 0; i < 100 && !all.done(); ++i) b.settle();
  EXPECT_TRUE(all.done());
  all.value();
}

TEST(temporaries, of_options_are_freed_once) {
  boost::asio::io_context io;
  auto const make = []() -> awaitable<std::shared_ptr<sockio::link>> {
    co_return sockio::open_link(co_await boost::asio::this_coro::executor,
                                std::string("tcp://127.0.0.1:1"), {.eol = "\r\n", .gap = 100ms});
  };
  EXPECT_EQ(test_support::run(io, make())->options().gap, 100ms);
}

}  // namespace temporaries_test
