#include "cyclers/protocol/md5.hpp"

#include <boost/uuid/detail/md5.hpp>
#include <cstddef>

namespace cyclers::protocol {

md5_digest md5_of(std::string_view bytes) {
  boost::uuids::detail::md5 sum;
  sum.process_bytes(bytes.data(), bytes.size());
  // Words, most significant byte first, up to Boost 1.85; bytes afterwards.
  boost::uuids::detail::md5::digest_type digest;
  sum.get_digest(digest);
  constexpr std::size_t width = sizeof digest[0];
  md5_digest all{};
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = static_cast<std::uint8_t>(digest[i / width] >> (8 * (width - 1 - i % width)));
  return all;
}

}  // namespace cyclers::protocol
