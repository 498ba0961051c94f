// libFuzzer: any bytes as a rule file. Parser and checker must come back, and keep what their headers promise: places inside
// the text, sentences in both languages, a model whose references and decimal places fit.
#include <cstdint>
#include <string>
#include <utility>

#include "engine/check/check.hpp"
#include "grammar/parse.hpp"
#include "tests/fuzz/promises.hpp"

namespace {

using namespace fenji;
using namespace fenji::fuzz;

void check_test(const model::Test& test, std::size_t expressions) {
  for (const model::ExpressionId condition : test.conditions) require(condition < expressions);
}

void check_model(const model::Rules& rules) {
  const std::size_t count = rules.expressions.size();
  for (std::size_t id = 0; id < count; ++id) {
    const model::Expression& node = rules.expressions[id];
    for (const model::ExpressionId operand : node.operands) require(operand < id);
    check_test(*node.test, id);
    require(node.type.scale >= 0 && node.type.scale <= model::max_scale);
    if (node.type.kind == model::Kind::label) require(node.type.labels < rules.label_sets.size());
    if (node.operation == model::Operation::field) require(node.reference < rules.fields.size());
    if (node.operation == model::Operation::definition) require(node.reference < rules.definitions.size());
    if (node.operation != model::Operation::constant) continue;
    if (node.type.kind == model::Kind::number) require(node.constant.number.scale == node.type.scale);
    if (node.type.kind == model::Kind::label) require(node.constant.label < rules.labels_of(node.type).labels.size());
  }
  for (const model::Definition& definition : rules.definitions) {
    require((definition.expression != model::none) != (definition.table != model::none));
    if (definition.expression != model::none) require(definition.expression < count);
    if (definition.table == model::none) continue;
    const model::Table& table = rules.tables.at(definition.table);
    const std::size_t tests = table.form == model::TableForm::classify ? 1 : table.subjects.size();
    for (const model::Row& row : table.rows) {
      require(row.otherwise ? row.tests.empty() : row.tests.size() == tests);
      for (const model::Test& test : row.tests) check_test(test, count);
      const model::Expression& result = rules.expressions.at(row.results.at(definition.result_column));
      require(result.type.kind == definition.type.kind);
      if (definition.type.kind == model::Kind::number)
        require(result.type.scale == definition.type.scale && !definition.type.quotient);
    }
  }
  for (const model::OutputColumn& output : rules.outputs) {
    require((output.field != model::none) + (output.definition != model::none) + (output.parameter != model::none) == 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceSet sources;
  sources.add(Source("fuzz.fenji", std::string(reinterpret_cast<const char*>(data), size)));
  const grammar::ParseResult parsed = grammar::parse(sources[0].text());
  check_diagnostics(parsed.diagnostics, sources);
  const check::CheckResult checked = check::check(parsed.tree, model::day_from_civil(2026, 3, 1));
  check_diagnostics(checked.diagnostics, sources);
  if (checked.rules && !has_errors(parsed.diagnostics)) check_model(*checked.rules);
  return 0;
}
