#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/maccor/function.hpp"
#include "cyclers/timestamp.hpp"

/// Holds classes 0 and 1 of MacNet: echo, the tester's software and its files.
namespace cyclers::maccor::messages {

struct echo {
  static constexpr function_info info{.fclass = 0,
                                      .fnum = 0,
                                      .name = "echo",
                                      .page = 9,
                                      .doc = "Gives back the request as it came.",
                                      .target = target::optional};
  struct request {
    std::string data{};

    static constexpr auto fields() {
      return std::array{
          member<&request::data, rest_text>("Data", "none", "Any bytes.").binary_only(),
      };
    }
  };
  using reply = request;
};

struct version {
  static constexpr function_info info{.fclass = 1,
                                      .fnum = 1,
                                      .name = "version",
                                      .page = 10,
                                      .doc = "Reads the versions of the tester's software."};
  using request = nothing;
  struct reply {
    std::uint16_t api = 0;
    std::uint16_t exe_build = 0;
    std::uint8_t exe_minor = 0;
    std::uint8_t exe_major = 0;
    std::uint16_t dll_build = 0;
    std::uint8_t dll_minor = 0;
    std::uint8_t dll_major = 0;
    timestamp exe_built{};
    timestamp dll_built{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::api>("APIVersion", "none", "Version of MacNet."),
          member<&reply::exe_build>("MacTest32EXEversionBuild", "none", "Of MacTest32.exe."),
          member<&reply::exe_minor>("MacTest32EXEversionMinor", "none", "Of MacTest32.exe."),
          member<&reply::exe_major>("MacTest32EXEversionMajor", "none", "Of MacTest32.exe."),
          member<&reply::dll_build>("MacTest32DLLversionBuild", "none", "Of MacTest32.dll."),
          member<&reply::dll_minor>("MacTest32DLLversionMinor", "none", "Of MacTest32.dll.")
              .or_key("MacTest32DLLversionMsinor|DLLversionMsinor"),
          member<&reply::dll_major>("MacTest32DLLversionMajor", "none", "Of MacTest32.dll."),
          member<&reply::exe_built>("MacTest32ExeDT", "ms", "When MacTest32.exe was built."),
          member<&reply::dll_built>("MacTest32DLLDT", "ms", "When MacTest32.dll was built."),
      };
    }
  };
};

struct general_info {
  static constexpr function_info info{
      .fclass = 1,
      .fnum = 2,
      .name = "general_info",
      .page = 11,
      .doc = "Reads the tester's name and how many of what it has."};
  using request = nothing;
  struct reply {
    std::string system_id{};
    maccor::system_type system_type{};
    std::uint16_t controller_boards = 0;
    std::uint16_t test_channels = 0;
    std::uint16_t aux_boards = 0;
    std::uint16_t aux_channels = 0;
    std::uint16_t smb1_boards = 0;
    std::uint16_t smb3_boards = 0;
    std::uint32_t channel_number_offset = 0;

    static constexpr auto fields() {
      return std::array{
          member<&reply::system_id, text<50>>("SystemID", "none", "Name of the tester."),
          member<&reply::system_type>("SystemType", "none", "Kind of the tester."),
          member<&reply::controller_boards>("ControllerBoards", "none", "How many it has."),
          member<&reply::test_channels>("TestChannels", "none", "How many it has."),
          member<&reply::aux_boards>("AuxBoards", "none", "How many it has."),
          member<&reply::aux_channels>("AuxChannels", "none", "How many it has."),
          member<&reply::smb1_boards>("SMB1Pos", "none", "SMB1 boards, of 12 positions each."),
          member<&reply::smb3_boards>("SMB3Pos", "none", "SMB3 boards, of 12 positions each."),
          member<&reply::channel_number_offset>("ChannelNumberOffset", "none",
                                                "What the tester adds to its channel numbers.")
              .omitted()
              .or_end(),
      };
    }
  };
};

struct procedure_exists {
  static constexpr function_info info{.fclass = 1,
                                      .fnum = 3,
                                      .name = "procedure_exists",
                                      .page = 13,
                                      .doc = "Asks whether the tester has a test procedure.",
                                      .request_print = {0, 24, 25}};
  struct request {
    std::string procedure{};

    static constexpr auto fields() {
      return std::array{
          member<&request::procedure, last_text<25>>("ProcName", "none",
                                                     "Name of the procedure without its .000."),
      };
    }
  };
  struct reply {
    bool exists = false;

