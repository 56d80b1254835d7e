#include "labctl/readings.hpp"

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/object.hpp>
#include <optional>

#include "labctl/output.hpp"
#include "labctl/screen.hpp"

namespace labctl {

namespace asio = boost::asio;
namespace json = boost::json;

std::string number(std::optional<double> value, int digits, format how) {
  if (!value) return {};
  return how == format::table ? fmt::format("{:.{}f}", *value, digits) : plain(*value);
}

namespace {

std::string whole(std::optional<std::uint32_t> value) {
  return value ? fmt::format("{}", *value) : std::string();
}

std::vector<std::string> cells_of(cyclers::reading const& what, format how) {
  return {fmt::format("{}", what.channel),
          fmt::format("{}", what.status),
          number(what.voltage, 4, how),
          number(what.current, 4, how),
          number(what.capacity, 4, how),
          number(what.energy, 4, how),
          number(what.temperature, 1, how),
          whole(what.step),
          whole(what.cycle),
          number(what.test_time, 1, how),
          what.test_name,
          ""};
}

record failed(int channel, std::string const& why, format how) {
  std::vector<std::string> cells(reading_heading().size());
  cells.front() = fmt::format("{}", channel);
  cells[1] = how == format::table ? "--" : "";
  cells.back() = why;
  return {std::move(cells), to_json(json::object{{"channel", channel}, {"error", why}})};
}

int worst(channel_readings const& all) {
  int code = all_done;
  for (auto const& [channel, one] : all)
    if (!one) code = worse(code, code_of(one.error()));
  return code;
}

}  // namespace

std::vector<std::string> const& reading_heading() {
  static std::vector<std::string> const heading{
      "channel",          "status", "voltage_V", "current_A",   "capacity_Ah", "energy_Wh",
      "temperature_degC", "step",   "cycle",     "test_time_s", "test_name",   "error"};
  return heading;
}

std::vector<record> records_of(channel_readings const& all, format how) {
  std::vector<record> records;
  for (auto const& [channel, one] : all)
    records.push_back(one ? record{cells_of(*one, how), cyclers::to_json(*one)}
                          : failed(channel, one.error().what(), how));
  return records;
}

sockio::awaitable<int> show_channels(channel_reader read, format how) {
  auto const all = co_await read();
  print_out(show(reading_heading(), records_of(all, how), how));
  int const code = worst(all);
  if (code != all_done) complain("not all channels could be read; see the list");
  co_return code;
}

sockio::awaitable<int> watch_channels(channel_reader read, std::string title,
                                      sockio::duration every, std::uint64_t count, format how) {
  screen display(how);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  auto next = asio::steady_timer::clock_type::now();
  int code = all_done;
  for (std::uint64_t n = 0; count == 0 || n < count; ++n) {
    if (n > 0) {
      next = std::max(next + every, asio::steady_timer::clock_type::now());
      timer.expires_at(next);
      co_await timer.async_wait(asio::use_awaitable);
    }
    auto const all = co_await read();
    code = worse(code, worst(all));
    display.update(reading_heading(), records_of(all, how), title);
  }
  co_return code;
}

}  // namespace labctl
