// Stage: shared vocabulary of all stages. A source is one rule file's text in UTF-8; a span is a range of its bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenji {

// The language of keywords and messages.
enum class Language : std::uint8_t { chinese, english };

// Bytes [begin, end) of the text of source number `file` in a SourceSet.
struct Span {
  std::uint32_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
  auto operator<=>(const Span&) const = default;
};

// The smallest span that holds both; they must be of one file.
Span cover(Span first, Span last);

struct Position {
  std::size_t line = 1;    // from 1
  std::size_t column = 1;  // from 1, in characters
};

class Source {
 public:
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }  // as the user wrote it, for messages
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;
  Position position(std::uint32_t offset) const;
  std::size_t line_number(std::uint32_t offset) const;  // that of its position
  // The line that holds `offset`, without its line end; `begin` receives where it starts.
  std::string_view line_at(std::uint32_t offset, std::uint32_t& begin) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// The files of one compilation, numbered as Span::file counts them.
class SourceSet {
 public:
  std::uint32_t add(Source source);
  const Source& operator[](std::uint32_t file) const { return sources_[file]; }
  std::size_t size() const { return sources_.size(); }
  std::string_view text(Span span) const { return sources_[span.file].text(span); }

 private:
  std::vector<Source> sources_;
};

}  // namespace fenji
