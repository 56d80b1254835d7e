#pragma once

#include <utility>

#include "cryocon/property.hpp"
#include "cryocon/value.hpp"

namespace cryocon {

/// Says what is to be done with a property.
enum class verb { read, write, run };

/// Is one thing to be done: read, write or run one property of one member of its group.
class operation {
 public:
  operation(verb action, target what) : action_(action), what_(what) {}
  operation(verb action, target what, value argument)
      : action_(action), what_(what), argument_(std::move(argument)) {}

  verb action() const noexcept { return action_; }
  target const& what() const noexcept { return what_; }
  property_info const& property() const noexcept { return *what_.property; }
  value const& argument() const noexcept { return argument_; }

 private:
  verb action_;
  target what_;
  value argument_;
};

}  // namespace cryocon
