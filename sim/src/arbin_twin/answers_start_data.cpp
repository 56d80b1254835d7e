#include <algorithm>

#include "arbin_twin/call.hpp"
#include "arbin_twin/texts.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::data_result;

constexpr std::size_t most_names = 100;

std::vector<std::string> labels_of(console& of, std::string const& schedule) {
  auto const found = of.find_schedule(schedule);
  return found.what ? step_labels(*found.what) : std::vector<std::string>();
}

messages::start_record start_record_of(console& of, std::uint16_t index) {
  messages::start_record to{.channel = index};
  auto const* const one = of.channel(index);
  if (!one) {
    to.result = data_result::database;
    return to;
  }
  to.schedule = one->assigned.schedule;
  to.variables = one->reached().variables;
  to.steps = labels_of(of, to.schedule);
  for (auto const& name : of.names())
    if (to.test_names.size() < most_names) to.test_names.push_back(name);
  return to;
}

messages::resume_record resume_record_of(console& of, std::uint16_t index) {
  messages::resume_record to{.channel = index};
  auto const* const one = of.channel(index);
  if (!one || !one->test()) {
    to.result = one ? data_result::no_test_name : data_result::database;
    return to;
  }
  auto const& test = *one->test();
  to.test_name = test.name;
  to.schedule = test.schedule;
  to.creator = test.creator;
  to.comment = test.comment;
  to.start_time = test.started;
  to.steps = labels_of(of, test.schedule);
  if (one->status() == channel_status::finished)
    to.result = data_result::no_resume_table;
  else
    to.resume_data = one->reached();
  return to;
}

/// Answers for each channel that is asked about, in one message.
template <class C, class Read>
void records(call& of, messages::channel_list const& asked, Read read) {
  auto const refused = of.console.refusal(C::info.name);
  typename C::reply reply;
  for (auto const index : asked.channels) {
    auto record = read(of.console, index);
    if (refused) record.result = static_cast<data_result>(*refused);
    reply.channels.push_back(std::move(record));
  }
  of.answer<C>(reply);
}

void get_start_data(call& of, messages::channel_list const& asked) {
  records<messages::get_start_data>(of, asked, &start_record_of);
}

void get_resume_data(call& of, messages::channel_list const& asked) {
  records<messages::get_resume_data>(of, asked, &resume_record_of);
}

}  // namespace

std::vector<answerer> start_data_answers() {
  return {
      line<messages::get_start_data, &get_start_data>(),
      line<messages::get_resume_data, &get_resume_data>(),
  };
}

}  // namespace sim::cti
