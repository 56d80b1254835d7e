#include "sim/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/nearest.hpp"
#include "config/scalar.hpp"
#include "sim/faults.hpp"

namespace config_test {

using namespace std::chrono_literals;
using testing::ElementsAre;

sim::device_class const& box_class() {
  static sim::device_class const self{
      .name = "Box",
      .doc = "Is for tests.",
      .options = {{.path = "channels.{A,B}.unit",
                   .type = sim::value_type::word,
                   .words = {"K", "C"}},
                  {.path = "loops.*.source"},
                  {.path = "*idn"},
                  {.path = "distc", .type = sim::value_type::integer},
                  {.path = "lockout", .type = sim::value_type::boolean}},
      .udp_beside_tcp = true,
      .make = sim::echo_class().make};
  return self;
}

sim::lab_plan read(std::string_view text, std::string_view file = "lab.yml") {
  return sim::read_plan(text, file, {box_class(), sim::echo_class()}).value();
}

constexpr auto yaml = R"(speed: 60
seed: 7
log_level: DEBUG
devices:
- class: Box
  name: one
  transports:
  - type: tcp
    url: :5000
    newline: "\r\n"
  - type: serial
    baudrate: 9600
  channels:
    A: {unit: c}
  loops:
    1:
      source: A
  distc: 4
  lockout: OFF
)";

constexpr auto toml = R"(speed = 60
seed = 7
log_level = "DEBUG"
[[devices]]
class = "Box"
name = "one"
channels.A.unit = "c"
loops.1.source = "A"
distc = 4
lockout = false
[[devices.transports]]
type = "tcp"
url = ":5000"
newline = "\r\n"
[[devices.transports]]
type = "serial"
baudrate = 9600
)";

constexpr auto json = R"({"speed": 60, "seed": 7, "log_level": "DEBUG",
	"devices": [{"class": "Box", "name": "one",
		"transports": [{"type": "tcp", "url": ":5000", "newline": "\r\n"},
		               {"type": "serial", "baudrate": 9600}],
		"channels": {"A": {"unit": "c"}}, "loops": {"1": {"source": "A"}},
		"distc": 4, "lockout": false}]}
)";

struct language {
  char const* text;
  char const* file;
};
struct every_language : testing::TestWithParam<language> {};

