#include "cryocon/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cryocon/properties.hpp"
#include "cryocon/protocol/codec.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon {
namespace {

constexpr std::string_view guide = "Model 24C User's Guide";
constexpr std::string_view product = "product descriptions of the maker";

/// Counts of -1 and empty ranges are not documented where we could read it: nothing is refused for
/// them.
constexpr model_info known_models[] = {
    {"24C", models_with::m24c, 4, 4, 2, 8, {"HI|MID|LOW", "HI|LOW", "5V|10V", "5V|10V"}, guide},
    {"22C", models_with::m22c, 2, 4, 2, -1, {}, product},
    {"32", models_with::m32, 2, 2, 2, -1, {}, product},
    {"32B", models_with::m32b, 2, 2, 2, -1, {}, product},
    {"44C", models_with::m44c, 4, 4, 2, -1, {}, product},
    {"62", models_with::m62, 2, 2, 2, -1, {}, product},
    {"18C", models_with::m18c, 8, 0, 2, -1, {}, product},
};

/// Takes "Model" or "M" off the front of a model's name: "M24C", "Model 24C".
std::string_view bare_model(std::string_view name) {
  name = detail::unquote(name);
  if (name.size() > 5 && detail::same(name.substr(0, 5), "MODEL"))
    return detail::trim(name.substr(5));
  bool const letter = name.size() > 1 && detail::upper(name[0]) == 'M' && detail::is_digit(name[1]);
  return letter ? name.substr(1) : name;
}

bool is_maker(std::string_view text) {
  std::string letters;
  std::ranges::copy_if(detail::to_upper(text), std::back_inserter(letters), detail::is_alpha);
  return letters.starts_with("CRYOCON") || letters.starts_with("CRYOGENICCONTROL");
}

bool looks_like_model(std::string_view word) {
  word = bare_model(word);
  return find_model(word) != nullptr ||
         (word.size() <= 4 && word.size() >= 2 && detail::is_digit(word[0]));
}

/// Splits at commas, and the first part at white space when maker and model share it:
/// "Cryo-con Model 24C,204683,1.01A", "Cryocon Model 32 Rev 4.1".
std::vector<std::string_view> fields_of(std::string_view reply) {
  auto fields = detail::split(reply, ',');
  auto first = detail::words(fields.front());
  if (first.size() < 2 || !is_maker(fields.front())) return fields;
  fields.erase(fields.begin());
  fields.insert(fields.begin(), first.begin(), first.end());
  return fields;
}

std::string reason_for_index(model_info const& model, property_info const& property, int index) {
  auto const none = [&](std::string_view what, int count) {
    return fmt::format("a model {} has {} {}", model.name, count, what);
  };
  bool const lettered = info(property.where).index == 'A';
  if (lettered && index - 'A' >= model.inputs) return none("inputs", model.inputs);
  if (property.where == group::loop && index > model.loops) return none("loops", model.loops);
  bool const relay = property.where == group::relay && model.relays >= 0;
  if (relay && index > model.relays) return none("relays", model.relays);
  bool const curve = property.where == group::curve && model.user_curves >= 0;
  if (curve && index > model.user_curves) return none("user curves", model.user_curves);
  return {};
}

}  // namespace

std::span<model_info const> models() { return known_models; }

model_info const* find_model(std::string_view name) {
  auto const found = std::ranges::find_if(
      known_models,
      [bare = bare_model(name)](model_info const& each) { return detail::same(each.name, bare); });
  return found == std::end(known_models) ? nullptr : &*found;
}

result<identification> parse_identification(std::string_view reply) {
  reply = detail::unquote(reply);
  bool const printable = detail::is_printable(reply);
  auto fields = fields_of(reply);
  identification found;
  auto const take = [&](std::string& into) {
    if (fields.empty()) return;
    into = std::string(detail::unquote(fields.front()).substr(0, 40));
    fields.erase(fields.begin());
  };
  if (is_maker(fields.empty() ? reply : fields.front())) take(found.maker);
  while (fields.size() > 1 && !looks_like_model(fields.front())) fields.erase(fields.begin());
  if (!printable || fields.empty() || !looks_like_model(fields.front())) {
    return detail::bad_reply("an identification, e.g. Cryo-con,24C,204683,1.01A", reply);
  }
  take(found.model);
  found.model = std::string(bare_model(found.model));
  take(found.serial);
  take(found.firmware);
  found.known = find_model(found.model);
  return found;
}

std::string reason_against(model_info const& model, target what) {
  auto const& property = *what.property;
  if ((property.models & model.bit) == 0) {
    return fmt::format("a model {} has no {}", model.name, path_of(what));
  }
  if (!property.has_index(what.index)) {
    return fmt::format("only {} {} to {} have {}", info(property.where).name, property.range.first,
                       property.range.last, property.name);
  }
  return reason_for_index(model, property, what.index);
}

bool has_range(model_info const& model, int loop, heater_range which) {
  bool const known = loop >= 1 && loop <= std::ssize(model.ranges);
  auto const all = known ? model.ranges[loop - 1] : std::string_view{};
  auto const text = enumeration_of<heater_range>().text(static_cast<int>(which));
  return all.empty() || std::ranges::count(detail::split(all, '|'), text) > 0;
}

std::string reason_against(model_info const& model, operation const& what) {
  auto const reason = reason_against(model, what.what());
  bool const sets_range =
      what.property().id == property_id::loop_range && what.action() == verb::write;
  if (!reason.empty() || !sets_range) return reason;
  auto const text = protocol::format_value(what.property(), what.argument());
  auto const* range = text ? enumeration_of<heater_range>().find(*text) : nullptr;
  int const loop = what.what().index;
  if (range == nullptr || has_range(model, loop, static_cast<heater_range>(range->code))) return {};
  return fmt::format("loop {} of a model {} has the ranges {}", loop, model.name,
                     fmt::join(detail::split(model.ranges[loop - 1], '|'), ", "));
}

}  // namespace cryocon
