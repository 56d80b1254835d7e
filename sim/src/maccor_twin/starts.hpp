#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cyclers/maccor/messages/start.hpp"
#include "maccor_twin/tester.hpp"

namespace sim::mac {

/// Names what can be in the way of a start.
enum class obstacle {
  none,
  no_channel,
  channel_in_use,
  name_too_long,
  bad_name,
  name_archived,
  name_active,
  no_procedure,
  bad_procedure,
  bad_chamber,
  chamber_in_use,
  bad_entry,
  disk,
};

/// Is a test that could be started, or what is in its way.
struct plan {
  test_data test{};
  std::shared_ptr<cycler::procedure const> what{};
  obstacle in_the_way = obstacle::none;
  std::string detail{};  ///< What is wrong with the procedure.
};

/// Looks whether a name can be given to a new test.
obstacle check_name(tester& on, std::string_view name);
/// Reads a procedure of the tester by its name without extension.
plan read_plan(tester& on, std::string_view procedure);
/// Looks whether a test could be started, apart from its channel.
plan plan_start(tester& on, cyclers::maccor::messages::start_data const& data);
/// Starts a planned test on a channel that is free. Its data file begins with `lines`, if there are
/// any.
obstacle begin(tester& on, test_channel& where, plan const& of, cycler::start_options const& how,
               test_origin const& from = {}, std::string_view lines = {});

cyclers::maccor::start_result start_result_of(obstacle what);
cyclers::maccor::check_result check_result_of(obstacle what);
cyclers::maccor::advanced_start_result advanced_result_of(obstacle what);

}  // namespace sim::mac
