#include "arbin/incoming_file.hpp"

#include <fmt/format.h>

#include "cyclers/arbin/refusal.hpp"
#include "cyclers/error.hpp"
#include "cyclers/protocol/md5.hpp"

namespace cyclers::arbin::detail {

namespace {

sockio::failure wrong_package(boost::system::error_code why, std::string problem) {
  return {why, {.problem = std::move(problem)}};
}

}  // namespace

std::string incoming_file::progress() const {
  if (!count_) return "no package has come";
  return fmt::format("{} of {} packages have come", verified_.size(), *count_);
}

sockio::failure incoming_file::damage() const {
  return wrong_package(
      download_result::wrong_md5,
      damaged_ ? fmt::format("package {} of {} came damaged: its MD5 is another", *damaged_ + 1,
                             count_.value_or(0))
               : fmt::format("the cycler has sent one package twice and another one not: {}",
                             progress()));
}

sockio::result<void> incoming_file::check_size() const {
  if (!stated_size_ || *stated_size_ == bytes_) return {};
  return wrong_package(
      errc::wrong_length,
      fmt::format("the cycler says that the file has {} bytes; {} came", *stated_size_, bytes_));
}

/// Finds what contradicts the packages before.
sockio::result<void> incoming_file::check(package const& one) {
  auto const wrong = [](std::string problem) {
    return wrong_package(sockio::errc::bad_reply, std::move(problem));
  };
  if (one.time != stamp_)
    return wrong(fmt::format("a package of another download came: its time stamp is {}, not {}",
                             one.time, stamp_));
  if (one.result != download_result::ok)
    return wrong_package(
        one.result, fmt::format("the cycler refused: {}", make_error_code(one.result).message()));
  if (one.packages == 0 && !one.data.empty()) return wrong("a file of no packages has data");
  if (!count_) count_ = one.packages;
  if (one.packages != *count_)
    return wrong(fmt::format("the file has {} packages where it had {}", one.packages, *count_));
  if (one.packages == 0) return {};
  if (!first_ && one.package <= 1) first_ = one.package;
  if (!first_ || one.package < *first_ || one.package - *first_ >= *count_)
    return wrong(fmt::format("package {} is none of {}", one.package, *count_));
  if (one.size == one.data.size()) return {};
  if (stated_size_.value_or(one.size) != one.size)
    return wrong(fmt::format("the file has {} bytes where it had {}", one.size, *stated_size_));
  stated_size_ = one.size;
  return {};
}

void incoming_file::store(std::uint32_t number, std::string data) {
  bytes_ += data.size();
  if (number != next_) {
    early_.emplace(number, std::move(data));
    return;
  }
  add_(data);
  for (++next_; !early_.empty() && early_.begin()->first == next_; ++next_) {
    add_(early_.begin()->second);
    early_.erase(early_.begin());
  }
}

sockio::result<void> incoming_file::take(package one) {
  if (auto const fits = check(one); !fits) return fits;
  ++came_;
  if (one.packages == 0) return {};
  std::uint32_t const number = one.package - *first_;
  if (protocol::md5_of(one.data) != one.md5) {
    if (!verified_.contains(number)) damaged_ = number;
    return {};
  }
  auto const [known, is_new] = verified_.try_emplace(number, one.md5);
  if (is_new) store(number, std::move(one.data));
  if (known->second == one.md5) return {};
  return wrong_package(sockio::errc::bad_reply,
                       fmt::format("package {} of {} has changed since it was read: the file was "
                                   "written to meanwhile",
                                   number + 1, *count_));
}

}  // namespace cyclers::arbin::detail