    static constexpr auto fields() {
      return std::array{
          member<&reply::exists>("ProcedurExists", "none", "Whether the tester has it.")
              .or_key("ProcedureExists"),
      };
    }
  };
};

struct test_name_exists {
  static constexpr function_info info{.fclass = 1,
                                      .fnum = 4,
                                      .name = "test_name_exists",
                                      .page = 14,
                                      .doc = "Asks whether the archive has a data file.",
                                      .request_print = {0, 24, 25}};
  struct request {
    std::string test_name{};

    static constexpr auto fields() {
      return std::array{
          member<&request::test_name, last_text<25>>("TestName", "none", "Name of the data file."),
      };
    }
  };
  struct reply {
    bool exists = false;

    static constexpr auto fields() {
      return std::array{
          member<&reply::exists>("TestNameExists", "none", "Whether the archive has it."),
      };
    }
  };
};

struct file_listing {
  static constexpr function_info info{
      .fclass = 1,
      .fnum = 5,
      .name = "file_listing",
      .page = 15,
      .doc = "Counts the files of a folder, then names one at a time.",
      .reply_print = {3, 3, 4, true}};
  struct request {
    file_type type{};
    listing_command command{};

    static constexpr auto fields() {
      return std::array{
          member<&request::type>("FileType", "none", "The folder."),
          member<&request::command>("Command", "none", "Whether to count or to name."),
      };
    }
  };
  struct reply {
    file_type type{};
    listing_command command{};
    std::uint16_t files = 0;
    std::uint16_t index = 0;
    timestamp date{};
    std::int64_t size = 0;
    std::string name{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::type>("FileType", "none", "The folder."),
          member<&reply::command>("Command", "none", "What was asked."),
          member<&reply::files>("NumberOfFiles", "none", "How many the folder has."),
          member<&reply::index>("Index", "none", "Number of this file.")
              .when<&reply::command, listing_command::next>(),
          member<&reply::date>("FileDate", "ms", "When the file was changed.")
              .when<&reply::command, listing_command::next>(),
          member<&reply::size>("Size", "bytes", "Size of the file.")
              .when<&reply::command, listing_command::next>(),
          member<&reply::name, counted_text<std::uint16_t>>("FileName", "none",
                                                            "Its name with the extension.")
              .when<&reply::command, listing_command::next>(),
      };
    }
  };
};

/// Is one step of a file transfer, the same in both directions.
struct file_step {
  static constexpr std::size_t block_size = 500;  ///< A shorter block is the last one.

  file_type type{};
  file_op op{};
  std::string name{};
  std::uint16_t block = 0;
  std::string data{};
  std::uint16_t error = 0;
  std::string message{};

  static constexpr auto fields() {
    return std::array{
        member<&file_step::type>("FileType", "none", "The folder."),
        member<&file_step::op>("OpCode", "none", "The step."),
        member<&file_step::name, counted_text<std::uint16_t>>("FileName", "none",
                                                              "Its name with the extension.")
            .when<&file_step::op, file_op::read_request, file_op::write_request>(),
        member<&file_step::block>("BlockNo", "none", "Number of the block; a file begins with 1.")
            .when<&file_step::op, file_op::data, file_op::acknowledgment>(),
        member<&file_step::data, rest_text>("Data", "bytes", "Bytes of the file, 500 at most.")
            .when<&file_step::op, file_op::data>(),
        member<&file_step::error>("ErrorCode", "none", "Why the transfer ended.")
            .when<&file_step::op, file_op::error>(),
        member<&file_step::message, zero_text>("ErrorMessage", "none", "Why, in words.")
            .when<&file_step::op, file_op::error>(),
    };
  }
};

struct send_file {
  static constexpr function_info info{.fclass = 1,
                                      .fnum = 6,
                                      .name = "send_file",
                                      .page = 17,
                                      .doc = "Takes one step of a transfer to the tester.",
                                      .acts = true,
                                      .in = forms::binary_only};
  using request = file_step;
  using reply = file_step;
};

struct get_file {
  static constexpr function_info info{.fclass = 1,
                                      .fnum = 7,
                                      .name = "get_file",
                                      .page = 18,
                                      .doc = "Takes one step of a transfer from the tester.",
                                      .in = forms::binary_only};
  using request = file_step;
  using reply = file_step;
};

}  // namespace cyclers::maccor::messages
