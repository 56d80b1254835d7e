#include "servers/shown.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace servers {

namespace {

constexpr bool release = true;

/// Gives Tango elements that it deletes once they are sent.
template <class T, class From>
void give(Tango::Attribute& where, shown const& what, std::vector<From> const& elements, long x,
          long y) {
  auto own = std::make_unique<T[]>(std::max<std::size_t>(elements.size(), 1));
  for (std::size_t i = 0; i < elements.size(); ++i) own[i] = static_cast<T>(elements[i]);
  auto const quality = what.alarm ? Tango::ATTR_ALARM : Tango::ATTR_VALID;
  auto when = stamp(what.when);
  where.set_value_date_quality(own.release(), when, quality, x, y, release);
}

void give(Tango::Attribute& where, shown const& what, std::vector<std::string> const& texts,
          long x) {
  auto own = std::make_unique<Tango::DevString[]>(std::max<std::size_t>(texts.size(), 1));
  for (std::size_t i = 0; i < texts.size(); ++i) own[i] = owned(texts[i]);
  auto const quality = what.alarm ? Tango::ATTR_ALARM : Tango::ATTR_VALID;
  auto when = stamp(what.when);
  where.set_value_date_quality(own.release(), when, quality, x, 0, release);
}

/// Gives Tango one element; it deletes a scalar in another way than a spectrum.
template <class T>
void give_one(Tango::Attribute& where, shown const& what, T element) {
  auto const quality = what.alarm ? Tango::ATTR_ALARM : Tango::ATTR_VALID;
  auto when = stamp(what.when);
  where.set_value_date_quality(new T(element), when, quality, 1, 0, release);
}

struct giver {
  Tango::Attribute& where;
  shown const& what;

  void operator()(std::monostate) const {
    where.set_quality(Tango::ATTR_INVALID);
    auto when = stamp(what.when);
    where.set_date(when);
  }
  void operator()(bool value) const { give_one<Tango::DevBoolean>(where, what, value); }
  void operator()(std::int64_t value) const { give_one<Tango::DevLong64>(where, what, value); }
  void operator()(double value) const { give_one<Tango::DevDouble>(where, what, value); }
  void operator()(std::string const& value) const {
    give_one<Tango::DevString>(where, what, owned(value));
  }
  void operator()(std::vector<std::int64_t> const& values) const {
    give<Tango::DevLong64>(where, what, values, static_cast<long>(values.size()), 0);
  }
  void operator()(std::vector<double> const& values) const {
    give<Tango::DevDouble>(where, what, values, static_cast<long>(values.size()), 0);
  }
  void operator()(std::vector<std::string> const& values) const {
    give(where, what, values, static_cast<long>(values.size()));
  }
  void operator()(number_table const& table) const {
    give<Tango::DevDouble>(where, what, table.numbers, static_cast<long>(table.width),
                           static_cast<long>(table.height));
  }
};

/// Compares two values of the same kind; what is not a number is like what is not a number.
struct alike {
  datum const& other;

  bool operator()(double one) const { return like(one, std::get<double>(other)); }
  bool operator()(std::vector<double> const& one) const {
    return std::ranges::equal(one, std::get<std::vector<double>>(other), like);
  }
  bool operator()(number_table const& one) const {
    auto const& two = std::get<number_table>(other);
    return one.width == two.width && one.height == two.height &&
           std::ranges::equal(one.numbers, two.numbers, like);
  }
  template <class T>
  bool operator()(T const& one) const {
    return one == std::get<T>(other);
  }

 private:
  static bool like(double one, double two) {
    return one == two || (std::isnan(one) && std::isnan(two));
  }
};

template <class T>
T taken(Tango::WAttribute& where) {
  T value{};
  where.get_write_value(value);
  return value;
}

}  // namespace

bool same(sockio::result<shown> const& one, sockio::result<shown> const& other) {
  if (!one || !other)
    return !one && !other && std::string_view(one.error().what()) == other.error().what();
  return one->alarm == other->alarm && one->value.index() == other->value.index() &&
         std::visit(alike{other->value}, one->value);
}

Tango::DevFailed failed(sockio::failure const& why, std::string_view origin) {
  Tango::DevErrorList errors(1);
  errors.length(1);
  auto const& code = why.code();
  errors[0].reason =
      CORBA::string_dup((std::string(code.category().name()) + ": " + code.message()).c_str());
  errors[0].desc = CORBA::string_dup(why.what());
  errors[0].origin = CORBA::string_dup(std::string(origin).c_str());
  errors[0].severity = Tango::ERR;
  return Tango::DevFailed(errors);
}

void show(Tango::Attribute& where, attribute_plan const& plan, sockio::result<shown> const& what) {
  if (!what) throw failed(what.error(), plan.name);
  std::visit(giver{where, *what}, what->value);
}

datum written(Tango::WAttribute& where, attribute_plan const& plan) {
  switch (plan.kind) {
    case kind::boolean:
      return taken<Tango::DevBoolean>(where);
    case kind::integer:
      return static_cast<std::int64_t>(taken<Tango::DevLong64>(where));
    case kind::number:
      return taken<Tango::DevDouble>(where);
    case kind::text:
      return std::string(taken<Tango::DevString>(where));
  }
  throw std::logic_error("an attribute of no kind");
}

}  // namespace servers
