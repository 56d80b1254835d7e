#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cyclers/protocol/md5.hpp>
#include <string>

namespace md5_test {

using cyclers::protocol::md5_of;

std::string digits(std::string_view bytes) {
  std::string text;
  for (auto const byte : md5_of(bytes)) text += fmt::format("{:02x}", byte);
  return text;
}

// The test suite of RFC 1321, A.5.
TEST(md5, is_that_of_rfc_1321) {
  EXPECT_EQ(digits(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(digits("abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(digits("12345678901234567890123456789012345678901234567890123456789012345678901234567"
                   "890"),
            "57edf4a22be3c955ac49da2e2107b67a");
}

TEST(md5, of_a_package_takes_every_byte_of_it) {
  std::string package(512 * 1024, '\0');
  auto const before = md5_of(package);
  package.back() = 1;
  EXPECT_NE(md5_of(package), before);
}

}  // namespace md5_test
