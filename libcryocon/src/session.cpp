#include "cryocon/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cryocon/properties.hpp"
#include "cryocon/protocol/codec.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon {

using protocol::answer;
using sockio::awaitable;

namespace {

sockio::failure never_sent() {
  return detail::bad_value("nothing was sent: another operation of the batch cannot be");
}

}  // namespace

/// Holds the operations of one call while they are performed.
struct session::job {
  std::vector<operation> operations;
  std::vector<protocol::request> requests;
  outcome ends;
  std::vector<int> sources;  ///< The inputs whose display units values are in; or 0.
  std::size_t done = 0;      ///< How many operations, from the first on, have their end.

  explicit job(std::vector<operation> what) : operations(std::move(what)) {
    ends.results.assign(operations.size(), never_sent());
    ends.units.assign(operations.size(), unit::unknown);
    sources.assign(operations.size(), 0);
  }

  /// Gives a value its unit.
  void name(std::size_t i, unit which) {
    ends.units[i] = which;
    auto* degrees = std::get_if<temperature>(&ends.results[i].value());
    if (degrees != nullptr) *degrees = temperature(static_cast<reading const&>(*degrees), which);
  }

  /// Notes in which unit the value is that was read last.
  void note(protocol::scale const& told) {
    auto const* degrees = std::get_if<temperature>(&ends.results[done].value());
    ends.units[done] = degrees != nullptr ? degrees->unit() : told.in;
    if (ends.units[done] == unit::unknown) sources[done] = told.input;
  }

  void fail(sockio::failure const& why) {
    ends.broken = why;
    for (std::size_t i = 0; i < operations.size(); ++i)
      if (i >= done || sources[i] != 0) ends.results[i] = why;
  }
};

namespace {

bool writes_block(operation const& what) {
  auto const kind = what.property().kind;
  bool const block = kind == value_kind::curve || kind == value_kind::pid_table;
  return block && what.action() == verb::write;
}

/// Says what one operation of a line comes to when the line's reply cannot be dealt out.
sockio::failure not_dealt(operation const& what, protocol::line const& line,
                          std::string_view reply) {
  if (!protocol::is_refusal(reply))
    return detail::bad_reply(fmt::format("{} parts in the reply", line.replies), reply);
  bool const shared = line.count > 1 && what.action() != verb::read;
  if (!shared) return protocol::decode(what, std::span(&reply, 1)).error();
  sockio::context story;
  story.problem = "one refusal answers several requests: whether this was done is not known";
  story.advice = "read it, and send alone what is to be set";
  return {sockio::errc::not_verified, std::move(story)};
}

}  // namespace

session::session(std::shared_ptr<transport> wire, controller_options options)
    : wire_(std::move(wire)), options_(options) {}

awaitable<value> session::perform(operation what) {
  std::vector<operation> one;
  one.push_back(std::move(what));
  auto ends = co_await perform_all(std::move(one));
  co_return std::move(ends.results.front()).value();
}

awaitable<outcome> session::perform_all(std::vector<operation> what) {
  job work(std::move(what));
  if (stale()) co_await refresh();
  for (std::size_t i = 0; i < work.operations.size(); ++i) {
    auto const& each = work.operations[i];
    bool const degrees = each.property().kind == value_kind::degrees;
    bool const unit_wanted =
        (degrees || options_.all_units) && known_unit(each.what().index) == unit::unknown;
    auto encoded = protocol::encode(each, unit_wanted);
    auto objection = encoded ? this->objection(each) : encoded.error();
    if (objection) {
      work.ends.broken = told(*objection, path_of(each.what()), {});
      work.ends.results[i] = *work.ends.broken;
      co_return std::move(work.ends);
    }
    work.requests.push_back(std::move(*encoded));
  }
  std::string_view request;
  auto const lines = protocol::join(work.requests);
  // Caught here, for a cancellation between two steps is thrown past what was done before.
  try {
    for (auto const& line : lines) {
      request = line.text;
      co_await run_line(work, line);
    }
    co_await name_units(work);
  } catch (...) {
    work.fail(told(sockio::failure_of(std::current_exception()), request, {}));
  }
  co_return std::move(work.ends);
}

awaitable<void> session::run_line(job& work, protocol::line const& line) {
  auto const requests = std::span(work.requests).subspan(line.first, line.count);
  bool sets = false;
  bool slow = false;
  for (auto const& each : requests) {
    sets = sets || each.sets;
    slow = slow || each.slow;
  }
  auto const expects = requests.front().expects;
  auto const reply = co_await exchange(line.text, expects, sets, slow);
  // What was answered is answered, even when the units of a new connection are not to be had.
  std::exception_ptr trouble;
  try {
    if (stale()) co_await refresh();
  } catch (...) {
    trouble = std::current_exception();
  }
  std::vector<std::vector<std::string_view>> dealt{{reply}};
  if (expects == answer::line) dealt = protocol::deal(requests, reply);
  for (; work.done < line.first + line.count; ++work.done) {
    auto const i = work.done - line.first;
    auto const& what = work.operations[work.done];
    auto& end = work.ends.results[work.done];
    if (dealt.empty()) {
      end = told(not_dealt(what, line, reply), line.text, reply);
      continue;
    }
    auto const known = known_unit(what.what().index);
    end = protocol::decode(what, dealt[i], known);
    if (end && what.action() == verb::read)
      work.note(protocol::decode_scale(what, dealt[i], known).value());
    if (end && what.action() == verb::write) learn(what);
    if (end && writes_block(what)) end = co_await verify_block(what);
    if (!end) end = told(end.error(), requests[i].text, reply);
  }
  if (trouble) std::rethrow_exception(trouble);
}

