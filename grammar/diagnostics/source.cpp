#include "grammar/diagnostics/source.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace fenji {

Span cover(Span first, Span last) {
  assert(first.file == last.file);
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view Source::text(Span span) const { return text().substr(span.begin, span.end - span.begin); }

Position Source::position(std::uint32_t offset) const {
  const std::size_t line = line_number(offset);
  const std::string_view before = text().substr(0, offset).substr(line_starts_[line - 1]);
  const auto starts =
      std::count_if(before.begin(), before.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
  return {line, 1 + static_cast<std::size_t>(starts)};
}

std::size_t Source::line_number(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(after - line_starts_.begin());
}

std::string_view Source::line_at(std::uint32_t offset, std::uint32_t& begin) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  begin = *(after - 1);
  std::string_view line = text().substr(begin);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t SourceSet::add(Source source) {
  sources_.push_back(std::move(source));
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

}  // namespace fenji
