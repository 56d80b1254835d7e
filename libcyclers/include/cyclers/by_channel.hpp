#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace cyclers {

/// Holds one value for each of some channels in a row, found by the channel's number as people
/// count.
template <class T>
class by_channel {
 public:
  using value_type = T;

  by_channel() = default;
  by_channel(int first, std::vector<T> values) : first_(first), values_(std::move(values)) {}

  /// Is one channel with its value: `for (auto [channel, value] : all)`.
  struct entry {
    int channel;
    T const& value;
  };
  class iterator {
   public:
    iterator(int channel, T const* at) : channel_(channel), at_(at) {}
    entry operator*() const { return {channel_, *at_}; }
    iterator& operator++() {
      ++channel_;
      ++at_;
      return *this;
    }
    friend bool operator==(iterator const& a, iterator const& b) { return a.at_ == b.at_; }

   private:
    int channel_;
    T const* at_;
  };

  iterator begin() const { return {first_, values_.data()}; }
  iterator end() const { return {last() + 1, values_.data() + values_.size()}; }

  /// Returns the value of a channel, or null.
  T const* find(int channel) const {
    bool const there = channel >= first_ && channel <= last();
    return there ? &values_[static_cast<std::size_t>(channel - first_)] : nullptr;
  }
  /// Returns the value of a channel. Errors: throws std::out_of_range.
  T const& at(int channel) const {
    return values_.at(channel < first_ ? values_.size()
                                       : static_cast<std::size_t>(channel - first_));
  }

  int first() const { return first_; }
  int last() const { return first_ + static_cast<int>(values_.size()) - 1; }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  std::span<T const> values() const { return values_; }

 private:
  int first_ = 1;
  std::vector<T> values_;
};

}  // namespace cyclers
