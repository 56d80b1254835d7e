#include "cyclers/maccor/files.hpp"

#include <fmt/format.h>

#include "cyclers/maccor/messages.hpp"
#include "detail/local_file.hpp"

namespace cyclers::maccor::detail {

namespace {

using messages::file_step;

/// Tells what went wrong with a file: which one, and what the tester said.
sockio::failure file_failure(session const& from, std::string_view what, std::string_view name,
                             boost::system::error_code why, std::string problem) {
  sockio::context story;
  story.problem = std::move(problem);
  return from.told({why, std::move(story)}, fmt::format("{} '{}'", what, name));
}

/// Is one file transfer: knows whom to ask and whom to blame.
template <class F>
class transfer {
 public:
  transfer(std::shared_ptr<session> core, file_type folder, std::string name)
      : core_(std::move(core)), folder_(folder), name_(std::move(name)) {
    if (core_->transferring.exchange(true))
      throw fail(sockio::errc::bad_value,
                 "another file is on its way; a tester takes one at a time");
  }
  transfer(transfer const&) = delete;
  transfer& operator=(transfer const&) = delete;
  ~transfer() { core_->transferring = false; }

  /// Takes one step and checks that the answer is of the kind and block that must follow.
  awaitable<file_step> step(file_step what, file_op wanted, std::uint16_t block) {
    what.type = folder_;
    auto reply = co_await ask<F>(core_, address::none(), std::move(what));
    if (reply.op == file_op::error)
      throw fail(sockio::errc::refused,
                 fmt::format("the tester refused: error {}: {}", reply.error, reply.message));
    if (reply.op != wanted || reply.block != block) {
      // Nobody knows what the tester believes to be under way.
      core_->link_of(form::binary)->close();
      throw fail(sockio::errc::bad_reply,
                 fmt::format("the tester answered '{}' of block {} where '{}' of block {} has to "
                             "follow; the connection was closed",
                             text_of(reply.op), reply.block, text_of(wanted), block));
    }
    co_return reply;
  }

  sockio::failure fail(boost::system::error_code why, std::string problem) const {
    return file_failure(*core_, function_of<F>().text(), name_, why, std::move(problem));
  }
  std::string const& name() const { return name_; }

 private:
  std::shared_ptr<session> core_;
  file_type folder_;
  std::string name_;
};

/// Hands each block to `add`.
awaitable<void> receive(std::shared_ptr<session> core, file_type folder, std::string name,
                        std::function<void(std::string_view)> add, file_progress progress) {
  transfer<messages::get_file> file(std::move(core), folder, std::move(name));
  file_step ask;
  ask.op = file_op::read_request;
  ask.name = file.name();
  std::size_t bytes = 0;
  for (std::uint16_t block = 1;; ++block) {
    auto const reply = co_await file.step(std::move(ask), file_op::data, block);
    if (reply.data.size() > file_step::block_size)
      throw file.fail(errc::too_long, fmt::format("block {} has more than 500 bytes", block));
    add(reply.data);
    bytes += reply.data.size();
    if (progress) progress(bytes);
    if (reply.data.size() < file_step::block_size) co_return;
    ask = {};
    ask.op = file_op::acknowledgment;
    ask.block = block;
  }
}

}  // namespace

awaitable<std::vector<file_entry>> list_files(std::shared_ptr<session> core, file_type folder) {
  using messages::file_listing;
  auto const what = [&](listing_command command) {
    return ask_of<file_listing>(address::none(), {folder, command});
  };
  auto const built = take<file_listing>(co_await core->perform(what(listing_command::build)));
  std::vector<question> questions(built.files, what(listing_command::next));
  auto replies = co_await core->perform_all(std::move(questions));
  std::vector<file_entry> all;
  for (auto& each : replies) {
    auto one = take<file_listing>(std::move(each).value());
    all.push_back({std::move(one.name), one.size, one.date});
  }
  co_return all;
}

awaitable<std::string> get_file(std::shared_ptr<session> core, file_type folder, std::string name,
                                file_progress progress) {
  std::string content;
  std::function<void(std::string_view)> const add = [&](std::string_view b) { content += b; };
  co_await receive(std::move(core), folder, std::move(name), add, std::move(progress));
  co_return content;
}

awaitable<void> get_file_to(std::shared_ptr<session> core, file_type folder, std::string name,
                            std::filesystem::path to, file_progress progress) {
  cyclers::detail::new_file file(std::move(to));
  std::function<void(std::string_view)> const add = [&](std::string_view b) { file.add(b); };
  co_await receive(std::move(core), folder, std::move(name), add, std::move(progress));
  file.finish();
}

awaitable<void> send_file(std::shared_ptr<session> core, file_type folder, std::string name,
                          std::string content, file_progress progress) {
  transfer<messages::send_file> file(std::move(core), folder, std::move(name));
  std::size_t const blocks = content.size() / file_step::block_size + 1;
  if (blocks > 0xffff)
    throw file.fail(errc::too_long, "a file may have at most 65535 blocks of 500 bytes");
  file_step begin;
  begin.op = file_op::write_request;
  begin.name = file.name();
  co_await file.step(std::move(begin), file_op::acknowledgment, 0);
  for (std::size_t i = 0; i < blocks; ++i) {
    file_step next;
    next.op = file_op::data;
    next.block = static_cast<std::uint16_t>(i + 1);
    next.data = content.substr(i * file_step::block_size, file_step::block_size);
    co_await file.step(std::move(next), file_op::acknowledgment, static_cast<std::uint16_t>(i + 1));
    if (progress) progress(std::min(content.size(), (i + 1) * file_step::block_size));
  }
}

awaitable<void> send_file_from(std::shared_ptr<session> core, file_type folder, std::string name,
                               std::filesystem::path from, file_progress progress) {
  cyclers::detail::old_file file(std::move(from));
  auto content = file.next(file.size());
  co_await send_file(std::move(core), folder, std::move(name), std::move(content),
                     std::move(progress));
}

}  // namespace cyclers::maccor::detail
