#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/arbin/command.hpp"

/// Holds the commands of CTI about the files of the MITS_PRO folder.
namespace cyclers::arbin::messages {

/// Is the most bytes of a file that one package of a download has.
inline constexpr std::size_t package_size = 512 * 1024;

using md5 = std::array<std::uint8_t, 16>;

/// Is a file or folder.
struct directory_entry {
  entry_type type{};
  std::string name{};
  std::uint32_t size = 0;
  std::string modified{};

  static constexpr auto fields() {
    using e = directory_entry;
    return std::array{
        member<&e::type>("Type", "none", "Whether it is a file or a folder."),
        member<&e::name, utf16<64>>("DirFileName", "none", "Its name."),
        member<&e::size>("dwSize", "bytes", "Size of the file."),
        member<&e::modified, utf16<32>>("wcModified", "none", "When it was changed last."),
    };
  }
  friend bool operator==(directory_entry const&, directory_entry const&) = default;
};

/// Names a file or folder.
struct path {
  std::string name{};

  static constexpr auto fields() {
    return std::array{
        member<&path::name, utf16<1024>>("FilePath", "none", "Path below MITS_PRO."),
    };
  }
};

struct browse {
  static constexpr command_info info{.code = 0xCC130001,
                                     .reply_code = 0xCC310001,
                                     .name = "browse",
                                     .page = 19,
                                     .instructions_page = 19,
                                     .doc = "Lists the files of a folder."};
  struct request {
    std::string folder{};

    static constexpr auto fields() {
      return std::array{
          member<&request::folder, utf16<1024>>("DirectoryPath", "none", "Path of the folder."),
      };
    }
  };
  struct reply {
    browse_result result{};
    std::uint32_t count = 0;
    std::vector<directory_entry> entries{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "How the command ended."),
          member<&reply::count>("nDirFileCount", "none", "How many entries follow.")
              .counts<&reply::entries>()
              .binary_only(),
          member<&reply::entries>("DirFileList", "none", "One for each file and folder.")
              .counted<&reply::count>(),
      };
    }
  };
};

/// Describes the size of the data in a package, which stands in front of them.
template <auto Size, auto Data>
constexpr field data_size(std::string_view doc) {
  return member<Size>("ulFileLength", "bytes", doc).template counts<Data>().binary_only();
}

/// Describes the data in a package. When there are more packages than one, or when there are no
/// data for the download has failed, the size in front of them may be that of the whole file.
template <auto Data, auto Size, auto IsWhole>
constexpr std::array<field, 2> package_data() {
  field exact = member<Data, raw_bytes>("File", "none", "The data.").template counted<Size>();
  field some = member<Data, bytes_so_far>("File", "none", "The data.").template counted<Size>();
  // JSON has texts only.
  exact.in = some.in = protocol::forms::binary_only;
  exact.present = [](void const* package) { return IsWhole(package); };
  some.present = [](void const* package) { return !IsWhole(package); };
  return {exact, some};
}

struct download {
  static constexpr command_info info{.code = 0xCC130002,
                                     .reply_code = 0xCC310002,
                                     .name = "download",
                                     .page = 20,
                                     .instructions_page = 20,
                                     .doc = "Reads a file in packages of 512 KiB.",
                                     .answers = answers::packages};
  struct request {
    std::string name{};
    double time = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::name, utf16<1024>>("FilePath", "none", "Path of the file."),
          member<&request::time>("DownloadTime", "none", "Time stamp, unique to the download."),
      };
    }
  };
  struct reply {
    download_result result{};
    double time = 0;
    std::uint32_t packages = 0;
    std::uint32_t package = 0;
    messages::md5 md5{};
    std::uint64_t size = 0;
    std::string data{};

    static constexpr auto fields() {
      constexpr auto is_whole = [](void const* package) {
        auto const& one = *static_cast<reply const*>(package);
        return one.packages <= 1 && one.result == download_result::ok;
      };
      auto const data = package_data<&reply::data, &reply::size, is_whole>();
      return std::array{
          member<&reply::result>("Result", "none", "How the command ended."),
          member<&reply::time>("DownloadTime", "none", "Time stamp of the request."),
          member<&reply::packages>("uGeneralPackage", "none", "How many packages there are."),
          member<&reply::package>("uPackageIndex", "none", "Number of this package."),
          member<&reply::md5>("m_MD5", "none", "MD5 of the data in this package."),
          data_size<&reply::size, &reply::data>("Size of the data in this package."),
          data[0],
          data[1],
      };
    }
  };
};

