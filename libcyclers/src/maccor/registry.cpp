#include "cyclers/maccor/registry.hpp"

#include <fmt/format.h>

#include <array>

#include "cyclers/maccor/messages.hpp"

namespace cyclers::maccor {

namespace {

template <class T>
std::shared_ptr<void> make() {
  return std::make_shared<T>();
}

template <class F>
constexpr function describe() {
  using request = typename F::request;
  using reply = typename F::reply;
  return {&F::info, &protocol::layout_of<request>, &protocol::layout_of<reply>, &make<request>,
          &make<reply>};
}

template <class... F>
constexpr auto describe_all(std::tuple<F...> const*) {
  return std::array{describe<F>()...};
}

constexpr auto table = describe_all(static_cast<messages::all const*>(nullptr));

constexpr unsigned classes = 9;
constexpr unsigned numbers = 25;

/// Finds a function's place in the table by its numbers; 0 is the echo's, 255 nobody's.
constexpr auto function_places = [] {
  std::array<std::uint8_t, classes * numbers> made{};
  made.fill(255);
  for (std::uint8_t i = 0; i < table.size(); ++i)
    made[table[i].info->fclass * numbers + table[i].info->fnum] = i;
  return made;
}();

}  // namespace

std::span<function const> functions() { return table; }

function const* find_function(unsigned fclass, unsigned fnum) {
  if (fclass == 0) return &table[0];
  if (fclass >= classes || fnum >= numbers) return nullptr;
  std::uint8_t const place = function_places[fclass * numbers + fnum];
  return place == 255 ? nullptr : &table[place];
}

function const* find_function(std::string_view name) {
  for (function const& each : table)
    if (each.info->name == name) return &each;
  return nullptr;
}

std::string function::text() const {
  return fmt::format("({},{}) {}", info->fclass, info->fnum, info->name);
}

bool function::has_request_data() const {
  for (protocol::field const& each : request->fields)
    if (each.has(protocol::forms::binary_only)) return true;
  return false;
}

}  // namespace cyclers::maccor
