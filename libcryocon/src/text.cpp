#include "cryocon/text.hpp"

#include <sockio/failure.hpp>

#include "cryocon/value.hpp"

namespace cryocon {
namespace {

std::string_view reason(validity state) {
  switch (state) {
    case validity::sensor_fault:
      return "sensor fault";
    case validity::out_of_range:
      return "out of range";
    default:
      return "not available";
  }
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// Puts a value of the variant into words.
struct speaker {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool state) const { return state ? "ON" : "OFF"; }
  std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(std::string const& text) const { return text; }
  std::string operator()(choice const& one) const { return one.text; }
  std::string operator()(curve const& one) const {
    return fmt::format("{} ({})", one.name, counted(one.points.size(), "point"));
  }
  std::string operator()(pid_table const& one) const {
    return fmt::format("{} ({})", one.name, counted(one.zones.size(), "zone"));
  }
  std::string operator()(log_records const& log) const { return counted(log.size(), "record"); }
  template <class T>
  std::string operator()(T const& other) const {
    return to_text(other);
  }
};

}  // namespace

double reading::value() const {
  if (valid()) return value_;
  sockio::context story;
  story.device = "cryocon";
  story.problem = fmt::format("the reading has no value: {}", reason(state_));
  story.advice = "ask valid() first";
  throw sockio::failure(sockio::errc::bad_value, std::move(story));
}

std::optional<double> temperature::kelvin() const {
  auto const found = number();
  if (!found) return found;
  switch (unit_) {
    case unit::K:
      return *found;
    case unit::C:
      return *found + 273.15;
    case unit::F:
      return (*found + 459.67) / 1.8;
    default:
      return std::nullopt;
  }
}

std::string to_text(reading const& what) {
  auto const found = what.number();
  return found ? fmt::format("{}", *found) : std::string(reason(what.state()));
}

std::string to_text(temperature const& what) {
  auto const found = what.number();
  if (!found) return std::string(reason(what.state()));
  if (what.unit() == unit::unknown) return fmt::format("{}", *found);
  return fmt::format("{} {}", *found, to_text(what.unit()));
}

std::string to_text(channel what) { return std::string(1, what.letter()); }

std::string to_text(date what) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(what.year()),
                     static_cast<unsigned>(what.month()), static_cast<unsigned>(what.day()));
}

std::string to_text(time_of_day what) {
  return fmt::format("{:02}:{:02}:{:02}", what.hour, what.minute, what.second);
}

std::optional<double> number_of(value const& what) {
  if (auto const* real = std::get_if<double>(&what)) return *real;
  if (auto const* integer = std::get_if<std::int64_t>(&what)) return static_cast<double>(*integer);
  if (auto const* measured = std::get_if<reading>(&what)) return measured->number();
  if (auto const* degrees = std::get_if<temperature>(&what)) return degrees->number();
  return std::nullopt;
}

std::string to_text(value const& what) { return std::visit(speaker{}, what); }

}  // namespace cryocon
