#include "maccor_twin/talk.hpp"

#include <algorithm>

#include "cyclers/maccor/frames.hpp"
#include "maccor_twin/call.hpp"

namespace sim::mac {
namespace {

using found_state = sockio::frame::found::state;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool begins_json(char c) { return is_space(c) || static_cast<unsigned char>(c) > ' '; }

std::string refusal_of(cyclers::maccor::refusal const& why, std::string_view bytes, bool binary) {
  return binary ? cyclers::maccor::binary_refusal(bytes)
                : cyclers::maccor::json_error(why.error, why.id);
}

}  // namespace

void talk::receive(std::string_view bytes, std::vector<reply>& answers) {
  if (how_ == speech::datagrams) return answer(bytes, true, answers);
  buffered_ += bytes;
  std::string_view left = buffered_;
  while (!left.empty()) {
    auto const size = take(left, answers);
    if (size == 0) break;
    left.remove_prefix(size);
    next_.reset();
  }
  buffered_.erase(0, buffered_.size() - left.size());
}

void talk::begin(std::string_view bytes) {
  bool const binary =
      how_ == speech::binary || (how_ == speech::either && !begins_json(bytes.front()));
  next_ = {.frame = binary ? cyclers::maccor::binary_request_frame()
                           : cyclers::maccor::json_frame(cyclers::maccor::json_end::value,
                                                         longest_request),
           .binary = binary};
}

std::size_t talk::take(std::string_view bytes, std::vector<reply>& answers) {
  if (!next_) begin(bytes);
  auto const found = next_->frame.look(bytes);
  if (found.what == found_state::malformed) return refuse_junk(bytes, answers);
  if (found.what == found_state::incomplete) return 0;
  answer(bytes.substr(0, found.size), next_->binary, answers);
  return found.size;
}

void talk::answer(std::string_view bytes, bool binary, std::vector<reply>& answers) {
  auto const asked = binary ? cyclers::maccor::read_binary_request(bytes)
                            : cyclers::maccor::read_json_request(bytes);
  if (!asked) return answers.push_back({.bytes = refusal_of(asked.error(), bytes, binary)});
  call made{
      .tester = tester_, .session = session_, .asked = *asked, .bytes = bytes, .binary = binary};
  auto text = respond(made);
  answers.push_back({.bytes = std::move(text), .after = made.after});
}

// What is no message in JSON ends where one could begin again; in binary nobody knows where.
std::size_t talk::refuse_junk(std::string_view bytes, std::vector<reply>& answers) {
  if (next_->binary) {
    answers.push_back({.bytes = cyclers::maccor::binary_refusal(bytes), .then_close = true});
    return bytes.size();
  }
  bool const endless = bytes.size() > longest_request;
  answers.push_back({.bytes = cyclers::maccor::json_error(rpc_error::parse_error, "null"),
                     .then_close = endless});
  return endless ? bytes.size() : std::min(bytes.find('{', 1), bytes.size());
}

}  // namespace sim::mac
