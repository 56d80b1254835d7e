#include <gmock/gmock.h>
#include <unistd.h>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_files_test {

using namespace cyclers::maccor;
using sim::maccor_client;
namespace fs = std::filesystem;
namespace macnet = sim::macnet;

struct the_files_of_a_maccor : testing::Test {
  maccor_client tester;

  macnet::file_step send(macnet::file_step const& step) {
    return tester.binary<macnet::send_file>({}, step);
  }
  macnet::file_step get(macnet::file_step const& step) {
    return tester.binary<macnet::get_file>({}, step);
  }
  static macnet::file_step write_request(std::string name, file_type to = file_type::procedure) {
    return {.type = to, .op = file_op::write_request, .name = std::move(name)};
  }
  static macnet::file_step block(std::uint16_t number, std::string bytes) {
    return {.type = file_type::procedure,
            .op = file_op::data,
            .block = number,
            .data = std::move(bytes)};
  }
  static macnet::file_step read_request(std::string name, file_type from = file_type::procedure) {
    return {.type = from, .op = file_op::read_request, .name = std::move(name)};
  }
  static macnet::file_step ack(std::uint16_t number) {
    return {.type = file_type::procedure, .op = file_op::acknowledgment, .block = number};
  }
  fs::path procedures() { return tester.twin->folder() / "Procedur"; }
};

TEST_F(the_files_of_a_maccor, are_listed_one_by_one) {
  auto const counted =
      tester.ask<macnet::file_listing>({}, {file_type::procedure, listing_command::build});
  EXPECT_EQ(counted.files, 4U);
  std::vector<std::string> names;
  for (int n = 0; n < 4; ++n) {
    auto const one =
        tester.ask<macnet::file_listing>({}, {file_type::procedure, listing_command::next});
    EXPECT_EQ(one.index, n + 1);
    EXPECT_EQ(one.size, static_cast<std::int64_t>(fs::file_size(procedures() / one.name)));
    names.push_back(one.name);
  }
  EXPECT_THAT(names, testing::ElementsAre("cycle.000", "formation.000", "steered.000",
                                          "test_procedure_1.000"));
  auto const beyond =
      tester.ask<macnet::file_listing>({}, {file_type::procedure, listing_command::next});
  EXPECT_EQ(beyond.name, "");
  EXPECT_EQ(beyond.index, 0);
  EXPECT_EQ(tester.binary<macnet::file_listing>({}, {file_type::can, listing_command::build}).files,
            0U);
  EXPECT_EQ(tester.json(R"("FClass":1,"FNum":5,"FileType":9,"Command":0)"), "Illegal value");
}

TEST_F(the_files_of_a_maccor, are_taken_block_by_block_and_appear_as_a_whole) {
  std::string const first(500, 'a');
  auto const began = send(write_request("mine.000"));
  EXPECT_EQ(began.op, file_op::acknowledgment);
  EXPECT_EQ(began.block, 0U);
  EXPECT_EQ(send(block(1, first)).block, 1U);
  EXPECT_EQ(send(block(1, first)).block, 1U);  // came twice, is written once
  EXPECT_FALSE(fs::exists(procedures() / "mine.000"));
  auto const last = send(block(2, "b"));
  EXPECT_EQ(last.op, file_op::acknowledgment);
  EXPECT_EQ(last.block, 2U);
  EXPECT_EQ(fs::file_size(procedures() / "mine.000"), 501U);
  EXPECT_TRUE(tester.ask<macnet::procedure_exists>({}, {"mine"}).exists);
}

TEST_F(the_files_of_a_maccor, come_back_as_they_were_sent) {
  for (std::size_t const size : {0U, 1U, 499U, 500U, 501U, 1500U}) {
    std::string bytes(size, '\0');
    for (std::size_t n = 0; n < size; ++n) bytes[n] = static_cast<char>(n * 7);
    send(write_request("x.000"));
    for (std::size_t n = 0; n <= size / 500; ++n)
      ASSERT_EQ(send(block(static_cast<std::uint16_t>(n + 1), bytes.substr(n * 500, 500))).op,
                file_op::acknowledgment);
    std::string got;
    auto step = get(read_request("X.000"));
    for (std::uint16_t n = 1; step.op == file_op::data; ++n) {
      EXPECT_EQ(step.block, n);
      got += step.data;
      if (step.data.size() < 500) break;
      step = get(ack(n));
    }
    EXPECT_EQ(got, bytes) << size;
    EXPECT_EQ(get(ack(step.block)).op, file_op::acknowledgment);
  }
}

