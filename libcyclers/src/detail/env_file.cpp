#include "env_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <sockio/failure.hpp>

#include "cyclers/credentials.hpp"

namespace cyclers::detail {

namespace {

constexpr std::size_t most_of_env_file = 1 << 16;

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Returns what stands behind "KEY=" or "export KEY="; nothing for another line.
std::optional<std::string_view> raw_value(std::string_view line, std::string_view key) {
  line = trimmed(line);
  if (line.starts_with("export ")) line = trimmed(line.substr(7));
  auto const equals = line.find('=');
  if (equals == line.npos || trimmed(line.substr(0, equals)) != key) return std::nullopt;
  return trimmed(line.substr(equals + 1));
}

/// Returns a value without quotes, up to a comment.
std::string_view until_comment(std::string_view raw) {
  for (std::size_t i = 1; i < raw.size(); ++i)
    if (raw[i] == '#' && (raw[i - 1] == ' ' || raw[i - 1] == '\t'))
      return trimmed(raw.substr(0, i));
  return raw;
}

/// Returns what a backslash and a character stand for in quotes; 0 when for both of them.
char escaped(char what, char quote) {
  if (what == '\\' || what == '\'' || what == quote) return what;
  if (quote == '\'') return 0;
  constexpr std::string_view letters = "abfnrtv", meant = "\a\b\f\n\r\t\v";
  auto const found = letters.find(what);
  return found == letters.npos ? '\0' : meant[found];
}

/// Fills a text from a file until its end or until it is full, and returns whether it could.
bool fill(std::string& text, int file) {
  std::size_t size = 0;
  while (size < text.size()) {
    auto const got = ::read(file, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return true;
}

}  // namespace

// The object is whole after the first constructor, so that its destructor wipes whatever follows.
env_file::env_file(std::filesystem::path file) : env_file() {
  file_ = std::move(file);
  text_.resize(most_of_env_file + 1);
  int const opened = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
  bool const filled = opened >= 0 && fill(text_, opened);
  if (opened >= 0) ::close(opened);
  if (!filled) give_up("the file with the credentials cannot be read");
  if (text_.size() > most_of_env_file) give_up("a file with credentials has at most 64 KiB");
}

env_file::~env_file() { wipe(text_); }

void env_file::give_up(std::string problem, std::size_t line) const {
  auto where = line == 0 ? file_.string() : fmt::format("{}:{}", file_.string(), line);
  throw sockio::failure(sockio::errc::bad_option,
                        {.endpoint = std::move(where), .problem = std::move(problem)});
}

std::string env_file::value(std::string_view key) const {
  std::optional<std::string_view> found;
  std::size_t line = 0, found_line = 0;
  std::string_view rest = text_;
  // Some editors begin a file so to say that it is UTF-8.
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  while (!rest.empty()) {
    auto const end = std::min(rest.find('\n'), rest.size());
    ++line;
    if (auto const raw = raw_value(rest.substr(0, end), key)) {
      found = raw;
      found_line = line;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!found) give_up(fmt::format("{} is missing", key));
  return unquoted(*found, found_line, key);
}

std::string env_file::unquoted(std::string_view raw, std::size_t line, std::string_view key) const {
  char const quote = raw.empty() ? '\0' : raw.front();
  if (quote != '\'' && quote != '"') return std::string(until_comment(raw));
  std::string value;
  // It must not move when it grows, and leave behind what nobody wipes.
  value.reserve(raw.size());
  std::size_t i = 1;
  for (; i < raw.size() && raw[i] != quote; ++i) {
    char const meant = raw[i] == '\\' && i + 1 < raw.size() ? escaped(raw[i + 1], quote) : '\0';
    value += meant == '\0' ? raw[i] : meant;
    if (meant != '\0') ++i;
  }
  auto const behind = trimmed(raw.substr(std::min(i + 1, raw.size())));
  bool const ends = i < raw.size() && (behind.empty() || behind.front() == '#');
  if (ends) return value;
  wipe(value);
  give_up(fmt::format("the quotes around {} do not end where its line ends", key), line);
}

}  // namespace cyclers::detail
