#include <gmock/gmock.h>

#include "cycler/quantity_text.hpp"
#include "cycler_bench.hpp"

namespace sim::cycler::testing {
namespace procedure_text_test {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct amount_case {
  char const* text;
  dimension in;
  double value;
};

TEST(procedure_text, reads_amounts_with_their_units) {
  amount_case const cases[] = {{"10 min", dimension::time, 600},
                               {"1.5h", dimension::time, 5400},
                               {"30", dimension::time, 30},
                               {"250 ms", dimension::time, 0.25},
                               {"2 d", dimension::time, 172800},
                               {"4.2 V", dimension::voltage, 4.2},
                               {"4200mV", dimension::voltage, 4.2},
                               {"4.2v", dimension::voltage, 4.2},
                               {"1.5 A", dimension::current, 1.5},
                               {"200 mA", dimension::current, 0.2},
                               {"0.5 C", dimension::current, 1.5},
                               {"C/20", dimension::current, 0.15},
                               {"C / 2", dimension::rate, 1.5},
                               {"C", dimension::rate, 3},
                               {"0.5", dimension::rate, 1.5},
                               {"VAR2", dimension::current, 7},
                               {"var2", dimension::rate, 21},
                               {"5 W", dimension::power, 5},
                               {"2 kW", dimension::power, 2000},
                               {"50 mohm", dimension::resistance, 0.05},
                               {"500 mAh", dimension::capacity, 0.5},
                               {"1e1 Wh", dimension::energy, 10},
                               {"-10 degC", dimension::temperature, -10},
                               {"45 C", dimension::temperature, 45},
                               {"3", dimension::count, 3},
                               {" 1.5 ", dimension::number, 1.5}};
  variables vars{};
  vars[1] = 7;
  for (auto const& one : cases) {
    SCOPED_TRACE(one.text);
    auto const got = read_amount(one.text, one.in, 15);
    ASSERT_TRUE(got);
    EXPECT_NEAR(got->value(vars, 3), one.value, 1e-12 * std::abs(one.value));
  }
}

TEST(procedure_text, refuses_what_is_no_amount) {
  std::pair<char const*, dimension> const cases[] = {
      {"", dimension::time},
      {"ten", dimension::time},
      {"10 V", dimension::time},
      {"nan", dimension::voltage},
      {"inf V", dimension::voltage},
      {"1e99 V", dimension::voltage},
      {"4,2 V", dimension::voltage},
      {"C/0", dimension::current},
      {"C/-3", dimension::current},
      {"1/C", dimension::current},
      {"C20", dimension::current},
      {"VAR0", dimension::current},
      {"VAR16", dimension::current},
      {"VAR01", dimension::number},
      {"VAR", dimension::number},
      {"VAR1 V", dimension::voltage},
      {"2.5", dimension::count},
      {"1 A", dimension::rate},
      {"4.2 V V", dimension::voltage},
      {"0x10", dimension::number},
      {"VAR99999999999999999999", dimension::number}};
  for (auto const& [text, in] : cases) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(read_amount(text, in, 15));
  }
}

TEST(procedure_text, reads_a_whole_procedure) {
  auto const got = read(
      "name: formation\ndescription: first cycles\nsteps:\n"
      "  - {name: up, charge: {rate: 0.5 C, until: {voltage: 4.2 V}}}\n"
      "  - loop: {from: up, times: 3}\n  - end\n  - {end: }\n");
  EXPECT_EQ(got->name, "formation");
  EXPECT_EQ(got->description, "first cycles");
  ASSERT_EQ(got->steps.size(), 4U);
  EXPECT_EQ(got->steps[0].name, "up");
  EXPECT_EQ(got->steps[1].line, 5);
  EXPECT_EQ(got->ends(), 2U);
  EXPECT_EQ(got->end_number(3), 1U);
  EXPECT_EQ(got->end_number(4), 2U);
}

TEST(procedure_text, knows_the_last_var_of_the_cycler) {
  constexpr auto text = "steps:\n  - set: {VAR16: 1}\n";
  EXPECT_FALSE(read_procedure(text, "a.yml"));
  EXPECT_TRUE(read_procedure(text, "a.sdx", 16));
}

struct error_case {
  char const* yaml;
  char const* error;
};

TEST(procedure_text, says_what_is_wrong_and_where) {
  error_case const cases[] = {
      {"", "p.yml: a procedure must hold keys and values, first of all 'steps'"},
      {"- rest", "p.yml:1: a procedure must hold keys"},
      {"name: x", "p.yml:1: the procedure has no 'steps'"},
      {"name: [x]\nsteps: [end]", "p.yml:1: 'name' of the procedure must be a text"},
      {"steps: []", "p.yml:1: 'steps' must be a list of at least one step"},
      {"steps: end", "p.yml:1: 'steps' must be a list"},
      {"step: [end]", "p.yml:1: unknown key 'step' in the procedure; did you mean 'steps'?"},
      {"steps:\n- ends", "p.yml:2: unknown key 'ends' in step 1; did you mean 'end'?"},
      {"steps:\n- chrage: {}", "p.yml:2: unknown key 'chrage' in step 1; did you mean 'charge'?"},
      {"steps:\n- [end]", "p.yml:2: step 1 must be like - rest"},
      {"steps:\n- {name: a}", "p.yml:2: step 1 does nothing: it needs one of"},
      {"steps:\n- {pause: , end: }", "p.yml:2: step 1 (pause) is both a pause and a end"},
      {"steps:\n- end: 3", "p.yml:2: step 1 (end) takes nothing"},
      {"steps:\n- rest:", "p.yml:2: step 1 (rest) must hold keys and values"},
      {"steps:\n- rest: {}", "p.yml:2: step 1 (rest) would never end"},
      {"steps:\n- rest: {until: }", "p.yml:2: step 1 (rest) needs conditions"},
      {"steps:\n- rest: {until: []}", "p.yml:2: 'until' of step 1 (rest) is empty"},
      {"steps:\n- rest:\n    until: {tme: 1 h}",
       "p.yml:3: unknown key 'tme' in step 1 (rest); did you mean 'time'?"},
      {"steps:\n- rest: {until: {time: soon}}",
       "p.yml:2: 'time' of step 1 (rest) must be a time such as 30 s, 10 min, 1.5 h or VAR1, not "
       "'soon'"},
      {"steps:\n- rest: {until: {time: [1]}}", "'time' of step 1 (rest) must be a time such as"},
      {"steps:\n- rest: {until: {time: 1 ms}}", "'time' of step 1 (rest) must be 10 ms at least"},
      {"steps:\n- rest: {until: {time: -1 h}}", "'time' of step 1 (rest) must be 10 ms at least"},
      {"steps:\n- rest: {until: {voltage: 3 V}}",
       "'voltage' of step 1 (rest) must say above or below: voltage: above 3 V"},
      {"steps:\n- rest: {until: {current: 1 A}}",
       "'current' of step 1 (rest) cannot end a step without current"},
      {"steps:\n- rest: {current: 1 A, until: {time: 1 h}}",
       "unknown key 'current' in step 1 (rest)"},
      {"steps:\n- rest: {until: {goto: 1}}", "'goto' of step 1 (rest) stands without a condition"},
      {"steps:\n- rest: {until: {time: 1 h, goto: up}}",
       "'goto' of step 1 (rest) must be the name of a step or a number from 1 to 1, not 'up'"},
      {"steps:\n- rest: {until: {VAR1: 3}}", "'VAR1' of step 1 (rest) must say above or below"},
      {"steps:\n- rest: {until: {VAR16: above 3}}", "unknown key 'VAR16' in step 1 (rest)"},
      {"steps:\n- charge: {until: {time: 1 h}}", "step 1 (charge) needs a set point"},
      {"steps:\n- charge: {current: 0, until: {time: 1 h}}",
       "'current' of step 1 (charge) must be more than zero, not '0'"},
      {"steps:\n- discharge: {current: -1 A, until: {time: 1 h}}",
       "'current' of step 1 (discharge) must be more than zero, not '-1 A'"},
      {"steps:\n- charge: {current: 1 V, until: {time: 1 h}}",
       "'current' of step 1 (charge) must be a current such as 1.5 A, 200 mA, 0.5 C, C/20 or VAR1"},
      {"steps:\n- charge: {current: 1, rate: 1, until: {time: 1 h}}",
       "step 1 (charge) has both a current and a rate"},
      {"steps:\n- charge: {rate: 1, voltage: 4, power: 1, resistance: 1, until: {time: 1 h}}",
       "step 1 (charge) has four set points, a channel takes three"},
      {"steps:\n- hold: {current: 1, until: {time: 1 h}}", "step 1 (hold) needs a voltage to hold"},
      {"steps:\n- hold: {voltage: 4, resistance: 1, until: {time: 1 h}}",
       "unknown key 'resistance' in step 1 (hold)"},
      {"record: 3\nsteps: [end]", "p.yml:1: 'record' of the procedure must be a rule"},
      {"record: {time: 1 ms}\nsteps: [end]",
       "'time' of the record of the procedure must be 10 ms at least"},
      {"record: {voltage: VAR1}\nsteps: [end]", "'voltage' of the record of the procedure must be"},
      {"record: {dv: 1}\nsteps: [end]", "unknown key 'dv' in the procedure"},
      {"steps:\n- set:", "step 1 (set) must set VARs"},
      {"steps:\n- set: {VAR0: 1}", "'VAR0' of step 1 (set) must be one of VAR1 to VAR15"},
      {"steps:\n- set: {VAR1: x}", "'VAR1' of step 1 (set) must be a number such as 1.5 or VAR1"},
      {"steps:\n- loop: 3", "step 1 (loop) must be like"},
      {"steps:\n- end\n- loop: {times: 3}", "p.yml:3: step 2 (loop) has no 'from'"},
      {"steps:\n- end\n- loop: {from: 1}", "p.yml:3: step 2 (loop) has no 'times'"},
      {"steps:\n- end\n- loop: {from: 2, times: 3}",
       "'from' of step 2 (loop) must be a step before it, not step 2"},
      {"steps:\n- end\n- loop: {from: 1, times: 2.5}", "must be a whole number such as 3 or VAR1"},
      {"steps:\n- end\n- loop: {from: 1, times: 0}", "must be more than zero, not '0'"},
      {"steps:\n- end\n- loop: {from: 1, times: 2, cycles: maybe}", "must be on or off"},
      {"steps:\n- {name: up, pause: }\n- jump: pu",
       "p.yml:3: 'jump' of step 2 (jump) must be the name of a step or a number from 1 to 2, not "
       "'pu'; did you mean 'up'?"},
      {"steps:\n- jump: {to: 1, if: {current: 1 A}}",
       "'current' of step 1 (jump) must say above or below"},
      {"steps:\n- jump: [1]", "'jump' of step 1 (jump) must be the name of a step"},
      {"steps:\n- chamber: 40 C", "step 1 (chamber) must be like"},
      {"steps:\n- chamber: {temperature: hot}", "must be a temperature such as 45 C"},
      {"steps:\n- {name: a, end: }\n- {name: a, end: }",
       "p.yml:3: steps 1 and 2 have the same name 'a'"},
      {"steps:\n- {name: 1, end: }", "p.yml:2: the name of step 1 must not be a number: '1'"},
      {"steps:\n- {name: , end: }\n- {name: '', end: }", "the name of step 2 must not be a number"},
      {"steps: [end, end", "p.yml:"},
      {"steps:\n- rest: {until: {time: \"1\\n2\"}}", "not '1\\x0a2'"}};
  for (auto const& one : cases) {
    SCOPED_TRACE(one.yaml);
    auto const got = read_procedure(one.yaml, "p.yml");
    ASSERT_FALSE(got);
    EXPECT_THAT(got.error().text(), StartsWith("p.yml:"));
    EXPECT_THAT(got.error().text(), HasSubstr(one.error));
    EXPECT_EQ(got.error().text().find('\n'), std::string::npos);
  }
}

TEST(procedure_text, refuses_what_is_too_much) {
  std::string steps = "steps:\n";
  for (std::size_t i = 0; i <= most_steps; ++i) steps += "- end\n";
  EXPECT_THAT(read_procedure(steps, "p.yml").error().text(), HasSubstr("more than 1000 steps"));
  std::string conditions = "steps:\n- rest:\n    until:\n";
  for (std::size_t i = 0; i <= most_conditions; ++i) conditions += "    - {time: 1 h}\n";
  EXPECT_THAT(read_procedure(conditions, "p.yml").error().text(),
              HasSubstr("more than 32 conditions"));
  EXPECT_FALSE(read_procedure(std::string(5000, '['), "p.yml"));
  EXPECT_FALSE(read_procedure(std::string(2'000'000, 'a'), "p.yml"));
}

}  // namespace procedure_text_test
}  // namespace sim::cycler::testing
