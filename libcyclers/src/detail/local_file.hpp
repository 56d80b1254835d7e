#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cyclers::detail {

/// Is a file of this machine that gets its name when it is complete, and goes away when it never
/// is. All members throw sockio::failure.
class new_file {
 public:
  explicit new_file(std::filesystem::path to);
  new_file(new_file const&) = delete;
  new_file& operator=(new_file const&) = delete;
  ~new_file();

  void add(std::string_view bytes);
  /// Stores the bytes, then gives them their name.
  void finish();

 private:
  std::filesystem::path to_;
  std::filesystem::path part_;
  int file_;
  bool done_ = false;
};

/// Is a file of this machine that is read piece by piece. All members throw sockio::failure.
class old_file {
 public:
  explicit old_file(std::filesystem::path from);
  old_file(old_file const&) = delete;
  old_file& operator=(old_file const&) = delete;
  ~old_file();

  std::uint64_t size() const noexcept { return size_; }
  /// Reads what comes next, less than `most` bytes only at the end.
  std::string next(std::size_t most);

 private:
  std::filesystem::path from_;
  int file_;
  std::uint64_t size_ = 0;
};

}  // namespace cyclers::detail
