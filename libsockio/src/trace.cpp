#include "sockio/trace.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>

#include "sockio/endpoint.hpp"
#include "sockio/gate.hpp"

namespace sockio {

namespace json = boost::json;

namespace {

/// Stands in a trace for a confidential request.
constexpr std::string_view confidential = "(confidential)";

/// Writes each byte as the code point of the same number, so that any bytes survive in a JSON text.
std::string to_utf8(std::string_view bytes) {
  std::string text;
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xc0 | (byte >> 6));
      text += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return text;
}

result<std::string> to_bytes(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      bytes += text[i];
    } else if ((lead == 0xc2 || lead == 0xc3) && i + 1 < text.size()) {
      auto const next = static_cast<unsigned char>(text[++i]);
      bytes += static_cast<char>(((lead & 0x03) << 6) | (next & 0x3f));
    } else {
      return failure(errc::bad_reply, {.problem = "a text holds a character above U+00FF"});
    }
  }
  return bytes;
}

std::string utc_now() {
  auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  auto const seconds = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%FT%T}.{:06}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     (now - seconds).count());
}

double seconds(duration d) { return std::chrono::duration<double>(d).count(); }

/// Tells why the file just failed; its stream does not.
failure cannot_be(std::string_view done, std::filesystem::path const& file) {
  error_code const why(errno != 0 ? errno : EIO, boost::system::system_category());
  return {why,
          {.request = file.string(),
           .problem = fmt::format("cannot be {} as a trace: {}", done, why.message())}};
}

/// Hands everything to another link and writes down what went over it.
class recorder final : public link {
 public:
  recorder(std::shared_ptr<link> inner, std::filesystem::path const& file,
           std::function<std::string(std::string_view)> redact)
      : inner_(std::move(inner)), redact_(std::move(redact)), file_(file) {
    errno = 0;
    out_.open(file, std::ios::binary);
    if (!out_) throw cannot_be("written", file);
    json::object head{{"trace", 1}, {"endpoint", inner_->endpoint()}, {"utc", utc_now()}};
    put(head);
  }

  awaitable<std::string> exchange(request what) override { return run(std::move(what)); }
  awaitable<void> open(call how) override { return inner_->open(how); }
  void close() override { inner_->close(); }
  bool connected() const override { return inner_->connected(); }
  bool at_eof() const override { return inner_->at_eof(); }
  std::size_t in_waiting() const override { return inner_->in_waiting(); }
  void reset_input_buffer() override { inner_->reset_input_buffer(); }
  std::string const& endpoint() const override { return inner_->endpoint(); }
  link_counters counters() const override { return inner_->counters(); }
  link_options const& options() const override { return inner_->options(); }
  void pace(duration least) override { inner_->pace(least); }
  boost::asio::any_io_executor executor() const override { return inner_->executor(); }

 private:
  awaitable<std::string> run(request what) {
    auto const keep = shared_from_this();
    time_point const began = clock::now();
    json::object line{{"utc", utc_now()},
                      {"at", seconds(began - start_)},
                      {"write", what.confidential ? std::string(confidential) : text(what.out)}};
    auto const inner = inner_;
    auto outcome = co_await as_result(inner->exchange(std::move(what)));
    line["took"] = seconds(clock::now() - began);
    if (outcome) {
      line["read"] = text(*outcome);
    } else {
      // A failure's story holds what was sent and received, also by a log-in before the request.
      line["error"] = redact_ ? outcome.error().code().message() : outcome.error().what();
      line["code"] = outcome.error().code().value();
      line["category"] = outcome.error().code().category().name();
    }
    put(line);
    co_return std::move(outcome).value();
  }

  std::string text(std::string_view bytes) const {
    return to_utf8(redact_ ? redact_(bytes) : std::string(bytes));
  }

  void put(json::object const& line) {
    std::string const text = json::serialize(line) + '\n';
    std::lock_guard const lock(mutex_);
    errno = 0;
    // A trace with a hole is of no use: after one failure nothing more is written.
    if (!broken_ && !(out_ << text << std::flush)) broken_ = cannot_be("written", file_);
    if (broken_) throw failure(*broken_);
  }

  std::shared_ptr<link> inner_;
  std::function<std::string(std::string_view)> redact_;
  std::filesystem::path file_;
  std::mutex mutex_;
  std::ofstream out_;
  std::optional<failure> broken_;
  time_point start_ = clock::now();
};

/// Is one exchange of a recorded trace.
struct recorded {
  std::string write;
  std::string read;
  error_code ec;
  std::string problem;
  duration took{};
};

failure bad_trace(std::filesystem::path const& file, std::size_t line, std::string_view problem) {
  return {errc::bad_reply,
          {.request = fmt::format("{}:{}", file.string(), line),
           .problem = fmt::format("is not a line of a trace: {}", problem),
           .advice = "record a trace again, e.g. with labctl --trace"}};
}

result<std::string> member(json::object const& object, std::string_view key) {
  auto const* value = object.if_contains(key);
  if (value == nullptr) return std::string();
  if (!value->is_string())
    return failure(errc::bad_reply, {.problem = fmt::format("'{}' is not a text", key)});
  return to_bytes(value->get_string());
}

