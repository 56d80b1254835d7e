#include "sim/device_class.hpp"

namespace sim {
namespace {

constexpr std::size_t longest_line = 4096;

class echo_conversation final : public conversation {
 public:
  explicit echo_conversation(transport kind) : whole_(kind == transport::udp) {}

  void receive(std::string_view bytes, std::vector<reply>& answers) override {
    auto const end = bytes.rfind('\n');
    auto const lines = whole_ ? bytes : bytes.substr(0, end == bytes.npos ? 0 : end + 1);
    auto const rest = bytes.substr(lines.size());
    if (!lines.empty()) {
      begun_ += lines;
      answers.push_back({.bytes = std::move(begun_)});
      begun_.clear();
    }
    if (begun_.size() + rest.size() > longest_line) {
      answers.push_back({.bytes = "line too long\n", .then_close = true});
      begun_.clear();
    } else {
      begun_ += rest;
    }
  }

 private:
  bool whole_;
  std::string begun_;
};

class echo final : public device {
 public:
  std::unique_ptr<conversation> converse(wire over) override {
    return std::make_unique<echo_conversation>(over.kind);
  }
  void advance(duration) override {}
};

}  // namespace

device_class const& echo_class() {
  static device_class const self{
      .name = "Echo",
      .doc = "Answers each line with itself; for tests and measurements.",
      .make = [](device_setup const&) -> config_result<std::unique_ptr<device>> {
        return std::make_unique<echo>();
      }};
  return self;
}

}  // namespace sim
