#include "grammar/lines.hpp"

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/thousands.hpp"

namespace fenji::grammar {
namespace {

bool has_rows(std::optional<Keyword> block) {
  if (!block) return false;
  switch (*block) {
    case Keyword::scorecard:
    case Keyword::bands:
    case Keyword::grade:
    case Keyword::matrix:
    case Keyword::table:
    case Keyword::plan:
    case Keyword::examples:
      return true;
    default:
      return false;
  }
}

// The |---|:---:| line of markdown tables. A single - in a cell is no condition.
bool is_ruler(const std::vector<Fragment>& cells) {
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const Fragment& cell) {
    return cell.text.find_first_not_of("-:") == std::string::npos && cell.text.size() > 1 &&
           cell.text.find('-') != std::string::npos;
  });
}

// Whether the single sign = comes first.
bool is_assigned(std::string_view text) {
  Character first = character_at(text, 0);
  while (is_blank(first.code)) {
    text.remove_prefix(first.size);
    first = character_at(text, 0);
  }
  const char32_t second = folded(character_at(text, first.size).code);
  return folded(first.code) == '=' && second != '=' && second != '>';
}

std::size_t next_line(std::string_view source, std::size_t begin) { return std::min(source.find('\n', begin), source.size()); }

class LineReader {
 public:
  LineReader(std::string_view source, std::uint32_t file, Diagnostics& diagnostics)
      : source_(source), file_(file), diagnostics_(diagnostics) {}

  Lines read() {
    find_language();
    for (std::size_t begin = 0; begin < source_.size();) {
      const std::size_t end = next_line(source_, begin);
      physical_line(begin, end > begin && source_[end - 1] == '\r' ? end - 1 : end);
      begin = end + 1;
    }
    finish();
    return std::move(result_);
  }

 private:
  void find_language() {
    for (std::size_t begin = 0; begin < source_.size();) {
      const std::size_t end = next_line(source_, begin);
      for (const Language language : {Language::chinese, Language::english}) {
        if (!block_keyword(source_.substr(begin, end - begin), language)) continue;
        result_.language = language;
        return;
      }
      begin = end + 1;
    }
  }

  void physical_line(std::size_t begin, std::size_t end) {
    std::size_t first = begin;
    while (first < end) {
      const Character character = character_at(source_, first);
      if (!is_blank(character.code)) break;
      first += character.size;
    }
    if (first == end) return;
    const char32_t sign = folded(character_at(source_, first).code);
    if (sign == '#') {
      comment(first, end, true);
      return;
    }
    const bool margin = first == begin;
    const std::string_view rest = source_.substr(first, end - first);
    const std::optional<Keyword> keyword = margin ? block_keyword(rest, result_.language) : std::nullopt;
    const bool tabs =
        has_rows(block_) && !keyword && rest.find('\t') != std::string_view::npos && !(margin && begins_definition(rest));
    if (sign == '|' || tabs) {
      finish();
      table_row(first, end, sign == '|' ? '|' : '\t');
      return;
    }
    if (margin) {
      finish();
      block_ = keyword;
      begin_statement(true, block_ == Keyword::rules);
    } else if (open_ && (depth_ > 0 || goes_on(line_.text.text, result_.language)) && !begins_statement(rest)) {
      line_.text.push_folded(' ', first, 0);
    } else {
      finish();
      begin_statement(false, block_ == Keyword::rules && is_raw_line(rest));
    }
    if (line_.raw)
      append_raw(first, end);
    else
      append(first, end);
  }

  bool is_raw_line(std::string_view text) const {
    for (const Keyword keyword : {Keyword::version, Keyword::owner, Keyword::approval, Keyword::notes, Keyword::extends}) {
      const std::size_t size = match_spelling(text, keyword, result_.language);
      if (size > 0 && !is_word(character_at(text, size).code)) return true;
    }
    return false;
  }

  void begin_statement(bool margin, bool raw) {
    line_ = Line{};
    line_.margin = margin;
    line_.raw = raw;
    line_.text.file = file_;
    open_ = true;
    depth_ = 0;
  }

  void finish() {
    if (!open_) return;
    open_ = false;
    if (!line_.raw) line_.text = without_thousands_commas(std::move(line_.text), result_.language);
    line_.text = line_.text.trimmed();
    line_.span = line_.text.span();
    if (!line_.text.text.empty()) result_.lines.push_back(std::move(line_));
  }

