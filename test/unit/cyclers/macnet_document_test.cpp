#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "cyclers/maccor/json_codec.hpp"

/// Takes every JSON example of the MacNet document through the codec and back.
namespace macnet_document_test {

using namespace cyclers::maccor;
namespace fs = std::filesystem;
namespace json = boost::json;

fs::path const folder = fs::path(COROLAB_TEST_DIR) / "vectors" / "macnet";

std::string content(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> examples(std::string_view direction) {
  std::vector<std::string> names;
  for (auto const& entry : fs::directory_iterator(folder)) {
    std::string const name = entry.path().filename().string();
    if (name.find(direction) != name.npos) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

struct typo {
  std::string file, printed, meant;
};

std::vector<typo> typos() {
  std::vector<typo> all;
  json::value const list = json::parse(content(folder / "typos.json"));
  for (json::value const& each : list.as_array())
    all.push_back({json::value_to<std::string>(each.at("file")),
                   json::value_to<std::string>(each.at("printed")),
                   json::value_to<std::string>(each.at("meant"))});
  return all;
}

/// Returns an example as it was meant.
std::string meant(std::string const& name) {
  std::string text = content(folder / name);
  for (typo const& each : typos())
    if (each.file == name)
      if (std::size_t const at = text.find(each.printed); at != text.npos)
        text.replace(at, each.printed.size(), each.meant);
  return text;
}

/// Compares JSON by value: the order of keys does not count, reals have the precision of a Single.
bool equal(json::value const& a, json::value const& b) {
  if (a.is_object() && b.is_object()) {
    if (a.as_object().size() != b.as_object().size()) return false;
    for (auto const& [key, value] : a.as_object()) {
      json::value const* const other = b.as_object().if_contains(key);
      if (!other || !equal(value, *other)) return false;
    }
    return true;
  }
  if (a.is_array() && b.is_array())
    return std::equal(a.as_array().begin(), a.as_array().end(), b.as_array().begin(),
                      b.as_array().end(), equal);
  if (a.is_number() && b.is_number())
    return static_cast<float>(a.to_number<double>()) == static_cast<float>(b.to_number<double>());
  return a == b;
}

json::value data_of(json::value const& message) {
  json::object const& all = message.as_object();
  return all.contains("result") ? all.at("result") : all.at("params");
}

function const* function_named_in(std::string const& name) {
  return find_function(static_cast<unsigned>(name[0] - '0'),
                       static_cast<unsigned>(std::stoi(name.substr(2, 2))));
}

TEST(every_request_in_the_document, is_read_and_written_again_with_equal_value) {
  ASSERT_EQ(examples("request").size(), 56u);
  for (std::string const& name : examples("request")) {
    SCOPED_TRACE(name);
    std::string const text = meant(name);
    auto const request = read_json_request(text);
    ASSERT_TRUE(request.has_value()) << request.error().why.where << request.error().why.problem;
    EXPECT_EQ(&request->body.what(), function_named_in(name));
    EXPECT_EQ(request->id, "1987");
    auto const again = json_request(request->where, request->body, 1987);
    ASSERT_TRUE(again.has_value()) << again.error().what();
    EXPECT_TRUE(equal(json::parse(text), json::parse(*again))) << text << *again;
  }
}

TEST(every_reply_in_the_document, is_read_and_written_again_with_equal_value) {
  ASSERT_EQ(examples("reply").size(), 56u);
  for (std::string const& name : examples("reply")) {
    SCOPED_TRACE(name);
    std::string const text = meant(name);
    json::value const printed = json::parse(text);
    auto const reply = read_json_reply(*function_named_in(name), text, {}, 1987);
    ASSERT_TRUE(reply.has_value()) << reply.error().what();
    incoming asked{{}, "1987", message::request_of(*function_named_in(name))};
    json::value const data = data_of(printed);
    if (json::value const* const chan = data.as_object().if_contains("Chan"))
      asked.where.chan = chan->to_number<std::int32_t>();
    auto const again = json_reply(asked, *reply);
    ASSERT_TRUE(again.has_value()) << again.error().what();
    EXPECT_TRUE(equal(data_of(printed), json::parse(*again).at("result"))) << text << *again;
  }
}

TEST(every_example_in_the_document, reads_the_same_with_its_keys_in_capitals) {
  for (std::string const& name : examples("request")) {
    SCOPED_TRACE(name);
    std::string text = meant(name);
    bool key = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"')
        key = text.find('"', i + 1) != text.npos && text[text.find('"', i + 1) + 1] == ':';
      if (key) text[i] = static_cast<char>(std::toupper(text[i]));
      if (text[i] == ':') key = false;
    }
    EXPECT_TRUE(read_json_request(text).has_value()) << text;
  }
}

TEST(a_typo_in_the_document, is_in_the_text_that_is_said_to_have_it_and_does_not_pass) {
  std::set<std::string> files;
  for (typo const& each : typos()) {
    EXPECT_NE(content(folder / each.file).find(each.printed), std::string::npos) << each.printed;
    files.insert(each.file);
  }
  EXPECT_EQ(files.size(), 5u);
  for (std::string const& file : files)
    EXPECT_FALSE(read_json_request(content(folder / file)).has_value()) << file;
}

TEST(every_function_with_a_json_form, has_both_examples) {
  std::set<function const*> requested, answered;
  for (std::string const& name : examples("request")) requested.insert(function_named_in(name));
  for (std::string const& name : examples("reply")) answered.insert(function_named_in(name));
  for (function const& each : functions()) {
    bool const in_json = each.info->in != cyclers::protocol::forms::binary_only;
    EXPECT_EQ(requested.contains(&each), in_json) << each.text();
    EXPECT_EQ(answered.contains(&each), in_json) << each.text();
  }
}

}  // namespace macnet_document_test
