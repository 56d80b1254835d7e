#include <gmock/gmock.h>
#include <unistd.h>

#include <cryocon/curve_file.hpp>
#include <filesystem>
#include <fstream>

#include "scripted.hpp"

namespace curve_file_test {

using namespace cryocon;
using cryocon::test::failure_of;
using testing::HasSubstr;
namespace fs = std::filesystem;

struct curve_file : testing::Test {
  fs::path folder =
      fs::temp_directory_path() / ("corolab_curves_" + std::to_string(::getpid()) + "_" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  std::string const path = (folder / "good.crv").string();
  curve const good{
      "Good Diode", sensor_type::diode, -1, curve_unit::volts, {{0.32, 273.15}, {1.2, 3.15}}};

  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
  auto files() const { return std::distance(fs::directory_iterator(folder), {}); }
};

TEST_F(curve_file, is_read_as_it_was_written) {
  write_curve_file(path, good);
  EXPECT_EQ(read_curve_file(path), good);
  auto other = good;
  other.points.clear();
  write_curve_file(path, other);
  EXPECT_EQ(read_curve_file(path), other) << "replaced by one that holds nothing yet";
  EXPECT_EQ(files(), 1) << "nothing is left beside it";
}

TEST_F(curve_file, that_cannot_be_read_says_why) {
  auto const missing = failure_of([&] { read_curve_file(path); });
  EXPECT_EQ(missing.code(), boost::system::errc::no_such_file_or_directory);
  EXPECT_THAT(missing.what(), HasSubstr("good.crv: cannot be read: No such file"));
  EXPECT_EQ(failure_of([&] { read_curve_file(folder.string()); }).code(),
            boost::system::errc::is_a_directory);
  std::ofstream(path) << std::string((1 << 20) + 1, 'x');
  EXPECT_EQ(failure_of([&] { read_curve_file(path); }).code(), boost::system::errc::file_too_large);
}

TEST_F(curve_file, of_something_else_is_named_with_its_line) {
  std::ofstream(path) << "n\nWood\n";
  auto const failure = failure_of([&] { read_curve_file(path); });
  EXPECT_EQ(failure.code(), sockio::errc::bad_reply);
  EXPECT_THAT(failure.what(), HasSubstr("good.crv: line 2: expected a sensor type"));
}

TEST_F(curve_file, that_cannot_be_written_says_why_and_leaves_what_there_is) {
  auto const nowhere = (folder / "nowhere" / "x.crv").string();
  auto const failure = failure_of([&] { write_curve_file(nowhere, good); });
  EXPECT_EQ(failure.code(), boost::system::errc::no_such_file_or_directory);
  EXPECT_EQ(failure_of([&] { write_curve_file(folder.string(), good); }).code(),
            boost::system::errc::is_a_directory);
  write_curve_file(path, good);
  auto bad = good;
  bad.name = "a\nb";
  EXPECT_EQ(failure_of([&] { write_curve_file(path, bad); }).code(), sockio::errc::bad_value);
  EXPECT_EQ(read_curve_file(path), good);
  EXPECT_EQ(files(), 1);
}

}  // namespace curve_file_test
