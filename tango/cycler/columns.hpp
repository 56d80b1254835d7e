#pragma once

#include <cyclers/protocol/layout.hpp>
#include <cyclers/reading.hpp>
#include <map>
#include <memory>
#include <sockio/result.hpp>
#include <string>
#include <vector>

#include "servers/plan.hpp"

namespace cycler_server {

/// Is what one channel showed at a poll.
struct row {
  sockio::result<cyclers::reading> reading;
  std::shared_ptr<void const> record{};  ///< The vendor's own, as its layout describes it; or null.
};

/// Is what all channels showed, by their numbers.
using rows = std::map<int, row>;

/// Is something that each channel has: one element of a spectrum, or one row of an image.
struct column {
  servers::attribute_plan plan;
  /// Returns an element: a bool, a number, a text or a list of numbers; nothing when it is not
  /// known.
  std::function<servers::datum(int channel, row const&)> of;
};

/// Returns the columns that all cyclers have, of the vendor-neutral reading.
std::vector<column> reading_columns();

/// Returns the columns of a vendor's record, made of its table: "record_" and the field's name.
///
/// `empty` is a record with nothing in it, which tells of what kind each field is.
std::vector<column> record_columns(cyclers::protocol::layout const& form, void const* empty);

/// Puts a column's elements together: a spectrum, or an image when they are lists.
servers::datum collect(column const& what, rows const& of);

}  // namespace cycler_server
