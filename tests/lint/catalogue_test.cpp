#include "engine/lint/catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace fenji::test {
namespace {

// Names as the expectations of the whole program show them, and as the stages write them.
std::set<std::string> names_told() {
  namespace fs = std::filesystem;
  std::set<std::string> names;
  const fs::path root = FENJI_SOURCE_DIR;
  const std::regex told(R"((?:error|warning|note|错误|警告|提示)[:：].* \[([a-z-]+)\]$)");
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / "tests/golden/cases/lint")) {
    if (entry.path().filename() != "stdout") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch match;
      if (std::regex_search(line, match, told)) names.insert(match[1]);
    }
  }
  const std::regex written(R"re((?:error|report)\((?:[a-z_.()]+, )?"([a-z]+(?:-[a-z]+)*)")re");
  for (const char* folder : {"engine/prove", "engine/check", "engine/books", "engine/explain"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream file(entry.path());
      std::stringstream all;
      all << file.rdbuf();
      const std::string text = all.str();
      for (auto match = std::sregex_iterator(text.begin(), text.end(), written); match != std::sregex_iterator(); ++match) {
        names.insert((*match)[1]);
      }
    }
  }
  return names;
}

TEST_CASE("every finding is explained") {
  const std::set<std::string> names = names_told();
  CHECK(names.size() > 25);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(lint::explained(name) != nullptr);
  }
}

TEST_CASE("the catalogue is in order and complete in both languages") {
  const auto& all = lint::catalogue();
  CHECK(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const lint::Explained& each : all) {
    CAPTURE(each.name);
    for (const Message& text : {each.meaning, each.wrong, each.right}) {
      CHECK_FALSE(text.zh.empty());
      CHECK_FALSE(text.en.empty());
    }
    CHECK(each.wrong.zh != each.right.zh);
    CHECK(each.wrong.en != each.right.en);
  }
}

}  // namespace
}  // namespace fenji::test
