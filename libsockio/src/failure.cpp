#include "sockio/failure.hpp"

#include <fmt/format.h>

#include <boost/asio/error.hpp>
#include <new>
#include <system_error>

#include "sockio/options.hpp"

namespace sockio {

namespace {

std::string tell(error_code code, context const& story) {
  std::string text;
  if (!story.device.empty()) text += story.device + " ";
  text += story.endpoint;
  if (!text.empty()) text += ": ";
  if (!story.request.empty()) text += "'" + story.request + "' ";
  text += story.problem.empty() ? code.message() : story.problem;
  if (!story.received.empty()) text += ", received '" + story.received + "'";
  if (!story.advice.empty()) text += "; " + story.advice;
  return text;
}

/// Turns the standard library's code into the same one of Boost, so that both compare equal.
error_code code_of(std::error_code const& code) {
  if (code.category() == std::generic_category())
    return {code.value(), boost::system::generic_category()};
  if (code.category() == std::system_category())
    return {code.value(), boost::system::system_category()};
  return code;
}

}  // namespace

failure::failure(error_code code, context story)
    : boost::system::system_error(code),
      story_(std::make_shared<context const>(std::move(story))),
      what_(std::make_shared<std::string const>(tell(code, *story_))) {}

failure failure::of_device(std::string_view device) const {
  context told = *story_;
  told.device = device;
  return {code(), std::move(told)};
}

std::string printable(std::string_view bytes, std::size_t limit) {
  std::string text;
  for (char const c : bytes.substr(0, limit)) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else if (c == '\t') {
      text += "\\t";
    } else if (byte < 0x20 || byte >= 0x7f) {
      fmt::format_to(std::back_inserter(text), "\\x{:02x}", byte);
    } else {
      text += c;
    }
  }
  if (bytes.size() > limit) text += fmt::format("... ({} bytes)", bytes.size());
  return text;
}

std::string spoken(duration d) {
  using namespace std::chrono;
  if (d >= minutes(2))
    return fmt::format("{:.3g} min", duration_cast<std::chrono::duration<double>>(d).count() / 60);
  if (d >= seconds(1))
    return fmt::format("{:.4g} s", duration_cast<std::chrono::duration<double>>(d).count());
  if (d >= milliseconds(1))
    return fmt::format("{:.4g} ms", duration_cast<std::chrono::duration<double>>(d).count() * 1e3);
  return fmt::format("{:.3g} us", duration_cast<std::chrono::duration<double>>(d).count() * 1e6);
}

failure failure_of(std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (failure const& known) {
    return known;
  } catch (boost::system::system_error const& system) {
    if (system.code() == boost::asio::error::operation_aborted) return failure(errc::cancelled);
    return failure(system.code(), {.problem = system.what()});
  } catch (std::system_error const& system) {
    return failure(code_of(system.code()), {.problem = system.what()});
  } catch (std::bad_alloc const&) {
    return failure(make_error_code(boost::system::errc::not_enough_memory));
  } catch (std::exception const& other) {
    return failure(errc::bad_reply, {.problem = other.what()});
  } catch (...) {
    return failure(errc::bad_reply, {.problem = "an exception of unknown type"});
  }
}

void short_text::too_long(std::string_view text) {
  throw failure(errc::bad_option, {.problem = fmt::format("'{}' is longer than {} bytes",
                                                          printable(text), capacity)});
}

}  // namespace sockio
