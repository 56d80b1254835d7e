#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cryocon/enums.hpp"
#include "cryocon/operation.hpp"

namespace cryocon {

/// Holds the bits of the models, for the property table.
namespace models_with {
inline constexpr model_set m24c = 1, m22c = 2, m32 = 4, m32b = 8, m44c = 16, m62 = 32, m18c = 64,
                           other = 1u << 31;
inline constexpr model_set anything = ~model_set{0};
inline constexpr model_set loops = ~m18c;
}  // namespace models_with

/// Says what is known of a model.
struct model_info {
  std::string_view name;  ///< As in *IDN?, e.g. "24C".
  model_set bit;
  int inputs;
  int loops;
  int relays;
  int user_curves;
  std::string_view
      ranges[4];  ///< Output ranges of loops 1 to 4, separated by '|'; empty when not known.
  std::string_view source;  ///< The document that says so.
};

/// Returns the models that are known by name.
std::span<model_info const> models();
/// Returns the model of that name, in any case and with or without "M" or "Model"; null when it is
/// not known.
model_info const* find_model(std::string_view name);

/// Holds the parts of an answer to *IDN?.
struct identification {
  std::string maker;
  std::string model;  ///< E.g. "24C".
  std::string serial;
  std::string firmware;
  model_info const* known = nullptr;  ///< What is known of the model; null for an unknown one.
};

/// Reads an answer to *IDN?, which comes in several shapes.
///
/// Returns: the parts that could be told apart. Errors: errc::bad_reply for an answer that is no
/// identification.
result<identification> parse_identification(std::string_view reply);

/// Tells whether a loop, from 1, has an output range; yes when no document says which it has.
bool has_range(model_info const& model, int loop, heater_range which);

/// Tells what keeps a model from having a property; empty when nothing does.
std::string reason_against(model_info const& model, target what);
/// Tells what keeps a model from doing an operation; empty when nothing does.
std::string reason_against(model_info const& model, operation const& what);

}  // namespace cryocon
