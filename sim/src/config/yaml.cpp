#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <sstream>

#include "config/parse.hpp"
#include "config/scalar.hpp"
#include "config/tree_builder.hpp"

namespace sim::config {
namespace {

int line_of(YAML::Mark const& mark) { return mark.line + 1; }

class reader final : public YAML::EventHandler {
 public:
  explicit reader(std::string_view file) : build(file) {}

  tree_builder build;

  void OnDocumentStart(YAML::Mark const&) override {}
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    build.nothing(line_of(mark));
    if (anchor) known_[anchor] = {};
  }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    auto const found = known_.find(anchor);
    if (found == known_.end()) build.fail(line_of(mark), "an alias stands inside of what it names");
    build.copy(found->second, line_of(mark));
  }
  void OnScalar(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                std::string const& value) override {
    build.scalar(value, line_of(mark));
    if (!anchor) return;
    auto& named = known_[anchor];
    named.what = node::kind::scalar;
    named.line = line_of(mark);
    named.text = value;
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(node::kind::list, mark, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(node::kind::map, mark, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  void begin(node::kind what, YAML::Mark const& mark, YAML::anchor_t anchor) {
    build.begin(what, line_of(mark));
    anchors_.push_back(anchor);
  }
  void end() {
    auto const& done = build.end();
    if (anchors_.back()) known_[anchors_.back()] = done;
    anchors_.pop_back();
  }

  std::map<YAML::anchor_t, node> known_;
  std::vector<YAML::anchor_t> anchors_;
};

/// Nested brackets cost the parser stack before it tells of them, so they are counted first.
bool too_many_brackets(std::string_view text) {
  std::size_t depth = 0;
  for (char const c : text) {
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (depth > 8 * most_depth) return true;
  }
  return false;
}

}  // namespace

config_result<node> parse_yaml(std::string_view text, std::string_view file) {
  if (too_many_brackets(text))
    return config_error{std::string(file), 0, "too many brackets inside of each other"};
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    reader events(file);
    parser.HandleNextDocument(events);
    node root = events.build.take();
    reader rest(file);
    if (parser.HandleNextDocument(rest))
      return config_error{std::string(file), 0, "more than one document"};
    return root;
  } catch (config_error const& error) {
    return error;
  } catch (YAML::Exception const& error) {
    return config_error{std::string(file), error.mark.is_null() ? 0 : error.mark.line + 1,
                        shown(error.msg, most_words)};
  } catch (std::exception const& error) {
    return config_error{std::string(file), 0, shown(error.what(), most_words)};
  }
}

}  // namespace sim::config
