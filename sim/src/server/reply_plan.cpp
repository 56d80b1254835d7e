#include "server/reply_plan.hpp"

#include <algorithm>

namespace sim::server_detail {
namespace {

bool hits(std::uint64_t count, std::uint32_t every) { return every != 0 && count % every == 0; }

std::size_t part_size(std::size_t size, faults const& how) {
  if (how.segment_size > 0) return how.segment_size;
  if (how.segments > 1) return std::max<std::size_t>(1, (size + how.segments - 1) / how.segments);
  return std::max<std::size_t>(1, size);
}

}  // namespace

/// Appends steps in time.
class reply_plan::writer {
 public:
  writer(std::vector<step>& steps, duration start) : steps_(steps), now_(start) {}

  void not_before(duration moment) { now_ = std::max(now_, moment); }
  void wait(duration stretch) { now_ += stretch; }
  void write(std::string bytes) { steps_.push_back({now_, std::move(bytes), false}); }
  void write_in_parts(std::string_view bytes, faults const& how) {
    auto const size = part_size(bytes.size(), how);
    while (bytes.size() > size) {
      write(std::string(bytes.substr(0, size)));
      wait(how.segment_pause);
      bytes.remove_prefix(size);
    }
    write(std::string(bytes));
  }
  void close() { steps_.push_back({now_, {}, true}); }

 private:
  std::vector<step>& steps_;
  duration now_;
};

void reply_plan::misbehave(faults const& how) {
  faults_ = how;
  auto other = how;
  other.clients = faults::connections::accept;
  plain_ = other == faults{} && line_.baudrate == 0 && !line_.newline;
}

void reply_plan::incoming(std::string& bytes) const { std::ranges::replace(bytes, '\r', '\n'); }

std::string reply_plan::with_newline(std::string const& bytes) const {
  if (!line_.newline) return bytes;
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bool const pair = bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n';
    if (pair) continue;
    if (bytes[i] == '\n')
      out += *line_.newline;
    else
      out += bytes[i];
  }
  return out;
}

duration reply_plan::on_the_wire(std::size_t bytes) const {
  auto const baudrate = faults_.baudrate > 0 ? faults_.baudrate : line_.baudrate;
  constexpr std::int64_t bits_of_a_byte = 10, nanoseconds = 1'000'000'000;
  if (baudrate == 0) return {};
  return duration(static_cast<std::int64_t>(bytes) * bits_of_a_byte * nanoseconds / baudrate);
}

duration reply_plan::waiting() {
  if (faults_.jitter <= duration{}) return faults_.delay;
  auto const range = static_cast<std::uint64_t>(faults_.jitter.count()) + 1;
  return faults_.delay + duration(static_cast<std::int64_t>(random_() % range));
}

std::vector<step> reply_plan::plan(std::vector<reply> const& answers, std::size_t bytes_in,
                                   clock const& time) {
  std::vector<step> steps;
  auto const arrived = on_the_wire(bytes_in);
  writer out(steps, arrived);
  // The line was busy for so long even when nothing is answered.
  if (answers.empty() && arrived > duration{}) out.write({});
  for (auto const& answer : answers) {
    auto const count = ++count_;
    out.not_before(arrived + time.wall_for(answer.after));
    out.wait(waiting());
    if (hits(count, faults_.close_before)) return out.close(), steps;
    if (hits(count, faults_.no_answer)) continue;

    auto bytes = with_newline(answer.bytes);
    if (hits(count, faults_.nack))
      bytes = faults_.nack_bytes.empty() ? with_newline(line_.nack) : faults_.nack_bytes;
    if (hits(count, faults_.garbage))
      bytes = faults_.garbage_bytes + (faults_.garbage_instead ? "" : bytes);
    bool const cut = hits(count, faults_.close_inside);
    if (cut) bytes.resize(bytes.size() / 2);

    out.wait(on_the_wire(bytes.size()));
    out.write_in_parts(bytes, faults_);
    if (hits(count, faults_.stale)) out.write(faults_.stale_bytes);
    if (cut || answer.then_close || hits(count, faults_.close_after)) return out.close(), steps;
  }
  return steps;
}

}  // namespace sim::server_detail
