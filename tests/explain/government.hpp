// The government rule files and their customers, from the fixtures.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/explain/story.hpp"

namespace fenji::test {

inline std::string fixture(const std::string& name) {
  std::ifstream file(FENJI_SOURCE_DIR "/tests/fixtures/northstar/" + name, std::ios::binary);
  REQUIRE(file.good());
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Records of a list with quoted cells.
inline std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const bool doubled = quoted && csv.compare(i, 2, "\"\"") == 0;
    if (doubled)
      rows.back().back() += csv[i++];
    else if (csv[i] == '"')
      quoted = !quoted;
    else if (!quoted && csv[i] == ',')
      rows.back().emplace_back();
    else if (!quoted && csv[i] == '\n')
      rows.push_back({""});
    else if (csv[i] != '\r')
      rows.back().back() += csv[i];
  }
  if (rows.back().size() == 1) rows.pop_back();
  return rows;
}

class Government {
 public:
  explicit Government(Language language)
      : rules_(fixture(name(language)), name(language)), customers_(rows_of(fixture("government.customers.csv"))) {}

  const RuleText& rules() const { return rules_; }
  std::size_t customers() const { return customers_.size() - 1; }
  // Counted from 0.
  RuleText::Cells customer(std::size_t number) const {
    RuleText::Cells cells;
    for (std::size_t column = 0; column < customers_[0].size(); ++column) {
      cells[customers_[0][column]] = customers_[number + 1][column];
    }
    return cells;
  }
  std::string text(const std::string& key) const {
    for (std::size_t number = 0; number < customers(); ++number) {
      if (customers_[number + 1][0] == key) return rules_.text(customer(number));
    }
    return "no customer " + key;
  }

 private:
  static std::string name(Language language) {
    return language == Language::chinese ? "government.zh.fenji" : "government.en.fenji";
  }

  RuleText rules_;
  std::vector<std::vector<std::string>> customers_;
};

}  // namespace fenji::test
