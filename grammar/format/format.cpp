#include "grammar/format/format.hpp"

#include <algorithm>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/format/page.hpp"

namespace fenji::grammar {
namespace {

// A parsed text on its way to a page.
struct Formatted {
  Page page;
  Diagnostics diagnostics;
  Language language = Language::chinese;
  Lines lines;
};

Formatted format_once(std::string_view text, std::uint32_t file, std::optional<Language> keywords,
                      const DeclaredNames& inherited) {
  Formatted made;
  std::vector<ParsedUnit> units;
  FileParser parser(text, file, inherited, &units);
  ParseResult parsed = parser.parse();
  made.language = parsed.tree.language;
  made.lines = parser.lines();
  made.diagnostics = std::move(parsed.diagnostics);
  if (has_errors(made.diagnostics)) return made;
  Speller speller(text, parser.words(), parsed.tree, keywords.value_or(made.language), made.diagnostics);
  made.page = format_page(text, parser, units, speller);
  return made;
}

std::vector<std::string> comments_of(const Lines& lines, std::string_view text) {
  std::vector<std::string> comments;
  for (const Comment& comment : lines.comments) {
    std::string_view words = text.substr(comment.span.begin, comment.span.end - comment.span.begin);
    words.remove_prefix(character_at(words, 0).size);
    comments.emplace_back(without_blanks(words));
  }
  std::sort(comments.begin(), comments.end());
  return comments;
}

Diagnostic would_change(Span span, bool translated) {
  if (translated) {
    return {"untranslatable",
            Severity::error,
            span,
            {"这一行换成另一种关键词语言后意思会变", "in the other language this line would mean something else"},
            Message{"请给这一行里像关键词的名称加上「」", "put the names in this line that look like keywords in backquotes"},
            {},
            {}};
  }
  return {"unformattable",
          Severity::error,
          span,
          {"这一行换成规范写法后意思会变，文件没有改动", "written in the canonical way this line would mean something else"},
          Message{"请给这一行里含有标点或关键词的名称加上「」",
                  "put the names in this line that hold signs or keywords in backquotes"},
          {},
          {}};
}

}  // namespace

FormatResult format_rules(std::string_view text, std::uint32_t file, std::optional<Language> keywords,
                          const DeclaredNames& inherited) {
  Formatted made = format_once(text, file, keywords, inherited);
  FormatResult result{std::move(made.page.text), std::move(made.diagnostics), made.language};
  if (has_errors(result.diagnostics)) return result;

  const Formatted again = format_once(result.text, file, {}, inherited);
  const std::vector<std::string>& meanings = made.page.meanings;
  const bool same_language = made.lines.lines.empty() || again.language == keywords.value_or(made.language);
  if (same_language && again.page.meanings == meanings && again.page.text == result.text &&
      comments_of(made.lines, text) == comments_of(again.lines, result.text))
    return result;
  std::size_t line = 0;
  if (has_errors(again.diagnostics)) {
    const auto begins_behind = [&](const Line& other) { return other.span.begin > again.diagnostics.front().span.begin; };
    const auto& lines = again.lines.lines;
    const auto behind = std::find_if(lines.begin(), lines.end(), begins_behind);
    line = behind == lines.begin() ? 0 : static_cast<std::size_t>(behind - lines.begin()) - 1;
  } else {
    while (line < meanings.size() && line < again.page.meanings.size() && meanings[line] == again.page.meanings[line]) ++line;
  }
  line = std::min(line, made.lines.lines.size() - 1);
  result.diagnostics.push_back(would_change(made.lines.lines[line].span, keywords.value_or(made.language) != made.language));
  return result;
}

}  // namespace fenji::grammar
