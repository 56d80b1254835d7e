#include "arbin_twin/talk.hpp"

#include <fmt/format.h>

#include "arbin_twin/call.hpp"
#include "arbin_twin/other_forms.hpp"
#include "cyclers/arbin/frames.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::command;
using cyclers::arbin::direction;
using found_state = sockio::frame::found::state;

// The documents say that a client has to log in first, not what it hears when it has not. A client
// may look whether anybody is there.
bool needs_login(command const& what) {
  return what.info->code != messages::log_in::info.code &&
         what.info->code != messages::connect::info.code;
}

sockio::result<cyclers::arbin::message> read(std::string_view bytes) {
  auto asked = cyclers::arbin::read_request(bytes);
  if (asked || asked.error().code() == cyclers::errc::wrong_checksum) return asked;
  auto const usual = usual_form(bytes);
  if (!usual) return asked;
  auto again = cyclers::arbin::read_request(*usual);
  return again ? again : asked;
}

}  // namespace

talk::talk(console& with) : console_(with) {
  session_.heard = with.now();
  // Who is being answered is told by the answer.
  session_.hang_up = [this] {
    if (!answering_) hang_up();
  };
  with.clients.enter(session_);
}

talk::~talk() { console_.clients.leave(session_); }

void talk::receive(std::string_view bytes, std::vector<reply>& answers) {
  session_.heard = console_.now();
  if (!console_.console_is_up()) session_.ended = true;
  if (session_.ended) return end(answers);
  buffered_ += bytes;
  std::string_view left = buffered_;
  while (!left.empty() && !session_.ended) {
    auto const size = take(left, answers);
    if (size == 0) break;
    left.remove_prefix(size);
    next_.reset();
  }
  buffered_.erase(0, buffered_.size() - left.size());
}

std::size_t talk::take(std::string_view bytes, std::vector<reply>& answers) {
  if (!next_) next_ = cyclers::arbin::request_frame();
  auto const found = next_->look(bytes);
  if (found.what == found_state::incomplete) return 0;
  if (found.what == found_state::malformed) {
    auto const why = cyclers::arbin::header_trouble(bytes, direction::request);
    console_.warn(fmt::format("connection closed: {} {}", why.where, why.problem));
    end(answers);
    return 0;
  }
  answer(bytes.substr(0, found.size), answers);
  return found.size;
}

void talk::answer(std::string_view bytes, std::vector<reply>& answers) {
  auto const asked = read(bytes);
  if (!asked) return console_.warn(fmt::format("request dropped: {}", asked.error().what()));
  auto const& what = asked->what();
  if (needs_login(what) && !session_.who)
    return console_.warn(fmt::format("request dropped: {} before a log-in", what.text()));
  auto const* const how = find_answerer(what);
  if (!how) return console_.warn(fmt::format("request dropped: {}", what.text()));
  call made{.console = console_, .session = session_, .answers = answers};
  answering_ = true;
  how->answer(made, *asked);
  answering_ = false;
  if (made.then_close) end(answers);
}

void talk::end(std::vector<reply>& answers) {
  session_.ended = true;
  session_.who.reset();
  buffered_.clear();
  answers.push_back({.bytes = {}, .after = {}, .then_close = true});
}

}  // namespace sim::cti
