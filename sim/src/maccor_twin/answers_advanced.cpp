#include <cmath>

#include "maccor_twin/call.hpp"
#include "maccor_twin/data_file.hpp"
#include "maccor_twin/starts.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::advanced_start_result;
using cyclers::maccor::file_type;
using advanced_request = messages::advanced_start::request;

/// Is an advanced start as far as it is put together.
struct advanced {
  plan test{};
  cycler::start_options how{};
  test_origin from{};
  std::optional<std::string> file{};  ///< In the archive, to go on with.
  std::string lines{};                ///< Of that file, those that are kept.
};

// What is left at -1 begins as it does by default, or as the archived file ends.
template <class T>
bool given(T value) {
  return value != T{-1};
}

bool has_legal_numbers(advanced_request const& what) {
  auto const at_least_0 = [](auto value) { return !given(value) || value >= 0; };
  bool const finite = std::isfinite(what.test_time) && std::isfinite(what.step_time) &&
                      std::isfinite(what.capacity) && std::isfinite(what.energy);
  return finite && at_least_0(what.test_time) && at_least_0(what.step_time) &&
         at_least_0(what.cycle) && at_least_0(what.capacity) && at_least_0(what.energy);
}

bool are_legal(std::uint8_t options) {
  using self = messages::advanced_start;
  constexpr int all =
      self::append_to_archived | self::use_archived_procedure | self::add_shelf_time;
  bool const appends = (options & self::append_to_archived) != 0;
  return (options & ~all) == 0 && (appends || options == 0);
}

double shelf_time(tester const& on, archived_test const& file) {
  auto const started = cyclers::timestamp_from(file.started);
  if (!started) return 0;
  auto const since = on.clock().since_1970 - started->since_1970;
  return std::max(0.0, std::chrono::duration<double>(since).count() - file.test_time);
}

/// Takes what the archived file says.
advanced_start_result go_on(tester& on, advanced_request const& what, advanced& made) {
  constexpr std::uint8_t most_removed = 20;
  made.file = on.files.find(file_type::archive, what.archived_name);
  if (!made.file) return advanced_start_result::no_archived_file;
  auto const text = on.files.read(file_type::archive, *made.file).value_or("");
  if (!read_data(text, 0)) return advanced_start_result::no_archived_file;
  auto file = read_data(text, what.remove_records);
  if (!file || what.remove_records > most_removed) return advanced_start_result::too_many_removed;
  bool const own = (what.options & messages::advanced_start::use_archived_procedure) != 0;
  made.test = read_plan(on, own ? file->test.procedure : what.data.procedure);
  if (made.test.in_the_way != obstacle::none)
    return own ? advanced_start_result::no_archived_procedure
               : advanced_start_result::other_problem;
  if (on.name_active(file->test.name)) return advanced_start_result::other_problem;
  made.test.test.name = file->test.name;
  made.test.test.comment = file->test.comment;
  made.test.test.c_rate = what.data.c_rate;
  made.test.test.chamber = what.data.chamber;
  made.how = {.first_step = file->step, .cycle = file->cycle};
  made.from = {.test_time = file->test_time,
               .step_time = file->step_time,
               .capacity = file->capacity,
               .energy = file->energy,
               .records = file->records};
  if ((what.options & messages::advanced_start::add_shelf_time) != 0)
    made.from.test_time += shelf_time(on, *file);
  made.lines = std::move(file->lines);
  return advanced_start_result::ok;
}

advanced_start_result check_step(cycler::procedure const& in, std::int64_t step) {
  if (step < 1 || step > static_cast<std::int64_t>(in.steps.size()))
    return advanced_start_result::illegal_step;
  auto const& what = in.steps[static_cast<std::size_t>(step) - 1].what;
  return std::holds_alternative<cycler::drive>(what) ? advanced_start_result::ok
                                                     : advanced_start_result::wrong_step_type;
}

advanced_start_result put_together(tester& on, advanced_request const& what, advanced& made) {
  if (!are_legal(what.options)) return advanced_start_result::illegal_options;
  if (!has_legal_numbers(what)) return advanced_start_result::other_problem;
  if (what.options != 0) {
    if (auto const why = go_on(on, what, made); why != advanced_start_result::ok) return why;
  } else {
    made.test = plan_start(on, what.data);
    if (made.test.in_the_way != obstacle::none) return advanced_result_of(made.test.in_the_way);
  }
  if (given(what.step)) {
    if (auto const why = check_step(*made.test.what, what.step); why != advanced_start_result::ok)
      return why;
    made.how.first_step = static_cast<std::size_t>(what.step);
  }
  made.how.c_rate_ah = made.test.test.c_rate;
  made.how.remaining = {what.loop_1, what.loop_2, what.loop_3, what.loop_4};
  if (given(what.cycle)) made.how.cycle = static_cast<std::uint32_t>(std::max(what.cycle, 1));
  if (given(what.test_time)) made.from.test_time = what.test_time;
  if (given(what.step_time)) made.from.step_time = what.step_time;
  if (given(what.capacity)) made.from.capacity = what.capacity;
  if (given(what.energy)) made.from.energy = what.energy;
  bool const there =
      made.how.first_step >= 1 && made.how.first_step <= made.test.what->steps.size();
  return there ? advanced_start_result::ok : advanced_start_result::illegal_step;
}

advanced_start_result begin_advanced(call& of, advanced_request const& what) {
  auto* const one = of.channel();
  if (!one) return advanced_start_result::invalid_channel;
  if (!one->is_free()) return advanced_start_result::not_available;
  advanced made;
  if (auto const why = put_together(of.tester, what, made); why != advanced_start_result::ok)
    return why;
  for (auto* const other : of.tester.selected()) other->select(false);
  auto const why = begin(of.tester, *one, made.test, made.how, made.from, made.lines);
  if (why == obstacle::none && made.file) of.tester.files.remove(file_type::archive, *made.file);
  return advanced_result_of(why);
}

answer<messages::advanced_start> advanced_start(call& of, advanced_request const& what) {
  return messages::advanced_start::reply{.result = {.code = begin_advanced(of, what)}};
}

}  // namespace

std::vector<answerer> advanced_answers() {
  return {line<messages::advanced_start, &advanced_start>()};
}

}  // namespace sim::mac
