#include "cyclers/timestamp.hpp"

#include <gtest/gtest.h>

namespace timestamp_test {

using cyclers::timestamp;
using cyclers::timestamp_from;
using cyclers::to_text;
using std::chrono::milliseconds;

TEST(a_timestamp, is_written_as_testers_do_and_read_back) {
  timestamp const when{milliseconds(1478617378000)};
  EXPECT_EQ(to_text(when), "2016-11-08T15:02:58");
  EXPECT_EQ(timestamp_from("2016-11-08T15:02:58"), when);
}

TEST(a_timestamp, keeps_its_milliseconds) {
  timestamp const when{milliseconds(1478617378007)};
  EXPECT_EQ(to_text(when), "2016-11-08T15:02:58.007");
  EXPECT_EQ(timestamp_from("2016-11-08T15:02:58.007123"), when);
}

TEST(a_timestamp, may_lie_before_1970) {
  EXPECT_EQ(to_text({milliseconds(-1000)}), "1969-12-31T23:59:59");
  EXPECT_EQ(timestamp_from("1969-12-31T23:59:59"), timestamp{milliseconds(-1000)});
}

TEST(a_timestamp, is_shifted_by_the_zone_that_it_names) {
  EXPECT_EQ(timestamp_from("1970-01-01T01:00:00+01:00"), timestamp{});
  EXPECT_EQ(timestamp_from("1969-12-31 19:00:00-0500"), timestamp{});
  EXPECT_EQ(timestamp_from("1970-01-01T00:00:00Z"), timestamp{});
}

TEST(a_timestamp, is_not_read_from_what_is_none) {
  for (char const* const text :
       {"", "2016", "2016-11-08", "2016-13-08T15:02:58", "2016-02-30T15:02:58",
        "2016-11-08T25:02:58", "2016-11-08T15:60:58", "2016-11-08T15:02:5", "2016-11-08T15:02:58x",
        "2016-11-08T15:02:58+", "2016-11-08T15:02:58+24:00", "16-11-08T15:02:58"})
    EXPECT_EQ(timestamp_from(text), std::nullopt) << text;
}

TEST(a_timestamp, has_no_text_in_years_that_have_not_four_digits) {
  EXPECT_EQ(to_text({milliseconds::max()}), std::nullopt);
  EXPECT_EQ(to_text({milliseconds::min()}), std::nullopt);
}

}  // namespace timestamp_test
