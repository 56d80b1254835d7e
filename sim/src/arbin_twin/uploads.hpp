#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cyclers/arbin/messages/files.hpp"

namespace sim::cti {

/// Collects the packages of files that clients send, in whatever order they come.
///
/// A file is known by its path and the time stamp of its transfer, so that a client can go on with
/// it on another connection. A few unfinished ones are kept, the oldest goes first.
class uploads {
 public:
  using package = cyclers::arbin::messages::upload::request;

  explicit uploads(std::uint64_t largest) : largest_(largest) {}

  /// Says whether a package can be one of its file.
  bool fits(package const& one);
  /// Takes a package. Returns the file when it is whole.
  std::optional<std::string> take(package const& one);
  /// Forgets a file.
  void drop(package const& of);
  std::size_t unfinished() const { return files_.size(); }

  static constexpr std::size_t most_unfinished = 8;

 private:
  struct file {
    std::string name;
    double time = 0;
    std::uint32_t packages = 0;
    std::uint64_t size = 0;
    std::map<std::uint32_t, std::string> parts{};
  };

  std::list<file>::iterator find(package const& of);
  file& open(package const& of);

  std::uint64_t largest_;
  std::list<file> files_;
};

}  // namespace sim::cti
