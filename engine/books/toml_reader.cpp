#include "engine/books/toml_reader.hpp"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 1  // letters of any script in bare keys
#define TOML_ENABLE_FORMATTERS 0
// Its parser asserts that a key begins as it should, or with clang assumes it, right before it reports that one does not.
#define TOML_ASSERT(expression) static_assert(true)
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>

#include "engine/books/toml_characters.hpp"

namespace fenji::books {
namespace {

// Lines and characters, from 1, as bytes of the text.
class Places {
 public:
  Places(std::string_view text, std::uint32_t file) : text_(text), file_(file), lines_{0} {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') lines_.push_back(i + 1);
    }
  }

  Span span(const toml::source_region& region) const {
    const std::uint32_t begin = offset(region.begin);
    return {file_, begin, std::max(begin, offset(region.end))};
  }
  std::string_view text(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  // Up to the end of its line, at most `longest` bytes.
  Span at(const toml::source_position& position) const {
    const std::uint32_t begin = offset(position);
    std::uint32_t end = begin;
    while (end < text_.size() && text_[end] != '\n' && text_[end] != '\r') ++end;
    return {file_, begin, end};
  }

 private:
  std::uint32_t offset(const toml::source_position& position) const {
    if (position.line == 0 || position.line > lines_.size()) return static_cast<std::uint32_t>(text_.size());
    std::size_t at = lines_[position.line - 1];
    for (std::uint32_t column = 1; column < position.column && at < text_.size(); ++column) {
      ++at;
      while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
    }
    return static_cast<std::uint32_t>(at);
  }

  std::string_view text_;
  std::uint32_t file_;
  std::vector<std::size_t> lines_;
};

TomlValue value_of(const toml::node& node, const Places& places);

TomlValue table_of(const toml::table& table, const Places& places) {
  TomlValue value;
  for (const auto& [key, node] : table) {
    value.entries.push_back({restored(key.str()), places.span(key.source()), value_of(node, places)});
  }
  std::sort(value.entries.begin(), value.entries.end(),
            [](const TomlEntry& left, const TomlEntry& right) { return left.span < right.span; });
  return value;
}

TomlValue value_of(const toml::node& node, const Places& places) {
  using Kind = TomlValue::Kind;
  TomlValue value;
  if (const auto* table = node.as_table()) value = table_of(*table, places);
  value.span = places.span(node.source());
  value.text = places.text(value.span);
  switch (node.type()) {
    case toml::node_type::string:
      value.kind = Kind::text;
      value.text = restored(node.as_string()->get());
      break;
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      value.kind = Kind::number;
      break;
    case toml::node_type::boolean:
      value.kind = Kind::yes_no;
      break;
    case toml::node_type::date: {
      value.kind = Kind::date;
      const toml::date& date = node.as_date()->get();
      value.day = model::day_from_civil(date.year, date.month, date.day);
      break;
    }
    case toml::node_type::time:
    case toml::node_type::date_time:
      value.kind = Kind::time;
      break;
    case toml::node_type::array:
      value.kind = Kind::list;
      for (const toml::node& item : *node.as_array()) value.items.push_back(value_of(item, places));
      break;
    case toml::node_type::table:
    case toml::node_type::none:
      value.kind = Kind::table;
      break;
  }
  return value;
}

}  // namespace

std::optional<TomlValue> read_toml(std::string_view text, std::uint32_t file, Diagnostics& diagnostics) {
  if (auto stray = stray_character(text, file)) {
    diagnostics.push_back(std::move(*stray));
    return std::nullopt;
  }
  const Places places(text, file);
  const std::string readable = with_readable_characters(text);
  const toml::parse_result result = toml::parse(readable);
  if (!result) {
    const toml::parse_error& error = result.error();
    diagnostics.push_back(
        {"book-syntax",
         Severity::error,
         places.at(error.source().begin),
         {"从这里起不合 TOML 的写法", "this is no TOML: " + std::string(error.description())},
         Message{"一行写一项：名称 = \"文本\"；文本要放在英文引号里，一组文本写成 [\"甲\", \"乙\"]，同一项只能写一次",
                 "one setting a line: name = \"text\"; texts stand in quotes, several as [\"one\", \"two\"], and each setting "
                 "once"},
         {},
         {}});
    return std::nullopt;
  }
  return table_of(result.table(), places);
}

}  // namespace fenji::books
