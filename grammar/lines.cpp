#include "grammar/lines.hpp"

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/habits.hpp"
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

// NAME = value on one line, with nothing that could make it, or be, the middle of a longer expression.
bool is_plain_definition(std::string_view line) {
  if (!begins_definition(line)) return false;
  for (const std::string_view sign : {"#", "＃", "(", "（", "[", "［", "≠", "≥", "≤", "、", "，", "\"", "“", "`", "「"}) {
    if (line.find(sign) != std::string_view::npos) return false;
  }
  return !goes_on(line, Language::chinese) && !goes_on(line, Language::english);
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
  // That of the first block, unless most blocks have keywords of the other: then it is the first that is wrong.
  void find_language() {
    std::size_t chinese = 0, english = 0;
    for (std::size_t begin = 0; begin < source_.size();) {
      const std::size_t end = next_line(source_, begin);
      const std::string_view line = source_.substr(begin, end - begin);
      const bool in_chinese = block_keyword(line, Language::chinese).has_value();
      const bool in_english = !in_chinese && block_keyword(line, Language::english).has_value();
      if (chinese + english == 0 && in_english) result_.language = Language::english;
      chinese += in_chinese ? 1 : 0;
      english += in_english ? 1 : 0;
      begin = end + 1;
    }
    if (chinese > english) result_.language = Language::chinese;
    if (english > chinese) result_.language = Language::english;
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
    const bool slashes = sign == '/' && source_.substr(first + 1, end - first).starts_with('/');
    if (sign == '#' || slashes) {
      if (slashes) wrong_comment(first);
      comment(first, end, true);
      return;
    }
    const std::string_view rest = source_.substr(first, end - first);
    Slip slip = Slip::none;
    if (first > begin && is_lost_head(rest, end)) slip = Slip::to_be_at_margin;
    if (first == begin && is_lost_body(rest, end)) slip = Slip::to_be_indented;
    const bool margin = slip == Slip::none ? first == begin : slip == Slip::to_be_at_margin;
    std::optional<Keyword> keyword = margin ? block_keyword(rest, result_.language) : std::nullopt;
    std::size_t keyword_size = keyword ? match_spelling(rest, *keyword, result_.language) : 0;
    const bool mistyped =
        margin && !keyword && sign != '|' && !begins_definition(rest) && rest.find('\t') == std::string_view::npos;
    if (mistyped) keyword = meant_block_keyword(rest, result_.language, keyword_size);
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
      line_.keyword = keyword;
      line_.keyword_size = keyword_size;
      line_.mistyped = mistyped;
    } else if (open_ && (depth_ > 0 || goes_on(line_.text.text, result_.language)) && !begins_statement(rest)) {
      line_.text.push_folded(' ', first, 0);
    } else {
      finish();
      begin_statement(false, block_ == Keyword::rules && is_raw_line(rest));
    }
    if (line_.text.text.empty()) {
      line_.slip = slip;
      line_.space = {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(first)};
    }
    if (line_.raw)
      append_raw(first, end);
    else
      append(first, end);
  }

  // The first line behind `end` that holds more than blanks.
  std::string_view line_behind(std::size_t end) const {
    for (std::size_t begin = end + 1; begin < source_.size();) {
      const std::size_t line_end = next_line(source_, begin);
      const std::string_view line = source_.substr(begin, line_end - begin);
      if (!without_blanks(line).empty()) return line;
      begin = line_end + 1;
    }
    return {};
  }

  // An indented line that can only open a block: 字段 alone, or 评分表 基础分 with a table below it.
  bool is_lost_head(std::string_view line, std::size_t end) const {
    const std::optional<Keyword> keyword = block_keyword(line, result_.language);
    if (open_ && (depth_ > 0 || goes_on(line_.text.text, result_.language))) return false;
    // With tabs it is a row from Excel whose first condition begins with a sign.
    if (!keyword) return has_rows(block_) && begins_definition(line) && line.find('\t') == std::string_view::npos;
    const std::string_view name = line.substr(match_spelling(line, *keyword, result_.language));
    switch (*keyword) {
      case Keyword::parameters:
      case Keyword::fields:
      case Keyword::output:
        return without_blanks(name).empty() && block_ != Keyword::output && block_ != *keyword;
      default:
        return has_rows(keyword) && is_blank(character_at(name, 0).code) && without_blanks(line_behind(end)).starts_with('|');
    }
  }

  // A margin line that can only belong to the block above.
  bool is_lost_body(std::string_view line, std::size_t end) const {
    if (!block_ || block_keyword(line, result_.language)) return false;
    const std::string_view next = line_behind(end);
    const bool goes_on_below =
        !next.empty() && is_blank(character_at(next, 0).code) && next.find('|') == std::string_view::npos;
    switch (*block_) {
      case Keyword::rules:
        return !begins_definition(line) && match_header_line(line) > 0;
      case Keyword::parameters:
        return is_plain_definition(line) && goes_on_below && is_plain_definition(without_blanks(next));
      case Keyword::fields: {
        if (!begins_statement(line)) return false;
        std::size_t colon = line.find(':');
        const std::size_t wide = line.find("：");
        const bool is_wide = wide < colon;
        const std::string_view type = without_blanks(line.substr(is_wide ? wide + std::string_view("：").size() : colon + 1));
        return std::any_of(all_keywords().begin(), all_keywords().end(), [&](const KeywordEntry& entry) {
          return entry.group == KeywordGroup::field && match_spelling(type, entry.keyword, result_.language) > 0;
        });
      }
      case Keyword::eligibility:
        return begins_statement(line) && goes_on_below && begins_statement(next);
      case Keyword::output: {
        std::size_t size = 0;
        return !begins_definition(line) && line.find('=') == std::string_view::npos &&
               line.find(':') == std::string_view::npos && line.find('|') == std::string_view::npos &&
               !meant_block_keyword(line, result_.language, size) &&
               (line.find("、") != std::string_view::npos || line.find(',') != std::string_view::npos);
      }
      default:
        return false;
    }
  }

  std::size_t match_header_line(std::string_view line) const {
    for (const KeywordEntry& entry : all_keywords()) {
      if (entry.group != KeywordGroup::header_line) continue;
      const std::size_t size = match_spelling(line, entry.keyword, result_.language);
      if (size > 0 && !is_word(character_at(line, size).code)) return size;
    }
    return 0;
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

  // Bytes that stand for themselves wherever they stand.
  static bool is_plain(char byte) {
    return byte == '.' || (static_cast<signed char>(byte) > 0 && is_word(static_cast<unsigned char>(byte)));
  }

  // A single blank behind a plain byte and in front of another stands for itself, too.
  bool stands_between_words(std::size_t at, std::size_t end) const {
    return source_[at] == ' ' && at + 1 < end && is_plain(source_[at + 1]);
  }

  // Copies source bytes [begin, end) up to a comment, folding what is not quoted. Calls take(code, offset) for each character
  // outside quotes that is not plain; true means that it is taken care of.
  template <typename Take>
  void copy(std::size_t begin, std::size_t end, Fragment& fragment, Take take) {
    char32_t quote = 0;
    std::size_t quote_begin = 0;
    char32_t previous = ' ';
    for (std::size_t i = begin; i < end;) {
      if (quote == 0 && is_plain(source_[i])) {
        const std::size_t first = i;
        while (i < end && (is_plain(source_[i]) || stands_between_words(i, end))) ++i;
        fragment.push(source_.substr(first, i - first), first);
        fragment.end_place = static_cast<std::uint32_t>(i);
        previous = static_cast<unsigned char>(source_[i - 1]);
        continue;
      }
      const Character character = character_at(source_.substr(0, end), i);
      const char32_t code = folded(character.code);
      const bool slashes = code == '/' && i + 1 < end && source_[i + 1] == '/';
      if (quote == 0 && (code == '#' || slashes) && is_blank(previous)) {
        if (slashes) wrong_comment(i);
        comment(i, end, false);
        break;
      }
      if (quote != 0 && code != quote && closes_by_mistake(quote, character.code, i, end)) {
        wrong_quote(quote, i, character.size, fragment);
        quote = 0;
      } else if (quote != 0 && code != quote) {
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
    row.cells.reserve(cells_of_row_);
    row.text.file = file_;
    row.span = {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    Fragment cell;
    cell.file = file_;
    const auto begin_cell = [&](std::size_t offset) {
      cell.clear();
      cell.end_place = static_cast<std::uint32_t>(offset);
    };
    const auto finish_cell = [&] { row.cells.push_back(without_thousands_commas(cell.trimmed(), result_.language)); };
    while (source_[begin] == '|') {
      const std::size_t behind = plain_cell(begin + 1, end, row);
      if (behind == end) break;
      begin = behind;
    }
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
    cells_of_row_ = row.cells.size();
    if (row.cells.empty() || is_ruler(row.cells)) return;
    row.span = cover(row.cells.front().span(), row.cells.back().span());
    result_.lines.push_back(std::move(row));
  }

  // Takes a cell whose bytes stand for themselves, as most do. Returns where the | behind it stands, or `end` where the cell is
  // another one or has no | behind it.
  std::size_t plain_cell(std::size_t begin, std::size_t end, Line& row) const {
    std::size_t first = begin;
    while (first < end && source_[first] == ' ') ++first;
    std::size_t behind = first;  // the last byte that is no blank
    std::size_t at = first;
    while (at < end && source_[at] != '|') {
      if (const std::size_t size = plain_size(at, end); size > 0)
        behind = at += size;
      else if (source_[at] == ' ')
        ++at;
      else
        return end;
      // Blanks in runs are one.
      if (at > behind + 1 && at < end && source_[at] != ' ' && source_[at] != '|') return end;
    }
    if (at == end || behind == first) return end;
    Fragment cell;
    cell.file = file_;
    cell.push(source_.substr(first, behind - first), first);
    cell.end_place = static_cast<std::uint32_t>(behind);
    row.cells.push_back(without_thousands_commas(std::move(cell), result_.language));
    return at;
  }

  // Bytes of the character at `at`, where it stands for itself in a cell and opens neither a quote nor a comment: 0 for others.
  std::size_t plain_size(std::size_t at, std::size_t end) const {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(source_[at + i]); };
    if (is_plain(source_[at])) return 1;
    switch (source_[at]) {
      case ',':
      case '-':
      case '+':
      case '*':
      case '%':
      case ':':
      case '(':
      case ')':
      case '[':
      case ']':
      case '<':
      case '=':
      case '>':
        return 1;
      default:
        break;
    }
    // Ideographs have these first bytes, and no others do.
    const bool ideograph =
        byte(0) >= 0xE4 && byte(0) <= 0xE9 && end - at >= 3 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
    return ideograph ? 3 : 0;
  }

  void comment(std::size_t begin, std::size_t end, bool whole_line) {
    result_.comments.push_back({{file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, whole_line});
  }

  void wrong_comment(std::size_t at) {
    const Span place{file_, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 2)};
    diagnostics_.push_back({"syntax",
                            Severity::error,
                            place,
                            {"注释以 # 开头，不用 //", "a comment starts with #, not with //"},
                            Message{"请写成 #", "write #"},
                            {},
                            Fix{place, "#"}});
  }

  static std::string_view sign_of(char32_t quote) {
    return quote == U'”' ? "”" : quote == U'」' ? "」" : quote == '"' ? "\"" : "`";
  }

  // “…" and "…”: another closing quote, and the right one does not stand behind it in the line or cell.
  bool closes_by_mistake(char32_t quote, char32_t code, std::size_t at, std::size_t end) const {
    const bool pair = (quote == U'”' && (code == '"' || code == U'＂')) || (quote == '"' && code == U'”');
    if (!pair) return false;
    std::string_view behind = source_.substr(at, end - at);
    behind = behind.substr(0, behind.find('|'));
    const std::size_t right = behind.find(sign_of(quote));
    const std::size_t opens = std::min(behind.find("“"), behind.size());
    return right == std::string_view::npos || opens < right;
  }

  void wrong_quote(char32_t quote, std::size_t at, std::size_t size, Fragment& fragment) {
    const Span place{file_, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)};
    const std::string sign(sign_of(quote));
    diagnostics_.push_back({"syntax",
                            Severity::error,
                            place,
                            {"左右引号不是一对", "this quote does not match the one that opens"},
                            Message{"请写成 " + sign, "write " + sign},
                            {},
                            Fix{place, sign}});
    for (const char byte : sign) fragment.push_folded(byte, at, size);
  }

  void close_quote(char32_t quote, std::size_t begin, std::size_t end, Fragment& fragment) {
    diagnostics_.push_back({"syntax",
                            Severity::error,
                            {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                            {"引号没有闭合", "this quote is not closed"},
                            Message{"在这一行里补上右引号", "close it on the same line"},
                            {},
                            {}});
    for (const char byte : sign_of(quote)) fragment.push_folded(byte, end, 0);
  }

  std::string_view source_;
  std::uint32_t file_;
  Diagnostics& diagnostics_;
  Lines result_;
  std::optional<Keyword> block_;
  Line line_;
  bool open_ = false;
  int depth_ = 0;
  std::size_t cells_of_row_ = 0;  // of the last one
};

}  // namespace

std::optional<Keyword> block_keyword(std::string_view text, Language language) {
  if (!is_word(character_at(text, 0).code)) return std::nullopt;  // most lines: rows, and what is indented
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group != KeywordGroup::block) continue;
    const std::size_t size = match_spelling(text, entry.keyword, language);
    if (size == 0 || is_word(character_at(text, size).code)) continue;
    return is_assigned(text.substr(size)) ? std::nullopt : std::optional(entry.keyword);
  }
  return std::nullopt;
}

std::optional<Keyword> meant_block_keyword(std::string_view text, Language language, std::size_t& size) {
  const Language other = language == Language::chinese ? Language::english : Language::chinese;
  std::optional<Keyword> meant = block_keyword(text, other);
  if (meant) {
    size = match_spelling(text, *meant, other);
    return meant;
  }
  size = 0;
  while (size < text.size()) {
    const Character character = character_at(text, size);
    if (!is_word(character.code)) break;
    size += character.size;
  }
  // A synonym may be of several words: score card
  std::string_view several;
  const std::size_t synonym = match_synonym(text, {KeywordGroup::block}, language, several);
  if (synonym > size) {
    size = synonym;
    return find_keyword(several, KeywordGroup::block, language);
  }
  const auto spelled = meant_spelling(text.substr(0, size), {KeywordGroup::block}, language);
  return spelled ? find_keyword(*spelled, KeywordGroup::block, language) : std::nullopt;
}

Lines read_lines(std::string_view source, std::uint32_t file, Diagnostics& diagnostics) {
  return LineReader(source, file, diagnostics).read();
}

}  // namespace fenji::grammar