error_code recorded_error(json::object const& object) {
  auto const* code = object.if_contains("code");
  auto const* name = object.if_contains("category");
  if (code == nullptr || !code->is_int64() || name == nullptr || !name->is_string())
    return errc::bad_reply;
  auto const value = static_cast<int>(code->get_int64());
  if (value == 0) return errc::bad_reply;
  for (auto const* known : {&category(), &boost::asio::error::get_netdb_category(),
                            &boost::asio::error::get_misc_category()}) {
    if (name->get_string() == known->name()) return {value, *known};
  }
  return {value, boost::system::system_category()};
}

/// Returns a pause of an hour at most; a hostile text may give any number here, NaN included.
duration pause_of(double seconds) {
  if (!(seconds > 0)) return {};
  return std::chrono::duration_cast<duration>(
      std::chrono::duration<double>(std::min(seconds, 3600.0)));
}

bool is_head(std::string const& text) {
  error_code ec;
  json::value const value = json::parse(text, ec);
  return !ec && value.is_object() && value.get_object().contains("trace");
}

result<recorded> parse_line(std::string const& text) {
  error_code ec;
  json::value const value = json::parse(text, ec);
  if (ec || !value.is_object())
    return failure(errc::bad_reply, {.problem = "it is not a JSON object"});
  json::object const& object = value.get_object();
  recorded one;
  auto write = member(object, "write");
  auto read = member(object, "read");
  if (!write) return write.error();
  if (!read) return read.error();
  one.write = std::move(*write);
  one.read = std::move(*read);
  if (auto const* error = object.if_contains("error"); error != nullptr) {
    one.ec = recorded_error(object);
    if (error->is_string()) one.problem = std::string(error->get_string());
  }
  if (auto const* took = object.if_contains("took"); took != nullptr && took->is_number())
    one.took = pause_of(took->to_number<double>());
  return one;
}

/// Answers from a trace, in its order.
class player final : public link {
 public:
  player(boost::asio::any_io_executor executor, std::filesystem::path const& file,
         replay_options how)
      : executor_(std::move(executor)), how_(how) {
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) throw cannot_be("read", file);
    std::string text;
    std::size_t number = 0;
    while (std::getline(in, text)) {
      ++number;
      if (number == 1) {
        if (!is_head(text)) break;
        endpoint_ = "replay:" + file.string();
        continue;
      }
      auto one = parse_line(text);
      if (!one) throw bad_trace(file, number, one.error().story().problem);
      exchanges_.push_back(std::move(*one));
    }
    if (endpoint_.empty()) throw bad_trace(file, 1, "the head with the member 'trace' is missing");
  }

  awaitable<std::string> exchange(request what) override { return run(std::move(what)); }
  awaitable<void> open(call) override { co_return; }
  void close() override {}
  bool connected() const override { return true; }
  bool at_eof() const override {
    std::lock_guard const lock(mutex_);
    return next_ == exchanges_.size();
  }
  std::size_t in_waiting() const override { return 0; }
  void reset_input_buffer() override {}
  std::string const& endpoint() const override { return endpoint_; }
  link_counters counters() const override {
    std::lock_guard const lock(mutex_);
    return counters_;
  }
  link_options const& options() const override { return options_; }
  boost::asio::any_io_executor executor() const override { return executor_; }

 private:
  awaitable<std::string> run(request what) {
    auto const keep = shared_from_this();
    gate<clock>::turn turn(gate_);
    if (!turn.try_enter()) {
      error_code const ec = co_await turn.enter(time_point::max());
      if (ec) throw failure(ec);
    }
    recorded const one = take(what);
    if (how_.keep_pace) {
      boost::asio::steady_timer pause(executor_, one.took);
      auto const [ec] = co_await pause.async_wait(boost::asio::as_tuple(boost::asio::deferred));
      if (ec) throw failure(errc::cancelled);
    }
    if (one.ec) throw failure(one.ec, {.problem = one.problem});
    co_return one.read;
  }

  recorded take(request const& what) {
    std::lock_guard const lock(mutex_);
    if (next_ == exchanges_.size()) throw mismatch(what, "the trace is at its end");
    recorded const& one = exchanges_[next_];
    if (one.write != (what.confidential ? confidential : what.out))
      throw mismatch(
          what, fmt::format("exchange {} of the trace is '{}'", next_ + 1, printable(one.write)));
    ++next_;
    counters_.requests += what.out.empty() ? 0 : 1;
    counters_.replies += what.reply.is_none() ? 0 : 1;
    return one;
  }

  failure mismatch(request const& what, std::string problem) const {
    return {errc::replay_mismatch,
            {.endpoint = endpoint_,
             .request = printable(what.confidential ? confidential : what.out),
             .problem = "is not what was recorded: " + std::move(problem)}};
  }

  boost::asio::any_io_executor executor_;
  replay_options how_;
  link_options options_;
  std::string endpoint_;
  std::vector<recorded> exchanges_;
  gate<clock> gate_;
  mutable std::mutex mutex_;
  std::size_t next_ = 0;
  link_counters counters_;
};

}  // namespace

std::shared_ptr<link> record(std::shared_ptr<link> from, std::filesystem::path const& file,
                             std::function<std::string(std::string_view)> redact) {
  return std::make_shared<recorder>(std::move(from), file, std::move(redact));
}

std::shared_ptr<link> replay(boost::asio::any_io_executor executor,
                             std::filesystem::path const& file, replay_options how) {
  return std::make_shared<player>(std::move(executor), file, how);
}

}  // namespace sockio
