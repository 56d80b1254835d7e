#include <gmock/gmock.h>

#include <cyclers/maccor/binary_codec.hpp>
#include <cyclers/maccor/messages.hpp>
#include <cyclers/maccor/tester.hpp>
#include <filesystem>
#include <fstream>

#include "scripted_link.hpp"
#include "support/temporary_folder.hpp"

namespace maccor_files_test {

using namespace cyclers;
using cyclers::maccor::file_op;
using cyclers::maccor::file_type;
using cyclers::test::asks;
using cyclers::test::says;
using cyclers::test::scripted_tester;
using maccor::messages::file_step;
using testing::ElementsAre;
using testing::HasSubstr;

struct bench : scripted_tester {
  maccor::tester tester{links()};
  test_support::temporary_folder const temporary;
  std::filesystem::path const& folder = temporary.path();

  template <class F>
  void step(file_step const& sent, file_step const& answered) {
    auto const to = maccor::address::none();
    auto const request = maccor::binary_request<F>(to, sent).value();
    auto const heard = maccor::read_binary_request(request).value();
    binary->on(request, maccor::binary_reply<F>(heard, answered).value());
  }
};

file_step one(file_op op, std::uint16_t block = 0, std::string data = {}) {
  file_step step;
  step.type = file_type::procedure;
  step.op = op;
  step.block = block;
  step.data = std::move(data);
  return step;
}
file_step named(file_op op, std::string name) {
  file_step step = one(op);
  step.name = std::move(name);
  return step;
}
file_step refusal(std::string message) {
  file_step step = one(file_op::error);
  step.error = 1;
  step.message = std::move(message);
  return step;
}

using get = maccor::messages::get_file;
using send = maccor::messages::send_file;

TEST(maccor_files, come_in_blocks_of_500_bytes_until_a_shorter_one) {
  bench b;
  std::string const first(500, 'a');
  b.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 1, first));
  b.step<get>(one(file_op::acknowledgment, 1), one(file_op::data, 2, "end"));
  std::vector<std::size_t> seen;
  auto const progress = [&](std::size_t bytes) { seen.push_back(bytes); };
  EXPECT_EQ(b.run(b.tester.get_file(file_type::procedure, "p.000", progress)), first + "end");
  EXPECT_THAT(seen, ElementsAre(500, 503));
}

TEST(maccor_files, of_a_whole_number_of_blocks_end_with_an_empty_one) {
  bench b;
  std::string const whole(500, 'x');
  b.step<send>(named(file_op::write_request, "p.000"), one(file_op::acknowledgment, 0));
  b.step<send>(one(file_op::data, 1, whole), one(file_op::acknowledgment, 1));
  b.step<send>(one(file_op::data, 2), one(file_op::acknowledgment, 2));
  b.run(b.tester.send_file(file_type::procedure, "p.000", whole));
}

TEST(maccor_files, have_their_name_on_this_machine_only_when_they_are_whole) {
  bench b;
  auto const file = b.folder / "p.000";
  std::ofstream(file) << "what was there before";
  b.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 1, std::string(500, 'a')));
  b.step<get>(one(file_op::acknowledgment, 1), refusal("disk error"));
  auto const failure = b.failure_of(b.tester.download(file_type::procedure, "p.000", file));
  EXPECT_EQ(failure.code(), sockio::errc::refused);
  EXPECT_THAT(failure.what(), HasSubstr("'p.000'"));
  EXPECT_THAT(failure.what(), HasSubstr("error 1: disk error"));
  EXPECT_EQ(std::filesystem::file_size(file), 21U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(b.folder), {}), 1);

  b.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 1, "new"));
  b.run(b.tester.download(file_type::procedure, "p.000", file));
  EXPECT_EQ(std::filesystem::file_size(file), 3U);
}

TEST(maccor_files, that_come_to_one_name_at_once_do_not_mix) {
  bench b, other;
  auto const file = b.folder / "p.000";
  std::ofstream(file.string() + ".part") << "somebody else's";
  std::string const half(500, 'a');
  b.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 1, half));
  b.step<get>(one(file_op::acknowledgment, 1), one(file_op::data, 2, "end"));
  other.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 1, "other"));
  auto const meanwhile = [&](std::size_t bytes) {
    if (bytes > 500) return;
    other.run(other.tester.download(file_type::procedure, "p.000", file));
    EXPECT_EQ(std::filesystem::file_size(file), 5U);
  };
  b.run(b.tester.download(file_type::procedure, "p.000", file, meanwhile));
  EXPECT_EQ(std::filesystem::file_size(file), 503U);
  EXPECT_EQ(std::filesystem::file_size(file.string() + ".part"), 15U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(b.folder), {}), 2);
}

TEST(maccor_files, that_come_out_of_step_close_the_connection) {
  bench b;
  b.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 2, "late"));
  auto const failure = b.failure_of(b.tester.get_file(file_type::procedure, "p.000"));
  EXPECT_EQ(failure.code(), sockio::errc::bad_reply);
  EXPECT_THAT(failure.what(), HasSubstr("block 2"));
  EXPECT_EQ(b.binary->closes, 1);
}

TEST(maccor_files, end_when_the_caller_has_seen_enough) {
  bench b;
  b.step<get>(named(file_op::read_request, "p.000"), one(file_op::data, 1, std::string(500, 'a')));
  auto const enough = [](std::size_t) { throw sockio::failure(sockio::errc::cancelled); };
  auto const failure =
      b.failure_of(b.tester.download(file_type::procedure, "p.000", b.folder / "p", enough));
  EXPECT_EQ(failure.code(), sockio::errc::cancelled);
  EXPECT_TRUE(std::filesystem::is_empty(b.folder));
}

TEST(maccor_files, that_cannot_be_read_or_written_here_are_told_before_anything_is_sent) {
  bench b;
  EXPECT_THAT(b.failure_of(b.tester.upload(file_type::procedure, "p", b.folder / "none")).what(),
              HasSubstr("cannot be read"));
  EXPECT_THAT(
      b.failure_of(b.tester.download(file_type::procedure, "p", b.folder / "no" / "p")).what(),
      HasSubstr("cannot be written"));
}

TEST(maccor_files, are_listed_by_one_request_for_the_number_and_one_write_for_the_names) {
  bench b;
  b.json->on(asks(R"("FClass":1,"FNum":5,"FileType":2,"Command":0)", 1),
             says(R"("FClass":1,"FNum":5,"FileType":2,"Command":0,"NumberOfFiles":2)", 1));
  std::string const next = R"("FClass":1,"FNum":5,"FileType":2,"Command":1)";
  auto const file = [&](int index, std::string const& name) {
    return next + fmt::format(R"(,"NumberOfFiles":2,"Index":{},"FileDate":"2016-08-16T11:43:03",)"
                              R"("Size":17157,"FileName":"{}")",
                              index, name);
  };
  b.json->on(asks(next, 2) + asks(next, 3), says(file(0, "a.001"), 2) + says(file(1, "b.002"), 3));
  auto const files = b.run(b.tester.files(file_type::archive));
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[1].name, "b.002");
  EXPECT_EQ(files[1].size, 17157);
}

}  // namespace maccor_files_test
