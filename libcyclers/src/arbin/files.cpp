#include "cyclers/arbin/files.hpp"

#include <fmt/format.h>

#include "arbin/lane.hpp"
#include "arbin/refused.hpp"
#include "cyclers/arbin/refusal.hpp"
#include "cyclers/protocol/md5.hpp"
#include "detail/local_file.hpp"

namespace cyclers::arbin::detail {

namespace {

std::string in_quotes(std::string const& name) { return fmt::format("'{}'", name); }

/// Throws what the cycler refused, with the document's code and text.
void check_result(session const& core, boost::system::error_code result,
                  std::string const& request) {
  if (result.failed()) throw refusal(core, request, result);
}

template <class C>
awaitable<void> order(std::shared_ptr<session> core, typename C::request body,
                      std::string const& name, folder_result wanted) {
  auto const what = ask_of<C>(std::move(body), in_quotes(name));
  auto const result = take<C>(co_await core->perform(what)).result;
  check_result(*core, result, what.text());
  if (result != wanted)
    throw core->rejected(what,
                         {sockio::errc::bad_reply,
                          {.problem = fmt::format("the cycler answers '{}'", text_of(result))}});
}

/// Refuses a path at whose end there is no name, e.g. that of everything.
template <class C>
void check_name_of(session const& core, std::string const& name, bool is_file) {
  auto const own = name.substr(name.find_last_of("\\/") + 1);
  bool const is_name = own.find_first_not_of('.') != own.npos;
  bool const usable = is_name && (!is_file || own.find('.') != own.npos);
  if (usable) return;
  throw bad_value(core, ask_of<C>({}, in_quotes(name)).text(),
                  !is_name ? "there is no name at the end of this path"
                           : "a file's name has an extension; delete_folder deletes folders");
}

/// Sends the packages of one file, each when the one before has been taken.
class sender {
 public:
  sender(std::shared_ptr<session> core, std::string name, std::uint64_t size)
      : core_(std::move(core)),
        name_(std::move(name)),
        stamp_(core_->files_lane().next_stamp(core_->time().utc())) {
    std::uint64_t const packages = (size + messages::package_size - 1) / messages::package_size;
    if (packages > 0xffff'ffff) throw unfit("a file has at most 2^32 packages");
    count_ = std::max(1U, static_cast<std::uint32_t>(packages));
  }

  std::uint32_t count() const noexcept { return count_; }

  awaitable<void> send(std::uint32_t number, std::string data) {
    messages::upload::request body;
    body.name = name_;
    body.packages = count_;
    body.package = number;
    body.time = stamp_;
    body.md5 = protocol::md5_of(data);
    body.data = std::move(data);
    auto const what = ask_of<messages::upload>(
        std::move(body), fmt::format("'{}', package {} of {}", name_, number + 1, count_));
    auto const reply = take<messages::upload>(co_await core_->perform(what));
    if (reply.time != stamp_ || reply.packages != count_ || reply.package != number)
      throw core_->rejected(
          what, {sockio::errc::bad_reply,
                 {.problem = fmt::format(
                      "it is answered as number {} of {} with time stamp {}, not "
                      "as number {} of {} with {}",
                      reply.package, reply.packages, reply.time, number, count_, stamp_)}});
    check_result(*core_, reply.result, what.text());
  }

  /// Tells that the file cannot be sent.
  sockio::failure unfit(std::string problem) const {
    return core_->told({sockio::errc::bad_value, {.problem = std::move(problem)}},
                       ask_of<messages::upload>({}, in_quotes(name_)).text());
  }

 private:
  std::shared_ptr<session> core_;
  std::string name_;
  double stamp_;
  std::uint32_t count_ = 1;
};

}  // namespace

awaitable<std::vector<file_entry>> browse(std::shared_ptr<session> core, std::string folder) {
  auto const what = ask_of<messages::browse>({folder}, in_quotes(folder));
  auto reply = take<messages::browse>(co_await core->perform(what));
  check_result(*core, reply.result, what.text());
  co_return std::move(reply.entries);
}

awaitable<void> send_file(std::shared_ptr<session> core, std::string name, std::string content,
                          file_progress progress) {
  sender to(std::move(core), std::move(name), content.size());
  for (std::uint32_t i = 0; i < to.count(); ++i) {
    auto data = content.substr(i * messages::package_size, messages::package_size);
    co_await to.send(i, std::move(data));
    if (progress) progress(std::min(content.size(), (i + 1) * messages::package_size));
  }
}

awaitable<void> send_file_from(std::shared_ptr<session> core, std::string name,
                               std::filesystem::path from, file_progress progress) {
  cyclers::detail::old_file file(from);
  sender to(std::move(core), std::move(name), file.size());
  std::uint64_t sent = 0;
  for (std::uint32_t i = 0; i < to.count(); ++i) {
    auto data = file.next(messages::package_size);
    sent += data.size();
    bool const is_last = i + 1 == to.count();
    if (is_last ? sent != file.size() : data.size() < messages::package_size)
      throw to.unfit(fmt::format("{} has changed its size while it was read", from.string()));
    co_await to.send(i, std::move(data));
    if (progress) progress(sent);
  }
}

awaitable<void> new_folder(std::shared_ptr<session> core, std::string name) {
  messages::path body{name};
  co_await order<messages::new_folder>(core, std::move(body), name, folder_result::created);
}

awaitable<void> delete_folder(std::shared_ptr<session> core, std::string name) {
  check_name_of<messages::delete_folder>(*core, name, false);
  messages::path body{name};
  co_await order<messages::delete_folder>(core, std::move(body), name, folder_result::removed);
}

awaitable<void> delete_file(std::shared_ptr<session> core, std::string name) {
  check_name_of<messages::new_or_delete>(*core, name, true);
  messages::new_or_delete::request body{folder_order::remove, name};
  co_await order<messages::new_or_delete>(core, std::move(body), name, folder_result::removed);
}

}  // namespace cyclers::arbin::detail
