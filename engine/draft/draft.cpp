#include "engine/draft/draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/check/check.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/draft/first_rule.hpp"
#include "engine/draft/key_choice.hpp"
#include "engine/draft/list_sample.hpp"
#include "engine/draft/rule_text.hpp"
#include "grammar/characters.hpp"
#include "grammar/parse.hpp"

namespace fenji::draft {

namespace {

bool is_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const grammar::Character character = grammar::character_at(text, at);
    if (character.code >= 0x3400 && character.code <= 0x9FFF) return true;
    at += character.size;
  }
  return false;
}

// A header in a comment: no longer than a line, without control characters.
std::string in_comment(std::string_view text) {
  constexpr std::size_t longest = 40;  // characters
  std::string result;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == longest) return result + "…";
    const grammar::Character character = grammar::character_at(text, at);
    result += character.code < 0x20 || character.code == 0x7F ? " " : text.substr(at, character.size);
    at += character.size;
  }
  return result;
}

// Headers as rules and lists match them, and how many columns have each.
struct Headers {
  std::vector<std::string> texts;
  std::map<std::string, std::vector<std::size_t>> columns;

  explicit Headers(const std::vector<std::string>& headers) {
    for (const std::string& header : headers) {
      columns[columns::header_text(header)].push_back(texts.size());
      texts.push_back(columns::header_text(header));
    }
  }
};

std::optional<Message> why_skipped(const Headers& headers, std::size_t column) {
  const std::string& text = headers.texts[column];
  if (text.empty()) {
    return Message{fmt::format("第 {} 列没有表头，规则不能引用：要用它，请在名单里补上表头", column + 1),
                   fmt::format("column {} has no header, so rules cannot name it; give it one in the list", column + 1)};
  }
  const std::vector<std::size_t>& same = headers.columns.at(text);
  if (same.size() == 1) return std::nullopt;
  const std::string name = in_comment(text);
  return Message{fmt::format("第 {} 列的表头“{}”与第 {} 列相同，规则分不清：要用它，请在名单里改名", column + 1, name,
                             (same.front() == column ? same[1] : same.front()) + 1),
                 fmt::format("column {} has the same header `{}` as column {}, so rules cannot name it; rename it in the list",
                             column + 1, name, (same.front() == column ? same[1] : same.front()) + 1)};
}

Message unspeakable(std::size_t column, const std::string& header) {
  return {fmt::format("第 {} 列的表头“{}”不能写进规则：要用它，请在名单里改短、改简单", column + 1, in_comment(header)),
          fmt::format("column {} has the header `{}`, which rules cannot spell; give it a simpler one in the list", column + 1,
                      in_comment(header))};
}

DraftedField drafted_field(std::size_t column, FieldName name, const ColumnSample& sample, Language language) {
  DraftedField field;
  field.column = column;
  field.name = std::move(name);
  field.type = column_type(sample);
  for (const std::string& option : field.type.options) {
    const auto spelling = option_spelling(option, language);
    if (!spelling) {
      field.type = ColumnType{};
      field.options.clear();
      break;
    }
    field.options.push_back(*spelling);
  }
  field.remarks = field.type.remarks;
  for (Message& remark : blank_remarks(sample, field.type)) field.remarks.push_back(std::move(remark));
  return field;
}

Diagnostics findings(const std::string& text) {
  const grammar::ParseResult parsed = grammar::parse(text);
  Diagnostics all = parsed.diagnostics;
  const check::CheckResult checked = check::check(parsed.tree);
  all.insert(all.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  return all;
}

// Fields whose lines the checker objects to, such as a name that only clashes with another one.
std::set<std::size_t> refused_fields(const RuleText& written, const Diagnostics& diagnostics) {
  const Source source("", written.text);
  std::set<std::size_t> fields;
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::size_t line = source.line_number(diagnostic.span.begin);
    const auto at = std::find(written.field_lines.begin(), written.field_lines.end(), line);
    if (at != written.field_lines.end()) fields.insert(static_cast<std::size_t>(at - written.field_lines.begin()));
  }
  return fields;
}

DraftedList first_draft(const ListSample& sample, const Headers& headers, Language language) {
  DraftedList list;
  list.language = language;
  list.records = sample.records;
  list.whole_list = sample.whole_list;
  std::set<std::string> names;
  for (std::size_t column = 0; column < headers.texts.size(); ++column) {
    if (const auto reason = why_skipped(headers, column)) {
      list.skipped.push_back({column, *reason});
      continue;
    }
    const std::string& header = headers.texts[column];
    const auto is_taken = [&](const std::string& name) {
      return names.contains(name) || (name != header && headers.columns.contains(name));
    };
    auto name = field_name(header, language, is_taken);
    if (!name) {
      list.skipped.push_back({column, unspeakable(column, header)});
      continue;
    }
    names.insert(name->name);
    list.fields.push_back(drafted_field(column, std::move(*name), sample.columns[column], language));
  }
  return list;
}

void drop(const std::set<std::size_t>& fields, const Headers& headers, DraftedList& list) {
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    const std::size_t column = list.fields[*field].column;
    list.skipped.push_back({column, unspeakable(column, headers.texts[column])});
    list.fields.erase(list.fields.begin() + static_cast<std::ptrdiff_t>(*field));
  }
  std::sort(list.skipped.begin(), list.skipped.end(),
            [](const SkippedColumn& left, const SkippedColumn& right) { return left.column < right.column; });
}

Message no_names(const Message& name) {
  return {
      fmt::format("{}的第一行没有可用的表头：第一行应当是各列的名称，每列一个，互不相同", name.zh),
      fmt::format("the first row of {} holds no header that can be used; it should name each column, all different", name.en)};
}

}  // namespace

lists::Result<Draft> draft_rules(lists::ByteSource& source, const Message& list_name, std::optional<Language> language) {
  auto sampled = sample_list(source);
  if (!sampled.ok()) return sampled.failure();
  const ListSample& sample = *sampled;
  const Headers headers(sample.headers);
  const bool chinese = std::any_of(headers.texts.begin(), headers.texts.end(), is_chinese);
  DraftedList list = first_draft(sample, headers, language.value_or(chinese ? Language::chinese : Language::english));
  list.list_name = in_comment(list_name.in(list.language));

  // What each name alone allows may still clash in one file; then the plainer way is taken, down to leaving a column out.
  for (bool simplest = false; !list.fields.empty();) {
    const bool has_key =
        std::any_of(list.fields.begin(), list.fields.end(), [](const DraftedField& field) { return field.key; });
    if (!has_key) choose_key(list, sample);
    choose_rule(list, sample, simplest);
    choose_shown(list, sample);
    RuleText written = rule_text(list);
    const Diagnostics problems = findings(written.text);
    if (problems.empty()) {
      return Draft{std::move(written.text), list.language, list.fields.size(), list.skipped.size(), list.records};
    }
    std::set<std::size_t> refused = refused_fields(written, problems);
    if (refused.empty() && simplest) refused.insert(list.rule.field);
    simplest = true;
    drop(refused, headers, list);
  }
  return no_names(source.name());
}

}  // namespace fenji::draft
