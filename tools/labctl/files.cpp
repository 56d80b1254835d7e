#include "labctl/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "labctl/exit.hpp"

namespace labctl {

std::string read_file(std::string const& path) {
  constexpr std::size_t most = 1 << 20;
  std::ifstream in(path, std::ios::binary);
  std::string text(most + 1, '\0');
  if (!in || std::filesystem::is_directory(path))
    throw usage_error(fmt::format("{}: cannot be read", path));
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > most) throw usage_error(fmt::format("{}: is larger than {} bytes", path, most));
  return text;
}

void write_file(std::string const& path, std::string_view text) {
  std::string const unfinished = fmt::format("{}.{}.part", path, ::getpid());
  std::error_code ec;
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) ec = std::make_error_code(std::errc::io_error);
  }
  if (!ec) std::filesystem::rename(unfinished, path, ec);
  if (!ec) return;
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  throw usage_error(fmt::format("{}: cannot be written", path));
}

}  // namespace labctl