/// What a relay and the like measure is in the unit of an input that is known only now.
awaitable<void> session::name_units(job& work) {
  std::vector<operation> asked;
  std::map<int, std::size_t> places;
  for (int const input : work.sources) {
    bool const open = input != 0 && known_unit(input) == unit::unknown;
    if (open && places.try_emplace(input, asked.size()).second)
      asked.emplace_back(verb::read, target{&info(property_id::input_unit), input});
  }
  outcome got;
  if (!asked.empty()) got = co_await perform_all(asked);
  for (std::size_t i = 0; i < work.sources.size(); ++i) {
    auto const input = std::exchange(work.sources[i], 0);
    if (input == 0) continue;
    auto const place = places.find(input);
    if (place == places.end()) {
      work.name(i, known_unit(input));
    } else if (auto const& said = got.results[place->second]; said) {
      work.name(i, static_cast<unit>(std::get<choice>(*said).code));
    } else {
      work.ends.results[i] = said.error();
    }
  }
  work.ends.broken = got.broken;
}

awaitable<result<value>> session::verify_block(operation what) {
  auto read = co_await sockio::as_result(perform(operation(verb::read, what.what())));
  if (!read) co_return read.error();
  if (protocol::same_value(what.argument(), *read)) co_return value{};
  sockio::context story;
  story.problem = "the lines that are read back are not the ones that were sent";
  story.advice = "read it back and compare: the device drops lines that it cannot use";
  co_return sockio::failure(sockio::errc::not_verified, std::move(story));
}

awaitable<std::string> session::exchange(std::string text, answer expects, bool sets, bool slow) {
  auto const timeout = slow ? options_.flash_timeout : options_.timeout;
  auto reply =
      co_await sockio::as_result(wire_->exchange(wire_request(text, expects, sets, timeout)));
  if (!reply) throw told(reply.error(), text, {});
  co_return std::move(*reply);
}

awaitable<std::string> session::ask(std::string_view line) { return ask_owned(std::string(line)); }

awaitable<std::string> session::ask_owned(std::string line) {
  auto reply = co_await exchange(line + "\n", answer::line, false, false);
  reply.erase(reply.find_last_not_of("\r\n") + 1);
  co_return reply;
}

awaitable<identification> session::identify() {
  auto const reply = co_await exchange("*IDN?\n", answer::line, false, false);
  auto found = parse_identification(reply);
  if (!found) throw told(found.error(), "*IDN?", reply);
  std::scoped_lock const lock(mutex_);
  identity_ = *found;
  units_.clear();
  connection_ = generation();
  co_return std::move(*found);
}

awaitable<void> session::refresh() {
  {
    std::scoped_lock const lock(mutex_);
    units_.clear();
  }
  co_await identify();
  co_await read_units();
}

awaitable<void> session::read_units() {
  auto const who = identity();
  int const inputs = who && who->known != nullptr ? who->known->inputs : 0;
  std::string text;
  for (int i = 0; i < inputs; ++i) {
    text += (i == 0 ? "" : ";") + query_of({&info(property_id::input_unit), 'A' + i});
  }
  if (inputs == 0) co_return;
  auto const reply = co_await exchange(text + "\n", answer::line, false, false);
  auto const parts = protocol::split_reply(reply, static_cast<std::size_t>(inputs));
  std::scoped_lock const lock(mutex_);
  for (int i = 0; i < inputs && parts.size() == static_cast<std::size_t>(inputs); ++i) {
    auto const* one = enumeration_of<unit>().find(parts[static_cast<std::size_t>(i)]);
    if (one != nullptr) units_['A' + i] = static_cast<unit>(one->code);
  }
}

/// A transport that does not count its connections has one; a link that has none yet will have it.
std::uint64_t session::generation() const {
  return std::max<std::uint64_t>(wire_->connections(), 1);
}

bool session::stale() const {
  std::scoped_lock const lock(mutex_);
  return options_.identify && (!identity_ || connection_ != generation());
}

std::optional<identification> session::identity() const {
  std::scoped_lock const lock(mutex_);
  return identity_;
}

unit session::known_unit(int input) const {
  std::scoped_lock const lock(mutex_);
  auto const found = units_.find(input);
  return found == units_.end() ? unit::unknown : found->second;
}

void session::learn(operation const& what) {
  if (!options_.identify || what.property().id != property_id::input_unit) return;
  auto const text = protocol::format_value(what.property(), what.argument());
  auto const* one = text ? enumeration_of<unit>().find(*text) : nullptr;
  std::scoped_lock const lock(mutex_);
  if (one != nullptr) units_[what.what().index] = static_cast<unit>(one->code);
}

std::optional<sockio::failure> session::objection(operation const& what) const {
  std::scoped_lock const lock(mutex_);
  if (!identity_ || identity_->known == nullptr) return std::nullopt;
  auto const reason = reason_against(*identity_->known, what);
  return reason.empty() ? std::nullopt : std::optional(detail::bad_value(reason));
}

sockio::failure session::told(sockio::failure const& what, std::string_view request,
                              std::string_view reply) const {
  auto story = what.story();
  story.device = "cryocon";
  if (story.endpoint.empty()) story.endpoint = wire_->endpoint();
  if (story.request.empty()) story.request = sockio::printable(detail::trim(request));
  if (story.received.empty()) story.received = sockio::printable(reply);
  return {what.code(), std::move(story)};
}

}  // namespace cryocon
