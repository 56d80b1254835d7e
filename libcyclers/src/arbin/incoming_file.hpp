#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/arbin/messages/files.hpp"

namespace cyclers::arbin::detail {

/// Puts the packages of one file together, in whatever order and however often they come behind the
/// first, whose index, 0 or 1, is what they are counted from. Pure.
class incoming_file {
 public:
  using package = messages::download::reply;

  /// Hands the bytes to `add` in their order.
  incoming_file(double stamp, std::function<void(std::string_view)> add)
      : stamp_(stamp), add_(std::move(add)) {}

  double stamp() const noexcept { return stamp_; }

  /// Begins to count the packages of another attempt.
  void ask_again() { came_ = 0; }
  /// Takes a package whose message was in order. One whose data are not what its MD5 says is left
  /// out.
  ///
  /// Errors: the cycler's refusal; download_result::wrong_md5 when a package that was verified
  /// comes with other data; sockio::errc::bad_reply for one that cannot belong to this file.
  sockio::result<void> take(package one);

  /// Tells that all packages have come and were verified.
  bool complete() const noexcept { return count_ && verified_.size() == *count_; }
  /// Tells that nothing more comes of this attempt.
  bool all_came() const noexcept { return count_ && came_ >= *count_; }
  /// Returns how many bytes were verified.
  std::size_t bytes() const noexcept { return bytes_; }
  /// Says how far the file has come: "3 of 7 packages have come".
  std::string progress() const;

  /// Says why the file is not complete although nothing more comes.
  sockio::failure damage() const;
  /// Compares the size that the cycler has told, if it has, with what came. Errors:
  /// errc::wrong_length.
  sockio::result<void> check_size() const;

 private:
  sockio::result<void> check(package const& one);
  void store(std::uint32_t number, std::string data);

  double stamp_;
  std::function<void(std::string_view)> add_;
  std::optional<std::uint32_t> count_;
  std::optional<std::uint32_t> first_;        ///< What packages are counted from: 0 or 1.
  std::optional<std::uint64_t> stated_size_;  ///< Of the whole file.
  std::optional<std::uint32_t> damaged_;      ///< Number of a package, counted from 0.
  std::map<std::uint32_t, messages::md5> verified_;
  std::map<std::uint32_t, std::string> early_;  ///< Behind one that is missing.
  std::uint32_t next_ = 0;                      ///< The package that `add_` wants.
  std::uint64_t came_ = 0;                      ///< In this attempt.
  std::size_t bytes_ = 0;
};

}  // namespace cyclers::arbin::detail
