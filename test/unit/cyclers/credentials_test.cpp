#include <gmock/gmock.h>

#include <cstring>
#include <cyclers/arbin/credentials.hpp>
#include <fstream>
#include <memory>
#include <new>
#include <sockio/failure.hpp>
#include <string>
#include <utility>

#include "support/temporary_folder.hpp"

namespace credentials_test {

using cyclers::credentials;
using testing::HasSubstr;
using testing::Not;

struct bench {
  test_support::temporary_folder const folder;

  std::filesystem::path file_of(std::string_view text) const {
    std::ofstream(folder / ".env", std::ios::binary) << text;
    return folder / ".env";
  }
  credentials read(std::string_view text) const {
    return credentials::from_env_file(file_of(text));
  }
  std::string password_of(std::string_view line) const {
    return read("CYCLER_USER=u\nCYCLER_PASSWORD=" + std::string(line) + "\n").password();
  }
  std::string trouble_of(std::string_view text) const {
    try {
      (void)read(text);
    } catch (sockio::failure const& why) {
      EXPECT_EQ(why.code(), sockio::errc::bad_option);
      return why.what();
    }
    return "taken";
  }
};

/// Sets a variable of the environment until the end of a test.
class variable {
 public:
  variable(char const* name, char const* value) : name_(name) { ::setenv(name, value, 1); }
  variable(variable const&) = delete;
  variable& operator=(variable const&) = delete;
  ~variable() { ::unsetenv(name_); }

