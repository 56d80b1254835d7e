#include <fmt/format.h>

#include "arbin/incoming_file.hpp"
#include "arbin/lane.hpp"
#include "arbin/story.hpp"
#include "cyclers/arbin/files.hpp"
#include "cyclers/arbin/refusal.hpp"
#include "detail/local_file.hpp"

namespace cyclers::arbin::detail {

namespace {

using messages::download;

/// Tells whether a download may go better when it is asked for again.
bool may_go_better(boost::system::error_code why) {
  return why == sockio::errc::closed_by_peer || why == sockio::errc::timed_out ||
         why == errc::wrong_checksum || why == download_result::wrong_md5 ||
         why.category() == boost::system::system_category();
}

/// Is one download: has the connection for itself until all packages have come.
class receiver {
 public:
  receiver(std::shared_ptr<session> core, std::string name,
           std::function<void(std::string_view)> add)
      : core_(std::move(core)),
        link_(core_->link_of(command_of<download>())),
        what_(ask_of<download>({}, fmt::format("'{}'", name))),
        name_(std::move(name)),
        turn_(core_->files_lane().gate),
        file_(core_->files_lane().next_stamp(core_->time().utc()), std::move(add)) {}
  receiver(receiver const&) = delete;
  receiver& operator=(receiver const&) = delete;
  // What still comes would be taken for the feedback of the next request.
  ~receiver() {
    if (under_way_) link_->close();
  }

  awaitable<void> run(download_options how, file_progress progress) {
    if (!turn_.try_enter())
      if (auto const ec = co_await turn_.enter(sockio::time_point::max())) throw fail({ec, {}});
    for (int attempt = 1; !file_.complete();) {
      auto const package = co_await take_next();
      if (!package) {
        if (++attempt > how.attempts || !may_go_better(package.error().code()))
          throw fail(package.error());
        begin_again();
      } else if (progress) {
        progress(file_.bytes());
      }
    }
    if (file_.all_came()) under_way_ = false;
    if (auto const right = file_.check_size(); !right) throw fail(right.error());
  }

 private:
  /// Reads one package, the first one after asking for the file.
  awaitable<result<void>> take_next() {
    bool const asks = !under_way_;
    if (!asks && is_over())
      co_return sockio::failure(sockio::errc::closed, {.problem = "the connection was closed"});
    auto const bytes = asks ? request() : result<std::string>(std::string());
    if (!bytes) co_return bytes.error();
    under_way_ = true;
    auto const limit = core_->options().longest_message;
    watch seen(feedback_frame(1, limit), limit);
    sockio::request exchange(*bytes, seen.frame());
    auto const reply = co_await sockio::as_result(link_->exchange(std::move(exchange)));
    if (asks) connection_ = link_->connection_counter();
    if (!reply) co_return explained(reply.error(), seen);
    auto package = arbin::read_feedback<download>(*reply);
    if (!package) co_return package.error();
    // Nothing follows a refusal.
    if (!succeeded(package->result)) under_way_ = false;
    if (auto const fits = file_.take(std::move(*package)); !fits) co_return fits.error();
    if (!file_.all_came() || file_.complete()) co_return result<void>();
    under_way_ = false;
    co_return file_.damage();
  }

  /// Tells whether the connection was closed between two packages: reading would open it again.
  bool is_over() const {
    bool const has_more = link_->connected() || link_->in_waiting() > 0 || link_->at_eof();
    return !has_more || link_->connection_counter() != connection_;
  }

  result<std::string> request() const {
    download::request body;
    body.name = name_;
    body.time = file_.stamp();
    return arbin::write_request<download>(body);
  }

  void begin_again() {
    if (under_way_) link_->close();
    under_way_ = false;
    file_.ask_again();
  }

  sockio::failure fail(sockio::failure const& why) const {
    auto story = why.story();
    story.problem += fmt::format("{}{}", story.problem.empty() ? "" : "; ", file_.progress());
    if (under_way_ && story.advice.empty())
      story.advice = "the connection was closed and opens again with the next request";
    return core_->told({why.code(), std::move(story)}, what_.text());
  }

  std::shared_ptr<session> core_;
  std::shared_ptr<sockio::link> link_;
  question what_;
  std::string name_;
  lane::turn turn_;
  incoming_file file_;
  bool under_way_ = false;  ///< More packages may come.
  std::uint64_t connection_ = 0;
};

/// Returns the last part of a path of the cycler, which is the name of a file here.
std::string own_name(session const& core, std::string const& name) {
  auto const own = name.substr(name.find_last_of("\\/") + 1);
  bool const usable = !own.empty() && own != "." && own != ".." && own.find('\0') == own.npos;
  if (usable) return own;
  throw core.told({sockio::errc::bad_value, {.problem = "there is no name of a file at its end"}},
                  fmt::format("{} of '{}'", command_of<download>().text(), name));
}

}  // namespace

awaitable<std::string> get_file(std::shared_ptr<session> core, std::string name,
                                download_options how, file_progress progress) {
  std::string content;
  receiver file(std::move(core), std::move(name), [&](std::string_view b) { content += b; });
  co_await file.run(how, std::move(progress));
  co_return content;
}

awaitable<std::filesystem::path> get_file_to(std::shared_ptr<session> core, std::string name,
                                             std::filesystem::path to, download_options how,
                                             file_progress progress) {
  std::error_code unknown;
  if (std::filesystem::is_directory(to, unknown)) to /= own_name(*core, name);
  cyclers::detail::new_file file(to);
  receiver from(std::move(core), std::move(name), [&](std::string_view b) { file.add(b); });
  co_await from.run(how, std::move(progress));
  file.finish();
  co_return to;
}

}  // namespace cyclers::arbin::detail
