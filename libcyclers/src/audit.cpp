#include "cyclers/audit.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <sockio/failure.hpp>
#include <utility>

namespace cyclers {

namespace {

/// Is an open file to which whole lines are appended with one system call each.
class line_file {
 public:
  explicit line_file(std::filesystem::path file)
      : path_(std::move(file)),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644)) {
    if (descriptor_ < 0) give_up();
  }
  line_file(line_file const&) = delete;
  line_file& operator=(line_file const&) = delete;
  ~line_file() { ::close(descriptor_); }

  void append(std::string_view text) {
    std::string line(text);
    line += '\n';
    for (std::string_view left = line; !left.empty();) {
      auto const written = ::write(descriptor_, left.data(), left.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) give_up();
      left.remove_prefix(static_cast<std::size_t>(written));
    }
  }

 private:
  [[noreturn]] void give_up() const {
    throw sockio::failure({errno, boost::system::system_category()},
                          {.endpoint = path_.string(),
                           .problem = "the audit trail cannot be written",
                           .advice = "nothing is controlled without it"});
  }

  std::filesystem::path path_;
  int descriptor_;
};

audit_sink to_file(std::filesystem::path const& file) {
  return [open = std::make_shared<line_file>(file)](std::string_view line) { open->append(line); };
}

}  // namespace

audit_trail::audit_trail(std::filesystem::path const& file) : audit_trail(to_file(file)) {}

audit_trail::audit_trail(audit_sink sink) : sink_(std::make_shared<audit_sink>(std::move(sink))) {}

void audit_trail::write(std::string_view json) const {
  if (*sink_) (*sink_)(json);
}

}  // namespace cyclers
