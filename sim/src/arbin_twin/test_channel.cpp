#include "arbin_twin/test_channel.hpp"

#include "arbin_twin/texts.hpp"

namespace sim::cti {
namespace {

using cycler::run_state;

double seconds(duration of) { return std::chrono::duration<double>(of).count(); }

channel_status of_step(cycler::runner const& on) {
  auto const at = on.status().step;
  auto const& step = on.what()->steps[at - 1];
  auto const way = std::get<cycler::drive>(step.what).way;
  if (way == cycler::direction::rest) return channel_status::rest;
  if (way == cycler::direction::charge) return channel_status::charge;
  if (way == cycler::direction::discharge) return channel_status::discharge;
  return on.hardware().current() < 0 ? channel_status::discharge : channel_status::charge;
}

}  // namespace

test_channel::test_channel(int number, cycler::channel hardware, arbin::input_set const& beside)
    : number_(number),
      beside_(std::make_shared<arbin::input_set const>(beside)),
      runner_(hardware),
      voltage_(runner_.hardware().voltage()) {}

void test_channel::catch_up(duration now) {
  constexpr duration shortest = std::chrono::milliseconds(100);
  if (now <= now_) return;
  runner_.advance(now - now_);
  now_ = now;
  if (now_ - measured_ < shortest) return;
  double const volts = runner_.hardware().voltage();
  rate_ = (volts - voltage_) / seconds(now_ - measured_);
  voltage_ = volts;
  measured_ = now_;
}

bool test_channel::running() const { return runner_.status().state == run_state::running; }

bool test_channel::unsafe() const {
  return trouble_ == trouble::unsafe || (runner_.status().state == run_state::tripped && !halted_);
}

bool test_channel::paused() const {
  return runner_.status().state == run_state::paused && !halted_;
}

bool test_channel::stopped() const {
  auto const state = runner_.status().state;
  return state == run_state::suspended ||
         (halted_ && (state == run_state::paused || state == run_state::tripped));
}

channel_status test_channel::status() const {
  if (unsafe()) return channel_status::unsafe;
  if (trouble_ == trouble::calibrating) return channel_status::calibration;
  auto const now = runner_.status();
  if (now.state == run_state::running) return of_step(runner_);
  if (paused()) return channel_status::pause;
  if (now.state == run_state::complete) return channel_status::finished;
  bool const stuck = now.halted == cycler::ended_by::no_progress;
  return now.state == run_state::stopped && stuck ? channel_status::error : channel_status::idle;
}

void test_channel::trouble_is(trouble what) {
  if (what == trouble::unsafe && running()) stop("Unsafe");
  trouble_ = what;
}

void test_channel::begin(std::array<float, 16> const& variables) {
  runner_.stop();
  halted_ = false;
  exit_.clear();
  variables_set_.reset();
  for (std::size_t n = 0; n < variables.size(); ++n)
    runner_.set_variable(static_cast<int>(n) + 1, double{variables[n]});
}

bool test_channel::start(test_data test, std::shared_ptr<cycler::procedure const> what,
                         std::size_t step) {
  if (step < 1 || step > what->steps.size()) return false;
  begin(assigned.variables);
  test_ = std::move(test);
  origin_ = {};
  return runner_.start(std::move(what), {.c_rate_ah = assigned.capacity, .first_step = step});
}

bool test_channel::resume_from(std::shared_ptr<cycler::procedure const> what, std::size_t step,
                               messages::resume_table const& from) {
  if (step < 1 || step > what->steps.size()) return false;
  begin(from.variables);
  origin_ = from;
  return runner_.start(std::move(what), {.c_rate_ah = assigned.capacity,
                                         .first_step = step,
                                         .cycle = std::max<std::uint32_t>(from.cycle, 1)});
}

messages::resume_table test_channel::reached() const {
  auto table = origin_;
  auto const now = runner_.status();
  table.cycle = now.cycle;
  table.test_time += seconds(now.test_time);
  table.step_time = seconds(now.step_time);
  table.charge_capacity += now.of_test.charge_ah;
  table.discharge_capacity += now.of_test.discharge_ah;
  table.charge_energy += now.of_test.charge_wh;
  table.discharge_energy += now.of_test.discharge_wh;
  for (std::size_t n = 0; n < table.variables.size(); ++n)
    table.variables[n] = static_cast<float>(runner_.vars()[n]);
  return table;
}

bool test_channel::stop(std::string why) {
  auto const state = runner_.status().state;
  bool const waits = state == run_state::paused || state == run_state::tripped;
  if (!runner_.suspend() && !(waits && !halted_)) return false;
  halted_ = true;
  exit_ = state == run_state::tripped ? trip_text(runner_.status().tripped) : std::move(why);
  return true;
}

bool test_channel::resume() {
  if (!stopped() || !runner_.resume()) return false;
  halted_ = false;
  exit_.clear();
  return true;
}

bool test_channel::continue_test() { return paused() && runner_.resume(); }

void test_channel::jump(std::size_t step) {
  if (step < 1 || step > runner_.what()->steps.size())
    stop("Jump to a step that does not exist");
  else
    runner_.jump_to(step);
}

void test_channel::forget() {
  if (running() || paused() || unsafe()) return;
  runner_.stop();
  runner_.clear();
  halted_ = false;
  test_.reset();
  origin_ = {};
  exit_.clear();
}

}  // namespace sim::cti
