#include <fmt/format.h>

#include <algorithm>

#include "arbin_twin/call.hpp"
#include "arbin_twin/file_orders.hpp"
#include "cyclers/protocol/md5.hpp"
#include "cyclers/timestamp.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::browse_result;
using cyclers::arbin::download_result;
using cyclers::arbin::entry_type;
using cyclers::arbin::folder_order;
using cyclers::arbin::folder_result;
using cyclers::arbin::upload_result;
using cyclers::protocol::md5_of;

messages::directory_entry entry_of(tree_entry const& one) {
  constexpr std::uint64_t most = 0xffff'ffff;
  cyclers::timestamp const when{std::chrono::floor<std::chrono::seconds>(one.changed)};
  auto modified = cyclers::to_text(when).value_or("");
  std::ranges::replace(modified, 'T', ' ');
  return {.type = one.is_folder ? entry_type::folder : entry_type::file,
          .name = one.name,
          .size = static_cast<std::uint32_t>(std::min(one.size, most)),
          .modified = std::move(modified)};
}

void browse(call& of, messages::browse::request const& asked) {
  auto const place = of.console.files.find(asked.folder);
  auto const code = of.console.refusal(messages::browse::info.name);
  if (code) return of.answer<messages::browse>({.result = static_cast<browse_result>(*code)});
  if (!place || !place->is_folder())
    return of.answer<messages::browse>({.result = browse_result::failed});
  messages::browse::reply reply{.result = place->in_schedules ? browse_result::ok_schedules
                                                              : browse_result::ok};
  for (auto const& one : of.console.files.list(*place)) reply.entries.push_back(entry_of(one));
  of.answer<messages::browse>(reply);
}

void send_packages(call& of, double time, std::string const& file) {
  constexpr auto size = messages::package_size;
  auto const packages = std::max<std::size_t>((file.size() + size - 1) / size, 1);
  for (std::size_t n = 0; n < packages; ++n) {
    auto data = file.substr(n * size, size);
    auto const md5 = md5_of(data);
    of.answer<messages::download>({.result = download_result::ok,
                                   .time = time,
                                   .packages = static_cast<std::uint32_t>(packages),
                                   .package = static_cast<std::uint32_t>(n),
                                   .md5 = md5,
                                   .data = std::move(data)});
  }
}

void download(call& of, messages::download::request const& asked) {
  auto const refuse = [&](download_result why) {
    of.answer<messages::download>({.result = why, .time = asked.time});
  };
  if (auto const code = of.console.refusal(messages::download::info.name))
    return refuse(static_cast<download_result>(*code));
  auto const place = of.console.files.find(asked.name);
  if (!place || !place->is_file()) return refuse(download_result::failed);
  std::error_code failed;
  if (std::filesystem::file_size(place->on_disk, failed) > of.console.options().largest_file)
    return refuse(failed ? download_result::failed : download_result::too_long);
  auto const file = sim::cycler::read_whole(place->on_disk);
  if (!file) return refuse(download_result::failed);
  send_packages(of, asked.time, *file);
}

upload_result take_package(console& on, messages::upload::request const& asked) {
  auto const place = on.files.find(asked.name);
  bool const can_be =
      place && place->depth > 1 && !place->is_folder() &&
      tree_place{.on_disk = place->on_disk.parent_path(), .depth = place->depth - 1}.is_folder();
  if (!can_be || !on.arriving.fits(asked)) return upload_result::failed;
  if (md5_of(asked.data) != asked.md5) return upload_result::wrong_md5;
  if (on.in_use(*place)) return upload_result::in_use;
  auto const whole = on.arriving.take(asked);
  if (whole && !sim::cycler::write_whole(place->on_disk, *whole)) return upload_result::failed;
  return upload_result::ok;
}

void upload(call& of, messages::upload::request const& asked) {
  auto const no = barred<messages::upload, upload_result>(of);
  of.answer<messages::upload>({.result = no ? *no : take_package(of.console, asked),
                               .time = asked.time,
                               .packages = asked.packages,
                               .package = asked.package});
}

void new_folder(call& of, messages::path const& asked) {
  auto const no = barred<messages::new_folder, folder_result>(of, folder_result::not_created);
  of.answer<messages::new_folder>({no ? *no : make_folder(of.console, asked.name)});
}

void delete_folder(call& of, messages::path const& asked) {
  auto const no = barred<messages::delete_folder, folder_result>(of, folder_result::not_removed);
  of.answer<messages::delete_folder>({no ? *no : delete_path(of.console, asked.name)});
}

void new_or_delete(call& of, messages::new_or_delete::request const& asked) {
  bool const make = asked.order == folder_order::create;
  auto const failed = make ? folder_result::not_created : folder_result::not_removed;
  if (auto const no = barred<messages::new_or_delete, folder_result>(of, failed))
    return of.answer<messages::new_or_delete>({*no});
  if (!make && asked.order != folder_order::remove)
    return of.answer<messages::new_or_delete>({folder_result::not_created});
  of.answer<messages::new_or_delete>(
      {make ? make_folder(of.console, asked.name) : delete_path(of.console, asked.name)});
}

}  // namespace

std::vector<answerer> file_answers() {
  return {
      line<messages::browse, &browse>(),
      line<messages::download, &download>(),
      line<messages::upload, &upload>(),
      line<messages::new_folder, &new_folder>(),
      line<messages::delete_folder, &delete_folder>(),
      line<messages::new_or_delete, &new_or_delete>(),
  };
}

}  // namespace sim::cti
