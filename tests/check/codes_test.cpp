// The names of diagnostics, by which users select and ignore them: each is reached here, and no other exists.
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/check/repair_case.hpp"

namespace fenji::test {
namespace {

namespace fs = std::filesystem;

// What lint adds to the names of parser and checker; tested with the prover and the examples.
const std::set<std::string> of_lint = {"gap", "overlap", "masked-row", "blank-result", "not-decided", "example"};

// Of extended files, of functions over the whole list, of the formatter; tested there.
const std::set<std::string> of_others = {"extends", "layer", "untranslatable", "unformattable"};

const std::set<std::string> of_check = {"syntax",        "duplicate-name", "unknown-name", "type-mismatch",
                                        "unit-mismatch", "weights",        "overflow",     "cycle"};

std::string text_of_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("each name of parser and checker is reached") {
  std::set<std::string> reached;
  for (const auto& [right, typed] : std::vector<std::pair<std::string, std::string>>{
           {"字段\n", "字断\n"},                          // syntax
           {"  年限: 数 年\n", "  产量: 数 年\n"},        // duplicate-name
           {"毛利率 - 要求毛利率", "毛利 - 要求毛利率"},  // unknown-name
           {"毛利率 > 20%", "毛利率 > “高”"},             // type-mismatch
           {"毛利率 > 20%", "毛利率 > 20"},               // unit-mismatch
           {"(40%)", "(50%)"},                            // weights
           {"毛利率 > 20%", "人数 > 1 / 0"},              // overflow
           {"= 毛利率 - 要求毛利率", "= 毛利率差 + 1"},   // cycle
       }) {
    for (const Diagnostic& found : diagnostics_of(replaced(correct_chinese, right, typed))) reached.insert(found.name);
  }
  CHECK(reached == of_check);
}

TEST_CASE("the sources know no other name") {
  std::set<std::string> used;
  const std::regex reported("(?:error\\(|\\{)\"([a-z]+(?:-[a-z]+)*)\",\\s*(?:Severity::|syntax\\.|item\\.)");
  for (const char* folder : {"grammar", "engine/check", "engine/prove", "engine/explain"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(FENJI_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".cpp" || entry.path().filename() == "json.cpp") continue;
      const std::string text = text_of_file(entry.path());
      for (std::sregex_iterator at(text.begin(), text.end(), reported), end; at != end; ++at) used.insert((*at)[1]);
    }
  }
  for (const std::string& name : used) {
    CAPTURE(name);
    CHECK((of_check.contains(name) || of_lint.contains(name) || of_others.contains(name)));
  }
  CHECK(used.size() >= of_check.size());
}

bool is_chinese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead >= 0xE4 && lead <= 0xE9) return true;
  }
  return false;
}

std::size_t placeholders(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) ++count;
  return count;
}

// Of an English sentence: record{} for one record and three records.
std::size_t plural_endings(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 1)) {
    const bool behind_a_noun =
        at > 1 && std::islower(static_cast<unsigned char>(text[at - 1])) && !text.substr(0, at).ends_with(" of");
    if (behind_a_noun) ++count;
  }
  return count;
}

// The text of adjacent string literals that begin at `at`, which is moved behind them; nothing where none stands there.
std::string literals(const std::string& text, std::size_t& at) {
  std::string joined;
  while (true) {
    const std::size_t next = text.find_first_not_of(" \n", at);
    if (next == std::string::npos || text[next] != '"') return joined;
    std::size_t end = next + 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    joined += text.substr(next + 1, end - next - 1);
    at = end + 1;
  }
}

TEST_CASE("every sentence in the sources is Chinese and English, with as many placeholders") {
  std::size_t pairs = 0;
  for (const char* folder : {"grammar", "engine/check", "engine/prove", "engine/explain", "engine/lists", "engine/run",
                             "engine/books", "engine/coverage", "engine/draft", "tools"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(FENJI_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      const std::string text = text_of_file(entry.path());
      for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        std::size_t place = at + 1;
        const auto sentence = [&] {
          place = text.find_first_not_of(" \n", place);
          if (place != std::string::npos && text.compare(place, 12, "fmt::format(") == 0)
            place += 12;
          else if (place != std::string::npos && text.compare(place, 7, "format(") == 0)
            place += 7;
          return place == std::string::npos ? std::string() : literals(text, place);
        };
        const std::string zh = sentence();
        if (zh.size() < 12 || !is_chinese(zh)) continue;
        // The English one follows the comma, behind the arguments of the Chinese one.
        int depth = 0;
        while (place < text.size() && !(text[place] == ',' && depth == 0) && text[place] != '}' && text[place] != ';') {
          depth += text[place] == '(' ? 1 : text[place] == ')' ? -1 : 0;
          if (depth < 0) depth = 0;
          ++place;
          if (text[place - 1] == ')' && depth == 0 && text[place] == ',') break;
        }
        place = text.find('"', place);
        if (place == std::string::npos) continue;
        const std::string en = literals(text, place);
        CAPTURE(entry.path().filename().string());
        CAPTURE(zh);
        CAPTURE(en);
        const bool sentence_in_english = en.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
        if (!sentence_in_english || is_chinese(en)) continue;  // a table of words, a separator
        ++pairs;
        CHECK(placeholders(zh) == placeholders(en) - plural_endings(en));
      }
    }
  }
  CHECK(pairs > 100);
}

}  // namespace
}  // namespace fenji::test
