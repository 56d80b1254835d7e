#pragma once

#include <bit>
#include <concepts>
#include <cstring>
#include <string>
#include <string_view>

#include "cyclers/error.hpp"

/// Reads and writes little-endian bytes; pure, never throws. After the first fault nothing is read.
namespace cyclers::protocol {

template <class T>
concept number = std::integral<T> || std::floating_point<T>;

/// Turns a number's bytes round where the host is big-endian.
template <number T>
T little_endian(T value) {
  if constexpr (std::endian::native == std::endian::big) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
    std::memcpy(&value, bytes, sizeof(T));
  }
  return value;
}

/// Takes values from the front of some bytes.
class byte_reader {
 public:
  explicit byte_reader(std::string_view bytes) : at_(bytes.data()), left_(bytes.size()) {}

  std::size_t left() const noexcept { return left_; }
  /// Returns all bytes that are left, and leaves them.
  std::string_view rest() const noexcept { return {at_, left_}; }
  bool ok() const noexcept { return !fault_; }
  fault& trouble() noexcept { return fault_; }

  /// Returns the next `count` bytes; nothing, and a fault, when there are fewer.
  std::string_view take(std::size_t count) {
    if (count > left_) {
      cut_off(count);
      return {};
    }
    std::string_view const taken(at_, count);
    at_ += count;
    left_ -= count;
    return taken;
  }

  template <number T>
  T take_number() {
    T value{};
    if (left_ < sizeof(T)) {
      cut_off(sizeof(T));
      return value;
    }
    std::memcpy(&value, at_, sizeof(T));
    at_ += sizeof(T);
    left_ -= sizeof(T);
    return little_endian(value);
  }

  void fail(errc code, std::string problem) {
    if (!fault_) fault_ = {code, {}, std::move(problem)};
    left_ = 0;
  }

 private:
  void cut_off(std::size_t wanted);

  char const* at_;
  std::size_t left_;
  fault fault_;
};

/// Says what happens to a text that is too long for its field.
enum class overlong { refuse, cut };

/// Appends values to a string of bytes.
class byte_writer {
 public:
  explicit byte_writer(std::string& out, overlong policy = overlong::refuse)
      : out_(out), policy_(policy) {}

  bool ok() const noexcept { return !fault_; }
  fault& trouble() noexcept { return fault_; }
  bool cuts() const noexcept { return policy_ == overlong::cut; }
  std::size_t size() const noexcept { return out_.size(); }

  void put(std::string_view bytes) { out_.append(bytes); }
  void fill(std::size_t count, char with) { out_.append(count, with); }

  template <number T>
  void put_number(T value) {
    value = little_endian(value);
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out_.append(bytes, sizeof(T));
  }

  void fail(errc code, std::string problem) {
    if (!fault_) fault_ = {code, {}, std::move(problem)};
  }

 private:
  std::string& out_;
  overlong policy_;
  fault fault_;
};

}  // namespace cyclers::protocol
