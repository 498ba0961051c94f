#include "grammar/format/page.hpp"

#include <algorithm>
#include <map>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/diagnostics/render.hpp"
#include "grammar/format/line_speller.hpp"

namespace fenji::grammar {
namespace {

constexpr std::string_view indentation = "  ";
constexpr std::string_view continuation = "    ";
constexpr std::string_view comment_gap = "  ";

std::string with_trailing_blanks_gone(std::string_view text) {
  const std::string_view kept = without_blanks(text);
  return std::string(text.substr(0, static_cast<std::size_t>(kept.data() + kept.size() - text.data())));
}

// Units in ascending order without those that stand inside another.
std::vector<ParsedUnit> outermost(std::vector<ParsedUnit> units) {
  const auto begin = [](const ParsedUnit& unit) { return unit.fragment.begin_place(); };
  const auto end = [](const ParsedUnit& unit) { return unit.fragment.span().end; };
  std::erase_if(units, [](const ParsedUnit& unit) { return unit.fragment.text.empty(); });
  std::stable_sort(units.begin(), units.end(), [&](const ParsedUnit& left, const ParsedUnit& right) {
    return begin(left) != begin(right) ? begin(left) < begin(right) : end(left) > end(right);
  });
  std::vector<ParsedUnit> kept;
  for (ParsedUnit& unit : units) {
    if (kept.empty() || begin(unit) >= end(kept.back())) kept.push_back(std::move(unit));
  }
  return kept;
}

class PageWriter {
 public:
  PageWriter(std::string_view source, const FileParser& parser, Speller& speller, std::span<const ParsedUnit> units)
      : source_(source), lines_(parser.lines()), speller_(speller), line_speller_(speller, units) {
    starts_.push_back(0);
    for (std::size_t at = source.find('\n'); at != std::string_view::npos; at = source.find('\n', at + 1))
      starts_.push_back(at + 1);
    for (const Comment& comment : lines_.comments) comments_[line_of(comment.span.begin)] = &comment;
  }

  Page write() {
    std::size_t next = 0;
    for (std::size_t number = 0; number < starts_.size();) {
      const Line* line = next < lines_.lines.size() && first_line(lines_.lines[next]) == number ? &lines_.lines[next] : nullptr;
      if (line == nullptr) {
        other_line(number++);
        continue;
      }
      ++next;
      if (line->row) {
        row(*line, number++);
      } else {
        finish_table();
        number = statement(*line, number);
      }
    }
    finish_table();
    while (page_.text.ends_with("\n\n")) page_.text.pop_back();
    if (page_.text == "\n") page_.text.clear();
    return std::move(page_);
  }

 private:
  // A line of a table in the making, or one between its rows.
  struct TableLine {
    bool row = false;
    std::vector<std::string> cells;
    std::string comment;  // behind a row; else the whole line
  };

