#include "maccor_twin/starts.hpp"

#include <fmt/format.h>

#include <cmath>

#include "maccor_twin/data_file.hpp"
#include "maccor_twin/names.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::advanced_start_result;
using cyclers::maccor::check_result;
using cyclers::maccor::file_type;
using cyclers::maccor::start_result;

obstacle check_numbers(tester& on, cyclers::maccor::messages::start_data const& data) {
  if (!std::isfinite(data.c_rate) || data.c_rate < 0) return obstacle::bad_entry;
  if (data.chamber > on.options().chambers) return obstacle::bad_chamber;
  return on.chamber_in_use(data.chamber) ? obstacle::chamber_in_use : obstacle::none;
}

}  // namespace

obstacle check_name(tester& on, std::string_view name) {
  if (name.size() > longest_test_name) return obstacle::name_too_long;
  if (!is_file_name(name)) return obstacle::bad_name;
  if (name == "Random") return obstacle::none;
  if (on.files.find_stem(file_type::archive, name)) return obstacle::name_archived;
  return on.name_active(name) ? obstacle::name_active : obstacle::none;
}

plan read_plan(tester& on, std::string_view procedure) {
  auto const file = std::string(procedure) + ".000";
  auto const text = on.files.read(file_type::procedure, file);
  if (!text) return {.in_the_way = obstacle::no_procedure};
  auto read = cycler::read_procedure(*text, file);
  if (!read) return {.in_the_way = obstacle::bad_procedure, .detail = read.error().text()};
  plan made;
  made.test.procedure = procedure;
  made.test.description = read->description;
  made.what = std::make_shared<cycler::procedure const>(std::move(*read));
  return made;
}

plan plan_start(tester& on, cyclers::maccor::messages::start_data const& data) {
  if (auto const why = check_name(on, data.test_name); why != obstacle::none)
    return {.in_the_way = why};
  auto made = read_plan(on, data.procedure);
  if (made.in_the_way != obstacle::none) return made;
  made.in_the_way = check_numbers(on, data);
  made.test.name = data.test_name == "Random" ? on.random_name() : data.test_name;
  made.test.comment = data.comment;
  made.test.c_rate = data.c_rate;
  made.test.chamber = data.chamber;
  return made;
}

obstacle begin(tester& on, test_channel& where, plan const& of, cycler::start_options const& how,
               test_origin const& from, std::string_view lines) {
  where.start(of.test, of.what, how, from);
  auto const now = cyclers::to_text(on.clock()).value_or("");
  auto const header = data_header(of.test, where.number(), now);
  if (!on.open_data(where, lines.empty() ? header : lines)) {
    where.end();
    return obstacle::disk;
  }
  on.tell(where, fmt::format("test '{}' runs '{}'", of.test.name, of.test.procedure));
  return obstacle::none;
}

start_result start_result_of(obstacle what) {
  switch (what) {
    case obstacle::none:
      return start_result::ok;
    case obstacle::channel_in_use:
      return start_result::channel_in_use;
    case obstacle::name_too_long:
      return start_result::name_too_long;
    case obstacle::name_archived:
      return start_result::name_not_unique;
    case obstacle::name_active:
      return start_result::name_not_unique_again;
    case obstacle::no_procedure:
      return start_result::no_procedure;
    case obstacle::chamber_in_use:
      return start_result::chamber_in_use;
    case obstacle::no_channel:
    case obstacle::bad_name:
    case obstacle::bad_procedure:
    case obstacle::bad_chamber:
    case obstacle::bad_entry:
    case obstacle::disk:
      break;
  }
  return start_result::invalid_entry;
}

check_result check_result_of(obstacle what) {
  switch (what) {
    case obstacle::none:
      return check_result::ok;
    case obstacle::no_channel:
    case obstacle::channel_in_use:
      return check_result::channel_not_available;
    case obstacle::name_archived:
    case obstacle::name_active:
      return check_result::name_in_archive;
    case obstacle::name_too_long:
    case obstacle::bad_name:
      return check_result::invalid_name;
    case obstacle::no_procedure:
      return check_result::no_procedure;
    case obstacle::bad_procedure:
      return check_result::compile_error;
    case obstacle::bad_chamber:
      return check_result::invalid_chamber;
    case obstacle::chamber_in_use:
    case obstacle::bad_entry:
    case obstacle::disk:
      break;
  }
  return check_result::other_problem;
}

advanced_start_result advanced_result_of(obstacle what) {
  switch (what) {
    case obstacle::none:
      return advanced_start_result::ok;
    case obstacle::no_channel:
      return advanced_start_result::invalid_channel;
    case obstacle::channel_in_use:
      return advanced_start_result::not_available;
    default:
      return advanced_start_result::other_problem;
  }
}

}  // namespace sim::mac
