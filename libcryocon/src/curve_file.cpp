#include "cryocon/curve_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <sockio/failure.hpp>
#include <string_view>

#include "cryocon/protocol/blocks.hpp"

namespace cryocon {
namespace {

struct closing {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using open_file = std::unique_ptr<std::FILE, closing>;

sockio::failure failed(std::string const& path, std::string_view what, sockio::error_code why) {
  sockio::context story;
  story.endpoint = sockio::printable(path);
  story.problem = fmt::format("{}: {}", what, why.message());
  return {why, std::move(story)};
}

[[noreturn]] void throw_errno(std::string const& path, std::string_view what) {
  throw failed(path, what, {errno, boost::system::system_category()});
}

/// Names the file in what is wrong with its curve.
template <class T>
T in_file(std::string const& path, result<T> made) {
  if (made) return std::move(*made);
  auto story = made.error().story();
  story.endpoint = sockio::printable(path);
  throw sockio::failure(made.error().code(), std::move(story));
}

std::string read_whole(std::string const& path) {
  constexpr std::size_t most = 1 << 20;  // a curve of 200 points with plenty of room
  open_file const file(std::fopen(path.c_str(), "rb"));
  if (!file) throw_errno(path, "cannot be read");
  std::string text(most + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) throw_errno(path, "cannot be read");
  if (text.size() <= most) return text;
  throw failed(path, "is no curve", {EFBIG, boost::system::system_category()});
}

void write_whole(std::string const& path, std::string_view text) {
  open_file file(std::fopen(path.c_str(), "wbx"));
  if (!file) throw_errno(path, "cannot be written");
  bool const written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() &&
                       std::fflush(file.get()) == 0 && ::fsync(::fileno(file.get())) == 0;
  if (!written || std::fclose(file.release()) != 0) throw_errno(path, "cannot be written");
}

}  // namespace

curve read_curve_file(std::string const& path) {
  return in_file(path, protocol::parse_curve(read_whole(path)));
}

void write_curve_file(std::string const& path, curve const& what) {
  auto const text = in_file(path, protocol::format_curve(what));
  auto const unfinished = fmt::format("{}.{}.part", path, ::getpid());
  try {
    write_whole(unfinished, text);
    if (std::rename(unfinished.c_str(), path.c_str()) != 0) throw_errno(path, "cannot be written");
  } catch (...) {
    std::remove(unfinished.c_str());
    throw;
  }
}

}  // namespace cryocon
