#pragma once

#include <map>
#include <sockio/result.hpp>
#include <string_view>
#include <vector>

#include "cyclers/arbin/channel_number.hpp"
#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/refusal.hpp"

namespace cyclers::arbin {

/// Holds how a command ended on each channel that it was given to.
///
/// A failure's code is the documented result, e.g. stop_result::not_running, or says why nobody
/// knows whether the command was carried out.
using outcomes = std::map<int, result<void>>;

namespace detail {

/// Is what one feedback says.
struct answer {
  std::int32_t channel = 0;  ///< From 0; -1 in some feedbacks of a success.
  boost::system::error_code result{};
};

/// Reads a feedback as that of some command.
using answer_reader = result<answer> (*)(std::string_view bytes);

template <class C>
result<answer> read_answer(std::string_view bytes) {
  auto const read = arbin::read_feedback<C>(bytes);
  if (!read) return read.error();
  return answer{read->channel, make_error_code(read->result)};
}

/// Is feedbacks given to the channels that they are about.
struct sorted_answers {
  std::map<int, boost::system::error_code> known{};
  std::vector<int> open{};    ///< Channels of which nobody knows.
  sockio::failure trouble{};  ///< With no code when every feedback could be used.
  std::vector<boost::system::error_code> unnamed{};  ///< Of feedbacks without a channel.
};

/// Finds the channel of each feedback.
///
/// Feedbacks without one are given to the channels that no other names, when it does not matter
/// which gets which. The first feedback that cannot be used ends it.
sorted_answers sort_answers(std::string_view bytes, std::vector<channel_number> const& asked,
                            answer_reader read);

}  // namespace detail
}  // namespace cyclers::arbin