struct upload {
  static constexpr command_info info{.code = 0xCC130003,
                                     .reply_code = 0xCC310003,
                                     .name = "upload",
                                     .page = 21,
                                     .instructions_page = 20,
                                     .doc = "Writes one package of a file.",
                                     .acts = true};
  struct request {
    std::string name{};
    std::uint64_t size = 0;
    std::uint32_t packages = 1;
    std::uint32_t package = 0;
    double time = 0;
    messages::md5 md5{};
    std::string data{};

    static constexpr auto fields() {
      constexpr auto is_whole = [](void const* package) {
        return static_cast<request const*>(package)->packages <= 1;
      };
      auto const data = package_data<&request::data, &request::size, is_whole>();
      return std::array{
          member<&request::name, utf16<1024>>("FilePath", "none", "Path of the file."),
          data_size<&request::size, &request::data>("Size of the data in this package."),
          member<&request::packages>("uGeneralPackage", "none", "How many packages there are."),
          member<&request::package>("uPackageIndex", "none", "Number of this package."),
          member<&request::time>("UploadTime", "none", "Time stamp, unique to the upload."),
          member<&request::md5>("m_MD5", "none", "MD5 of the data in this package."),
          data[0],
          data[1],
      };
    }
  };
  /// Wire: the result is last in the protocol document (page 21) and first in the instructions
  /// (page 21). It is written last; both are read, as no time begins with the Dword of a result.
  struct reply {
    bool result_first = false;
    upload_result result{};
    double time = 0;
    std::uint32_t packages = 0;
    std::uint32_t package = 0;

    static constexpr auto fields() {
      auto const result = member<&reply::result>("Result", "none", "How the command ended.");
      return std::array{
          member<&reply::result_first, is_result_here>("ResultFirst", "none",
                                                       "The result stands in front of the time.")
              .omitted(),
          result.when<&reply::result_first, true>().binary_only(),
          member<&reply::time>("UploadTime", "none", "Time stamp of the request."),
          member<&reply::packages>("uGeneralPackage", "none", "How many packages there are."),
          member<&reply::package>("uPackageIndex", "none", "Number of the package."),
          result.when<&reply::result_first, false>().binary_only(),
          result.json_only(),
      };
    }
  };
};

/// Wire: the instructions (page 8) recommend new_folder and delete_folder instead.
struct new_or_delete {
  static constexpr command_info info{.code = 0xCC130004,
                                     .reply_code = 0xCC310004,
                                     .name = "new_or_delete",
                                     .page = 21,
                                     .instructions_page = 21,
                                     .doc = "Makes a folder, or deletes a file or folder.",
                                     .acts = true};
  struct request {
    folder_order order{};
    std::string name{};

    static constexpr auto fields() {
      return std::array{
          member<&request::order>("Type", "none", "Whether to make or to delete."),
          member<&request::name, utf16<1024>>("FilePath", "none", "Path of the file or folder."),
      };
    }
  };
  using reply = outcome<folder_result>;
};

struct new_folder {
  static constexpr command_info info{.code = 0xCC130005,
                                     .reply_code = 0xCC310005,
                                     .name = "new_folder",
                                     .page = 22,
                                     .instructions_page = 32,
                                     .doc = "Makes a folder.",
                                     .acts = true};
  using request = path;
  using reply = outcome<folder_result>;
};

struct delete_folder {
  static constexpr command_info info{.code = 0xCC130006,
                                     .reply_code = 0xCC310006,
                                     .name = "delete_folder",
                                     .page = 24,
                                     .instructions_page = 32,
                                     .doc = "Deletes a file or folder.",
                                     .acts = true};
  using request = path;
  using reply = outcome<folder_result>;
};

}  // namespace cyclers::arbin::messages
