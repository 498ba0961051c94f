#include "engine/draft/field_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/columns/cell_text.hpp"
#include "engine/draft/header_words.hpp"
#include "grammar/characters.hpp"
#include "grammar/parse.hpp"

namespace fenji::draft {

namespace {

using grammar::Expression;
using grammar::ExpressionKind;

// Longer headers are no names: a first row of data, or a quote that was never closed.
constexpr std::size_t longest_header = 300;  // bytes

// The words of a file that says `spelling` wherever a name may stand. The parser knows best what it reads.
std::string probe(const std::string& spelling, const std::string& clauses, Language language) {
  if (language == Language::chinese) {
    return fmt::format("字段\n  键键: 文本, 唯一编号\n  {0}: 文本{1}\n\n果果 = {0} 已填\n\n输出\n  {0}、键键\n", spelling,
                       clauses);
  }
  return fmt::format("fields\n  kkey: text, key\n  {0}: text{1}\n\nrresult = {0} given\n\noutput\n  {0}, kkey\n", spelling,
                     clauses);
}

// Whether the parser reads `spelling` as the name `name`, and `also`, where there is one, as another header.
bool reads_as(const std::string& spelling, const std::string& name, const std::string& also, std::string_view header,
              Language language) {
  const std::string clause = (language == Language::chinese ? ", 又称 " : ", also ") + also;
  const grammar::ParseResult parsed = grammar::parse(probe(spelling, also.empty() ? "" : clause, language));
  if (!parsed.diagnostics.empty() || parsed.tree.blocks.size() != 3) return false;
  const auto* fields = std::get_if<grammar::FieldsBlock>(&parsed.tree.blocks[0].content);
  const auto* definition = std::get_if<grammar::DefinitionBlock>(&parsed.tree.blocks[1].content);
  const auto* output = std::get_if<grammar::OutputBlock>(&parsed.tree.blocks[2].content);
  if (fields == nullptr || definition == nullptr || output == nullptr) return false;
  if (fields->fields.size() != 2 || output->names.size() != 2) return false;
  const grammar::FieldSyntax& field = fields->fields[1];
  if (field.name.text != name || output->names[0].text != name) return false;
  const bool also_fits = also.empty() ? field.also.empty() : field.also.size() == 1 && field.also[0].text == header;
  const Expression& value = *definition->value;
  if (!also_fits || value.kind != ExpressionKind::given) return false;
  return value.operands[0]->kind == ExpressionKind::name && value.operands[0]->text == name;
}

// Whether `name` is one also where nobody declared it: then it changes the meaning of no other text, as a field 100以上 would.
bool is_name_anyway(const std::string& name, Language language) {
  const bool chinese = language == Language::chinese;
  const grammar::ParseResult parsed = grammar::parse(chinese ? "果果 = " + name + " 已填\n\n输出\n  果果\n"
                                                             : "rresult = " + name + " given\n\noutput\n  rresult\n");
  if (!parsed.diagnostics.empty() || parsed.tree.blocks.empty()) return false;
  const auto* definition = std::get_if<grammar::DefinitionBlock>(&parsed.tree.blocks[0].content);
  if (definition == nullptr || definition->value->kind != ExpressionKind::given) return false;
  const Expression& operand = *definition->value->operands[0];
  return operand.kind == ExpressionKind::name && operand.text == name;
}

// Letters and digits, single blanks between words, nothing else.
bool is_plain(std::string_view text) {
  if (text.empty()) return false;
  for (std::size_t at = 0; at < text.size();) {
    const grammar::Character character = grammar::character_at(text, at);
    const bool blank = text[at] == ' ';
    if (!blank && (!grammar::is_word(character.code) || grammar::folded(character.code) != character.code)) return false;
    at += character.size;
  }
  return true;
}

// The words of `text`, of ASCII forms, with what is no word left out: 客户名称 of *客户名称.
std::string plain_words(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const grammar::Character character = grammar::character_at(text, at);
    const char32_t code = grammar::folded(character.code);
    if (grammar::is_word(code))
      result += code == character.code ? std::string(text.substr(at, character.size)) : std::string(1, static_cast<char>(code));
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
    at += character.size;
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

std::vector<std::string> quoted(std::string_view text, Language language) {
  const std::string corners = "「" + std::string(text) + "」";
  const std::string backquotes = "`" + std::string(text) + "`";
  if (language == Language::chinese) return {corners, backquotes};
  return {backquotes, corners};
}

}  // namespace

std::optional<FieldName> field_name(std::string_view header, Language language,
                                    const std::function<bool(const std::string&)>& is_taken) {
  if (header.size() > longest_header) return std::nullopt;
  const std::string whole(header);
  const bool plain = is_plain(header) && !is_taken(whole) && is_name_anyway(whole, language);
  if (plain && reads_as(whole, whole, "", header, language)) return FieldName{whole, whole, {}};
  for (const std::string& clean : {plain_words(without_brackets(header)), plain_words(header)}) {
    if (clean.empty() || clean == whole || is_taken(clean) || !is_name_anyway(clean, language)) continue;
    for (const std::string& also : quoted(header, language)) {
      if (reads_as(clean, clean, also, header, language)) return FieldName{clean, clean, also};
    }
  }
  if (is_taken(whole)) return std::nullopt;
  for (const std::string& spelling : quoted(header, language)) {
    if (reads_as(spelling, whole, "", header, language)) return FieldName{whole, spelling, {}};
  }
  return std::nullopt;
}

std::optional<std::string> option_spelling(std::string_view label, Language language) {
  const bool chinese = language == Language::chinese;
  std::vector<std::string> spellings = quoted(label, language);
  spellings.insert(spellings.begin(), std::string(label));
  for (const std::string& spelling : spellings) {
    const std::string text =
        chinese ? fmt::format("字段\n  键键: 文本, 唯一编号\n  选选: 选项 {0}、{0}、末末, 可不填\n", spelling)
                : fmt::format("fields\n  kkey: text, key\n  choice: one of {0}, {0}, llast, optional\n", spelling);
    const grammar::ParseResult parsed = grammar::parse(text);
    if (!parsed.diagnostics.empty() || parsed.tree.blocks.size() != 1) continue;
    const auto* fields = std::get_if<grammar::FieldsBlock>(&parsed.tree.blocks[0].content);
    if (fields == nullptr || fields->fields.size() != 2) continue;
    const auto& options = fields->fields[1].options;
    if (fields->fields[1].optional && options.size() == 3 && options[0].text == label && options[1].text == label)
      return spelling;
  }
  return std::nullopt;
}

}  // namespace fenji::draft
