#pragma once

#include <cyclers/protocol/layout.hpp>

namespace cyclers::test {

/// Visits the fields of a layout and of what is nested in it.
template <class Visit>
void each_field(protocol::layout const& form, Visit visit) {
  for (protocol::field const& each : form.fields) {
    visit(form, each);
    if (each.ops->nested) each_field(*each.ops->nested, visit);
  }
}

}  // namespace cyclers::test
