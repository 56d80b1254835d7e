#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>

#include "arbin_client.hpp"
#include "client_session.hpp"
#include "cryocon_client.hpp"
#include "maccor_client.hpp"
#include "unit/cyclers/hex_bytes.hpp"

namespace client_sessions_test {

namespace json = boost::json;
using cyclers::test::bytes;
using cyclers::test::shown;
using sim::client_session;
using sim::client_turn;
using sim::transport;

bool is_any(json::value const& expected) { return expected.is_string() && expected == "?"; }

/// Checks that a value is what a client makes use of: other members of objects may be there.
void expect_within(json::value const& expected, json::value const& got, std::string const& where) {
  if (is_any(expected)) return;
  if (expected.is_object()) {
    ASSERT_TRUE(got.is_object()) << where;
    for (auto const& [key, value] : expected.get_object()) {
      auto const* const member = got.get_object().if_contains(key);
      ASSERT_TRUE(member) << where << '.' << key << " is missing";
      expect_within(value, *member, where + '.' + std::string(key));
    }
  } else if (expected.is_array()) {
    ASSERT_TRUE(got.is_array()) << where;
    ASSERT_EQ(got.get_array().size(), expected.get_array().size()) << where;
    for (std::size_t n = 0; n < expected.get_array().size(); ++n)
      expect_within(expected.get_array()[n], got.get_array()[n], where + '.' + std::to_string(n));
  } else if (expected.is_number()) {
    ASSERT_TRUE(got.is_number()) << where;
    EXPECT_NEAR(got.to_number<double>(), expected.to_number<double>(), 1e-3) << where;
  } else {
    EXPECT_EQ(got, expected) << where;
  }
}

/// Checks what a client relies on that reads until CR LF: one line, in one piece.
void expect_json_answer(client_turn const& turn, std::string const& got) {
  ASSERT_TRUE(got.ends_with("}\r\n")) << got;
  EXPECT_EQ(got.find('\n'), got.size() - 1);
  expect_within(json::parse(turn.answer), json::parse(got), "reply");
}

TEST(the_maccor_twin, answers_pymacnet_as_its_readme_expects) {
  auto const session = client_session("pymacnet.txt");
  ASSERT_GT(session.size(), 20U);
  auto const twin = std::shared_ptr<sim::maccor_twin>(sim::make_maccor({.channels = 128}));
  sim::maccor_client json(twin, {transport::tcp, "json"});
  sim::maccor_client binary(twin, {transport::tcp, "binary"});
  for (client_turn const& turn : session) {
    SCOPED_TRACE(std::to_string(turn.line) + ": " + turn.title);
    twin->advance(turn.wait);
    if (turn.kind == "json") {
      expect_json_answer(turn, json.raw(turn.sent));
    } else if (turn.kind == "binary") {
      EXPECT_EQ(shown(binary.raw(bytes(turn.sent))), shown(bytes(turn.answer)));
    }
  }
}

TEST(the_maccor_twin, tells_pymacnet_the_status_of_all_channels) {
  for (client_turn const& turn : client_session("pymacnet.txt"))
    if (turn.title == "read_all_channel_statuses()") {
      sim::maccor_client tester(sim::maccor{.channels = 128});
      auto const reply = json::parse(tester.raw(turn.sent));
      EXPECT_EQ(reply.at_pointer("/result/Status").as_array().size(), 128U);
      return;
    }
  FAIL() << "pymacnet's session does not ask for them";
}

/// Returns the feedback that some bytes are, as JSON.
json::value json_of_feedback(std::string const& got) {
  auto const header = cyclers::arbin::read_header(got);
  if (!header) return {};
  auto const* const what = cyclers::arbin::find_answered(header->command);
  auto const feedback = cyclers::arbin::read_feedback(*what, got).value();
  std::string text;
  cyclers::protocol::json_writer out(text);
  cyclers::protocol::write_json(feedback.form(), out, feedback.data());
  return json::parse(text);
}

TEST(the_arbin_twin, answers_pycti_as_its_readme_expects) {
  auto const session = client_session("pycti.txt");
  ASSERT_GT(session.size(), 25U);
  auto const twin = std::shared_ptr<sim::arbin_twin>(
      sim::make_arbin({.users = {{"fake user", {"fake word"}}}, .serial_number = 207855}));
  sim::arbin_client first(twin), second(twin);
  for (client_turn turn : session) {
    SCOPED_TRACE(std::to_string(turn.line) + ": " + turn.title);
    twin->advance(turn.wait);
    if (turn.kind.empty()) continue;
    std::ranges::replace(turn.sent, '\n', ' ');
    auto& client = turn.kind == "first" ? first : second;
    auto const got = client.raw(bytes(turn.sent));
    expect_within(json::parse(turn.answer), json_of_feedback(got), "feedback");
  }
}

std::vector<std::string> parts(std::string const& answer) {
  std::vector<std::string> all(1);
  for (char const c : answer) {
    if (c == ';') {
      all.emplace_back();
    } else {
      all.back() += c;
    }
  }
  return all;
}

TEST(the_cryocon_twin, answers_the_python_library_as_its_readme_expects) {
  auto const session = client_session("cryocon.txt");
  ASSERT_GT(session.size(), 10U);
  sim::cryocon options;
  options.start = 77.35;
  sim::cryocon_client cryo(options);
  for (client_turn const& turn : session) {
    SCOPED_TRACE(std::to_string(turn.line) + ": " + turn.title);
    cryo.pass(turn.wait);
    if (turn.kind.empty()) continue;
    auto const got = cryo.ask(turn.sent);
    ASSERT_TRUE(got.ends_with('\n')) << got;
    auto const answers = parts(got.substr(0, got.size() - 1));
    auto const expected = parts(turn.answer);
    ASSERT_EQ(answers.size(), expected.size()) << got;
    for (std::size_t n = 0; n < answers.size(); ++n) {
      EXPECT_FALSE(answers[n].empty());
      bool const open = expected[n].ends_with('?');
      EXPECT_TRUE(open ? answers[n].starts_with(expected[n].substr(0, expected[n].size() - 1))
                       : answers[n] == expected[n])
          << answers[n];
    }
  }
}

}  // namespace client_sessions_test
