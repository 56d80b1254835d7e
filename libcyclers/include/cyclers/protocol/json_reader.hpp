#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cyclers/error.hpp"

/// Reads JSON front to back without building a tree; pure, never throws.
///
/// The grammar is that of RFC 8259, except that bytes above 127 in a string need not be UTF-8 (a
/// tester may send "\xb0C"). What is expected is read tolerantly: numbers may be strings, integers
/// may be written as reals, booleans as texts or numbers.
namespace cyclers::protocol {

/// Says what becomes of a real number that JSON cannot write (NaN, infinity), and of the null or
/// the text that stands for it.
enum class not_finite { refuse, null };

/// Walks over one JSON text; after the first fault nothing is read.
class json_reader {
 public:
  /// What the next value is, by its first character.
  enum class kind { object, array, string, number, boolean, null, none };

  static constexpr int deepest = 16;  ///< No message of any cycler nests deeper than 6.

  explicit json_reader(std::string_view text, not_finite policy = not_finite::null)
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()), policy_(policy) {}

  bool ok() const noexcept { return ok_; }
  fault& trouble() noexcept { return fault_; }

  /// Tells what comes next, without taking it.
  kind next();

  /// Enters an object; then `while (in.member(key))` walks over its members.
  bool enter_object() { return enter('{', "an object"); }
  /// Takes the key of the next member; false at the object's end or after a fault.
  ///
  /// The key stays valid until the next key is read.
  bool member(std::string_view& key);
  bool enter_array() { return enter('[', "an array"); }
  /// Goes to the next element; false at the array's end or after a fault.
  bool element();

  bool read(std::string& value);
  bool read(bool& value);
  bool read(std::int64_t& value);
  bool read(double& value);
  bool read(float& value);
  /// Takes a null.
  bool read_null();

  /// Takes a value of any kind and returns its text.
  std::string_view skip();
  /// Takes a number or the number in a string and returns its text.
  std::string_view number_text();

  /// Makes sure that nothing but white space is left.
  bool finish();

  void fail(errc code, std::string problem) {
    if (ok_) fault_ = {code, {}, std::move(problem)};
    ok_ = false;
    at_ = end_;
  }
  /// Says that something else was expected of the value that comes next.
  void expected(std::string_view what);

 private:
  bool enter(char bracket, std::string_view what);
  void white_space();
  bool separator(char close);
  bool key_text(std::string_view& text);
  bool quoted(std::string_view& raw, bool& escaped);
  bool unescape(std::string_view raw, std::string& out);
  bool plain_number(std::string_view& token);
  bool literal(std::string_view word);
  /// Takes a whole number as most are, which is worth a short way.
  bool read_digits(std::int64_t& value);
  void broken(std::string_view what);
  template <class T>
  bool read_real(T& value);

  char const* begin_;
  char const* at_;
  char const* end_;
  not_finite policy_;
  int depth_ = 0;
  bool ok_ = true;
  bool first_ = false;  ///< The value before the next is an opening bracket.
  std::string scratch_;
  fault fault_;
};

/// Compares keys in whatever letter case they are.
bool same_letters(std::string_view a, std::string_view b) noexcept;

}  // namespace cyclers::protocol
