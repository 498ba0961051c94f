// Stage: grammar. From logical lines to blocks: a margin line opens a block and says how the lines below it are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "grammar/lines.hpp"
#include "grammar/parse.hpp"
#include "grammar/parse_unit.hpp"

namespace fenji::grammar {

inline Cell cell_of(const Fragment& fragment) { return {fragment.text, fragment.span()}; }

// `=> …`: the head of a column of results.
inline bool is_result(const Fragment& cell) { return cell.text.starts_with("=>"); }

// Bytes of the colon, of either width, that `text` begins with.
inline std::size_t colon_size(std::string_view text) {
  return text.starts_with(':') ? 1 : text.starts_with("：") ? std::string_view("：").size() : 0;
}

class FileParser {
 public:
  // Adds each unit that it reads to `read_units`, where there are any.
  FileParser(std::string_view text, std::uint32_t file, const DeclaredNames& inherited,
             std::vector<ParsedUnit>* read_units = nullptr);

  ParseResult parse();

  // From parse() on.
  const Lines& lines() const { return lines_; }
  const Words& words() const { return *words_; }

 private:
  Language language() const { return lines_.language; }
  void report(Span span, Message message, std::optional<Message> advice = {}, std::optional<Fix> fix = {});

  // The next line of the open block, of any kind, or a row or a statement alone, the other kind reported; null at its end.
  const Line* line();
  const Line* row();
  const Line* statement();
  void skip_block();
  void skip_rest(std::string_view zh, std::string_view en);  // of a block that takes one line

  template <typename Content>
  void add(const Line& first, Content content) {
    result_.tree.blocks.push_back({first.text.span(), first.span, std::move(content)});
  }

  // Blocks and what stands in them: parse.cpp
  void block();
  bool header_line(const Line& found, Keyword keyword, Fragment& rest);
  void header(const Line& first, const Fragment& head);
  void effective(const Fragment& rest, HeaderBlock& content);
  void definition(const Line& first);
  void parameters(const Line& first, const Fragment& head);
  void fields(const Line& first, const Fragment& head);
  void scale(const Line& first, const Fragment& head);
  void eligibility(const Line& first, const Fragment& head);
  void portfolio(const Line& first, const Fragment& head);
  void output(const Line& first, const Fragment& head);

  // Lines that cannot be read as they stand: parse_slips.cpp
  void refuse_other_text();
  void report_slip(const Line& found);
  void report_no_row(const Line& found);
  void unknown_block(const Line& first);
  void unknown_line(const Line& found);
  void no_more(const Fragment& head);
  bool forgotten_sign(const Line& first);
  bool mistyped_header_line(const Line& found, HeaderBlock& content);
  void mistyped_clauses(FieldSyntax& field);
  void mistyped_options(FieldSyntax& field);
  // Remembers the name in front of `sign` that a line with a mistake would have declared.
  void lose_name(const Fragment& text, char sign);
  void lose_head(const Fragment& head);

  // Blocks with rows: parse_tables.cpp
  bool has_cells(const Line& row, std::size_t wanted);
  ConditionCell condition(const Fragment& cell, bool& incomplete);
  ResultCell result(const Fragment& cell);
  Name name_in(const Fragment& cell) const;
  void check_modifiers(const Head& head, bool first_match, bool mode, bool window = false);
  void scorecard(const Line& first, const Fragment& head);
  CriterionSyntax criterion(const Fragment& cell);
  bool is_otherwise(const Fragment& cell) const;
  std::optional<Head> table_head(const Fragment& head, Keyword form);
  void table(const Line& first, const Fragment& head, Keyword form);  // bands, grade, table
  void check_no_subject(const Fragment& head);
  bool table_columns(const Line& top, TableBlock& content);
  void table_row(const Line& found, std::size_t conditions, std::size_t results, TableBlock& content);
  void matrix(const Line& first, const Fragment& head);
  void classify(const Line& first, const Fragment& head);
  void glued_modifier(Head& head);
  bool is_result_label(const std::string& text);
  bool keyword_in_cell(const Fragment& cell, ConditionCell& made);
  bool split_cell(const Line& row, std::size_t wanted);
  void report_weight(const Fragment& cell, CriterionSyntax& criterion, std::size_t& begin);
  void move_otherwise(std::vector<TableRow>& rows);
  void lacks_period(const ContactSyntax& contact);
  void plan(const Line& first, const Fragment& head);
  std::optional<std::vector<ContactSyntax>> plan_cell(const Fragment& cell);
  void expected_columns(const Line& top, ExamplesBlock& content);
  void examples(const Line& first, const Fragment& head);

  const DeclaredNames& inherited_;
  std::string_view source_;
  Lines lines_;
  std::optional<Words> words_;
  std::optional<UnitParser> units_;
  std::vector<ParsedUnit>* read_units_;
  std::size_t next_ = 0;
  std::size_t known_blocks_ = 0;  // lines at the margin that are definitions or begin with a keyword, a mistyped one too
  std::size_t unknown_blocks_ = 0;
  std::optional<std::unordered_set<std::string>> result_labels_;  // once asked for
  bool lost_rows_ = false;                                        // in the open block
  ParseResult result_;
};

}  // namespace fenji::grammar
