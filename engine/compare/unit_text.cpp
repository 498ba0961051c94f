#include "engine/compare/unit_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/model/decimal.hpp"
#include "grammar/format/units.hpp"
#include "grammar/keywords.hpp"

namespace fenji::compare {
namespace {

using grammar::ExpressionKind;

// Pieces stand in brackets, texts with their length before them: no two different pieces come out alike.
class Writer {
 public:
  explicit Writer(Language language) : language_(language) {}

  std::string text() && { return std::move(text_); }

  void add(std::string_view word) { text_ += fmt::format("{}'{}", word.size(), word); }
  void add(std::uint64_t number) { text_ += fmt::format("{};", number); }
  void add(const grammar::Name& name) { add(name.text); }
  void add(const grammar::NumberLiteral& number) {
    std::string digits = number.digits;
    std::erase(digits, ',');
    const auto written = model::parse_decimal(digits);
    const auto value = written ? model::multiply(*written, {model::power_of_ten(number.magnitude), 0}) : std::nullopt;
    add(value ? model::to_text(model::normalized(*value)) : fmt::format("{} e{}", digits, number.magnitude));
    add(number.percent);
    add(grammar::unit_meaning(number.unit));
  }
  void add(const grammar::DateLiteral& date) { text_ += fmt::format("{}-{}-{};", date.year, date.month, date.day); }

  template <typename Part>
  void add(const std::vector<Part>& parts) {
    text_ += '(';
    for (const Part& part : parts) add(part);
    text_ += ')';
  }
  template <typename Part>
  void add(const std::optional<Part>& part) {
    text_ += part ? '+' : '-';
    if (part) add(*part);
  }
  void add(grammar::Keyword keyword) { add(static_cast<std::uint64_t>(keyword)); }
  void add(const grammar::ExpressionPtr& expression) {
    text_ += expression ? '+' : '-';
    if (expression) add(*expression);
  }

  void add(const grammar::Expression& expression) {
    text_ += '[';
    add(static_cast<std::uint64_t>(expression.kind));
    switch (expression.kind) {
      case ExpressionKind::number:
        add(expression.number());
        break;
      case ExpressionKind::date:
        add(expression.more->date);
        break;
      case ExpressionKind::call:
        add_word(expression.text, grammar::KeywordGroup::function);
        break;
      case ExpressionKind::name:
        if (expression.quoted) {
          add(expression.text);
        } else {
          add_word(expression.text, grammar::KeywordGroup::value);
        }
        break;
      default:
        add(expression.text);
        break;
    }
    add(expression.operands);
    add(expression.more->groups);
    add(expression.more->operators);
    add(expression.more->items);
    add(expression.negated);
    text_ += ']';
  }
  void add(const grammar::Item& item) {
    text_ += '[';
    add(static_cast<std::uint64_t>(item.form));
    add(item.value);
    add(item.lower);
    add(item.upper);
    add(item.lower_closed);
    add(item.upper_closed);
    add(item.bracketed);
    text_ += ']';
  }
  void add(const grammar::ConditionCell& cell) {
    add(cell.any);
    add(cell.otherwise);
    add(cell.items);
  }
  void add(const grammar::ResultCell& cell) {
    add(cell.expression);
    if (!cell.expression) add(cell.cell.text);
  }
  void add(const grammar::ContactSyntax& contact) {
    add(std::uint64_t{contact.minimum});
    add(std::uint64_t{contact.maximum});
    add(std::uint64_t{contact.periods});
    add(contact.period);
    add(contact.action);
    add(contact.other_action);
  }
  void add(const grammar::Modifiers& modifiers) {
    add(modifiers.first_match);
    add(modifiers.when);
    add(modifiers.window_field);
    add(std::uint64_t{modifiers.window_months});
  }
  void add(const grammar::ParameterSyntax& parameter) {
    add(parameter.name);
    add(parameter.value);
  }
  void add(const grammar::FieldSyntax& field) {
    add(field.name);
    add(field.type);
    add(field.options);
    add(field.unit);
    add(field.percent_cells);
    add(field.key);
    add(field.optional);
    add(field.fixed);
    add(field.blank_means);
    add(field.also);
    add(field.bounds);
  }
  void add(const grammar::ElementSyntax& element) {
    add(element.name);
    add(element.condition);
  }
  void add(const grammar::CriterionSyntax& criterion) {
    add(criterion.subject);
    std::string header = criterion.header.text;  // the criterion is called by it
    std::erase(header, ' ');
    add(header);
    add(criterion.has_weight);
    add(criterion.weight);
  }
  void add(const grammar::ScorecardRow& row) {
    add(row.conditions);
    add(row.points);
  }
  void add(const grammar::ColumnSyntax& column) { add(column.subject); }
  void add(const grammar::TableRow& row) {
    add(row.conditions);
    add(row.results);
  }
  void add(const grammar::MatrixColumn& column) { add(column.condition); }
  void add(const grammar::MatrixRow& row) {
    add(row.condition);
    add(row.results);
  }
  void add(const grammar::ClassSyntax& line) {
    add(line.label);
    add(line.condition);
  }
  void add(const grammar::PlanRow& row) {
    add(row.label);
    add(row.cells);
  }

