#include "json_envelope.hpp"

#include <fmt/format.h>

namespace cyclers::maccor {

using protocol::json_reader;
using protocol::same_letters;

namespace {

struct place {
  std::string_view key;
  std::string_view envelope::* member;
};

constexpr place places[] = {
    {"jsonrpc", &envelope::jsonrpc}, {"method", &envelope::method}, {"params", &envelope::params},
    {"result", &envelope::result},   {"error", &envelope::error},   {"id", &envelope::id},
};

std::string_view* find(envelope& in, std::string_view key) {
  for (place const& each : places)
    if (same_letters(each.key, key)) return &(in.*each.member);
  return nullptr;
}

void store(std::optional<std::int64_t>& into, std::string_view key, json_reader& in) {
  std::int64_t value = 0;
  if (!in.read(value)) return in.trouble().under(key);
  if (into && *into != value)
    return in.fail(errc::duplicated_field, fmt::format("{} is {} and {}", key, *into, value));
  into = value;
}

}  // namespace

fault read_envelope(std::string_view text, envelope& into) {
  json_reader in(text);
  std::string_view key;
  if (in.enter_object()) {
    while (in.member(key)) {
      std::string_view* const member = find(into, key);
      if (member && !member->empty()) {
        in.fail(errc::duplicated_field, fmt::format("{} is there twice", key));
        break;
      }
      std::string_view const json = in.skip();
      if (member) *member = json;
    }
  }
  in.finish();
  return std::move(in.trouble());
}

bool envelope::has_id(std::int64_t number) const {
  json_reader in(id);
  std::int64_t value = 0;
  return in.read(value) && value == number;
}

bool header_keys::take(void* self, std::string_view key, json_reader& in) {
  auto& keys = *static_cast<header_keys*>(self);
  if (same_letters(key, "FClass")) return store(keys.fclass, "FClass", in), true;
  if (same_letters(key, "FNum")) return store(keys.fnum, "FNum", in), true;
  if (same_letters(key, "Chan")) return store(keys.chan, "Chan", in), true;
  if (same_letters(key, "Len")) return store(keys.len, "Len", in), true;
  return false;
}

fault read_function(std::string_view data, header_keys& into) {
  json_reader in(data);
  std::string_view key;
  if (!in.enter_object()) return std::move(in.trouble());
  while (in.member(key)) {
    if (same_letters(key, "FClass")) {
      store(into.fclass, "FClass", in);
    } else if (same_letters(key, "FNum")) {
      store(into.fnum, "FNum", in);
    } else {
      in.skip();
    }
  }
  return std::move(in.trouble());
}

}  // namespace cyclers::maccor
