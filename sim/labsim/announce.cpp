#include "labsim/announce.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace labsim {
namespace {

char const* name_of(sim::transport kind) {
  return kind == sim::transport::tcp ? "tcp" : kind == sim::transport::udp ? "udp" : "serial";
}

}  // namespace

std::string for_people(std::vector<announcement> const& all) {
  std::string text;
  for (auto const& one : all)
    text += fmt::format("{} {} {}\n", one.device, one.class_name, one.where.url);
  return text;
}

std::string for_programs(std::vector<announcement> const& all) {
  std::string text;
  for (auto const& one : all) {
    boost::json::object line{{"name", one.device},
                             {"class", one.class_name},
                             {"type", name_of(one.where.kind)},
                             {"url", one.where.url}};
    if (one.where.port != 0) line["port"] = one.where.port;
    text += boost::json::serialize(line) + '\n';
  }
  return text;
}

ready_file::ready_file(std::filesystem::path name) : name_(std::move(name)) { remove(); }
ready_file::~ready_file() { remove(); }

void ready_file::remove() const {
  std::error_code ignored;
  if (!name_.empty()) std::filesystem::remove(name_, ignored);
}

void ready_file::write(std::string const& text) const {
  if (name_.empty()) return;
  std::filesystem::path const draft = name_.string() + fmt::format(".{}", ::getpid());
  errno = 0;
  std::ofstream out(draft, std::ios::binary);
  out << text;
  out.close();
  std::error_code failed;
  if (!out) failed.assign(errno != 0 ? errno : EIO, std::generic_category());
  if (!failed) std::filesystem::rename(draft, name_, failed);
  if (!failed) return;
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);
  throw std::system_error(failed, fmt::format("cannot write {}", name_.string()));
}

}  // namespace labsim
