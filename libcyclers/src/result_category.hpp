#pragma once

#include <fmt/format.h>

#include <boost/system/error_category.hpp>
#include <string>

#include "cyclers/protocol/codes.hpp"

namespace cyclers {

/// Is the category of a table of results; its messages are the documents' texts.
class result_category : public boost::system::error_category {
 public:
  explicit result_category(protocol::code_table const& table) : table_(table) {}
  result_category(result_category const&) = delete;
  result_category& operator=(result_category const&) = delete;
  virtual ~result_category() = default;

  char const* name() const noexcept override { return table_.name.data(); }
  std::string message(int code) const override {
    auto const text = table_.text(static_cast<unsigned>(code));
    return text.empty() ? fmt::format("result {}, which is in no document", code)
                        : std::string(text);
  }

 private:
  protocol::code_table const& table_;
};

}  // namespace cyclers
