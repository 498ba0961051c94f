#include "engine/coverage/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/coverage/attainable_labels.hpp"
#include "engine/execute/plain_owners.hpp"
#include "engine/explain/needs.hpp"
#include "engine/explain/quotes.hpp"
#include "grammar/keywords.hpp"

namespace fenji::coverage {
namespace {

using execute::Evaluation;
using execute::Outcome;
using execute::Record;

bool is(const Outcome& outcome, bool yes) { return outcome.value.state == model::State::known && outcome.value.yes == yes; }

bool is_role(model::DefinitionId id, const model::Rules& rules) {
  const model::TableId table = rules.definitions[id].table;
  return table != model::none && rules.tables[table].form == model::TableForm::plan;
}

bool fires(const model::Table& table, const execute::TableOutcome& outcome, std::uint32_t row) {
  if (outcome.row == model::none) return false;
  if (table.policy == model::HitPolicy::unique) return is(outcome.row_fits[row], true);
  if (outcome.row != row) return false;
  for (std::uint32_t earlier = 0; earlier < row; ++earlier) {
    if (!is(outcome.row_fits[earlier], false)) return false;
  }
  return true;
}

grammar::Keyword keyword_of(model::TableForm form) {
  using grammar::Keyword;
  switch (form) {
    case model::TableForm::bands:
      return Keyword::bands;
    case model::TableForm::grade:
      return Keyword::grade;
    case model::TableForm::criterion:
      return Keyword::scorecard;
    case model::TableForm::matrix:
      return Keyword::matrix;
    case model::TableForm::classify:
      return Keyword::classify;
    case model::TableForm::plan:
      return Keyword::plan;
    case model::TableForm::table:
      break;
  }
  return Keyword::table;
}

// 定级 客户级别, in both languages.
Message block(grammar::Keyword keyword, const std::string& name) {
  return {fmt::format("{} {}", grammar::spelling(keyword, Language::chinese), name),
          fmt::format("{} {}", grammar::spelling(keyword, Language::english), name)};
}

}  // namespace

Coverage::Coverage(const model::Rules& rules) : rules_(rules), conditions_(execute::plain::conditions(rules)) {
  using Kind = Part::Kind;
  const auto is_own = [](Span span) { return span.file == 0; };
  if (rules.applies != model::none && is_own(rules.expressions[rules.applies].span)) {
    parts_.push_back({Kind::applies});
    parts_.push_back({Kind::applies_not});
  }
  for (std::uint32_t gate = 0; gate < rules.gates.size(); ++gate) {
    for (std::uint32_t element = 0; element < rules.gates[gate].elements.size(); ++element) {
      if (!is_own(rules.gates[gate].elements[element].span)) continue;
      parts_.push_back({Kind::element_met, gate, element});
      parts_.push_back({Kind::element_not_met, gate, element});
    }
  }
  for (model::TableId table = 0; table < rules.tables.size(); ++table) {
    if (!has_authored_rows(table, rules)) continue;
    for (std::uint32_t row = 0; row < rules.tables[table].rows.size(); ++row) {
      if (is_own(rules.tables[table].rows[row].span)) parts_.push_back({Kind::row, table, row});
    }
  }
  for (const model::OutputColumn& column : rules.outputs) {
    if (column.definition == model::none || is_role(column.definition, rules)) continue;
    const model::Definition& definition = rules.definitions[column.definition];
    if (definition.type.kind != model::Kind::label || !is_own(definition.span)) continue;
    for (const std::uint32_t label : labels_beside_rows(column.definition, rules))
      parts_.push_back({Kind::label, column.definition, label});
  }
}

Coverage::Consulted Coverage::consulted(const Record& record, const Evaluation& evaluation) const {
  explain::Needs needs(rules_, record, &evaluation, &conditions_);
  for (model::DefinitionId id = 0; id < rules_.definitions.size(); ++id) {
    const model::Definition& definition = rules_.definitions[id];
    if ((definition.author_named || is_role(id, rules_)) && definition.layer <= evaluation.layer) needs.add_definition(id);
  }
  Consulted result{{}, std::vector<bool>(rules_.tables.size(), false)};
  for (model::DefinitionId id = 0; id < rules_.definitions.size(); ++id) {
    const model::Definition& definition = rules_.definitions[id];
    const bool holds = definition.when == model::none || is(evaluation.expressions[definition.when], true);
    const bool counts =
        needs.definition(id) && definition.layer <= evaluation.layer && holds && !explain::is_overridden(record, id);
    result.definitions.push_back(counts);
    if (counts && definition.table != model::none) result.tables[definition.table] = true;
  }
  return result;
}

void Coverage::add(const Record& record, const Evaluation& evaluation) {
  const Consulted by_record = consulted(record, evaluation);
  for (Part& part : parts_) part.reached = part.reached || reaches(part, record, evaluation, by_record);
}

bool Coverage::reaches(const Part& part, const Record& record, const Evaluation& evaluation, const Consulted& consulted) const {
  const auto element = [&](bool met) {
    const bool passed_unseen = part.first < record.passed_gates.size() && record.passed_gates[part.first];
    return !passed_unseen && evaluation.layer > part.first && is(evaluation.gates[part.first].elements[part.second], met);
  };
  switch (part.kind) {
    case Part::Kind::applies:
      return !record.passed_applies && is(evaluation.applies, true);
    case Part::Kind::applies_not:
      return is(evaluation.applies, false);
    case Part::Kind::element_met:
      return element(true);
    case Part::Kind::element_not_met:
      return element(false);
    case Part::Kind::label: {
      const model::Value& value = evaluation.definitions[part.first].value;
      return consulted.definitions[part.first] && value.state == model::State::known && value.label == part.second;
    }
    case Part::Kind::row:
      break;
  }
  return consulted.tables[part.first] && fires(rules_.tables[part.first], evaluation.tables[part.first], part.second);
}

std::size_t Coverage::reached() const {
  return static_cast<std::size_t>(std::count_if(parts_.begin(), parts_.end(), [](const Part& part) { return part.reached; }));
}

Diagnostic Coverage::diagnostic(const Part& part, const SourceSet& sources) const {
  Diagnostic result{"unreached", Severity::warning, {}, {}, {}, {}, {}};
  const explain::Quotes quotes(rules_, sources);
  switch (part.kind) {
    case Part::Kind::applies:
    case Part::Kind::applies_not: {
      const bool yes = part.kind == Part::Kind::applies;
      result.span = rules_.expressions[rules_.applies].span;
      result.message =
          yes ? Message{"没有示例或样例记录在适用范围内", "no example or sample record is one that the rules apply to"}
              : Message{"没有示例或样例记录在适用范围外", "no example or sample record is one that the rules do not apply to"};
      break;
    }
    case Part::Kind::element_met:
    case Part::Kind::element_not_met: {
      const bool met = part.kind == Part::Kind::element_met;
      const model::Gate& gate = rules_.gates[part.first];
      const model::Element& element = gate.elements[part.second];
      const Message place = block(grammar::Keyword::eligibility, gate.name);
      result.span = element.span;
      result.message = {
          fmt::format("没有示例或样例记录{}“{}”（{}）", met ? "满足" : "不满足", element.name, place.zh),
          fmt::format("no example or sample record {} `{}` ({})", met ? "meets" : "fails", element.name, place.en)};
      break;
    }
    case Part::Kind::label: {
      const model::Definition& definition = rules_.definitions[part.first];
      const std::string& label = rules_.labels_of(definition.type).labels[part.second];
      result.span = definition.span;
      result.message = {fmt::format("没有示例或样例记录的“{}”是“{}”", definition.name, label),
                        fmt::format("no example or sample record has `{}` as its `{}`", label, definition.name)};
      break;
    }
    case Part::Kind::row: {
      const model::Table& table = rules_.tables[part.first];
      const model::Row& row = table.rows[part.second];
      const Message place = block(keyword_of(table.form), table.name);
      result.span = row.span;
      if (table.form == model::TableForm::criterion && !row.otherwise) {
        result.span = row.tests.front().span;
        const std::string cell = table.subjects.front().name + ": " + quotes.words(result.span);
        result.message = {fmt::format("没有示例或样例记录到过这一格（{}）：{}", place.zh, cell),
                          fmt::format("no example or sample record reaches this cell ({}): {}", place.en, cell)};
        break;
      }
      const std::string quote = quotes.row(table, row).text;
      const bool cell = table.form == model::TableForm::matrix;
      result.message = {
          fmt::format("没有示例或样例记录到过这一{}（{}）：{}", cell ? "格" : "行", place.zh, quote),
          fmt::format("no example or sample record reaches this {} ({}): {}", cell ? "cell" : "row", place.en, quote)};
      break;
    }
  }
  return result;
}

std::vector<std::uint32_t> Coverage::unreached_rows(model::TableId table) const {
  std::vector<std::uint32_t> rows;
  for (const Part& part : parts_) {
    if (part.kind == Part::Kind::row && part.first == table && !part.reached) rows.push_back(part.second);
  }
  return rows;
}

Diagnostics Coverage::unreached(const SourceSet& sources) const {
  Diagnostics result;
  for (const Part& part : parts_) {
    if (!part.reached) result.push_back(diagnostic(part, sources));
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  return result;
}

}  // namespace fenji::coverage