  std::size_t line_of(std::size_t place) const {
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), place) - starts_.begin()) - 1;
  }

  std::size_t first_line(const Line& line) const { return line_of((line.row ? line.cells.front() : line.text).begin_place()); }

  const Comment* comment_on(std::size_t number) const {
    const auto found = comments_.find(number);
    return found == comments_.end() ? nullptr : found->second;
  }

  // With an ASCII sign in front.
  std::string text_of(const Comment& comment) const {
    const std::string_view text = source_.substr(comment.span.begin, comment.span.end - comment.span.begin);
    return "#" + with_trailing_blanks_gone(text.substr(character_at(text, 0).size));
  }

  std::string comment_behind(std::size_t number) const {
    const Comment* comment = comment_on(number);
    return comment == nullptr ? "" : text_of(*comment);
  }

  // A comment line at the margin stays there.
  std::string comment_line(std::size_t number, std::string_view indented) const {
    const Comment& comment = *comment_on(number);
    return (comment.span.begin == starts_[number] ? "" : std::string(indented)) + text_of(comment);
  }

  bool is_blank_line(std::size_t number) const {
    const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : source_.size();
    std::string_view text = source_.substr(starts_[number], end - starts_[number]);
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    return without_blanks(text).empty();
  }

  void put_line(std::string_view text) { (page_.text += text) += '\n'; }

  // A blank line, a comment, or a ruler, of which only a comment is kept.
  void other_line(std::size_t number) {
    std::string text;
    if (comment_on(number) != nullptr)
      text = comment_line(number, indentation);
    else if (!is_blank_line(number))
      return;
    if (table_.empty())
      put_line(text);
    else
      table_.push_back({false, {}, std::move(text)});
  }

  void row(const Line& line, std::size_t number) {
    TableLine made;
    made.row = true;
    std::string meaning;
    made.cells = line_speller_.cells(line, meaning);
    made.comment = comment_behind(number);
    page_.meanings.push_back(std::move(meaning));
    table_.push_back(std::move(made));
  }

  void finish_table() {
    std::vector<TableLine*> rows;
    for (TableLine& line : table_) {
      if (line.row) rows.push_back(&line);
    }
    // A head that lost its empty corner.
    const bool has_corner = line_speller_.block() == Keyword::plan || line_speller_.block() == Keyword::matrix;
    const bool corner_lost = has_corner && rows.size() > 1 && rows[0]->cells.size() + 1 == rows[1]->cells.size();
    if (corner_lost) {
      rows[0]->cells.insert(rows[0]->cells.begin(), "");
      page_.meanings[page_.meanings.size() - rows.size()].insert(0, "|\n");
    }
    std::size_t columns = 0;
    for (const TableLine* row : rows) columns = std::max(columns, row->cells.size());
    std::vector<std::size_t> widths(columns, 1);
    for (const TableLine* row : rows) {
      if (row->cells.size() != columns) continue;
      for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], display_width(row->cells[i]));
    }
    for (const TableLine& line : table_) put_line(line.row ? row_text(line, widths) : line.comment);
    table_.clear();
  }

  static std::string row_text(const TableLine& row, const std::vector<std::size_t>& widths) {
    std::string text = std::string(indentation) + "|";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::size_t width = display_width(row.cells[i]);
      text += " " + row.cells[i] + std::string(width < widths[i] ? widths[i] - width : 0, ' ') + " |";
    }
    if (!row.comment.empty()) (text += comment_gap) += row.comment;
    return text;
  }

  // What stands between two lines of a statement.
  struct Break {
    std::size_t place = 0;           // in the source, where the first ends
    std::string comment;             // behind the first
    std::vector<std::string> lines;  // between both
  };

  std::vector<Break> breaks_of(const Line& line, std::size_t first, std::size_t& last) const {
    std::vector<Break> breaks;
    last = first;
    std::uint32_t end = line.text.text.empty() ? 0 : line.text.place(0).end;
    for (std::size_t byte = 0; byte < line.text.text.size(); ++byte) {
      const Fragment::Place place = line.text.place(byte);
      const std::size_t number = place.begin >= starts_[last] ? line_of_from(place.begin, last) : last;
      if (number != last) {
        Break found{end, comment_behind(last), {}};
        for (std::size_t between = last + 1; between < number; ++between) {
          found.lines.push_back(comment_on(between) != nullptr ? comment_line(between, continuation) : "");
        }
        breaks.push_back(std::move(found));
        last = number;
      }
      end = place.end;
    }
    return breaks;
  }

  std::size_t line_of_from(std::size_t place, std::size_t number) const {
    while (number + 1 < starts_.size() && starts_[number + 1] <= place) ++number;
    return number;
  }

  // The line behind it.
  std::size_t statement(const Line& line, std::size_t first) {
    std::string meaning;
    const std::vector<Token> tokens = line_speller_.statement(line, meaning);
    page_.meanings.push_back(std::move(meaning));
    std::size_t last = first;
    const std::vector<Break> breaks = breaks_of(line, first, last);
    std::string text = line.margin ? "" : std::string(indentation);
    std::string logical;  // without comments and line ends
    const std::string last_comment = comment_behind(last);
    std::vector<std::string> before;  // comments that found no other place
    std::vector<std::vector<const Break*>> behind(tokens.size());
    for (const Break& found : breaks) behind[token_before(tokens, found.place)].push_back(&found);
    int depth = 0;
    std::string written;
    bool fresh = true;  // at the beginning of a line
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      if (!fresh && i > 0 && tokens[i - 1].blank_after && token.blank_before) text += ' ';
      if (i > 0 && tokens[i - 1].blank_after && token.blank_before) logical += ' ';
      fresh = false;
      text += token.text;
      logical += token.text;
      if (token.text == "(" || token.text == "[") ++depth;
      if ((token.text == ")" || token.text == "]") && depth > 0) --depth;
      if (behind[i].empty()) continue;
      if (i + 1 == tokens.size() || (depth == 0 && !goes_on(logical, speller_.to()))) {
        for (const Break* lost : behind[i]) keep_comments(*lost, line.margin ? "" : indentation, before);
        continue;
      }
      const Break& kept = *behind[i].front();
      put_part(written, text, kept.comment);
      for (const std::string& between : kept.lines) (written += between) += '\n';
      for (std::size_t more = 1; more < behind[i].size(); ++more) keep_lines(*behind[i][more], written);
      text = continuation;
      fresh = true;
    }
    put_part(written, text, last_comment);
    for (const std::string& comment : before) put_line(comment);
    page_.text += written;
    return last + 1;
  }

  static void put_part(std::string& written, const std::string& text, const std::string& comment) {
    written += text;
    if (!comment.empty()) (written += comment_gap) += comment;
    written += '\n';
  }

  static void keep_comments(const Break& lost, std::string_view indented, std::vector<std::string>& before) {
    if (!lost.comment.empty()) before.push_back(std::string(indented) + lost.comment);
    for (const std::string& line : lost.lines) {
      const std::string_view comment = without_blanks(line);
      if (!comment.empty()) before.push_back((line.starts_with('#') ? "" : std::string(indented)) + std::string(comment));
    }
  }

  static void keep_lines(const Break& more, std::string& written) {
    if (!more.comment.empty()) ((written += continuation) += more.comment) += '\n';
    for (const std::string& line : more.lines) (written += line) += '\n';
  }

  // The token that stands last in the source in front of `place`.
  static std::size_t token_before(const std::vector<Token>& tokens, std::size_t place) {
    std::size_t found = 0;
    std::uint32_t latest = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].place == Token::put_in || tokens[i].place >= place || tokens[i].place < latest) continue;
      latest = tokens[i].place;
      found = i;
    }
    return found;
  }

  std::string_view source_;
  const Lines& lines_;
  Speller& speller_;
  LineSpeller line_speller_;
  std::vector<std::size_t> starts_;                 // of physical lines
  std::map<std::size_t, const Comment*> comments_;  // by physical line
  std::vector<TableLine> table_;
  Page page_;
};

}  // namespace

Page format_page(std::string_view source, const FileParser& parser, const std::vector<ParsedUnit>& units, Speller& speller) {
  const std::vector<ParsedUnit> kept = outermost(units);
  return PageWriter(source, parser, speller, kept).write();
}

}  // namespace fenji::grammar
