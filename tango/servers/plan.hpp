#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Describes the attributes, commands and properties of a Tango device as data; a class is made of
/// them, and no driver's table is written down a second time.
namespace servers {

/// Says what an attribute's elements are.
enum class kind : std::uint8_t { boolean, integer, number, text };

/// Says how many dimensions an attribute has.
enum class shape : std::uint8_t { scalar, spectrum, image };

/// Is a table of numbers, row by row.
struct number_table {
  std::vector<double> numbers{};
  std::size_t width = 0;
  std::size_t height = 0;
};

/// Holds what an attribute shows or takes; nothing for an invalid reading.
using datum =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::int64_t>,
                 std::vector<double>, std::vector<std::string>, number_table>;

/// Describes an attribute.
struct attribute_plan {
  std::string name;
  std::string label{};
  std::string unit{};  ///< Empty for none.
  std::string doc{};
  servers::kind kind = servers::kind::number;
  servers::shape shape = servers::shape::scalar;
  bool writable = false;
  bool expert = false;
  bool memorized = false;  ///< The last written value is written again when the server starts.
  bool moves = false;      ///< It changes by itself: it is watched for events.
  std::optional<double> least{};
  std::optional<double> most{};
  long width = 1;   ///< Most elements of a spectrum or in a row of an image.
  long height = 0;  ///< Most rows of an image.
};

/// Says what a command takes.
enum class argument : std::uint8_t { none, text, texts, integer, integers, numbers, boolean };

/// Holds what a command was given.
using given = std::variant<std::monostate, std::string, std::vector<std::string>, std::int64_t,
                           std::vector<std::int64_t>, std::vector<double>, bool>;

/// Describes a command of a device of type D.
template <class D>
struct command_plan {
  std::string name;
  argument takes = argument::none;
  std::string takes_doc{};
  bool answers = false;  ///< It returns a text.
  std::string answers_doc{};
  bool expert = false;
  std::function<std::string(D&, given const&)> run{};
};

/// Describes a property of a device.
struct property_plan {
  std::string name;
  std::string doc;
  std::vector<std::string> standard{};  ///< Its value when the database has none.
};

}  // namespace servers