  // Copies source bytes [begin, end) up to a comment, folding what is not quoted. Calls take(code, offset) for each character
  // outside quotes; true means that it is taken care of.
  template <typename Take>
  void copy(std::size_t begin, std::size_t end, Fragment& fragment, Take take) {
    char32_t quote = 0;
    std::size_t quote_begin = 0;
    char32_t previous = ' ';
    for (std::size_t i = begin; i < end;) {
      const Character character = character_at(source_.substr(0, end), i);
      const char32_t code = folded(character.code);
      if (quote == 0 && code == '#' && is_blank(previous)) {
        comment(i, end, false);
        break;
      }
      if (quote != 0 && code != quote) {
        fragment.push(source_.substr(i, character.size), i);
      } else if (quote != 0 || !take(code, i)) {
        if (quote == 0) quote_begin = i;
        quote = quote != 0 ? 0 : closing_quote(code);
        const bool blank = is_blank(code);
        if (!blank && code == character.code)
          fragment.push(source_.substr(i, character.size), i);
        else if (!blank)
          fragment.push_folded(static_cast<char>(code), i, character.size);
        else if (!fragment.text.ends_with(' '))
          fragment.push_folded(' ', i, character.size);
      }
      fragment.end_place = static_cast<std::uint32_t>(i + character.size);
      previous = code;
      i += character.size;
    }
    if (quote != 0) close_quote(quote, quote_begin, end, fragment);
  }

  void append(std::size_t begin, std::size_t end) {
    copy(begin, end, line_.text, [this](char32_t code, std::size_t) {
      if (code == '(' || code == '[') ++depth_;
      if ((code == ')' || code == ']') && depth_ > 0) --depth_;
      return false;
    });
  }

  void append_raw(std::size_t begin, std::size_t end) {
    char32_t previous = ' ';
    std::size_t text_end = begin;
    while (text_end < end) {
      const Character character = character_at(source_.substr(0, end), text_end);
      if (character.code == '#' && is_blank(previous)) {
        comment(text_end, end, false);
        break;
      }
      previous = character.code;
      text_end += character.size;
    }
    line_.text.push(source_.substr(begin, text_end - begin), begin);
    line_.text.end_place = static_cast<std::uint32_t>(text_end);
  }

  void table_row(std::size_t begin, std::size_t end, char32_t separator) {
    Line row;
    row.row = true;
    row.text.file = file_;
    row.span = {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    Fragment cell;
    const auto begin_cell = [&](std::size_t offset) {
      cell = Fragment{};
      cell.file = file_;
      cell.end_place = static_cast<std::uint32_t>(offset);
    };
    const auto finish_cell = [&] { row.cells.push_back(without_thousands_commas(cell.trimmed(), result_.language)); };
    begin_cell(begin);
    bool leading_pipe = separator == '|';
    copy(begin, end, cell, [&](char32_t code, std::size_t offset) {
      if (code != separator) return false;
      if (!leading_pipe) finish_cell();
      leading_pipe = false;
      begin_cell(offset + character_at(source_, offset).size);
      return true;
    });
    const bool last_pipe_missing = !without_blanks(cell.text).empty();
    if (last_pipe_missing || separator == '\t') finish_cell();
    if (row.cells.empty() || is_ruler(row.cells)) return;
    row.span = cover(row.cells.front().span(), row.cells.back().span());
    result_.lines.push_back(std::move(row));
  }

  void comment(std::size_t begin, std::size_t end, bool whole_line) {
    result_.comments.push_back({{file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, whole_line});
  }

  void close_quote(char32_t quote, std::size_t begin, std::size_t end, Fragment& fragment) {
    diagnostics_.push_back({"syntax",
                            Severity::error,
                            {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                            {"引号没有闭合", "this quote is not closed"},
                            Message{"在这一行里补上右引号", "close it on the same line"},
                            {},
                            {}});
    const std::string_view sign = quote == U'”' ? "”" : quote == U'」' ? "」" : quote == '"' ? "\"" : "`";
    for (const char byte : sign) fragment.push_folded(byte, end, 0);
  }

  std::string_view source_;
  std::uint32_t file_;
  Diagnostics& diagnostics_;
  Lines result_;
  std::optional<Keyword> block_;
  Line line_;
  bool open_ = false;
  int depth_ = 0;
};

}  // namespace

std::optional<Keyword> block_keyword(std::string_view text, Language language) {
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group != KeywordGroup::block) continue;
    const std::size_t size = match_spelling(text, entry.keyword, language);
    if (size == 0 || is_word(character_at(text, size).code)) continue;
    return is_assigned(text.substr(size)) ? std::nullopt : std::optional(entry.keyword);
  }
  return std::nullopt;
}

Lines read_lines(std::string_view source, std::uint32_t file, Diagnostics& diagnostics) {
  return LineReader(source, file, diagnostics).read();
}

}  // namespace fenji::grammar
