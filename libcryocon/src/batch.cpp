#include "cryocon/mode.hpp"
#include "cryocon/slot.hpp"

namespace cryocon {

value blocking_mode::engine::perform(operation what) const {
  return runtime->run(core->perform(std::move(what)));
}

namespace detail {
namespace {

/// A failed set or command whose slot was thrown away would go unnoticed.
bool is_unnoticed(operation const& what, std::shared_ptr<slot_state> const& slot) {
  return what.action() != verb::read && slot.use_count() == 1 && (*slot)->has_error();
}

}  // namespace

std::shared_ptr<slot_state> batch_queue::add(operation what) {
  operations_.push_back(std::move(what));
  return slots_.emplace_back(std::make_shared<slot_state>());
}

void batch_queue::clear() {
  operations_.clear();
  slots_.clear();
}

sockio::awaitable<void> batch_queue::send(std::shared_ptr<batch_queue> queue) {
  auto const operations = std::exchange(queue->operations_, {});
  auto const slots = std::exchange(queue->slots_, {});
  if (operations.empty()) co_return;
  auto ends = co_await sockio::as_result(queue->core_->perform_all(operations));
  std::optional<sockio::failure> failure;
  if (!ends) failure = ends.error();
  if (ends && ends->broken) failure = ends->broken;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    *slots[i] = ends ? ends->results[i] : result<value>(ends.error());
    if (!failure && is_unnoticed(operations[i], slots[i])) failure = (*slots[i])->error();
  }
  if (failure) throw sockio::failure(*failure);
}

void throw_not_sent() {
  sockio::context story;
  story.device = "cryocon";
  story.problem = "the batch has not been sent";
  story.advice = "call send() before a slot is asked for its value";
  throw sockio::failure(sockio::errc::bad_value, std::move(story));
}

}  // namespace detail
}  // namespace cryocon
