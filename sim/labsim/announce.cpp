#include "labsim/announce.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <system_error>

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

void write_at_once(std::filesystem::path const& file, std::string const& text) {
  std::filesystem::path const draft = file.string() + fmt::format(".{}", ::getpid());
  std::ofstream out(draft, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw std::system_error(std::make_error_code(std::errc::io_error),
                            fmt::format("cannot write {}", file.string()));
  }
  std::filesystem::rename(draft, file);
}

}  // namespace labsim
