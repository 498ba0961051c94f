// Cells of rows, and what stands behind the colon of a block with rows.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/file_parser.hpp"
#include "grammar/habits.hpp"
#include "grammar/mistypes.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {

namespace {

// What may stand in a result cell as a label though it is no expression, such as A+ or 3M 中国: words and the signs in names.
bool is_label_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const bool sign = character.code < 0x80 &&
                      std::string_view(" +-*/.&'#").find(static_cast<char>(character.code)) != std::string_view::npos;
    if (!is_word(character.code) && !(sign && at > 0)) return false;
    at += character.size;
  }
  return true;
}

}  // namespace

bool FileParser::has_cells(const Line& row, std::size_t wanted) {
  if (row.cells.size() == wanted || split_cell(row, wanted)) return row.cells.size() == wanted;
  const Message message{fmt::format("这一行有 {} 格，应当有 {} 格", row.cells.size(), wanted),
                        fmt::format("this row has {} cells, not {}", row.cells.size(), wanted)};
  // An empty cell is the one too many.
  if (row.cells.size() == wanted + 1) {
    for (std::size_t i = row.cells.size(); i-- > 0;) {
      if (!row.cells[i].text.empty()) continue;
      const bool last = i + 1 == row.cells.size();
      const std::uint32_t begin = last ? row.cells[i - 1].span().end : row.cells[i].span().begin;
      const std::uint32_t end = last ? row.cells[i].span().end : row.cells[i + 1].span().begin;
      report(row.span, message, Message{"请删去空着的一格", "delete the empty cell"},
             Fix{{row.span.file, begin, end}, last ? "" : " "});
      return false;
    }
  }
  report(row.span, message,
         Message{"每一列都要有一格；不限时写“不限”", "each column needs a cell; write `any` where there is no condition"});
  return false;
}

// Two cells without the | between them, where they can be told apart in one way only.
bool FileParser::split_cell(const Line& row, std::size_t wanted) {
  if (row.cells.size() + 1 != wanted) return false;
  struct Place {
    const Fragment* cell;
    std::size_t begin, end;
  };
  std::vector<Place> places;
  for (const Fragment& cell : row.cells) {
    if (cell.text.size() > 80 || cell.text.find('"') != std::string::npos) continue;
    const auto consider = [&](std::size_t begin, std::size_t end) {
      if (units_->is_condition_cell(cell.slice(0, begin).trimmed()) &&
          units_->is_condition_cell(cell.slice(end, cell.text.size()).trimmed()))
        places.push_back({&cell, begin, end});
    };
    // Another sign in its place tells more than a blank.
    for (const std::string_view sign : {"=>", "->", "→", ":", "/"}) {
      const std::size_t at = cell.text.find(sign);
      if (at != std::string::npos && at > 0) consider(at, at + sign.size());
    }
    if (!places.empty()) continue;
    for (std::size_t at = cell.text.find(' '); at != std::string::npos; at = cell.text.find(' ', at + 1)) consider(at, at + 1);
  }
  if (places.size() != 1) return false;
  const auto [cell, begin, end] = places.front();
  const std::string_view left = without_blanks(std::string_view(cell->text).substr(0, begin));
  const std::string_view right = without_blanks(std::string_view(cell->text).substr(end));
  report(cell->span(), {"这里少了竖线 |", "a | is missing here"}, write_instead(fmt::format("{} | {}", left, right)),
         Fix{cell->span(left.size(), cell->text.size() - right.size()), " | "});
  return true;
}

// 要素 任一满足: a modifier without its colon would be taken for a part of the name. Behind a mere blank only its very words
// are none: a table may be called `customers in order`.
void FileParser::glued_modifier(Head& head) {
  const std::string& name = head.name.text;
  for (std::size_t at = name.find_first_of(" ,;("); at != std::string::npos; at = name.find_first_of(" ,;(", at + 1)) {
    const std::size_t begin = std::min(name.find_first_not_of(" ,;(", at), name.size());
    std::string_view rest = std::string_view(name).substr(begin);
    if (rest.ends_with(')')) rest.remove_suffix(1);
    std::string text = std::string(rest);
    for (const Keyword keyword : {Keyword::first_match, Keyword::all_of, Keyword::any_of}) {
      const bool spelled = match_spelling(rest, keyword, language()) == rest.size() && !rest.empty();
      const bool may_be_name = keyword == Keyword::first_match && begin == at + 1 && name[at] == ' ';
      const auto meant = spelled || may_be_name ? std::nullopt : synonym(rest, KeywordGroup::modifier, language());
      if (!spelled && meant != spelling(keyword, language())) continue;
      text = spelling(keyword, language());
      const Span place = head.name.span;
      const std::string better = name.substr(0, at) + ": " + text;
      report(place, {"名称后面少了冒号“:”", "a colon `:` is missing behind the name"}, write_instead(better),
             Fix{place, better});
      head.name.text = name.substr(0, at);
      if (keyword == Keyword::first_match) head.modifiers.first_match = true;
      if (keyword != Keyword::first_match && !head.mode)
        head.mode = keyword == Keyword::all_of ? EligibilityBlock::Mode::all : EligibilityBlock::Mode::any;
      head.mode_span = head.modifiers.first_match_span = place;
      return;
    }
    const bool counted = match_spelling(rest, Keyword::at_least_of, language()) > 0 && !rest.empty() &&
                         rest.find_first_of("0123456789") != std::string_view::npos;
    if (!counted) continue;
    const std::string better = name.substr(0, at) + ": " + text;
    report(head.name.span, {"名称后面少了冒号“:”", "a colon `:` is missing behind the name"}, write_instead(better),
           Fix{head.name.span, better});
    return;
  }
}

