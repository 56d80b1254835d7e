#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "sim/config.hpp"

namespace config_errors_test {

sim::device_class const& box_class() {
  static sim::device_class const self{
      .name = "Box",
      .doc = "Is for tests.",
      .options = {{.path = "channels.{A,B}.unit",
                   .type = sim::value_type::word,
                   .doc = "The unit.",
                   .words = {"K", "C"}},
                  {.path = "lockout", .type = sim::value_type::boolean, .doc = "The lock."},
                  {.path = "distc",
                   .type = sim::value_type::number,
                   .doc = "Time.",
                   .least = 0.5,
                   .most = 64},
                  {.path = "loops.*.type", .doc = "Any loop."}},
      .make = sim::echo_class().make};
  return self;
}

/// A configuration that is wrong in one place, and what must be said of it.
struct mistake {
  std::string name;
  std::string text;
  std::string said;
  std::string file = "lab.yml";
};

/// Puts keys into a device that is right in everything else; they begin in line 6.
std::string box(std::string const& keys) {
  return "devices:\n- class: Box\n  name: box1\n  transports:\n  - url: localhost:0\n" + keys;
}
/// Puts keys into a transport; they begin in line 6.
std::string line(std::string const& keys) {
  return "devices:\n- class: Box\n  name: box1\n  transports:\n  - type: tcp\n" + keys;
}

std::vector<mistake> const mistakes{
    {"a_key_that_is_misspelt", box("  lokout: on\n"),
     "lab.yml:6: unknown key 'lokout' in device 'box1'; did you mean 'lockout'?"},
    {"a_key_like_no_other", box("  zzzzzzzz: on\n"),
     "lab.yml:6: unknown key 'zzzzzzzz' in device 'box1'"},
    {"a_key_inside_of_a_key", box("  channels:\n    A:\n      unti: K\n"),
     "lab.yml:8: unknown key 'unti' in 'channels.A' of device 'box1'; did you mean 'unit'?"},
    {"a_channel_that_is_not_there", box("  channels:\n    E:\n      unit: K\n"),
     "lab.yml:7: unknown key 'E' in 'channels' of device 'box1'"},
    {"a_word_that_is_none", box("  channels: {A: {unit: Q}}\n"),
     "lab.yml:6: 'channels.A.unit' of device 'box1' must be one of K, C, not 'Q'"},
    {"a_switch_that_is_neither_on_nor_off", box("  lockout: maybe\n"),
     "lab.yml:6: 'lockout' of device 'box1' must be on or off, not 'maybe'"},
    {"a_number_that_is_none", box("  distc: 4 s\n"),
     "lab.yml:6: 'distc' of device 'box1' must be a number from 0.5 to 64, not '4 s'"},
    {"a_number_with_a_comma", box("  distc: '1,5'\n"),
     "lab.yml:6: 'distc' of device 'box1' must be a number from 0.5 to 64, not '1,5'"},
    {"a_number_out_of_range", box("  distc: 65\n"),
     "lab.yml:6: 'distc' of device 'box1' must be a number from 0.5 to 64, not '65'"},
    {"a_list_instead_of_a_value", box("  distc: [1]\n"),
     "lab.yml:6: 'distc' of device 'box1' must be a number from 0.5 to 64, not a list"},
    {"a_value_instead_of_keys", box("  channels: K\n"),
     "lab.yml:6: 'channels' of device 'box1' must hold keys and values"},
    {"a_key_without_value", box("  distc:\n"),
     "lab.yml:6: 'distc' of device 'box1' must be a number from 0.5 to 64, not nothing"},
    {"a_key_given_twice", box("  distc: 1\n  distc: 2\n"),
     "lab.yml:7: key 'distc' is given twice, first in line 6"},
    {"a_class_that_is_misspelt", "devices:\n- class: Bix\n  name: a\n",
     "lab.yml:2: unknown class 'Bix' of device 'a'; did you mean 'Box'?"},
    {"a_device_without_class", "devices:\n- name: a\n",
     "lab.yml:2: device 'a' has no class, e.g. class: CryoCon"},
    {"a_class_key_that_is_misspelt", "devices:\n- name: a\n  clas: Box\n",
     "lab.yml:3: unknown key 'clas' in device 'a'; did you mean 'class'?"},
    {"a_device_without_name", "devices:\n- class: Box\n  transports: [{url: ':0'}]\n",
     "lab.yml:2: device 1 has no name, e.g. name: cryo1"},
    {"a_device_without_transports", "devices:\n- class: Box\n  name: a\n",
     "lab.yml:2: device 'a' has no transports, e.g. transports: [{type: tcp, url: ':5000'}]"},
    {"transports_that_are_no_list",
     "devices:\n- class: Box\n  name: box1\n  transports: {url: ':0'}\n",
     "lab.yml:4: 'transports' of device 'box1' must be a list of transports"},
    {"two_devices_of_one_name", box("- class: Box\n  name: box1\n  transports: [{url: ':0'}]\n"),
     "lab.yml:6: two devices are named 'box1', the first in line 2"},
    {"a_kind_of_transport_that_is_none",
     "devices:\n- class: Box\n  name: a\n  transports:\n  - type: tpc\n    url: ':0'\n",
     "lab.yml:5: 'type' of a transport of device 'a' must be one of tcp, udp, serial, not 'tpc'; "
     "did you mean 'tcp'?"},
    {"a_transport_without_url", line("    baudrate: 9600\n"),
     "lab.yml:5: a transport of device 'box1' needs a url, e.g. ':5000'"},
    {"a_port_above_65535", line("    url: ':70000'\n"),
     "lab.yml:6: url ':70000' needs a port from 0 to 65535, not '70000' (a transport of device "
     "'box1')"},
    {"a_port_that_is_a_word", line("    url: localhost:http\n"),
     "lab.yml:6: url 'localhost:http' needs a port from 0 to 65535, not 'http' (a transport of "
     "device 'box1')"},
    {"a_url_that_is_only_a_port", line("    url: 5000\n"),
     "lab.yml:6: url '5000' has no host; did you mean ':5000'? (a transport of device 'box1')"},
    {"a_url_with_a_scheme", line("    url: tcp://localhost:5000\n"),
     "lab.yml:6: url 'tcp://localhost:5000' has a scheme; did you mean 'localhost:5000'? (a "
     "transport of device 'box1')"},
    {"a_host_that_cannot_be", line("    url: 'local host:5000'\n"),
     "lab.yml:6: url 'local host:5000' needs a host such as localhost, 127.0.0.1 or [::1], or none "
     "for all interfaces (a transport of device 'box1')"},
    {"a_port_that_another_device_has",
     line(
         "    url: ':5000'\n- class: Box\n  name: box2\n  transports: [{url: 'localhost:5000'}]\n"),
     "lab.yml:7: 'localhost:5000' of device 'box2' is taken by device 'box1'"},
    {"a_baudrate_that_is_a_word", line("    url: ':0'\n    baudrate: fast\n"),
     "lab.yml:7: 'baudrate' of a transport of device 'box1' must be an integer from 1 to "
     "100000000, not 'fast'"},
    {"a_newline_that_is_none", line("    url: ':0'\n    newline: ';'\n"),
     "lab.yml:7: 'newline' of a transport of device 'box1' must be \\n, \\r\\n or \\r, not ';'"},
    {"a_fault_that_is_misspelt", box("  faults: {dellay: 1s}\n"),
     "lab.yml:6: unknown key 'dellay' in faults of device 'box1'; did you mean 'delay'?"},
    {"a_delay_that_is_none", box("  faults:\n    delay: soon\n"),
     "lab.yml:7: 'delay' of faults of device 'box1' must be a duration such as 20ms, 1.5s or 2min, "
     "not 'soon'"},
    {"udp_beside_a_serial_line",
     "devices:\n- class: Box\n  name: a\n  transports: [{type: serial, udp: off}]\n",
     "lab.yml:4: 'udp' of a transport of device 'a' goes with type tcp only"},
    {"a_speed_of_nothing", "speed: 0\ndevices: []\n",
     "lab.yml:1: 'speed' of the file must be a number from 0.001 to 10000, not '0'"},
    {"a_top_key_that_is_misspelt", "sped: 1\ndevices: []\n",
     "lab.yml:1: unknown key 'sped' in the file; did you mean 'speed'?"},
    {"a_backdoor", "backdoor: ['localhost', 10001]\ndevices: []\n",
     "lab.yml:1: 'backdoor' is not supported: there is no Python console to open; remove it"},
    {"a_python_package", "devices:\n- class: Box\n  name: a\n  package: mine\n",
     "lab.yml:4: 'package' of device 'a' is not supported: classes come with labsim, not from "
     "Python; remove it"},
    {"a_file_without_devices", "speed: 1\n", "lab.yml:1: the file has no 'devices'"},
    {"a_list_of_no_devices", "devices: []\n", "lab.yml:1: 'devices' is empty"},
    {"an_empty_file", "", "lab.yml: the file must hold keys and values, first of all 'devices'"},
    {"an_escape_that_is_none", "speed: \"\\\x01\"\n", "lab.yml:1: unknown escape character: \\x01"},
    {"a_file_of_one_word", "hello\n",
     "lab.yml:1: the file must hold keys and values, first of all 'devices'"},
    {"two_documents", "speed: 1\n---\nspeed: 2\n", "lab.yml: more than one document"},
    {"a_language_that_is_none", "devices: []",
     "lab.ini: the name of the file must end in .yml, "
     ".yaml, .toml or .json",
     "lab.ini"},
    {"json_with_a_comma_too_many", "{\n \"devices\": [],\n}", "lab.json:3: not JSON: syntax error",
     "lab.json"},
    {"yaml_that_says_it_is_json", "devices: []", "lab.json:1: not JSON: syntax error", "lab.json"},
    {"a_mistake_in_json",
     "{\"devices\": [{\"class\": \"Box\", \"name\": \"a\",\n\t\"lokout\": true}]}",
     "lab.json:2: unknown key 'lokout' in device 'a'; did you mean 'lockout'?", "lab.json"},
    {"a_mistake_in_toml", "[[devices]]\nclass = 'Box'\nname = 'a'\nlokout = true\n",
     "lab.toml:4: unknown key 'lokout' in device 'a'; did you mean 'lockout'?", "lab.toml"},
    {"a_date_in_toml", "speed = 2020-01-01\n", "lab.toml:1: a date or time has no place here",
     "lab.toml"},
};

void PrintTo(mistake const& one, std::ostream* out) { *out << one.name; }

struct config_mistake : testing::TestWithParam<mistake> {};

TEST_P(config_mistake, is_told_in_one_line_with_its_place) {
  auto const& [name, text, said, file] = GetParam();
  auto const plan = sim::read_plan(text, file, {box_class()});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().text(), said);
}

