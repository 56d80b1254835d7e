#pragma once

#include <cstdint>
#include <string>

#include "cyclers/arbin/command.hpp"

/// Holds the commands of CTI about the connection and the cycler itself.
namespace cyclers::arbin::messages {

struct log_in {
  static constexpr command_info info{.code = 0xEEAB0001,
                                     .reply_code = 0xEEBA0001,
                                     .name = "log_in",
                                     .page = 1,
                                     .instructions_page = 12,
                                     .doc = "Logs a user in and reads what the cycler is."};
  struct request {
    std::string user{};
    std::string password{};

    static constexpr auto fields() {
      return std::array{
          member<&request::user, chars<32>>("User", "none", "Name of the user."),
          member<&request::password, chars<32>>("Password", "none", "The user's password.")
              .hidden(),
      };
    }
  };
  struct reply {
    login_result result{};
    std::array<std::uint8_t, 4> ip_address{};
    std::string serial_number{};
    std::string note{};
    std::string nick_name{};
    std::string location{};
    std::string emergency_contact{};
    std::string other_comments{};
    std::string email{};
    std::string call{};
    std::uint32_t area_code = 0;
    std::uint32_t version = 0;
    std::uint32_t may_control = 0;
    std::uint32_t channels = 0;
    arbin::user_type user_type{};
    std::uint32_t picture_size = 0;
    std::string picture{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "How the log-in ended."),
          member<&reply::ip_address>("IP_Address", "none", "Address of the server."),
          member<&reply::serial_number, chars<16>>("SN", "none", "Serial number of the cycler."),
          member<&reply::note, chars<256>>("Note", "none", "Note in ArbinSys.cfg."),
          member<&reply::nick_name, utf16<1024>>("NickName", "none", "Name of the cycler."),
          member<&reply::location, utf16<1024>>("Location", "none", "Where the cycler is."),
          member<&reply::emergency_contact, utf16<1024>>("EmergencyContactNameAndPhoneNumber",
                                                         "none", "Whom to call."),
          member<&reply::other_comments, utf16<1024>>("OtherComments", "none", "Comments."),
          member<&reply::email, utf16<64>>("Email", "none", "Address for mail."),
          member<&reply::call, utf16<16>>("Call", "none", "Number to call."),
          member<&reply::area_code>("ITAC", "none", "International telephone area code."),
          member<&reply::version>("Version", "none", "Version of the server's library."),
          member<&reply::may_control>("IsAllowToControl", "none",
                                      "1 when this client may control the cycler."),
          member<&reply::channels>("dwChannelNum", "none", "How many channels there are."),
          member<&reply::user_type>("dwUserType", "none", "What the user may do."),
          member<&reply::picture_size>("dwPicLength", "bytes", "Size of the picture.")
              .counts<&reply::picture>()
              .binary_only(),
          member<&reply::picture, raw_bytes>("Picture", "none", "Picture of the cycler.")
              .counted<&reply::picture_size>()
              .binary_only(),
      };
    }
  };
};

/// Lists the versions in log-in feedbacks that make clients use names of any length.
inline constexpr std::uint32_t long_name_versions[] = {0x01000003, 0x01000004, 0x02000003,
                                                       0x02000004, 0x04000002};

/// Tells whether a server of some version takes start_long instead of start.
constexpr bool has_long_names(std::uint32_t version) {
  for (std::uint32_t const each : long_name_versions)
    if (each == version) return true;
  return false;
}

struct connect {
  static constexpr command_info info{
      .code = 0xEEAB0002,
      .reply_code = 0xEEBA0002,
      .name = "connect",
      .page = 3,
      .instructions_page = 15,
      .doc = "Sets the kick-out flag of the session, or tests the connection."};
  struct request {
    std::uint32_t kick_out = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::kick_out>("dwSetKickOut", "none",
                                     "The flag; the documents disagree on what it means."),
          reserved<32>(),
      };
    }
  };
  struct reply {
    std::uint32_t kick_out = 0;
    connect_result result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::kick_out>("dwSetKickOut", "none", "The flag as it is now."),
          member<&reply::result>("dwConnectResult", "none", "Whether the connection is taken."),
          reserved<32>(),
      };
    }
  };
};

struct serial_number {
  static constexpr command_info info{.code = 0xBB340001,
                                     .reply_code = 0xBB430001,
                                     .name = "serial_number",
                                     .page = 23,
                                     .instructions_page = 30,
                                     .doc = "Reads the serial number of the cycler."};
  struct reply {
    std::uint32_t number = 0;
    serial_result result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::number>("m_dwGetSerialNum", "none", "The serial number."),
          member<&reply::result>("m_btResult", "none", "How the command ended."),
          reserved<101>(),
      };
    }
  };
  /// Has the fields of the feedback; a client has nothing to put into them.
  using request = reply;
};

}  // namespace cyclers::arbin::messages
