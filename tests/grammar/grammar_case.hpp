// For tests of the grammar: rule text in, the syntax tree or the diagnostics as text out.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "grammar/parse.hpp"
#include "tests/support/diagnostic_text.hpp"
#include "tests/support/syntax_text.hpp"

namespace fenji::test {

// The tree of a text without mistakes.
inline std::string tree_of(const std::string& text) {
  const grammar::ParseResult result = grammar::parse(text);
  CHECK(text_of(result.diagnostics, text) == "");
  return text_of(result.tree);
}

inline std::string errors_of(const std::string& text, Language language = Language::chinese) {
  return text_of(grammar::parse(text).diagnostics, text, language);
}

// A file in one of the languages, to put a line or a cell under test into. The names 大额 and 小额 are declared.
struct Setting {
  std::string before_expression, before_cell, after_cell;
};
inline const Setting chinese = {"参数\n  大额 = 1\n  小额 = 2\n字段\n  行业: 选项 高、低\nx = ",
                                "参数\n  大额 = 1\n  小额 = 2\n分档 y 按 x\n  | ", " | 1 |\n"};
inline const Setting english = {"parameters\n  large = 1\n  small = 2\nfields\n  sector: one of high, low\nx = ",
                                "parameters\n  large = 1\n  small = 2\nbands y on x\n  | ", " | 1 |\n"};

// `x = EXPRESSION` as a tree, or its mistakes, whose line is always the 6th.
inline std::string expression_of(const std::string& expression, const Setting& setting = chinese) {
  const std::string text = setting.before_expression + expression + "\n";
  const grammar::ParseResult result = grammar::parse(text);
  if (!result.diagnostics.empty()) {
    return text_of(result.diagnostics, text, &setting == &chinese ? Language::chinese : Language::english);
  }
  const std::string tree = text_of(result.tree);
  return tree.substr(tree.rfind("x = ") + 4, tree.size() - tree.rfind("x = ") - 5);
}

// A condition cell as a tree, or its mistakes, whose line is always the 5th.
inline std::string cell_of(const std::string& cell, const Setting& setting = chinese) {
  const std::string text = setting.before_cell + cell + setting.after_cell;
  const grammar::ParseResult result = grammar::parse(text);
  if (!result.diagnostics.empty()) {
    return text_of(result.diagnostics, text, &setting == &chinese ? Language::chinese : Language::english);
  }
  const std::string tree = text_of(result.tree);
  const std::size_t begin = tree.rfind("\n  | ") + 5;
  return tree.substr(begin, tree.rfind(" | 1 |") - begin);
}

// A condition cell with a mistake, once its fix is pasted in: its tree.
inline std::string mended_cell(const std::string& cell, const Setting& setting = chinese) {
  const std::string text = setting.before_cell + cell + setting.after_cell;
  const std::string better = mended(text, grammar::parse(text).diagnostics);
  return cell_of(
      better.substr(setting.before_cell.size(), better.size() - setting.before_cell.size() - setting.after_cell.size()),
      setting);
}

}  // namespace fenji::test