TEST_P(every_language, says_the_same) {
  auto const plan = read(GetParam().text, GetParam().file);
  EXPECT_EQ(plan.speed, 60);
  EXPECT_EQ(plan.seed, 7U);
  EXPECT_EQ(plan.level, sim::log_level::debug);
  ASSERT_EQ(plan.devices.size(), 1U);
  auto const& device = plan.devices[0];
  EXPECT_EQ(device.name, "one");
  EXPECT_EQ(device.type.name, "Box");
  EXPECT_EQ(device.options.text("channels.A.unit", "K"), "C");
  EXPECT_EQ(device.options.text("loops.1.source", ""), "A");
  EXPECT_EQ(device.options.integer("distc", 1), 4);
  EXPECT_FALSE(device.options.boolean("lockout", true));
  EXPECT_THAT(device.options.keys("channels"), ElementsAre("A"));
  ASSERT_EQ(device.transports.size(), 2U);
  EXPECT_EQ(device.transports[0].kind, sim::transport::tcp);
  EXPECT_EQ(device.transports[0].url, ":5000");
  EXPECT_EQ(device.transports[0].newline, "\r\n");
  EXPECT_EQ(device.transports[1].kind, sim::transport::serial);
  EXPECT_EQ(device.transports[1].baudrate, 9600U);
  EXPECT_EQ(device.transports[1].newline, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(of_three, every_language,
                         testing::Values(language{yaml, "lab.yaml"}, language{toml, "lab.toml"},
                                         language{json, "LAB.JSON"}),
                         [](auto const& one) {
                           std::string const file = one.param.file;
                           return file.substr(file.find('.') + 1);
                         });

TEST(options, that_are_left_out_have_the_value_of_the_call) {
  sim::options const none;
  EXPECT_FALSE(none.has("lockout"));
  EXPECT_TRUE(none.boolean("lockout", true));
  EXPECT_EQ(none.number("a.b", 1.5), 1.5);
  EXPECT_EQ(none.span("a", 3s), 3s);
  EXPECT_THAT(none.keys("channels"), ElementsAre());
}

TEST(options, know_their_line) {
  auto const plan = read(yaml);
  EXPECT_EQ(plan.devices[0].options.line("distc"), 18);
  EXPECT_EQ(plan.devices[0].options.line("loops.1.source"), 17);
}

TEST(a_key_with_a_star_of_its_own, is_no_wildcard) {
  auto const plan =
      read("devices:\n- {class: Box, name: a, transports: [{url: ':0'}], '*idn': X}\n");
  EXPECT_EQ(plan.devices[0].options.text("*idn", ""), "X");
}

TEST(a_url, can_be_a_pair_as_in_python) {
  auto const plan =
      read("devices:\n- {class: Box, name: a, transports: [{url: [localhost, 5000]}]}\n");
  EXPECT_EQ(plan.devices[0].transports[0].url, "localhost:5000");
}

TEST(a_newline, can_be_written_in_many_ways) {
  for (auto const& [written, meant] : std::vector<std::pair<std::string, std::string>>{
           {"\"\\n\"", "\n"}, {"'\\r\\n'", "\r\n"}, {"CR", "\r"}, {"crlf", "\r\n"}, {"LF", "\n"}}) {
    auto const plan = read(
        "devices:\n- {class: Box, name: a, transports: [{url: ':0', newline: " + written + "}]}\n");
    EXPECT_EQ(plan.devices[0].transports[0].newline, meant) << written;
  }
}

TEST(what_a_device_says_of_all_its_transports, is_changed_by_what_a_transport_says) {
  auto const plan = read(R"(devices:
- class: Box
  name: a
  baudrate: 9600
  newline: "\r"
  faults: {delay: 20ms, nack: 3, garbage_bytes: '\xff\x00'}
  transports:
  - url: :0
  - url: :0
    baudrate: 1200
    newline: "\n"
    faults: {nack: 5, connections: drop}
)");
  auto const& [first, second] =
      std::tie(plan.devices[0].transports[0], plan.devices[0].transports[1]);
  EXPECT_EQ(first.baudrate, 9600U);
  EXPECT_EQ(first.newline, "\r");
  EXPECT_EQ(first.faults.delay, 20ms);
  EXPECT_EQ(first.faults.nack, 3U);
  EXPECT_EQ(first.faults.garbage_bytes, std::string("\xff\x00", 2));
  EXPECT_EQ(second.baudrate, 1200U);
  EXPECT_EQ(second.newline, "\n");
  EXPECT_EQ(second.faults.delay, 20ms);
  EXPECT_EQ(second.faults.nack, 5U);
  EXPECT_EQ(second.faults.clients, sim::faults::connections::drop);
}

TEST(udp_beside_tcp, is_left_to_the_class_unless_told) {
  auto const beside = [](std::string const& transports) {
    return read("devices:\n- {class: Box, name: a, transports: [" + transports + "]}\n")
        .devices[0]
        .transports[0]
        .udp_beside;
  };
  EXPECT_EQ(beside("{url: ':0'}"), std::nullopt);
  EXPECT_EQ(beside("{url: ':0', udp: auto}"), std::nullopt);
  EXPECT_EQ(beside("{url: ':0', udp: off}"), false);
  EXPECT_EQ(beside("{url: ':0', udp: on}"), true);
  EXPECT_EQ(beside("{url: ':0'}, {type: udp, url: ':0'}"), false);
}

TEST(an_alias, says_again_what_was_said) {
  auto const plan = read(R"(devices:
- {class: Box, name: a, transports: &where [{url: ':0'}]}
- {class: Echo, name: b, transports: *where}
)");
  EXPECT_EQ(plan.devices[1].transports[0].url, ":0");
}

TEST(every_fault, can_be_set_by_its_key) {
  for (auto const& spec : sim::fault_options()) {
    sim::node map;
    auto const value = spec.type == sim::value_type::boolean ? "on"
                       : spec.type == sim::value_type::word  ? "drop"
                                                             : "9";
    map.set(spec.path, value);
    auto const checked = sim::check_options(map, sim::fault_options(), "a test");
    ASSERT_TRUE(checked) << spec.path;
    EXPECT_NE(sim::read_faults(*checked), sim::faults{}) << spec.path;
  }
}

TEST(the_options_of_every_class, are_told_in_a_sentence_and_have_defaults_that_they_accept) {
  std::vector<std::pair<std::string, std::vector<sim::option_spec>>> tables{
      {"file", sim::file_options()},
      {"device", sim::device_options()},
      {"transport", sim::transport_keys()},
      {"faults", sim::fault_options()}};
  for (auto const& one : sim::device_classes()) {
    EXPECT_TRUE(one.doc.ends_with('.')) << one.name;
    tables.emplace_back(one.name, one.options);
  }
  for (auto const& [owner, table] : tables)
    for (auto const& spec : table) {
      EXPECT_TRUE(spec.doc.ends_with('.')) << owner << ' ' << spec.path;
      EXPECT_EQ(spec.type == sim::value_type::word, !spec.words.empty())
          << owner << ' ' << spec.path;
      if (spec.otherwise.empty()) continue;
      sim::node map;
      map.set("key", spec.otherwise);
      auto plain = spec;
      plain.path = "key";
      EXPECT_TRUE(sim::check_options(map, {plain}, "a test")) << owner << ' ' << spec.path;
    }
}

TEST(a_span, has_a_unit_or_is_in_seconds) {
  using sim::config::read_span;
  EXPECT_EQ(read_span("20ms"), 20ms);
  EXPECT_EQ(read_span("1.5 s"), 1500ms);
  EXPECT_EQ(read_span("2min"), 2min);
  EXPECT_EQ(read_span("0.25"), 250ms);
  EXPECT_EQ(read_span("1e-3 h"), 3600ms);
  for (auto const* wrong : {"", "s", "1 week", "-1s", "1e300", "nan", "1,5s"})
    EXPECT_EQ(read_span(wrong), std::nullopt) << wrong;
}

TEST(the_nearest_word, is_the_one_with_the_fewest_slips) {
  using sim::config::nearest;
  EXPECT_EQ(nearest("lokout", {"lockout", "control"}), "lockout");
  EXPECT_EQ(nearest("cotnrol", {"lockout", "control"}), "control");
  EXPECT_EQ(nearest("CRYOCON", {"CryoCon"}), "CryoCon");
  EXPECT_EQ(nearest("x", {"y", "z"}), "");
  EXPECT_EQ(nearest("entirely", {"different"}), "");
}

}  // namespace config_test