  void operator()(const grammar::HeaderBlock& block) { add(block.applies); }
  void operator()(const grammar::ParametersBlock& block) { add(block.parameters); }
  void operator()(const grammar::FieldsBlock& block) { add(block.fields); }
  void operator()(const grammar::ScaleBlock& block) {
    add(block.name);
    add(block.labels);
  }
  void operator()(const grammar::DefinitionBlock& block) {
    add(block.name);
    add(block.value);
  }
  void operator()(const grammar::EligibilityBlock& block) {
    add(block.name);
    add(static_cast<std::uint64_t>(block.mode));
    add(std::uint64_t{block.at_least});
    add(block.elements);
    add(block.modifiers);
  }
  void operator()(const grammar::ScorecardBlock& block) {
    add(block.name);
    add(block.criteria);
    add(block.rows);
    add(block.modifiers);
  }
  void operator()(const grammar::TableBlock& block) {
    add(block.name);
    add(block.form);
    add(block.columns);
    add(block.results);
    add(block.rows);
    add(block.modifiers);
  }
  void operator()(const grammar::MatrixBlock& block) {
    add(block.name);
    add(block.row_subject);
    add(block.column_subject);
    add(block.columns);
    add(block.rows);
    add(block.modifiers);
  }
  void operator()(const grammar::ClassifyBlock& block) {
    add(block.name);
    add(block.classes);
    add(block.modifiers);
  }
  void operator()(const grammar::PortfolioBlock& block) {
    add(block.name);
    add(block.groups);
    add(block.checks);
  }
  void operator()(const grammar::PlanBlock& block) {
    add(block.name);
    add(block.subject);
    add(block.roles);
    add(block.rows);
    add(block.modifiers);
  }
  void operator()(const grammar::ExamplesBlock&) {}  // they check the rules and are none
  void operator()(const grammar::OutputBlock& block) { add(block.names); }

 private:
  // A word that may be one of the language's own.
  void add_word(const std::string& word, grammar::KeywordGroup group) {
    if (const auto keyword = grammar::find_keyword(word, group, language_)) return add(*keyword);
    const bool yes = word == "是" || word == "yes";
    const bool no = word == "否" || word == "no";
    if (yes || no) return add(yes);
    add(word);
  }

  Language language_;
  std::string text_;
};

}  // namespace

std::string text_of(const grammar::Block& block, Language language) {
  Writer writer(language);
  std::visit([&](const auto& content) { writer(content); }, block.content);
  return fmt::format("{}:", block.content.index()) + std::move(writer).text();
}

}  // namespace fenji::compare
