#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cycler_bench.hpp"

namespace sim::cycler::testing {
namespace procedure_docs_test {

std::string page() {
  std::ifstream file(COROLAB_TEST_DIR "/../docs/procedures.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> examples(std::string const& text) {
  constexpr std::string_view open = "```yaml\n";
  std::vector<std::string> found;
  for (auto at = text.find(open); at != text.npos; at = text.find(open, at)) {
    at += open.size();
    found.push_back(text.substr(at, text.find("```", at) - at));
  }
  return found;
}

TEST(procedure_page, has_examples_that_run_to_their_end) {
  auto const found = examples(page());
  ASSERT_GE(found.size(), 5U);
  for (auto const& text : found) {
    SCOPED_TRACE(text);
    auto on = bench();
    run(on, text);
    EXPECT_EQ(on.status().state, run_state::complete);
    EXPECT_GT(on.status().records, 2U);
  }
}

TEST(procedure_page, names_every_key) {
  auto const text = page();
  for (auto const& key : procedure_keys()) EXPECT_NE(text.find('`' + key + '`'), text.npos) << key;
}

TEST(procedure_page, shows_an_error_as_it_is) {
  auto text = examples(page()).at(0);
  auto const at = text.find("rate: 0.5 C");
  text.replace(at, 11, "rate: fast");
  auto const error = read_procedure(text, "formation.yml").error().text();
  EXPECT_NE(page().find('`' + error + '`'), std::string::npos) << error;
}

}  // namespace procedure_docs_test
}  // namespace sim::cycler::testing
