#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cryocon/model.hpp"
#include "cryocon/properties.hpp"
#include "cryocon/protocol/codec.hpp"
#include "cryocon/protocol/request.hpp"
#include "cryocon/value.hpp"

// The first byte chooses the property, the rest is what the device says. What was read must be
// writable again, and what was written must confirm itself.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  auto const properties = cryocon::registry();
  auto const& property = properties[data[0] % properties.size()];
  std::string_view const text(reinterpret_cast<char const*>(data + 1), size - 1);

  static_cast<void>(cryocon::parse_identification(text));
  static_cast<void>(cryocon::protocol::split_reply(text, data[0] % 5u));
  auto const read = cryocon::protocol::parse_value(property, text);
  if (!read) return 0;
  static_cast<void>(cryocon::to_text(*read));
  auto const written = cryocon::protocol::format_value(property, *read);
  bool const once = property.kind == cryocon::value_kind::records ||
                    property.kind == cryocon::value_kind::pid_table;
  if (!written || once) return 0;
  if (!cryocon::protocol::confirms(property, *read, *written)) std::abort();
  if (property.kind == cryocon::value_kind::curve) return 0;
  if (written->find_first_of("\r\n") != std::string::npos) std::abort();
  return 0;
}
