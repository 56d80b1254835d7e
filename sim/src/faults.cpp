#include "sim/faults.hpp"

#include "config/scalar.hpp"

namespace sim {
namespace {

constexpr double most_count = 1'000'000'000;
constexpr double most_seconds = 3600;

option_spec every(std::string path, std::string doc) {
  return {.path = std::move(path),
          .type = value_type::integer,
          .doc = std::move(doc),
          .least = 0,
          .most = most_count};
}

option_spec wait(std::string path, std::string otherwise, std::string doc) {
  return {.path = std::move(path),
          .type = value_type::span,
          .otherwise = std::move(otherwise),
          .doc = std::move(doc),
          .least = 0,
          .most = most_seconds};
}

}  // namespace

std::vector<option_spec> const& fault_options() {
  static std::vector<option_spec> const table{
      wait("delay", "0s", "Waits so long before each reply."),
      wait("jitter", "0s", "Adds a random wait from 0 to this to each delay."),
      every("segments", "Sends a reply in so many parts."),
      every("segment_size", "Sends a reply in parts of so many bytes."),
      wait("segment_pause", "5ms", "Waits so long between the parts."),
      every("close_before", "Closes the connection instead of every n-th reply."),
      every("close_inside", "Closes the connection in the middle of every n-th reply."),
      every("close_after", "Closes the connection after every n-th reply."),
      every("garbage", "Sends garbage before every n-th reply."),
      {.path = "garbage_bytes", .type = value_type::text, .doc = "What the garbage is."},
      {.path = "garbage_instead",
       .type = value_type::boolean,
       .otherwise = "off",
       .doc = "Sends the garbage in place of the reply."},
      every("no_answer", "Swallows every n-th reply."),
      every("nack", "Refuses every n-th request."),
      {.path = "nack_bytes",
       .type = value_type::text,
       .doc = "What a refusal is; the device's own when left out."},
      every("stale", "Adds bytes that nobody asked for after every n-th reply."),
      {.path = "stale_bytes",
       .type = value_type::text,
       .otherwise = "stale\\n",
       .doc = "What these bytes are."},
      {.path = "baudrate",
       .type = value_type::integer,
       .doc = "Limits the line to a tenth of this in bytes per second.",
       .least = 0,
       .most = 100'000'000},
      {.path = "connections",
       .type = value_type::word,
       .otherwise = "accept",
       .doc = "drop accepts and closes at once; refuse has nobody listening.",
       .words = {"accept", "drop", "refuse"}},
  };
  return table;
}

faults read_faults(options const& from, faults base) {
  auto const count = [&](std::string_view path, std::uint32_t& value) {
    value = static_cast<std::uint32_t>(from.integer(path, value));
  };
  auto const bytes = [&](std::string_view path, std::string& value) {
    if (from.has(path)) value = config::unescaped(from.text(path, ""));
  };
  base.delay = from.span("delay", base.delay);
  base.jitter = from.span("jitter", base.jitter);
  count("segments", base.segments);
  count("segment_size", base.segment_size);
  base.segment_pause = from.span("segment_pause", base.segment_pause);
  count("close_before", base.close_before);
  count("close_inside", base.close_inside);
  count("close_after", base.close_after);
  count("garbage", base.garbage);
  bytes("garbage_bytes", base.garbage_bytes);
  base.garbage_instead = from.boolean("garbage_instead", base.garbage_instead);
  count("no_answer", base.no_answer);
  count("nack", base.nack);
  bytes("nack_bytes", base.nack_bytes);
  count("stale", base.stale);
  bytes("stale_bytes", base.stale_bytes);
  count("baudrate", base.baudrate);
  if (auto const clients = from.text("connections", ""); !clients.empty()) {
    base.clients = clients == "drop"     ? faults::connections::drop
                   : clients == "refuse" ? faults::connections::refuse
                                         : faults::connections::accept;
  }
  return base;
}

}  // namespace sim
