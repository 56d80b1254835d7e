#include "labctl/cryocon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cryocon/controller.hpp>
#include <cryocon/curve_file.hpp>
#include <cryocon/protocol/command.hpp>
#include <cryocon/session.hpp>
#include <set>

#include "labctl/cryocon_rows.hpp"
#include "labctl/output.hpp"
#include "labctl/screen.hpp"

namespace labctl {

namespace asio = boost::asio;
using sockio::awaitable;

namespace {

constexpr std::uint16_t cryocon_port = 5000;

/// Holds the arguments of all of its commands.
struct arguments {
  std::string url;
  std::vector<std::string> words;
  std::string every = "1s";
  std::uint64_t count = 0;
  bool no_reply = false;
};

std::shared_ptr<cryocon::session> connect(asio::any_io_executor executor, arguments const& given,
                                          common_options const& common) {
  auto link = open(std::move(executor), parse_url(given.url, cryocon_port), {}, common);
  cryocon::controller_options how{.all_units = true};
  if (common.gap) how.gap = *common.gap;
  link->pace(how.gap);
  if (common.timeout) how.timeout = how.flash_timeout = *common.timeout;
  return std::make_shared<cryocon::session>(cryocon::make_transport(std::move(link)), how);
}

std::vector<cryocon::operation> reads(std::vector<cryocon::target> const& targets) {
  std::vector<cryocon::operation> all;
  for (auto const& target : targets) all.emplace_back(cryocon::verb::read, target);
  return all;
}

std::vector<row> rows_of(std::vector<cryocon::operation> const& asked,
                         cryocon::outcome const& got) {
  std::vector<row> rows;
  for (std::size_t i = 0; i < asked.size(); ++i)
    rows.push_back(row_of(asked[i].what(), got.results.at(i), got.units.at(i)));
  return rows;
}

/// Returns the worst that happened, and tells each thing once on standard error.
int verdict(cryocon::outcome const& got) {
  int code = all_done;
  std::set<std::string> told;
  auto const tell = [&](sockio::failure const& what) {
    code = worse(code, code_of(what));
    if (told.insert(what.what()).second) complain(what.what());
  };
  for (auto const& one : got.results)
    if (one.has_error() && !(got.broken && one.error().code() == got.broken->code()))
      tell(one.error());
  if (got.broken) tell(*got.broken);
  return code;
}

awaitable<int> perform(std::shared_ptr<cryocon::session> core,
                       std::vector<cryocon::operation> operations, format how) {
  auto const got = co_await core->perform_all(operations);
  int const code = verdict(got);
  bool const any =
      std::ranges::any_of(got.results, [](auto const& one) { return one.has_value(); });
  if (any || !got.broken) print_out(show(rows_of(operations, got), how));
  co_return code;
}

std::vector<cryocon::operation> writes(std::vector<std::string> const& words) {
  if (words.empty() || words.size() % 2 != 0)
    throw usage_error("set takes pairs of a path and a value, e.g. set loop.1.setpt 77.4");
  std::vector<cryocon::operation> all;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    auto const target = find_all({words[i]}).front();
    all.emplace_back(cryocon::verb::write, target, cryocon::value(words[i + 1]));
  }
  return all;
}

std::vector<cryocon::operation> runs(std::vector<std::string> const& words) {
  auto const target = find_all({words.front()}).front();
  if (words.size() > 2) throw usage_error("run takes a path and at most one value");
  if (words.size() == 1) return {{cryocon::verb::run, target}};
  return {{cryocon::verb::run, target, cryocon::value(words[1])}};
}

awaitable<int> watch(std::shared_ptr<cryocon::session> core,
                     std::vector<cryocon::operation> operations, arguments const& given,
                     format how) {
  auto const period = parse_duration(given.every);
  screen display(how);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  auto next = asio::steady_timer::clock_type::now();
  int code = all_done;
  for (std::uint64_t n = 0; given.count == 0 || n < given.count; ++n) {
    if (n > 0) {
      next = std::max(next + period, asio::steady_timer::clock_type::now());
      timer.expires_at(next);
      co_await timer.async_wait(asio::use_awaitable);
    }
    auto const got = co_await core->perform_all(operations);
    if (got.broken && code_of(*got.broken) == bad_usage) throw sockio::failure(*got.broken);
    for (auto const& one : got.results)
      if (one.has_error()) code = worse(code, code_of(one.error()));
    if (code == interrupted) co_return code;
    display.update(rows_of(operations, got), core->endpoint());
  }
  co_return code;
}

awaitable<int> raw(std::shared_ptr<sockio::link> link, std::string line, bool no_reply) {
  if (line.find_first_of("\r\n") != std::string::npos)
    throw usage_error("raw takes one line, without line ends");
  if (no_reply) {
    co_await link->write(line + '\n');
    co_return all_done;
  }
  std::string reply = co_await link->write_readline(line + '\n');
  reply.erase(reply.find_last_not_of("\r\n") + 1);
  print_out(sockio::printable(reply, reply.size()) + '\n');
  co_return cryocon::protocol::is_refusal(reply) ? not_accepted : all_done;
}

cryocon::target curve_of(std::string const& number) {
  return find_all({"curve." + number + ".data"}).front();
}

/// A file that cannot be used is a mistake of the command line.
template <class F>
auto with_file(F use) {
  try {
    return use();
  } catch (sockio::failure const& failure) {
    throw usage_error(failure.what());
  }
}

awaitable<int> get_curve(std::shared_ptr<cryocon::session> core, std::string number,
                         std::string file) {
  auto const got = co_await core->perform({cryocon::verb::read, curve_of(number)});
  auto const& curve = std::get<cryocon::curve>(got);
  with_file([&] { write_curve_file(file, curve); });
  print_out(fmt::format("{}: '{}', {} points\n", file, curve.name, curve.points.size()));
  co_return all_done;
}

awaitable<int> put_curve(std::shared_ptr<cryocon::session> core, std::string file,
                         std::string number) {
  auto const target = curve_of(number);
  auto const curve = with_file([&] { return cryocon::read_curve_file(file); });
  co_await core->perform({cryocon::verb::write, target, cryocon::value(curve)});
  print_out(fmt::format("curve {}: '{}', {} points, read back\n", number, curve.name,
                        curve.points.size()));
  co_return all_done;
}

}  // namespace

