#include "cryocon_twin/talk.hpp"

#include <utility>

#include "cryocon_twin/blocks.hpp"

namespace sim::cryo {
namespace {

constexpr std::size_t datagram_size = 1400;  // fits a frame of Ethernet

std::string_view without_return(std::string_view line) {
  while (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

talk::talk(machine& with, pacing& pace, manners how, bool datagrams)
    : machine_(with), pace_(pace), how_(std::move(how)), datagrams_(datagrams) {
  if (!datagrams_) return;
  how_.newline = "\r\n";
  if (how_.set_answer == sim::cryocon::set_reply::none)
    how_.set_answer = sim::cryocon::set_reply::line;
}

void talk::receive(std::string_view bytes, std::vector<reply>& answers) {
  if (machine_.core.uptime() < machine_.silent_until) {
    pending_.clear();
    block_.reset();
    return;
  }
  while (!bytes.empty()) {
    auto const end = bytes.find('\n');
    auto const part = bytes.substr(0, end);
    bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
    bool const whole = end != bytes.npos || datagrams_;
    if (!skipping_ && pending_.empty() && whole) {
      line(without_return(part), answers);
      continue;
    }
    if (!skipping_ && pending_.size() + part.size() > longest_line + 2) {
      skipping_ = true;
      pending_.clear();
    }
    if (!skipping_) pending_ += part;
    if (!whole) continue;
    auto const text = std::exchange(pending_, {});
    std::exchange(skipping_, false) ? refuse(registers::command_error, answers)
                                    : line(without_return(text), answers);
  }
}

void talk::line(std::string_view text, std::vector<reply>& answers) {
  if (text.size() > longest_line) return refuse(registers::command_error, answers);
  if (block_) return part_of_block(text, answers);
  if (text.find_first_not_of(" \t;") == text.npos) return;
  bool const parts = how_.set_answer == sim::cryocon::set_reply::part;
  send(interpret(machine_, text, how_.newline, parts), answers);
}

void talk::part_of_block(std::string_view text, std::vector<reply>& answers) {
  bool const last = trimmed(text) == ";";
  // What is too long is read to its end and then refused: its lines must not be taken for commands.
  if (lines_.size() <= longest_block) lines_.append(text).append("\n");
  if (!last) return;
  auto const target = *std::exchange(block_, std::nullopt);
  auto const block = std::exchange(lines_, {});
  if (block.size() <= longest_block && take_block(machine_, *target.property, target.member, block))
    return send({}, answers);
  refuse(registers::execution_error, answers);
}

void talk::send(outcome const& done, std::vector<reply>& answers) {
  block_ = done.expects;
  duration const after = pace_.take(machine_.core.uptime());
  bool const only_sets = !done.answered && done.block.empty() && !done.expects;
  if (done.answered || (only_sets && how_.set_answer != sim::cryocon::set_reply::none))
    answers.push_back({.bytes = done.line + how_.newline, .after = after});
  if (!done.block.empty()) send_block(done.block, after, answers);
}

// A data log does not fit into one datagram; it goes out in several, each of whole lines.
void talk::send_block(std::string_view text, duration after, std::vector<reply>& answers) const {
  while (datagrams_ && text.size() > datagram_size) {
    auto const cut = text.rfind('\n', datagram_size - 1) + 1;
    answers.push_back({.bytes = std::string(text.substr(0, cut)), .after = after});
    text.remove_prefix(cut);
  }
  answers.push_back({.bytes = std::string(text), .after = after});
}

void talk::refuse(registers::event why, std::vector<reply>& answers) {
  machine_.status.raise(why);
  send({.line = "NACK", .answered = true}, answers);
}

}  // namespace sim::cryo
