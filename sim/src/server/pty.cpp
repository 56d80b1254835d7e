#include "server/pty.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "server/endpoints.hpp"

namespace sim::server_detail {
namespace {

struct speed {
  std::uint32_t baudrate;
  speed_t code;
};
constexpr std::array speeds{speed{1200, B1200},   speed{2400, B2400},     speed{4800, B4800},
                            speed{9600, B9600},   speed{19200, B19200},   speed{38400, B38400},
                            speed{57600, B57600}, speed{115200, B115200}, speed{230400, B230400}};

boost::system::error_code last_error() { return {errno, boost::system::system_category()}; }

void make_raw(int side, std::uint32_t baudrate) {
  termios how{};
  if (::tcgetattr(side, &how) != 0) return;
  ::cfmakeraw(&how);
  auto const found = std::ranges::find(speeds, baudrate, &speed::baudrate);
  if (found != speeds.end()) ::cfsetspeed(&how, found->code);
  ::tcsetattr(side, TCSANOW, &how);
}

}  // namespace

pty::pty(std::string const& link, std::uint32_t baudrate) {
  device_side_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  std::array<char, 128> name{};
  bool const made = device_side_ >= 0 && ::grantpt(device_side_) == 0 &&
                    ::unlockpt(device_side_) == 0 &&
                    ::ptsname_r(device_side_, name.data(), name.size()) == 0;
  if (made) client_side_ = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (client_side_ < 0) {
    auto const why = last_error();
    if (device_side_ >= 0) ::close(device_side_);
    throw_listen_error(why, transport::serial, link);
  }
  name_ = name.data();
  make_raw(client_side_, baudrate);
  try {
    if (!link.empty()) make_link(link);
  } catch (...) {
    ::close(device_side_);
    ::close(client_side_);
    throw;
  }
}

pty::~pty() {
  std::error_code ignored;
  if (!link_.empty() && std::filesystem::read_symlink(link_, ignored) == name_)
    std::filesystem::remove(link_, ignored);
  if (device_side_ >= 0) ::close(device_side_);
  ::close(client_side_);
}

void pty::make_link(std::string const& link) {
  namespace fs = std::filesystem;
  std::error_code failed;
  // What a lab that ended badly has left is replaced; a terminal that is there is somebody's.
  if (fs::is_symlink(fs::symlink_status(link, failed)) &&
      fs::read_symlink(link, failed).string().starts_with("/dev/pts/") && !fs::exists(link, failed))
    fs::remove(link, failed);
  failed.clear();
  fs::create_symlink(name_, link, failed);
  if (failed) throw_listen_error(boost::system::error_code(failed), transport::serial, link);
  link_ = fs::path(link);
}

int pty::take_device_side() { return std::exchange(device_side_, -1); }

}  // namespace sim::server_detail
