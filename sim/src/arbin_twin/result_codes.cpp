#include "arbin_twin/result_codes.hpp"

#include <charconv>
#include <tuple>

#include "cyclers/arbin/messages.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::code_table;

template <class C>
code_table const* codes_for() {
  using reply = typename C::reply;
  if constexpr (requires(reply body) { body.result; })
    return &cyclers::arbin::codes_of<decltype(reply::result)>();
  else if constexpr (requires(reply body) { body.channels.front().result; })
    return &cyclers::arbin::codes_of<cyclers::arbin::data_result>();
  else
    return nullptr;
}

template <class... C>
code_table const* codes_of_command(std::uint32_t code, std::tuple<C...> const*) {
  code_table const* found = nullptr;
  ((C::info.code == code ? void(found = codes_for<C>()) : void()), ...);
  return found;
}

std::optional<unsigned> code_number(std::string_view text, int base) {
  unsigned value{};
  auto const* const end = text.data() + text.size();
  auto const [stop, failed] = std::from_chars(text.data(), end, value, base);
  if (failed != std::errc{} || stop != end) return {};
  return value;
}

}  // namespace

std::optional<unsigned> read_code(std::string_view text, cyclers::arbin::command const& of) {
  using every_command = cyclers::arbin::messages::all;
  auto const* const codes =
      codes_of_command(of.info->code, static_cast<every_command const*>(nullptr));
  if (!codes) return {};
  if (text.starts_with("0x")) return code_number(text.substr(2), 16);
  if (auto const number = code_number(text, 10)) return number;
  auto const* const found = codes->find(text);
  if (!found) return {};
  return found->code;
}

}  // namespace sim::cti
