#include "grammar/diagnostics/render.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>

namespace fenji {
namespace {

// A line longer than this is shown as a window around the caret.
constexpr std::size_t shown_line_limit = 400;

// Bytes of the character that starts at the front of `text`, never 0 for a text that is not empty.
std::size_t next_character(std::string_view text, utf8proc_int32_t& code_point) {
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  if (size > 0) return static_cast<std::size_t>(size);
  code_point = 0xFFFD;
  return 1;
}

// Tabs and control characters as blanks, so that what is counted is what is shown.
std::string printable(std::string_view text) {
  std::string shown(text);
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F; }, ' ');
  return shown;
}

std::size_t character_start(std::string_view text, std::size_t offset) {
  while (offset > 0 && offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) --offset;
  return offset;
}

// The author's line with a row of carets under `span`.
std::string quote(Span span, const SourceSet& sources, Colour colour) {
  const Source& source = sources[span.file];
  std::uint32_t line_begin = 0;
  std::string_view line = source.line_at(span.begin, line_begin);
  std::size_t begin = std::min<std::size_t>(span.begin - line_begin, line.size());
  std::size_t end = std::clamp<std::size_t>(span.end > line_begin ? span.end - line_begin : 0, begin, line.size());
  std::string before_window, after_window;
  if (line.size() > shown_line_limit) {
    const std::size_t from = character_start(line, begin > shown_line_limit / 2 ? begin - shown_line_limit / 2 : 0);
    const std::size_t to = character_start(line, std::min(line.size(), from + shown_line_limit));
    if (from > 0) before_window = "…";
    if (to < line.size()) after_window = "…";
    line = line.substr(from, to - from);
    begin -= from;
    end = std::min(end - from, line.size());
  }
  const std::string margin = fmt::format("{:>5} | ", source.line_number(span.begin));
  const std::size_t indent = display_width(before_window) + display_width(printable(line.substr(0, begin)));
  const std::size_t width = std::max<std::size_t>(1, display_width(printable(line.substr(begin, end - begin))));
  return fmt::format("{}{}{}{}\n{:>{}}{}{}\n", margin, before_window, printable(line), after_window, "| ", margin.size(),
                     std::string(indent, ' '), painted(std::string(width, '^'), Paint::caret, colour));
}

std::string place(Span span, const SourceSet& sources) {
  const Source& source = sources[span.file];
  const Position position = source.position(span.begin);
  return fmt::format("{}:{}:{}", source.name(), position.line, position.column);
}

Paint paint_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return Paint::note;
    case Severity::warning:
      return Paint::warning;
    case Severity::error:
      break;
  }
  return Paint::error;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    utf8proc_int32_t code_point = 0;
    text.remove_prefix(next_character(text, code_point));
    width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code_point)));
  }
  return width;
}

std::string_view severity_word(Severity severity, Language language) {
  switch (severity) {
    case Severity::note:
      return language == Language::chinese ? "提示" : "note";
    case Severity::warning:
      return language == Language::chinese ? "警告" : "warning";
    case Severity::error:
      break;
  }
  return language == Language::chinese ? "错误" : "error";
}

std::string render_line(const Diagnostic& diagnostic, const SourceSet& sources, Language language, Colour colour) {
  const std::string severity = painted(severity_word(diagnostic.severity, language), paint_of(diagnostic.severity), colour);
  const std::string name = painted(fmt::format("[{}]", diagnostic.name), Paint::code, colour);
  return fmt::format("{}: {}{}{} {}\n", place(diagnostic.span, sources), severity, language == Language::chinese ? "：" : ": ",
                     diagnostic.message.in(language), name);
}

std::string render(const Diagnostic& diagnostic, const SourceSet& sources, Language language, Colour colour) {
  const bool chinese = language == Language::chinese;
  std::string text = render_line(diagnostic, sources, language, colour);
  text += quote(diagnostic.span, sources, colour);
  if (diagnostic.advice) text += fmt::format("      {}{}\n", chinese ? "→ " : "-> ", diagnostic.advice->in(language));
  for (const RelatedPlace& related : diagnostic.related) {
    text += fmt::format("  {}: {}\n", place(related.span, sources), related.message.in(language));
    text += quote(related.span, sources, colour);
  }
  return text;
}

}  // namespace fenji