TEST_F(the_files_of_a_maccor, are_nowhere_but_in_their_folders) {
  for (auto const* name : {"../x.000", "..\\x.000", "/etc/x.000", "c:x.000", "", ".000", "..",
                           "x.txt", "x", "x.000/", "a\nb.000", " x.000", "nul.000"}) {
    EXPECT_EQ(send(write_request(name)).op, file_op::error) << name;
    EXPECT_EQ(get(read_request(name)).op, file_op::error) << name;
  }
  EXPECT_EQ(send(write_request("x.001", file_type::archive)).op, file_op::error);
  EXPECT_EQ(send(write_request("SysEvent.log", file_type::event_log)).op, file_op::error);
  EXPECT_EQ(send(write_request("x.000", file_type{77})).op, file_op::error);
  EXPECT_EQ(get(read_request("x.000", file_type{77})).op, file_op::error);
  EXPECT_FALSE(fs::exists(tester.twin->folder() / "x.000"));
}

TEST_F(the_files_of_a_maccor, are_not_touched_by_a_transfer_that_goes_wrong) {
  send(write_request("formation.000"));
  send(block(1, std::string(500, 'a')));
  EXPECT_EQ(send(block(3, "c")).op, file_op::error);
  EXPECT_EQ(send(block(2, "b")).op, file_op::error);
  EXPECT_GT(fs::file_size(procedures() / "formation.000"), 100U);
  EXPECT_EQ(get(ack(1)).op, file_op::error);
  get(read_request("formation.000"));
  EXPECT_EQ(get(ack(7)).op, file_op::error);
}

TEST_F(the_files_of_a_maccor, include_what_a_running_test_has_recorded) {
  ASSERT_TRUE(tester.ask<macnet::start>(1, {.data = {.test_name = "t", .procedure = "formation"}})
                  .result.ok());
  EXPECT_EQ(tester.ask<macnet::file_listing>({}, {file_type::active, listing_command::build}).files,
            1U);
  auto const data = get(read_request("t.001", file_type::active)).data;
  EXPECT_THAT(data, testing::HasSubstr("test: t\n"));
  EXPECT_THAT(data, testing::HasSubstr("\n1,1,1,0.000,"));
  EXPECT_EQ(get(read_request("SysEvent.log", file_type::event_log)).op, file_op::data);
}

TEST_F(the_files_of_a_maccor, are_each_clients_own_transfer) {
  maccor_client other(tester.twin);
  send(write_request("a.000"));
  EXPECT_EQ(other.binary<macnet::send_file>({}, block(1, "x")).op, file_op::error);
  EXPECT_EQ(send(block(1, "x")).op, file_op::acknowledgment);
}

TEST(a_maccor_folder, is_kept_when_it_was_given_and_goes_when_not) {
  fs::path folder;
  {
    maccor_client tester;
    folder = tester.twin->folder();
    EXPECT_TRUE(fs::exists(folder / "Procedur" / "formation.000"));
  }
  EXPECT_FALSE(fs::exists(folder));
  auto const own = fs::temp_directory_path() / ("corolab_maccor_" + std::to_string(::getpid()));
  fs::remove_all(own);
  {
    maccor_client tester(sim::maccor{.channels = 1, .folder = own});
    EXPECT_EQ(tester.twin->folder(), own);
    EXPECT_TRUE(tester.ask<macnet::procedure_exists>({}, {"formation"}).exists);
  }
  EXPECT_TRUE(fs::exists(own / "Archive"));
  fs::remove_all(own);
}

}  // namespace maccor_files_test
}  // namespace maccor_tests
