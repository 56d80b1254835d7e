#include "cryocon_twin/interpreter.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "cryocon/properties.hpp"
#include "cryocon/protocol/codec.hpp"
#include "cryocon_twin/behaviour.hpp"
#include "cryocon_twin/blocks.hpp"
#include "cryocon_twin/reply_text.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::access;
using ::cryocon::group;
using ::cryocon::property_id;
using ::cryocon::property_info;
using ::cryocon::value;
using ::cryocon::value_kind;
using ::cryocon::protocol::command;
using event = registers::event;

// Of what the guide does not number for all models, as many as this one has.
int most_members(machine const& m, ::cryocon::group_info const& known) {
  if (known.index == 'A') return m.core.channels;
  int const all = known.last + 1;
  if (m.core.model == nullptr) return all;
  if (known.id == group::loop) return std::min(m.core.model->loops, all);
  return known.id == group::relay ? std::min(m.core.model->relays, all) : all;
}

// Behaviours count members from 0; sensors and set-ups go by the numbers that they have.
std::optional<int> member(machine const& m, property_info const& property, std::string_view text) {
  auto const& known = ::cryocon::info(property.where);
  if (known.index == 0) return text.empty() ? std::optional<int>(0) : std::nullopt;
  auto const index = ::cryocon::protocol::parse_index(property.where, text);
  bool const numbered = known.index == '1' && index > known.last;
  if (!index || *index < known.first || numbered) return std::nullopt;
  bool const as_numbered = property.where == group::sensor || property.where == group::config;
  int const n = as_numbered ? *index : *index - known.first;
  return n < most_members(m, known) ? std::optional<int>(n) : std::nullopt;
}

// A number above the table's range is understood and refused, as is a text that is too long.
bool allowed(property_info const& property, value const& what) {
  auto const& range = property.range;
  if (auto const* number = std::get_if<double>(&what))
    return std::isfinite(*number) && range.allow(*number);
  if (auto const* number = std::get_if<std::int64_t>(&what))
    return range.allow(static_cast<double>(*number));
  if (auto const* text = std::get_if<std::string>(&what))
    return range.length == 0 || text->size() <= range.length;
  if (auto const* shown = std::get_if<::cryocon::temperature>(&what))
    return shown->valid() && std::isfinite(*shown->number()) && range.allow(*shown->number());
  if (auto const* choice = std::get_if<::cryocon::choice>(&what)) return choice->code >= 0;
  return true;
}

// E.g. HTRHST of loops 1 and 2 only.
bool of_this_member(property_info const& property, std::string_view index) {
  auto const number = ::cryocon::protocol::parse_index(property.where, index);
  return !number || property.has_index(*number);
}

class line_worker {
 public:
  line_worker(machine& with, std::string_view newline, bool set_parts)
      : m_(with), newline_(newline), set_parts_(set_parts) {}

  void run(command const& each) {
    m_.answer_waits = out_.answered;
    if (each.property == nullptr || !known_to_model(*each.property))
      return refuse(each.query ? event::query_error : event::command_error);
    if (each.index.find(',') != each.index.npos) return run_each(each);
    if (each.index.empty() && for_all(each)) return;
    auto const n = member(m_, *each.property, each.index);
    if (!n) return refuse(each.query ? event::query_error : event::command_error);
    each.query ? query(each, *n) : set(each, *n);
  }

  outcome take() { return std::move(out_); }

 private:
  bool known_to_model(property_info const& property) const {
    return m_.core.model == nullptr || (property.models & m_.core.model->bit) != 0;
  }

  // INPUT A,B:TEMP? asks for several channels at once.
  void run_each(command each) {
    std::string_view rest = each.index;
    for (int i = 0; i < 8; ++i) {
      auto const comma = rest.find(',');
      each.index = rest.substr(0, comma);
      if (each.index.empty() || each.index.find(',') != each.index.npos)
        return refuse(event::command_error);
      run(each);
      if (comma == rest.npos) return;
      rest.remove_prefix(comma + 1);
    }
    refuse(event::command_error);
  }

  // The tree of the guide (p. 92) has these two without a channel as well.
  bool for_all(command const& each) {
    if (each.property->id == property_id::input_statistics_time && each.query) {
      query(each, 0);
      return true;
    }
    if (each.property->id != property_id::input_reset_statistics || each.query) return false;
    for (int n = 0; n < m_.core.channels; ++n) set(each, n);
    return true;
  }

  void query(command const& each, int n) {
    auto const& property = *each.property;
    bool const asked = each.argument.empty() && property.readable();
    if (!asked || !of_this_member(property, each.index)) return refuse(event::query_error);
    if (is_block(property)) {
      out_.block += block_text(m_, property, n, newline_);
      return;
    }
    auto const* live = behaviour_of(property.id);
    value const held = live != nullptr && live->get != nullptr ? live->get(m_, n)
                                                               : memory(property).get(property, n);
    bool const nothing =
        std::holds_alternative<std::monostate>(held) && property.where == group::sensor;
    nothing ? refuse(event::execution_error) : answer(reply_text(m_, property, held));
  }

  void set(command const& each, int n) {
    auto const& property = *each.property;
    bool const open_quote = std::ranges::count(each.argument, '"') % 2 != 0;
    if (property.allowed == access::read || open_quote) return refuse(event::command_error);
    if (is_block(property) && each.argument.empty()) {
      out_.expects = block_target{&property, n};
      return;
    }
    bool const bare = property.kind == value_kind::none || property.kind == value_kind::engagement;
    if (bare && !each.argument.empty()) return refuse(event::command_error);
    value what;
    if (!bare) {
      if (each.argument.empty()) return refuse(event::command_error);
      auto parsed = ::cryocon::protocol::parse_value(property, each.argument);
      if (!parsed) return refuse(event::command_error);
      what = std::move(*parsed);
    }
    if (!bare && !allowed(property, what)) return refuse(event::execution_error);
    if (!apply(property, n, what)) return refuse(event::execution_error);
    if (set_parts_) answer("");
  }

  bool apply(property_info const& property, int n, value const& what) {
    auto const* live = behaviour_of(property.id);
    if (live != nullptr && live->set != nullptr) return live->set(m_, n, what);
    if (live != nullptr && live->get != nullptr) return false;
    memory(property).put(property.id, n, what);
    return true;
  }

  store& memory(property_info const& property) {
    return property.where == group::config ? m_.lasting : m_.plain;
  }

  void refuse(event why) {
    m_.status.raise(why);
    answer("NACK");
  }

  void answer(std::string_view text) {
    if (out_.answered) out_.line += ';';
    out_.line += text;
    out_.answered = true;
  }

  machine& m_;
  std::string_view newline_;
  bool set_parts_;
  outcome out_;
};

}  // namespace

outcome interpret(machine& with, std::string_view line, std::string_view newline, bool set_parts) {
  line_worker worker(with, newline, set_parts);
  for (auto const& each : with.phrases.parse(line)) worker.run(each);
  return worker.take();
}

}  // namespace sim::cryo
