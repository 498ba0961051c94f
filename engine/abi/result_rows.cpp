#include "engine/abi/result_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

#include "engine/execute/status.hpp"

namespace fenji::abi {
namespace {

using model::State;

const model::Type& type_of(const model::OutputColumn& output, const model::Rules& rules) {
  if (output.definition != model::none) return rules.definitions[output.definition].type;
  if (output.field != model::none) return rules.fields[output.field].type;
  return rules.parameters[output.parameter].type;
}

model::Type text_type() {
  model::Type type;
  type.kind = model::Kind::text;
  return type;
}

}  // namespace

ResultForm::ResultForm(const CompiledRules& compiled, Language told_in, TextLayout texts_lie)
    : rules(compiled.rules()), language(told_in), layout(texts_lie), words(rules.label_sets.size()) {
  schema.format = "+s";
  for (const model::OutputColumn& output : rules.outputs) {
    const model::Type& type = type_of(output, rules);
    schema.children.push_back(output_schema(output.name, type, layout));
    if (type.kind != model::Kind::label) continue;
    const model::LabelSet& labels = rules.labels_of(type);
    if (!words[type.labels]) words[type.labels] = word_array(labels.labels);
    schema.children.back().ordered = layout.dictionary && labels.ordered;
  }
  std::vector<std::string> texts;
  for (std::size_t status = 0; status < execute::status_count; ++status) {
    texts.emplace_back(execute::status_text(static_cast<execute::Status>(status), language));
  }
  statuses = word_array(texts);
  const bool chinese = language == Language::chinese;
  model::Type label;
  label.kind = model::Kind::label;
  schema.children.push_back(output_schema(chinese ? "状态" : "status", label, layout));
  schema.children.push_back(output_schema(chinese ? "说明" : "notes", text_type(), layout));
  for (std::size_t i = schema.children.size() - 2; i < schema.children.size(); ++i) schema.children[i].nullable = false;
}

ResultRows::ResultRows(const ResultForm& form) : form_(form) {}

// How results lie in memory is known with the first batch.
void ResultRows::make_columns(const GradedBatch& graded) {
  for (std::size_t i = 0; i < form_.rules.outputs.size(); ++i) {
    const model::OutputColumn& output = form_.rules.outputs[i];
    const model::Type& type = type_of(output, form_.rules);
    const model::Representation representation = output.definition != model::none ? graded.outputs[i].representation
                                                 : output.field != model::none    ? columns::representation_of(type.kind)
                                                                                  : model::Representation::i128;
    columns_.push_back(make_output_column(type.kind, representation,
                                          type.kind == model::Kind::label ? form_.words[type.labels] : nullptr, form_.layout));
  }
  columns_.push_back(make_output_column(model::Kind::label, model::Representation::code, form_.statuses, form_.layout));
  columns_.push_back(make_output_column(model::Kind::text, model::Representation::text, nullptr, form_.layout));
}

bool ResultRows::append_output(std::size_t output, const columns::Batch& batch, const GradedBatch& graded) {
  const model::OutputColumn& column = form_.rules.outputs[output];
  if (column.definition != model::none) return columns_[output]->append(graded.outputs[output].values);
  if (column.field != model::none) {
    const columns::Column& cells = batch.columns[column.field];
    OutputValues values{{cells.data(), cells.states()}, nullptr, batch.rows};
    if (!cells.all_known()) {
      valid_.resize(std::max(valid_.size(), batch.rows));
      for (std::size_t row = 0; row < batch.rows; ++row) valid_[row] = cells.states()[row] == State::known ? 1 : 0;
      values.valid = valid_.data();
    }
    return columns_[output]->append(values);
  }
  const model::Value& value = form_.rules.parameters[column.parameter].value;
  const std::int64_t day = value.day;
  const std::uint8_t yes = value.yes ? 1 : 0;
  const std::string_view text = value.text;
  const void* data = &value.number.mantissa;
  switch (form_.rules.parameters[column.parameter].type.kind) {
    case model::Kind::yes_no:
      data = &yes;
      break;
    case model::Kind::date:
      data = &day;
      break;
    case model::Kind::label:
      data = &value.label;
      break;
    case model::Kind::text:
      data = &text;
      break;
    case model::Kind::number:
      break;
  }
  return columns_[output]->append({{data, nullptr, 0}, nullptr, batch.rows});
}

std::optional<Fault> ResultRows::append(const columns::Batch& batch, const GradedBatch& graded) {
  if (columns_.empty()) make_columns(graded);
  for (std::size_t i = 0; i < form_.rules.outputs.size(); ++i) {
    if (append_output(i, batch, graded)) continue;
    const std::string& name = form_.rules.outputs[i].name;
    return Fault{FENJI_UNSUPPORTED,
                 {fmt::format("“{}”有一个值超过 38 位，Arrow 的 decimal128 放不下", name),
                  fmt::format("a value of `{}` has more than 38 digits, which Arrow's decimal128 does not hold", name)}};
  }
  // Neither can fail: they are no numbers.
  std::ignore = columns_[columns_.size() - 2]->append(graded.statuses);
  std::ignore = columns_.back()->append(graded.notes);
  rows_ += batch.rows;
  if (text_bytes() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    return Fault{FENJI_UNSUPPORTED,
                 {"一批记录的文字超过 2 GB，Arrow 的 utf8 放不下",
                  "the texts of a batch exceed 2 GB, which Arrow's utf8 does not hold"}};
  }
  return std::nullopt;
}

std::size_t ResultRows::text_bytes() const {
  std::size_t most = 0;
  for (const auto& column : columns_) most = std::max(most, column->text_bytes());
  return most;
}

OutputArray ResultRows::take() {
  OutputArray table;
  table.length = static_cast<std::int64_t>(rows_);
  table.has_validity = false;
  table.buffers.emplace_back();
  for (const auto& column : columns_) table.children.push_back(column->take());
  rows_ = 0;
  return table;
}

}  // namespace fenji::abi
