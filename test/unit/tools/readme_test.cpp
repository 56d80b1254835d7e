#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace readme_test {

namespace fs = std::filesystem;

std::string read(fs::path const& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns the parts of the samples that are marked for the pages.
std::set<std::string> regions() {
  std::set<std::string> all;
  for (auto const& file : fs::directory_iterator(COROLAB_SAMPLES_DIR)) {
    if (!file.is_regular_file()) continue;
    std::string const text = read(file.path());
    for (auto at = text.find("//["); at != std::string::npos; at = text.find("//[", at)) {
      auto const begin = text.find('\n', at) + 1;
      auto const end = text.find("//]", begin);
      if (end == std::string::npos) break;
      all.insert(text.substr(begin, end - begin));
      at = end;
    }
  }
  return all;
}

TEST(the_readme, shows_code_that_is_in_the_samples_word_for_word) {
  std::string const page = read(fs::path(COROLAB_SAMPLES_DIR) / ".." / "README.md");
  auto const known = regions();
  int blocks = 0;
  std::string const fence = "```cpp\n";
  for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    auto const begin = at + fence.size();
    auto const end = page.find("```", begin);
    std::string const block = page.substr(begin, end - begin);
    EXPECT_TRUE(known.contains(block)) << block;
    at = end;
    ++blocks;
  }
  EXPECT_GE(blocks, 5);
}

/// Returns a page without its blocks of code.
std::string prose_of(std::string page) {
  for (auto at = page.find("```"); at != std::string::npos; at = page.find("```", at))
    page.erase(at, page.find("```", at + 3) + 3 - at);
  return page;
}

TEST(the_readme, names_files_that_are_there) {
  fs::path const root = fs::path(COROLAB_SAMPLES_DIR) / "..";
  std::string const page = prose_of(read(root / "README.md"));
  int links = 0;
  for (auto at = page.find("]("); at != std::string::npos; at = page.find("](", at + 1)) {
    std::string const name = page.substr(at + 2, page.find(')', at) - at - 2);
    EXPECT_TRUE(fs::exists(root / name)) << name;
    ++links;
  }
  EXPECT_GE(links, 8);
}

}  // namespace readme_test