// Whether `text` stands in a cell that may be a result, so that it may be a label.
bool FileParser::is_result_label(const std::string& text) {
  if (!result_labels_) {
    result_labels_.emplace();
    std::optional<Keyword> block;
    for (const Line& line : lines_.lines) {
      if (line.margin) block = line.keyword;
      if (!line.row || block == Keyword::scorecard || block == Keyword::plan) continue;
      for (std::size_t i = 1; i < line.cells.size(); ++i) result_labels_->insert(line.cells[i].text);
    }
  }
  return result_labels_->contains(text);
}

// 其它 for 其余, 任意 for 不限
bool FileParser::keyword_in_cell(const Fragment& cell, ConditionCell& made) {
  // Most cells: no word begins so, or it is the right one.
  if (is_digit(static_cast<unsigned char>(cell.text[0])) || cell.text == spelling(Keyword::any, language())) return false;
  const auto meant = synonym(cell.text, KeywordGroup::cell, language());
  if (!meant || words_->is_declared(cell.text) || is_result_label(cell.text)) return false;
  const bool any = *meant == spelling(Keyword::any, language());
  const bool otherwise = *meant == spelling(Keyword::otherwise, language());
  if (!any && !otherwise) return false;
  made.any = any;
  made.otherwise = otherwise;
  report(cell.span(), {fmt::format("不认识的“{}”", cell.text), fmt::format("unknown `{}`", cell.text)},
         Message{fmt::format("是不是“{}”？", *meant), fmt::format("did you mean `{}`?", *meant)},
         Fix{cell.span(), std::string(*meant)});
  return true;
}

// A cell with a mistake makes its block `incomplete` and asks nothing.
ConditionCell FileParser::condition(const Fragment& cell, bool& incomplete) {
  std::optional<ConditionCell> made;
  ConditionCell meant;
  if (cell.text.empty()) {
    const std::string any(spelling(Keyword::any, language()));
    report(cell.span(), {"条件格不能空着", "a condition cell cannot be empty"},
           Message{"没有条件时写“不限”或 -", "write `any` or - where there is no condition"},
           Fix{cell.span(), fmt::format(" {} ", any)});
    meant.any = true;
    made = std::move(meant);
  } else if (keyword_in_cell(cell, meant)) {
    made = std::move(meant);
  } else {
    made = units_->condition_cell(cell);
  }
  incomplete = incomplete || !made;
  return made ? std::move(*made) : ConditionCell{};
}

// An expression, or a label where the text is none: whatever looks like an expression with a mistake is reported.
ResultCell FileParser::result(const Fragment& cell) {
  ResultCell made{cell_of(cell), nullptr, false, {}};
  if (cell.text.empty()) {
    report(cell.span(), {"结果格不能空着", "a result cell cannot be empty"});
    made.broken = true;
  } else if (is_label_text(cell.text)) {
    made.expression = units_->expression_if_any(cell);
  } else {
    const std::size_t reported = result_.diagnostics.size();
    made.expression = units_->expression(cell);
    made.broken = made.expression == nullptr;
    if (result_.diagnostics.size() > reported) propose_quotes(cell, *words_, result_.diagnostics.back());
  }
  return made;
}

bool FileParser::is_otherwise(const Fragment& cell) const { return cell.text == spelling(Keyword::otherwise, language()); }

Name FileParser::name_in(const Fragment& cell) const {
  const Fragment name = is_result(cell) ? cell.slice(2, cell.text.size()).trimmed() : cell;
  return {std::string(name_text(name.text)), name.span()};
}

void FileParser::check_modifiers(const Head& head, bool first_match, bool mode, bool window) {
  if (!head.modifiers.window_field.text.empty() && !window) {
    report(head.modifiers.window_span, {"“在 … 前几个月”只用于计划", "`within … months before` is only for plans"});
  }
  if (head.modifiers.first_match && !first_match) {
    report(head.modifiers.first_match_span,
           {"“依次判断”只用于按行判断的表", "`first match` is only for tables whose rows are tried"});
  }
  if (head.mode && !mode) {
    report(head.mode_span, {"“全部满足”这类写法只用于准入条件", "`all of` and the like are only for eligibility"});
  }
}

}  // namespace fenji::grammar
