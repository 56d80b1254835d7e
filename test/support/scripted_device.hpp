#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/station.hpp"

namespace test_support {

/// Is a device that a test writes down: what it answers to each line, and what it saw of time.
struct scripted {
  using answers = std::vector<sim::reply>;

  std::string name = "scripted";
  std::function<answers(std::string const& line)> answer = [](std::string const& line) {
    return answers{{.bytes = line + '\n'}};
  };
  std::shared_ptr<std::atomic<sim::duration>> lived =
      std::make_shared<std::atomic<sim::duration>>(sim::duration{});

  /// Returns how much of its own time the device has lived through.
  sim::duration age() const { return lived->load(); }
};

class scripted_device final : public sim::device {
 public:
  explicit scripted_device(scripted how) : how_(std::move(how)) {}

  std::unique_ptr<sim::conversation> converse(sim::wire over) override {
    return std::make_unique<talk>(how_, over.kind);
  }
  void advance(sim::duration passed) override { *how_.lived = how_.age() + passed; }

 private:
  class talk final : public sim::conversation {
   public:
    talk(scripted const& how, sim::transport kind) : how_(how), kind_(kind) {}

    void receive(std::string_view bytes, std::vector<sim::reply>& answers) override {
      begun_ += bytes;
      if (kind_ == sim::transport::udp && !begun_.ends_with('\n')) begun_ += '\n';
      for (auto end = begun_.find('\n'); end != begun_.npos; end = begun_.find('\n')) {
        for (auto& one : how_.answer(begun_.substr(0, end))) answers.push_back(std::move(one));
        begun_.erase(0, end + 1);
      }
    }

   private:
    scripted const& how_;
    sim::transport kind_;
    std::string begun_;
  };

  scripted how_;
};

inline std::unique_ptr<sim::device> make_device(scripted const& how) {
  return std::make_unique<scripted_device>(how);
}

}  // namespace test_support
