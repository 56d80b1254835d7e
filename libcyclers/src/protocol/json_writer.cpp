#include "cyclers/protocol/json_writer.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "utf8.hpp"

namespace cyclers::protocol {

namespace {

constexpr bool is_plain(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

}  // namespace

void json_writer::comma() {
  if (follows_) out_ += ',';
  follows_ = true;
}

void json_writer::open(char bracket) {
  comma();
  out_ += bracket;
  follows_ = false;
}

void json_writer::close(char bracket) {
  out_ += bracket;
  follows_ = true;
}

void json_writer::key(std::string_view name) {
  comma();
  out_ += '"';
  out_.append(name);
  out_.append("\":");
  follows_ = false;
}

void json_writer::raw(std::string_view json) {
  comma();
  out_.append(json);
}

void json_writer::text(std::string_view value) {
  comma();
  out_ += '"';
  quote(value);
  out_ += '"';
}

void json_writer::quote(std::string_view text) {
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out_.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) return;
    if (char const c = text.front(); c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
      text.remove_prefix(1);
    } else if (std::string_view rest = text; take_utf8(rest) >= 0x80) {
      out_.append(text.substr(0, text.size() - rest.size()));
      text = rest;
    } else {
      // A byte that is no UTF-8 is taken for the Latin-1 that a Windows program sends.
      fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned char>(c));
      text.remove_prefix(1);
    }
  }
}

void json_writer::integer(std::int64_t value) {
  comma();
  char buffer[24];
  auto const [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  out_.append(buffer, end);
}

template <class T>
void json_writer::write_real(T value) {
  if (!std::isfinite(value)) {
    if (policy_ == not_finite::null) return null();
    return fail(errc::out_of_range, fmt::format("{} cannot be sent", value));
  }
  comma();
  // The smallest number has 324 zeros behind the point, the largest 309 digits before it.
  char buffer[400];
  auto const [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  out_.append(buffer, end);
}

void json_writer::real(double value) { write_real(value); }
void json_writer::real(float value) { write_real(value); }

}  // namespace cyclers::protocol
