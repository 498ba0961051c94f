// Tests. A list drafted, and what the program makes of the draft and the list together.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/columns/cell.hpp"
#include "engine/draft/draft.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/prove/prove.hpp"
#include "engine/run/list_columns.hpp"
#include "grammar/parse.hpp"

namespace fenji::test {

inline std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

inline std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) row += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  return row + "\r\n";
}

inline draft::Draft drafted(const std::string& list, std::optional<Language> language = std::nullopt) {
  lists::MemorySource source(list, {"名单", "the list"});
  auto draft = draft::draft_rules(source, {"list.csv", "list.csv"}, language);
  INFO(list);
  REQUIRE(draft.ok());
  return *draft;
}

// The line of the draft that declares the field, without blanks in front.
inline std::string declaration(const draft::Draft& draft, const std::string& field) {
  const std::size_t at = draft.text.find("\n  " + field + ": ");
  if (at == std::string::npos) return {};
  return draft.text.substr(at + 3, draft.text.find('\n', at + 1) - at - 3);
}

// The only column `header` with these cells, beside a key, as it is declared, with its comment.
inline std::string declared(const std::string& header, const std::vector<std::string>& cells,
                            std::optional<Language> language = Language::chinese) {
  std::string list = csv_row({"编号", header});
  for (std::size_t i = 0; i < cells.size(); ++i) list += csv_row({"K" + std::to_string(i), cells[i]});
  const std::string text = drafted(list, language).text;
  const std::size_t fields = text.find(language == Language::english ? "\nfields\n" : "\n字段\n");
  const std::size_t first = text.find('\n', fields + 1);
  const std::size_t second = text.find('\n', first + 1);
  return text.substr(second + 3, text.find('\n', second + 1) - second - 3);
}

// What a user would call a fault: errors and warnings of lint, columns that do not match, cells of the list that cannot be
// read.
inline std::vector<std::string> faults(const draft::Draft& draft, const std::string& list) {
  std::vector<std::string> found;
  const grammar::ParseResult parsed = grammar::parse(draft.text);
  check::CheckResult checked = check::check(parsed.tree);
  Diagnostics all = parsed.diagnostics;
  all.insert(all.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  if (checked.rules) {
    const Diagnostics proved = prove::prove(*checked.rules);
    all.insert(all.end(), proved.begin(), proved.end());
  }
  for (const Diagnostic& diagnostic : all) {
    if (diagnostic.severity != Severity::note) found.push_back(diagnostic.message.zh);
  }
  if (!checked.rules) return found;

  lists::MemorySource source(list, {"名单", "the list"});
  lists::CsvBlockReader reader(source);
  lists::CsvHeader header;
  REQUIRE(reader.read_header(header) == lists::CsvBlockReader::Status::ready);
  const run::ListColumns columns = run::match_columns(*checked.rules, header.cells);
  for (const Message& problem : columns.problems) found.push_back(problem.zh);
  run::read_as_listed(*checked.rules, columns);
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t i = 0; i < header.cells.size(); ++i) wanted.push_back(i);
  lists::CsvSplitter splitter(wanted);
  lists::CsvBlock block;
  lists::RecordBlock records;
  while (reader.next(block) == lists::CsvBlockReader::Status::ready) {
    splitter.split(block, records);
    for (model::FieldId field = 0; field < checked.rules->fields.size(); ++field) {
      if (!columns.positions[field]) continue;
      for (const lists::Cell& cell : records.column(*columns.positions[field])) {
        if (cell.state == lists::Cell::State::unreadable) continue;
        const model::Value value = columns::read_cell(cell.text(), checked.rules->fields[field], *checked.rules);
        if (value.state == model::State::invalid) found.push_back("unreadable: " + std::string(cell.text()));
      }
    }
  }
  return found;
}

inline std::string said(const std::vector<std::string>& faults) {
  std::string text;
  for (const std::string& fault : faults) text += fault + "\n";
  return text;
}

}  // namespace fenji::test
