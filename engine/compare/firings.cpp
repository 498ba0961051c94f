#include "engine/compare/firings.hpp"

#include <algorithm>
#include <utility>

#include "engine/explain/context.hpp"
#include "engine/explain/needs.hpp"
#include "engine/explain/tables.hpp"

namespace fenji::compare {
namespace {

struct Decided {
  std::string name;
  explain::Quote quote;
};

// A record as explain wants it.
class Told {
 public:
  Told(const Graded& graded, Language language) : graded_(graded) {
    const model::Rules& rules = graded.rules;
    computed_.resize(rules.fields.size());
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      const bool of_list = rules.fields[field].population == model::none;
      if (!of_list) {
        computed_[field] = model::to_text(graded.evaluated.record.fields[field], rules.fields[field].type, rules, language);
      }
      const std::string_view text = of_list ? graded.cells.shown(field, graded.record) : computed_[field];
      cells_.push_back({text, !of_list || graded.cells.has(field)});
    }
  }

  explain::GradedRecord record() const {
    return {graded_.rules, graded_.sources, graded_.evaluated.record, graded_.evaluated.evaluation, cells_};
  }

 private:
  const Graded& graded_;
  std::vector<std::string> computed_;
  std::vector<explain::RawCell> cells_;
};

std::vector<Decided> behind_status(const Graded& graded, Language language) {
  std::vector<Decided> decided;
  if (graded.evaluated.too_long) return decided;
  const Told told(graded, language);
  for (const explain::Cause& cause : explain::explain(told.record(), language).causes) {
    if (!cause.rule.text.empty()) decided.push_back({cause.name, cause.rule});
  }
  return decided;
}

// The row that fired, or the formula with its numbers; nothing where there is neither.
std::optional<explain::Quote> quote_of(model::DefinitionId id, const explain::Context& context) {
  const model::Definition& definition = context.rules.definitions[id];
  if (definition.table != model::none) {
    const std::uint32_t row = explain::fired_row(definition.table, {id}, context);
    if (row == model::none) return std::nullopt;
    const model::Table& table = context.rules.tables[definition.table];
    return context.quotes.row(table, table.rows[row]);
  }
  if (definition.expression == model::none || definition.type.kind != model::Kind::number) return std::nullopt;
  if (context.rules.expressions[definition.expression].operation == model::Operation::constant) return std::nullopt;
  return explain::Quote{context.words.with_values(definition.expression, context.evaluation),
                        context.quotes.place(definition.span)};
}

// The last one is the column itself.
std::vector<Decided> behind_result(const Graded& graded, const std::string& column, Language language) {
  const auto output = std::find_if(graded.rules.outputs.begin(), graded.rules.outputs.end(),
                                   [&](const model::OutputColumn& each) { return each.name == column; });
  std::vector<Decided> decided;
  if (graded.evaluated.too_long || output == graded.rules.outputs.end() || output->definition == model::none) return decided;
  if (graded.rules.definitions[output->definition].layer > graded.evaluated.evaluation.layer) {
    return behind_status(graded, language);
  }
  const Told told(graded, language);
  const explain::GradedRecord record = told.record();
  const explain::Context context(record, language);
  explain::Needs needs(graded.rules, record.record, &record.evaluation);
  needs.add_definition(output->definition);
  for (model::DefinitionId id = 0; id < graded.rules.definitions.size(); ++id) {
    if (id != output->definition && !needs.definition(id)) continue;
    if (auto quote = quote_of(id, context)) decided.push_back({graded.rules.definitions[id].name, std::move(*quote)});
  }
  return decided;
}

}  // namespace

std::vector<Firing> firings(const Graded& before, const Graded& after, const std::string& column, Language language) {
  const auto find = [&](const Graded& graded) {
    return column.empty() ? behind_status(graded, language) : behind_result(graded, column, language);
  };
  const std::vector<Decided> old_ones = find(before);
  std::vector<Decided> new_ones = find(after);
  std::vector<Firing> all;
  const auto add = [&](Firing firing) {
    const bool same = firing.before && firing.after && firing.before->text == firing.after->text;
    const bool own = firing.name == column;
    if (own) all.insert(all.begin(), std::move(firing));
    if (!own && !same) all.push_back(std::move(firing));
  };
  for (const Decided& each : old_ones) {
    Firing firing{each.name, each.quote, std::nullopt};
    const auto again =
        std::find_if(new_ones.begin(), new_ones.end(), [&](const Decided& other) { return other.name == each.name; });
    if (again != new_ones.end()) {
      firing.after = std::move(again->quote);
      new_ones.erase(again);
    }
    add(std::move(firing));
  }
  for (Decided& each : new_ones) add({each.name, std::nullopt, std::move(each.quote)});
  return all;
}

}  // namespace fenji::compare
