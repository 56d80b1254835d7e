#include "detail/local_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <random>
#include <sockio/failure.hpp>
#include <utility>

namespace cyclers::detail {

namespace {

sockio::failure local(std::filesystem::path const& file, std::string_view what) {
  return {sockio::errc::bad_value,
          {.endpoint = file.string(),
           .problem = fmt::format("the file cannot be {}", what),
           .advice = "check that it is there and may be used"}};
}

/// Opens a file beside `to` that nobody else writes; its name goes to `part`.
int open_part(std::filesystem::path const& to, std::filesystem::path& part) {
  std::random_device random;
  int file = -1;
  do {
    part = to;
    part += fmt::format(".{:08x}.part", random() & 0xffff'ffffU);
    file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (file < 0 && errno == EEXIST);
  return file;
}

}  // namespace

new_file::new_file(std::filesystem::path to) : to_(std::move(to)), file_(open_part(to_, part_)) {
  if (file_ < 0) throw local(to_, "written");
}

new_file::~new_file() {
  if (file_ >= 0) ::close(file_);
  if (!done_) ::unlink(part_.c_str());
}

void new_file::add(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw local(part_, "written");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void new_file::finish() {
  // A name that is on the disk before the bytes are would be half a file after a power failure.
  bool const stored = ::fsync(file_) == 0;
  bool const closed = ::close(std::exchange(file_, -1)) == 0;
  if (!stored || !closed) throw local(part_, "written");
  std::error_code failed;
  std::filesystem::rename(part_, to_, failed);
  if (failed) throw local(to_, "given its name");
  done_ = true;
}

old_file::old_file(std::filesystem::path from)
    : from_(std::move(from)), file_(::open(from_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  struct stat about{};
  bool const is_file = file_ >= 0 && ::fstat(file_, &about) == 0 && S_ISREG(about.st_mode);
  if (is_file) {
    size_ = static_cast<std::uint64_t>(about.st_size);
    return;
  }
  if (file_ >= 0) ::close(file_);
  throw local(from_, "read");
}

old_file::~old_file() { ::close(file_); }

std::string old_file::next(std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t size = 0;
  while (size < most) {
    auto const got = ::read(file_, bytes.data() + size, most - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw local(from_, "read");
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace cyclers::detail