void add_cryocon(CLI::App& app, common_options& common, std::function<int()>& done) {
  auto* device = app.add_subcommand("cryocon", "Talks to a Cryo-con temperature controller.");
  auto const given = std::make_shared<arguments>();
  device->add_option("URL", given->url,
                     "tcp://host:5000, udp://host:5001, serial:///dev/ttyS0?baudrate=9600, or a "
                     "host name");
  device->require_subcommand(1);
  using command = std::function<awaitable<int>(asio::any_io_executor)>;
  auto const does = [&done, given](CLI::App* sub, command what) {
    sub->callback([&done, given, what = std::move(what)] {
      done = [given, what] {
        if (given->url.empty()) throw usage_error("the device is missing: labctl cryocon URL ...");
        return run(what);
      };
    });
    return sub;
  };
  auto const add = [&](char const* name, char const* help, command what) {
    return does(device->add_subcommand(name, help), std::move(what));
  };
  auto const words = [&](CLI::App* sub, char const* name, char const* help) {
    sub->add_option(name, given->words, help)->required();
  };

  words(add("get", "Reads properties in one batch.",
            [given, &common](auto executor) {
              return perform(connect(executor, *given, common), reads(find_all(given->words)),
                             common.format);
            }),
        "PATH", "e.g. idn input.A.temperature loop.1.setpt, or input.A.* for all of them");
  words(add("set", "Writes properties, reads them back and compares.",
            [given, &common](auto executor) {
              return perform(connect(executor, *given, common), writes(given->words),
                             common.format);
            }),
        "PATH VALUE", "pairs, e.g. loop.1.setpt 77.4 loop.1.type PID");
  words(add("run", "Runs a command and waits until it is complete.",
            [given, &common](auto executor) {
              return perform(connect(executor, *given, common), runs(given->words), common.format);
            }),
        "PATH [VALUE]", "e.g. input.A.clear_alarm, or beep 2");
  auto* watching =
      add("watch", "Reads properties again and again.", [given, &common](auto executor) {
        return watch(connect(executor, *given, common), reads(find_all(given->words)), *given,
                     common.format);
      });
  words(watching, "PATH", "what to read");
  watching->add_option("--every", given->every, "time between two readings, e.g. 500ms");
  watching->add_option("--count", given->count, "how many readings; without it until Ctrl-C");
  auto* line = add("raw", "Sends one line as it is and prints the line that answers it.",
                   [given, &common](auto executor) {
                     return raw(open(executor, parse_url(given->url, cryocon_port), {}, common),
                                given->words.front(), given->no_reply);
                   });
  line->add_option("LINE", given->words, "e.g. '*IDN?'")->required()->expected(1);
  line->add_flag("--no-reply", given->no_reply, "do not wait for an answer");

  auto* curves = device->add_subcommand("curve", "Transfers calibration curves.");
  curves->require_subcommand(1);
  auto const add_curve = [&](char const* name, char const* help, char const* order, command what) {
    auto* sub = curves->add_subcommand(name, help);
    sub->add_option(order, given->words)->required()->expected(2);
    does(sub, std::move(what));
  };
  add_curve("get", "Reads a curve into a .crv file.", "NUMBER FILE",
            [given, &common](auto executor) {
              return get_curve(connect(executor, *given, common), given->words[0], given->words[1]);
            });
  add_curve("put", "Writes a .crv file to a user's curve and compares.", "FILE NUMBER",
            [given, &common](auto executor) {
              return put_curve(connect(executor, *given, common), given->words[0], given->words[1]);
            });
  device->add_subcommand("ls", "Lists every property; needs no device.")
      ->callback([&done, &common] {
        done = [&common] {
          print_out(list_properties(common.format));
          return static_cast<int>(all_done);
        };
      });
}

}  // namespace labctl
