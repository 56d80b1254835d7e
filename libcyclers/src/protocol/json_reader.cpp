#include "cyclers/protocol/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sockio/failure.hpp>

#include "json_tokens.hpp"

namespace cyclers::protocol {

namespace {

std::string_view name_of(json_reader::kind what) {
  switch (what) {
    case json_reader::kind::object:
      return "an object";
    case json_reader::kind::array:
      return "an array";
    case json_reader::kind::string:
      return "a string";
    case json_reader::kind::number:
      return "a number";
    case json_reader::kind::boolean:
      return "true or false";
    case json_reader::kind::null:
      return "null";
    case json_reader::kind::none:
      break;
  }
  return "nothing";
}

}  // namespace

void json_reader::white_space() {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
}

void json_reader::broken(std::string_view what) {
  std::size_t const size = static_cast<std::size_t>(end_ - at_);
  std::string const there =
      size == 0 ? "the end" : fmt::format("'{}'", sockio::printable({at_, size}, 20));
  fail(errc::bad_json,
       fmt::format("{} expected at byte {}, there is {}", what, at_ - begin_, there));
}

void json_reader::expected(std::string_view what) {
  kind const is = next();
  if (is == kind::none) return broken(what);
  char const* const start = at_;
  if (skip().empty()) return;
  std::string_view const text(start, static_cast<std::size_t>(at_ - start));
  fail(errc::wrong_type, fmt::format("{} expected, there is {} ({})", what, name_of(is),
                                     sockio::printable(text, 40)));
}

json_reader::kind json_reader::next() {
  white_space();
  if (at_ == end_) return kind::none;
  switch (*at_) {
    case '{':
      return kind::object;
    case '[':
      return kind::array;
    case '"':
      return kind::string;
    case 't':
    case 'f':
      return kind::boolean;
    case 'n':
      return kind::null;
    default:
      return *at_ == '-' || is_digit(*at_) ? kind::number : kind::none;
  }
}

bool json_reader::enter(char bracket, std::string_view what) {
  white_space();
  if (at_ == end_ || *at_ != bracket) {
    expected(what);
    return false;
  }
  if (depth_ == deepest) {
    fail(errc::too_deep, fmt::format("more than {} objects and arrays in each other", deepest));
    return false;
  }
  ++at_;
  ++depth_;
  first_ = true;
  return true;
}

bool json_reader::separator(char close) {
  white_space();
  if (at_ != end_ && *at_ == close) {
    ++at_;
    --depth_;
    first_ = false;
    return false;
  }
  if (!first_) {
    if (at_ == end_ || *at_ != ',') {
      if (ok()) broken(close == '}' ? "',' or '}'" : "',' or ']'");
      return false;
    }
    ++at_;
    white_space();
  }
  first_ = false;
  if (at_ == end_) {
    if (ok()) broken("a value");
    return false;
  }
  return true;
}

bool json_reader::member(std::string_view& key) {
  if (!separator('}')) return false;
  if (!key_text(key)) return false;
  white_space();
  if (at_ == end_ || *at_ != ':') {
    if (ok()) broken("':'");
    return false;
  }
  ++at_;
  return true;
}

bool json_reader::element() { return separator(']'); }

bool json_reader::key_text(std::string_view& text) {
  bool escaped = false;
  if (!quoted(text, escaped)) return false;
  if (!escaped) return true;
  if (!unescape(text, scratch_)) return false;
  text = scratch_;
  return true;
}

bool json_reader::quoted(std::string_view& raw, bool& escaped) {
  if (at_ == end_ || *at_ != '"') {
    if (ok()) broken("a string");
    return false;
  }
  char const* const first = ++at_;
  for (; at_ != end_; ++at_) {
    if (*at_ == '"') {
      raw = {first, static_cast<std::size_t>(at_ - first)};
      ++at_;
      return true;
    }
    if (static_cast<unsigned char>(*at_) < 0x20) break;
    if (*at_ == '\\') {
      escaped = true;
      if (++at_ == end_) break;
    }
  }
  broken("the rest of a string");
  return false;
}

bool json_reader::unescape(std::string_view raw, std::string& out) {
  out.clear();
  while (!raw.empty()) {
    std::size_t const plain = std::min(raw.find('\\'), raw.size());
    out.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (raw.empty()) return true;
    raw.remove_prefix(1);
    if (!take_escape(raw, out)) {
      fail(errc::bad_json, "a string has an escape that JSON does not know");
      return false;
    }
  }
  return true;
}

bool json_reader::plain_number(std::string_view& token) {
  char const* const end = end_of_number(at_, end_);
  if (!end) {
    broken("a number");
    return false;
  }
  token = {at_, static_cast<std::size_t>(end - at_)};
  at_ = end;
  return true;
}

bool json_reader::literal(std::string_view word) {
  if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) {
    broken(word);
    return false;
  }
  at_ += word.size();
  return true;
}

std::string_view json_reader::skip() {
  kind const is = next();
  char const* const start = at_;
  std::string_view ignored;
  bool escaped = false;
  switch (is) {
    case kind::object:
      if (enter_object())
        while (member(ignored)) skip();
      break;
    case kind::array:
      if (enter_array())
        while (element()) skip();
      break;
    case kind::string:
      if (std::string unused; quoted(ignored, escaped) && escaped) unescape(ignored, unused);
      break;
    case kind::number:
      plain_number(ignored);
      break;
    case kind::boolean:
      literal(*at_ == 't' ? "true" : "false");
      break;
    case kind::null:
      literal("null");
      break;
    case kind::none:
      if (ok()) broken("a value");
      break;
  }
  if (!ok()) return {};
  return {start, static_cast<std::size_t>(at_ - start)};
}

bool json_reader::finish() {
  if (!ok()) return false;
  white_space();
  if (at_ == end_) return true;
  broken("the end of the message");
  return false;
}

}  // namespace cyclers::protocol
