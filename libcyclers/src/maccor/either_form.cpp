#include "either_form.hpp"

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/frames.hpp"
#include "cyclers/maccor/json_codec.hpp"

namespace cyclers::maccor {

result<std::string> written(question const& what, form how, std::int64_t id) {
  return how == form::json ? json_request(what.to, what.body, id)
                           : binary_request(what.to, what.body);
}

sockio::frame reply_frame(form how, address asked, std::size_t count) {
  return how == form::json ? json_frames(count) : binary_reply_frame(asked, count);
}

}  // namespace cyclers::maccor
