#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cryocon/model.hpp>
#include <cryocon/properties.hpp>
#include <cryocon/protocol/codec.hpp>
#include <cryocon/protocol/command.hpp>
#include <set>

namespace registry_test {

using namespace cryocon;

int some_index(property_info const& property) {
  auto const& known = info(property.where);
  if (property.range.last != 0) return property.range.first;
  return known.index == 0 ? 0 : std::max(known.first, 1);
}

/// Writes a mnemonic with an index, each keyword cut by `shorten`.
template <class F>
std::string spelled(property_info const& property, std::string_view mnemonic, F shorten) {
  std::string text;
  bool root = true;
  auto const& known = info(property.where);
  bool const single = mnemonic.find(':') == std::string_view::npos;
  for (std::size_t at = 0; at <= mnemonic.size();) {
    auto const end = std::min(mnemonic.find(':', at), mnemonic.size());
    text += (root && mnemonic[0] == '*' ? "" : ":") + shorten(mnemonic.substr(at, end - at));
    if (root && known.index != 0 && !single) {
      int const index = some_index(property);
      text += " " + (known.index == 'A' ? std::string(1, static_cast<char>(index))
                                        : std::to_string(index));
    }
    root = false;
    at = end + 1;
  }
  return text;
}

std::string capitals(std::string_view word) {
  std::string text;
  for (char c : word) {
    if (std::islower(static_cast<unsigned char>(c)) != 0) break;
    text += c;
  }
  return text;
}

std::string long_form(std::string_view word) { return std::string(word); }

std::string lower(std::string_view word) {
  std::string text(word);
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

class registry_test : public testing::TestWithParam<property_info> {};

std::string test_name(testing::TestParamInfo<property_info> const& which) {
  return std::string(info(which.param.where).name) + "_" + std::string(which.param.name);
}

TEST_P(registry_test, says_its_unit_its_page_and_its_purpose) {
  auto const& property = GetParam();
  EXPECT_FALSE(property.unit.empty()) << "a property without unit says none";
  EXPECT_GE(property.page, 88);
  EXPECT_LE(property.page, 113);
  ASSERT_FALSE(property.doc.empty());
  EXPECT_TRUE(std::isupper(static_cast<unsigned char>(property.doc.front())));
  EXPECT_EQ(property.doc.back(), '.');
  EXPECT_EQ(property.doc.find('.'), property.doc.size() - 1) << "one sentence: " << property.doc;
  EXPECT_NE(property.models, 0U);
  EXPECT_EQ(property.kind == value_kind::enumeration, property.options != nullptr);
}

TEST_P(registry_test, is_found_by_its_path) {
  auto const& property = GetParam();
  target const what{&registry()[static_cast<std::size_t>(property.id)], some_index(property)};
  auto const found = find(path_of(what));
  ASSERT_TRUE(found) << found.error().what();
  EXPECT_EQ(path_of(*found), path_of(what));
  EXPECT_EQ(find(lower(path_of(what))).value(), what);
}

TEST_P(registry_test, parses_back_from_every_spelling) {
  auto const& property = GetParam();
  std::string_view rest = property.mnemonic;
  bool const query = property.readable();
  while (!rest.empty()) {
    auto const end = std::min(rest.find('|'), rest.size());
    auto const mnemonic = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    for (auto const shorten : {&long_form, &capitals, &lower}) {
      auto const line = spelled(property, mnemonic, shorten) + (query ? "?" : "");
      auto const commands = protocol::parse_line(line);
      ASSERT_EQ(commands.size(), 1U) << line;
      ASSERT_NE(commands[0].property, nullptr) << line;
      EXPECT_EQ(commands[0].property->name, property.name) << line;
      EXPECT_EQ(commands[0].query, query) << line;
    }
  }
}

TEST_P(registry_test, parses_back_from_what_is_sent) {
  auto const& property = GetParam();
  target const what{&registry()[static_cast<std::size_t>(property.id)], some_index(property)};
  auto const line = property.readable() ? query_of(what) : address_of(what);
  EXPECT_TRUE(std::ranges::none_of(line, [](char c) { return c >= 'a' && c <= 'z'; })) << line;
  auto const commands = protocol::parse_line(line);
  ASSERT_EQ(commands.size(), 1U);
  ASSERT_NE(commands[0].property, nullptr) << line;
  EXPECT_EQ(commands[0].property, what.property) << line;
  EXPECT_EQ(protocol::parse_index(property.where, commands[0].index), what.index) << line;
  EXPECT_TRUE(commands[0].argument.empty()) << line;
}

INSTANTIATE_TEST_SUITE_P(every_property, registry_test,
                         testing::ValuesIn(registry().begin(), registry().end()), test_name);

TEST(registry, holds_every_property_in_the_order_of_the_table) {
  std::size_t position = 0;
  for_each_property([&](auto const& each) {
    EXPECT_EQ(static_cast<std::size_t>(each.id), position);
    EXPECT_EQ(info(each.id).where, each.where);
    EXPECT_EQ(info(each.id).allowed, each.allowed);
    ++position;
  });
  EXPECT_EQ(position, registry().size());
}

TEST(registry, has_no_path_twice) {
  std::set<std::string> paths;
  for (auto const& each : registry()) {
    EXPECT_TRUE(paths.insert(path_of({&each, some_index(each)})).second) << path_of({&each, 1});
  }
}

TEST(registry, finds_what_people_type) {
  auto const name = [](std::string_view path) {
    auto const found = find(path);
    return found ? path_of(*found) : std::string(found.error().what());
  };
  EXPECT_EQ(name("idn"), "idn");
  EXPECT_EQ(name("control"), "control");
  EXPECT_EQ(name("system.name"), "name");
  EXPECT_EQ(name("input.A.temperature"), "input.A.temperature");
  EXPECT_EQ(name("inp.a.temp"), "input.A.temperature");
  EXPECT_EQ(name("loop.1.setpt"), "loop.1.set_point");
  EXPECT_EQ(name("LOOP.1.SET_POINT"), "loop.1.set_point");
  EXPECT_EQ(name("input.b.alarm.highest"), "input.B.alarm_high");
  EXPECT_EQ(name("loop.2.autotune.status"), "loop.2.autotune_status");
  EXPECT_EQ(name("relay.1"), "relay.1.status");
  EXPECT_EQ(name("dlog.count"), "data_log.count");
}

TEST(registry, names_the_nearest_path_when_there_is_none) {
  auto const said = [](std::string_view path) { return std::string(find(path).error().what()); };
  EXPECT_NE(said("input.B.temprature").find("did you mean 'input.B.temperature'"),
            std::string::npos);
  EXPECT_NE(said("loop.9.set_point").find("1 to 4"), std::string::npos) << said("loop.9.set_point");
  EXPECT_TRUE(find("").has_error());
  EXPECT_TRUE(find("...").has_error());
  EXPECT_TRUE(find(std::string(100000, 'a')).has_error());
}

}  // namespace registry_test