 private:
  char const* name_;
};

TEST(credentials, come_from_a_file_that_says_first_that_it_is_utf8) {
  bench b;
  EXPECT_EQ(b.read("\xEF\xBB\xBF"
                   "CYCLER_USER=u\nCYCLER_PASSWORD=p\n")
                .user(),
            "u");
}

TEST(credentials, come_from_a_file_of_the_environment) {
  bench b;
  auto const who = b.read(
      "# of the lab\r\nexport CYCLER_USER=\"Robin Hood\"\r\n"
      "CYCLER_PASSWORD = a=b \r\nOTHER='unfinished\r\n");
  EXPECT_EQ(who.user(), "Robin Hood");
  EXPECT_EQ(who.password(), "a=b");
}

TEST(credentials, of_pycti_are_taken_from_the_same_file) {
  bench b;
  auto const who = cyclers::arbin::credentials::from_env_file(
      b.file_of("ARBIN_CTI_USERNAME='your_username'\nARBIN_CTI_PASSWORD='your_password'"));
  EXPECT_EQ(who.user(), "your_username");
  EXPECT_EQ(who.password(), "your_password");
}

TEST(credentials, are_quoted_as_in_other_readers_of_such_files) {
  bench b;
  EXPECT_EQ(b.password_of("plain # of the lab"), "plain");
  EXPECT_EQ(b.password_of("a#b$HOME"), "a#b$HOME");
  EXPECT_EQ(b.password_of("#b"), "#b");
  EXPECT_EQ(b.password_of("'a # \\'b\\' \\n' # of the lab"), "a # 'b' \\n");
  EXPECT_EQ(b.password_of(R"("a \"b\" \\ \t" # of the lab)"), "a \"b\" \\ \t");
  EXPECT_EQ(b.password_of(""), "");
  EXPECT_EQ(b.password_of("one\nCYCLER_PASSWORD=two"), "two") << "the last one counts";
}

TEST(credentials, that_a_file_lacks_are_named_with_the_file) {
  bench b;
  EXPECT_THAT(b.trouble_of("CYCLER_USER=me\n"), HasSubstr("CYCLER_PASSWORD is missing"));
  EXPECT_THAT(b.trouble_of("CYCLER_PASSWORD=x\n"), HasSubstr("CYCLER_USER is missing"));
  EXPECT_THAT(b.trouble_of("CYCLER_USER=\nCYCLER_PASSWORD=x\n"), HasSubstr("is empty"));
  EXPECT_THAT(b.trouble_of("CYCLER_USER=me\n"), HasSubstr(".env"));
  EXPECT_THAT(b.trouble_of(std::string(70'000, 'x')), HasSubstr("64 KiB"));
  EXPECT_THROW(credentials::from_env_file(b.folder / "none"), sockio::failure);
  EXPECT_THROW(credentials::from_env_file(b.folder.path()), sockio::failure);
}

TEST(credentials, with_a_quote_that_is_not_closed_are_refused_without_being_shown) {
  bench b;
  for (char const* value : {"'s3cret", "\"s3cret\\\"", "'s3cret' behind", "'", "\"\\"}) {
    auto const said = b.trouble_of(std::string("CYCLER_USER=me\nCYCLER_PASSWORD=") + value + "\n");
    EXPECT_THAT(said, HasSubstr(".env:2")) << value;
    EXPECT_THAT(said, HasSubstr("CYCLER_PASSWORD"));
    EXPECT_THAT(said, Not(HasSubstr("s3cret")));
  }
}

TEST(credentials, come_from_the_environment) {
  variable const user("ARBIN_CTI_USERNAME", "me");
  {
    variable const password("ARBIN_CTI_PASSWORD", "s3cret");
    EXPECT_EQ(cyclers::arbin::credentials::from_environment().password(), "s3cret");
  }
  try {
    (void)cyclers::arbin::credentials::from_environment();
    FAIL();
  } catch (sockio::failure const& why) {
    EXPECT_THAT(why.what(), HasSubstr("ARBIN_CTI_PASSWORD"));
  }
}

/// Is memory for an object, which can be looked at after the object has gone.
struct memory {
  alignas(credentials) unsigned char bytes[sizeof(credentials)]{};

  bool holds(std::string_view text) const {
    std::string copy(sizeof bytes, '\0');
    std::memcpy(copy.data(), bytes, sizeof bytes);
    return copy.find(text) != copy.npos;
  }
};

TEST(credentials, are_zero_once_they_are_destroyed) {
  memory at;
  auto* const who = new (at.bytes) credentials("me", "s3cret");
  ASSERT_TRUE(at.holds("s3cret")) << "a short text is in the object itself";
  std::destroy_at(who);
  EXPECT_FALSE(at.holds("s3cret"));
  EXPECT_FALSE(at.holds("cret")) << "nor what a shorter text leaves";
}

TEST(credentials, are_zero_once_they_are_moved_from) {
  memory at;
  auto* const who = new (at.bytes) credentials("me", "s3cret");
  credentials taken(std::move(*who));
  EXPECT_EQ(taken.password(), "s3cret");
  EXPECT_FALSE(at.holds("cret"));
  *who = credentials("me", "an0ther");
  ASSERT_TRUE(at.holds("an0ther"));
  taken = std::move(*who);
  EXPECT_FALSE(at.holds("n0ther"));
  EXPECT_EQ(taken.password(), "an0ther");
  std::destroy_at(who);
}

TEST(credentials, are_zero_once_shorter_ones_are_in_their_place) {
  memory at;
  auto* const who = new (at.bytes) credentials("me", "s3cret");
  credentials const other("me", "x");
  *who = other;
  EXPECT_EQ(who->password(), "x");
  EXPECT_EQ(other.password(), "x");
  EXPECT_FALSE(at.holds("cret"));
  auto const& self = *who;
  *who = self;
  EXPECT_EQ(who->password(), "x");
  std::destroy_at(who);
}

TEST(a_secret, that_is_long_is_zero_where_it_was) {
  std::string secret = "a long one that is not in the object itself";
  char const* const where = secret.data();
  auto const size = secret.size();
  secret.resize(3);
  cyclers::wipe(secret);
  EXPECT_TRUE(secret.empty());
  ASSERT_EQ(secret.data(), where);
  ASSERT_GE(secret.capacity(), size);
  for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(where[i], '\0') << i;
}

}  // namespace credentials_test
