#include "rule_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/lint/lint.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "heap.hpp"
#include "terminal.hpp"

namespace fenji::cli {

LoadedRules load_rules(const std::string& path, const std::vector<std::string>& settings, model::Day as_of) {
  // What the syntax tree, the model and the graph take by byte of their text: of a long table, and of short formulas, of which
  // no file has megabytes.
  constexpr std::uintmax_t of_tables = 96, of_formulas = 320, most_of_formulas = std::uintmax_t{1} << 28;
  constexpr std::uintmax_t long_file = std::uintmax_t{1} << 15, longest_file = std::uintmax_t{1} << 23;
  std::error_code error;
  const std::uintmax_t size = std::min<std::uintmax_t>(std::filesystem::file_size(path, error), longest_file);
  if (!error && size >= long_file)
    expect_allocations(std::max(of_tables * size, std::min(of_formulas * size, most_of_formulas)));
  return books::load_rules(path, settings, as_of);
}

books::BookFiles load_book(const std::string& path, std::optional<model::Day> as_of) {
  // Of some fifty files with tables of a hundred rows.
  expect_allocations(std::size_t{1} << 28);
  return books::load_book(path, as_of, today());
}

std::optional<int> unrunnable(const LoadedRules& loaded, const Context& context) {
  if (loaded.unreadable) {
    complain(*loaded.unreadable, context.own_language());
    return file_failed;
  }
  const Language language = context.language_for(loaded.language);
  if (!loaded.wrong_settings.empty()) {
    for (const Message& problem : loaded.wrong_settings) complain(problem, language);
    return wrong_usage;
  }
  if (loaded.rules) return std::nullopt;
  print_error(findings_text(loaded.diagnostics, loaded.sources, language, context.error_colour()));
  return rules_have_findings;
}

namespace {

// Proving rules with more conditions in their tables takes longer than grading a long list by them.
constexpr std::size_t most_table_cells = 10'000;

struct TableSize {
  std::size_t rows = 0;
  std::size_t cells = 0;  // of conditions, or what stands for them
};

TableSize size_of_tables(const model::Rules& rules) {
  TableSize size;
  for (const model::Table& table : rules.tables) {
    size.rows += table.rows.size();
    size.cells += table.rows.size() * std::max<std::size_t>(table.subjects.size(), 1);
  }
  return size;
}

}  // namespace

std::vector<Message> findings_remark(const LoadedRules& loaded, const std::string& path) {
  std::vector<Message> remarks;
  Diagnostics findings = loaded.diagnostics;
  if (const auto [rows, cells] = size_of_tables(*loaded.rules); cells > most_table_cells) {
    remarks.push_back(
        {fmt::format("规则的表共 {} 行，太长，评级时没有检查漏洞和矛盾：请运行 fenji lint {}", rows, path),
         fmt::format("the tables of the rules have {} rows, too many to prove while grading: run fenji lint {}", rows, path)});
  } else {
    const Diagnostics proved = lint::lint(*loaded.rules, loaded.sources);
    findings.insert(findings.end(), proved.begin(), proved.end());
  }
  std::vector<std::string> names;
  std::size_t count = 0;
  for (const Diagnostic& finding : findings) {
    if (finding.severity == Severity::note) continue;
    ++count;
    if (std::find(names.begin(), names.end(), finding.name) == names.end()) names.push_back(finding.name);
  }
  if (count == 0) return remarks;
  const std::string list = fmt::format("{}", fmt::join(names, ", "));
  remarks.push_back({fmt::format("规则有 {} 处问题（{}），请看 fenji lint {}", count, list, path),
                     fmt::format("the rules have {} findings ({}), see fenji lint {}", count, list, path)});
  return remarks;
}

Message book_takes_no_set() {
  return {"册子不用 --set：参数写在册子里，每个规则文件各写各的",
          "a book takes no --set: write the parameters into the book, for each rule file"};
}

Message list_needed_twice() {
  return {"规则要先看完整个名单，不能从标准输入读：请把名单存成文件",
          "the rules look at the whole list first, which cannot come from standard input: save it as a file"};
}

Message one_standard_input() {
  return {"规则和名单不能都从标准输入读取：请给其中一个写文件名",
          "rules and list cannot both come from standard input: name a file for one of them"};
}

}  // namespace fenji::cli
