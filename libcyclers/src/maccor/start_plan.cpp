#include "cyclers/maccor/start_plan.hpp"

namespace cyclers::maccor::detail {

namespace {

messages::start_data data_of(start_plan const& plan) {
  messages::start_data data;
  data.test_name = plan.name.empty() ? "Random" : plan.name;
  data.procedure = plan.procedure;
  data.comment = plan.comment;
  data.c_rate = static_cast<float>(plan.c_rate);
  data.chamber = plan.chamber;
  return data;
}

}  // namespace

messages::start::request start_request(start_plan const& plan) {
  messages::start::request request;
  request.type = plan.type;
  request.version = plan.regime.empty() ? 1 : 2;
  request.data = data_of(plan);
  request.start_cycle = plan.start_cycle;
  request.total_cycles = plan.total_cycles;
  request.mass = static_cast<float>(plan.mass);
  request.v_gain = plan.v_gain;
  request.align_reports = plan.align_reports ? 1 : 0;
  request.parallel_r = static_cast<float>(plan.parallel_r);
  request.v_divider_high_r = static_cast<float>(plan.v_divider_high_r);
  request.v_divider_low_r = static_cast<float>(plan.v_divider_low_r);
  request.can_position = plan.can_position;
  request.can_profile = plan.can_profile;
  request.regime = plan.regime;
  return request;
}

messages::check_start::request check_request(start_plan const& plan) {
  messages::check_start::request request;
  request.data = data_of(plan);
  return request;
}

messages::advanced_start::request advanced_request(start_plan const& start,
                                                   advanced_plan const& plan) {
  using what = messages::advanced_start;
  what::request request;
  request.data = data_of(start);
  request.options =
      static_cast<std::uint8_t>((plan.append_to_archived ? what::append_to_archived : 0) |
                                (plan.use_archived_procedure ? what::use_archived_procedure : 0) |
                                (plan.add_shelf_time ? what::add_shelf_time : 0));
  request.archived_name = plan.archived_name;
  request.remove_records = plan.remove_records;
  request.test_time = static_cast<float>(plan.test_time);
  request.step_time = static_cast<float>(plan.step_time);
  request.step = plan.step;
  request.cycle = plan.cycle;
  request.loop_1 = plan.loop_1;
  request.loop_2 = plan.loop_2;
  request.loop_3 = plan.loop_3;
  request.loop_4 = plan.loop_4;
  request.capacity = static_cast<float>(plan.capacity);
  request.energy = static_cast<float>(plan.energy);
  return request;
}

}  // namespace cyclers::maccor::detail
