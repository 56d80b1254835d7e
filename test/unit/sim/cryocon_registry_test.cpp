#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "cryocon/properties.hpp"
#include "cryocon_client.hpp"

// The table is walked here, so a new line of it is tested without an edit; only a value that the
// general rules do not give is named.
namespace cryocon_registry_test {

using ::cryocon::access;
using ::cryocon::property_id;
using ::cryocon::property_info;
using ::cryocon::target;
using ::cryocon::value_kind;
using sim::cryocon_client;

struct pair_of_texts {
  std::string sent;
  std::string read;
};

std::string trim_number(double value) { return fmt::format("{:.7g}", value); }

double inside(::cryocon::limits const& range) {
  if (!range.choices.empty()) return range.choices.back();
  if (range.least > -1e300 && range.most < 1e300) return std::floor((range.least + range.most) / 2);
  return range.least > -1e300 ? range.least + 3 : 3;
}

// Returns a legal value of a property and how it reads back.
pair_of_texts legal(property_info const& property, int index) {
  std::map<property_id, pair_of_texts> const special{
      {property_id::input_bias_voltage, {"3.0MV", "3.0MV"}},
      {property_id::input_sensor, {"20", "20"}},
      {property_id::loop_set_point, {"77.4", "77.400000K"}},
      {property_id::network_ip_address, {"\"10.0.0.7\"", "10.0.0.7"}},
      {property_id::mail_server, {"\"10.0.0.8\"", "10.0.0.8"}},
      {property_id::mail_from, {"\"a@b.c\"", "a@b.c"}},
      {property_id::mail_to, {"\"d@e.f\"", "d@e.f"}},
      {property_id::control_control, {"", "ON"}},
      {property_id::loop_range, {index >= 3 ? "10V" : "HI", index >= 3 ? "10V" : "HI"}},
  };
  if (auto const found = special.find(property.id); found != special.end()) return found->second;
  double const number = inside(property.range);
  switch (property.kind) {
    case value_kind::on_off:
      return {"ON", "ON"};
    case value_kind::yes_no:
      return {"YES", "YES"};
    case value_kind::real:
      // A difference of two temperatures, such as a dead-band, is written as they are.
      if (property.unit == "display") return {trim_number(number), fmt::format("{:.6f}", number)};
      [[fallthrough]];
    case value_kind::integer:
      return {trim_number(number), trim_number(number)};
    case value_kind::degrees:
      return {"12.5", "12.50000"};
    case value_kind::set_point:
      return {"250", "250.000000K"};
    case value_kind::text:
    case value_kind::quoted:
      return {"\"Cold; plate\"", "Cold; plate"};
    case value_kind::day:
      return {"\"05/14/2020\"", "\"05/14/2020\""};
    case value_kind::time:
      return {"\"16:02:35\"", "\"16:02:35\""};
    case value_kind::channel:
      return {"D", "D"};
    case value_kind::enumeration: {
      auto const second = std::string(property.options->items[1].text);
      return {second, second};
    }
    default:
      return {};
  }
}

// Returns a value that the property must not take; empty when it takes any.
std::string illegal(property_info const& property) {
  switch (property.kind) {
    case value_kind::none:
    case value_kind::engagement:
      return "surplus";
    case value_kind::text:
    case value_kind::quoted:
      return '"' + std::string(property.range.length + 1, 'x') + '"';
    default:
      return "#?";
  }
}

bool is_block(value_kind kind) {
  return kind == value_kind::curve || kind == value_kind::pid_table || kind == value_kind::records;
}

int member_of(property_info const& property) {
  auto const& known = ::cryocon::info(property.where);
  if (known.index == 0) return 0;
  if (property.where == ::cryocon::group::sensor) return 64;
  return property.range.last != 0 ? property.range.last : known.last;
}

struct subject {
  property_info const* what;
  friend void PrintTo(subject const& it, std::ostream* out) { *out << it.what->mnemonic; }
};

class property_test : public testing::TestWithParam<subject> {
 protected:
  property_info const& property = *GetParam().what;
  target const it{&property, member_of(property)};
  std::string const address = ::cryocon::address_of(it);
  std::string const query = property.readable() ? ::cryocon::query_of(it) : address + "?";
  cryocon_client cryo = ready();

