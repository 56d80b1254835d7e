#include "cyclers/protocol/md5.hpp"

#include <boost/uuid/detail/md5.hpp>
#include <cstring>

namespace cyclers::protocol {

md5_digest md5_of(std::string_view bytes) {
  boost::uuids::detail::md5 sum;
  sum.process_bytes(bytes.data(), bytes.size());
  // Words in some versions of Boost, bytes in others; in memory they are the same.
  boost::uuids::detail::md5::digest_type digest;
  sum.get_digest(digest);
  md5_digest all;
  static_assert(sizeof digest == sizeof all);
  std::memcpy(all.data(), digest, all.size());
  return all;
}

}  // namespace cyclers::protocol
