#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "sim/server.hpp"
#include "support/background_context.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_device.hpp"

namespace server_serial_test {

namespace fs = std::filesystem;
using test_support::raw_client;

struct serial_line : testing::Test {
  fs::path folder =
      fs::temp_directory_path() / ("corolab_pty_" + std::to_string(::getpid()) + "_" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  fs::path link = folder / "tty";
  test_support::background_context background;
  sim::server server{background.executor(), test_support::scripted{}};

  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override {
    server.stop();
    fs::remove_all(folder);
  }
  sim::address open() {
    return server.open({.kind = sim::transport::serial, .url = link.string(), .baudrate = 0});
  }
};

TEST_F(serial_line, is_where_the_link_says) {
  auto const where = open();
  EXPECT_EQ(where.url, "serial://" + link.string());
  EXPECT_EQ(raw_client(where.url).ask("hello\n"), "hello\n");
}

TEST_F(serial_line, goes_on_when_its_client_goes) {
  auto const url = open().url;
  EXPECT_EQ(raw_client(url).ask("one\n"), "one\n");
  EXPECT_EQ(raw_client(url).ask("two\n"), "two\n");
}

TEST_F(serial_line, needs_no_link) {
  auto const where = server.open({.kind = sim::transport::serial, .url = ""});
  EXPECT_TRUE(where.url.starts_with("serial:///dev/pts/"));
  EXPECT_EQ(raw_client(where.url).ask("hello\n"), "hello\n");
}

TEST_F(serial_line, passes_every_byte_as_it_is) {
  auto const url = open().url;
  std::string all;
  for (int i = 0; i < 256; ++i)
    if (i != '\n') all += static_cast<char>(i);
  all += '\n';
  EXPECT_EQ(raw_client(url).ask(all), all);
}

TEST_F(serial_line, takes_its_link_away_when_the_server_stops) {
  open();
  EXPECT_TRUE(fs::is_symlink(link));
  server.stop();
  EXPECT_FALSE(fs::exists(fs::symlink_status(link)));
}

TEST_F(serial_line, takes_the_place_of_a_link_that_was_left_behind) {
  fs::create_symlink("/dev/pts/99999", link);
  EXPECT_EQ(raw_client(open().url).ask("hello\n"), "hello\n");
}

TEST_F(serial_line, takes_nobody_elses_place) {
  fs::create_symlink("/etc/hostname", link);
  EXPECT_THROW(open(), sim::listen_error);
  EXPECT_EQ(fs::read_symlink(link), "/etc/hostname");
}

TEST_F(serial_line, needs_a_folder_that_is_there) {
  link = folder / "missing" / "tty";
  EXPECT_THROW(open(), sim::listen_error);
}

TEST_F(serial_line, has_the_line_end_that_it_is_told) {
  auto const url = server.open({.kind = sim::transport::serial, .url = "", .newline = "\r"}).url;
  raw_client const one(url);
  one.send("hello\r");
  EXPECT_EQ(one.receive(), "hello\r");
}

}  // namespace server_serial_test