 private:
  // Brings the twin into a state in which the property has a meaning.
  cryocon_client ready() const {
    auto options = cryocon_client::quick();
    for (auto& each : options.inputs) each.temperature = 35;
    cryocon_client made(options);
    made.pass(std::chrono::seconds(1));
    made.ask("CONFIG 5:SAVE");
    if (property.id == property_id::input_bias_voltage)
      made.ask(fmt::format("INPUT {}:SENSOR 32", static_cast<char>(it.index)));
    return made;
  }
};

template <class Wanted>
auto those(Wanted wanted) {
  std::vector<subject> out;
  for (auto const& each : ::cryocon::registry())
    if (wanted(each)) out.push_back({&each});
  return testing::ValuesIn(out);
}

std::string name_of(testing::TestParamInfo<subject> const& test) {
  auto const& property = *test.param.what;
  return fmt::format("{}_{}", ::cryocon::info(property.where).name, property.name);
}

class every_readable_property : public property_test {};
INSTANTIATE_TEST_SUITE_P(cryocon_twin, every_readable_property,
                         those([](auto const& each) { return each.readable(); }), name_of);

TEST_P(every_readable_property, answers_its_query) {
  auto const answer = cryo.ask(query);
  EXPECT_TRUE(answer.ends_with("\n")) << answer;
  EXPECT_EQ(answer.find("NACK"), answer.npos) << query;
  EXPECT_GT(answer.size(), is_block(property.kind) ? 2u : 1u) << query;
}

class every_writable_property : public property_test {};
INSTANTIATE_TEST_SUITE_P(cryocon_twin, every_writable_property, those([](auto const& each) {
                           return each.writable() && !is_block(each.kind);
                         }),
                         name_of);

TEST_P(every_writable_property, reads_back_what_was_set) {
  auto const [sent, read] = legal(property, it.index);
  auto const set = address + (sent.empty() ? "" : " ") + sent;
  EXPECT_EQ(cryo.ask(set), "\n") << set;
  EXPECT_EQ(cryo.ask(query), read + "\n") << set;
}

class every_property : public property_test {};
INSTANTIATE_TEST_SUITE_P(cryocon_twin, every_property, those([](auto const&) { return true; }),
                         name_of);

TEST_P(every_property, refuses_what_it_cannot_be) {
  auto const bad = address + ' ' + illegal(property);
  EXPECT_EQ(cryo.ask(bad), "NACK\n") << bad;
}

class every_bounded_number : public property_test {};
INSTANTIATE_TEST_SUITE_P(cryocon_twin, every_bounded_number, those([](auto const& each) {
                           bool const number =
                               each.kind == value_kind::integer || each.kind == value_kind::real;
                           return number && each.allowed != access::read && each.range.most < 1e300;
                         }),
                         name_of);

TEST_P(every_bounded_number, is_refused_beyond_its_range) {
  auto const bad = address + ' ' + trim_number(property.range.most + 1);
  EXPECT_EQ(cryo.ask(bad), "NACK\n") << bad;
}

class every_command : public property_test {};
INSTANTIATE_TEST_SUITE_P(cryocon_twin, every_command,
                         those([](auto const& each) { return each.allowed == access::command; }),
                         name_of);

TEST_P(every_command, runs_and_has_no_query) {
  bool const needs_control = property.id == property_id::loop_autotune_start ||
                             property.id == property_id::loop_autotune_save;
  auto const line = address + (property.kind == value_kind::none ? "" : " 1");
  EXPECT_EQ(cryo.ask(query), property.id == property_id::common_signal_complete ? "1\n" : "NACK\n");
  EXPECT_EQ(cryo.ask(line), needs_control ? "NACK\n" : "\n") << line;
}

class every_property_of_the_instrument : public property_test {};
INSTANTIATE_TEST_SUITE_P(cryocon_twin, every_property_of_the_instrument,
                         those([](auto const& each) {
                           return each.readable() && ::cryocon::info(each.where).index == 0 &&
                                  each.id != property_id::common_event_status;
                         }),
                         name_of);

TEST_P(every_property_of_the_instrument, is_reached_by_all_of_its_spellings) {
  auto const expected = cryo.ask(query);
  std::string_view rest = property.mnemonic;
  while (!rest.empty()) {
    auto const end = rest.find('|');
    std::string const spelling(rest.substr(0, end));
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    EXPECT_EQ(cryo.ask(spelling + "?"), expected) << spelling;
  }
}

}  // namespace cryocon_registry_test
