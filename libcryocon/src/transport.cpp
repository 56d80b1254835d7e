#include "cryocon/transport.hpp"

#include "detail/text_tools.hpp"

namespace cryocon {
namespace {

bool closes(std::string_view line) {
  return detail::trim(line) == ";" || protocol::is_refusal(line);
}

/// Finds the end of a block that is lines up to one of a single semicolon, or one refusal.
struct block_end {
  std::size_t line = 0;  ///< Where the line begins that is not complete yet.
  std::size_t seen = 0;  ///< How far the bytes have been looked at.

  sockio::frame::found operator()(std::string_view bytes, bool whole) {
    using enum sockio::frame::found::state;
    for (auto end = bytes.find('\n', seen); end != bytes.npos; end = bytes.find('\n', seen)) {
      bool const last = closes(bytes.substr(line, end - line));
      seen = line = end + 1;
      if (last) return {complete, line};
    }
    seen = bytes.size();
    if (whole && closes(bytes.substr(line))) return {complete, bytes.size()};
    return {incomplete, 1};
  }
};

sockio::frame frame_of(protocol::answer expects) {
  switch (expects) {
    case protocol::answer::none:
      return sockio::frame::none();
    case protocol::answer::block:
      return sockio::frame::of(block_end{});
    case protocol::answer::line:
      break;
  }
  return sockio::frame::line();
}

class link_transport final : public transport {
 public:
  explicit link_transport(std::shared_ptr<sockio::link> link) : link_(std::move(link)) {}

  sockio::awaitable<std::string> exchange(wire_request what) override {
    sockio::request request(what.out, frame_of(what.expects));
    request.timeout = what.timeout;
    request.skip_empty_lines = what.skip_empty_lines;
    return link_->exchange(std::move(request));
  }
  std::string endpoint() const override { return link_->endpoint(); }
  std::uint64_t connections() const override { return link_->connection_counter(); }

 private:
  std::shared_ptr<sockio::link> link_;
};

}  // namespace

namespace detail {

bool ends_block(std::string_view lines) {
  lines = trim(lines);
  auto const start = lines.rfind('\n');
  return closes(start == std::string_view::npos ? lines : lines.substr(start + 1));
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

void throw_endless() {
  sockio::context story;
  story.device = "cryocon";
  story.problem = "the reply has no end within 20000 lines";
  throw sockio::failure(sockio::errc::reply_too_long, std::move(story));
}

}  // namespace detail

std::shared_ptr<transport> make_transport(std::shared_ptr<sockio::link> link) {
  return std::make_shared<link_transport>(std::move(link));
}

}  // namespace cryocon