INSTANTIATE_TEST_SUITE_P(every, config_mistake, testing::ValuesIn(mistakes),
                         [](auto const& one) { return one.param.name; });

TEST(a_configuration_file, that_is_not_there_is_told) {
  auto const plan = sim::load_plan("/nowhere/lab.yml");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().text(), "/nowhere/lab.yml: No such file or directory");
}

TEST(a_configuration_file, that_is_a_folder_is_told) {
  auto const plan = sim::load_plan("/tmp");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().text(), "/tmp: this is not a file");
}

struct hostile : testing::TestWithParam<char const*> {
  /// Returns what is said of a text in this language.
  std::string said(std::string const& text) {
    auto const plan = sim::read_plan(text, GetParam());
    return plan ? "nothing" : plan.error().text();
  }
};

TEST_P(hostile, text_that_is_too_large_is_refused) {
  EXPECT_EQ(said(std::string((1 << 20) + 1, ' ')),
            std::string(GetParam()) + ": the file is larger than 1048576 bytes");
}

TEST_P(hostile, brackets_without_end_are_refused) {
  EXPECT_NE(said("devices = " + std::string(100'000, '[')), "nothing");
  EXPECT_NE(said(std::string(100'000, '[')), "nothing");
  EXPECT_NE(said(std::string(100'000, '{')), "nothing");
}

TEST_P(hostile, bytes_are_refused) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_NE(said(bytes), "nothing");
}

INSTANTIATE_TEST_SUITE_P(every, hostile, testing::Values("lab.yml", "lab.toml", "lab.json"),
                         [](auto const& one) { return std::string(one.param).substr(4); });

TEST(an_alias, that_multiplies_is_refused) {
  std::string text = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    std::string const before(1, static_cast<char>(name - 1)), self(1, name);
    text += self + ": &" + self + " [*" + before;
    for (int i = 0; i < 8; ++i) text += ",*" + before;
    text += "]\n";
  }
  auto const plan = sim::read_plan(text, "lab.yml");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().what, "more than 100000 values");
}

}  // namespace config_errors_test
