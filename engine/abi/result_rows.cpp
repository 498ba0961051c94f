#include "engine/abi/result_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

#include "engine/columns/cell_text.hpp"
#include "engine/execute/population.hpp"

namespace fenji::abi {
namespace {

using execute::Reason;
using model::State;

// Notes that are kept to be told again.
constexpr std::size_t most_known_notes = 4096;

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

ResultRows::ResultRows(const ResultForm& form) : form_(form), awaited_(form.rules) {}

std::size_t ResultRows::ReasonsHash::operator()(const execute::Reasons& reasons) const {
  std::size_t hash = 0;
  for (const Reason& reason : reasons) {
    const std::uint64_t word =
        static_cast<std::uint64_t>(reason.kind) << 56 ^ static_cast<std::uint64_t>(reason.second) << 28 ^ reason.first;
    hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

// How results lie in memory is known with the first batch.
void ResultRows::make_columns(const execute::BatchResult& result) {
  for (std::size_t i = 0; i < form_.rules.outputs.size(); ++i) {
    const model::OutputColumn& output = form_.rules.outputs[i];
    const model::Type& type = type_of(output, form_.rules);
    const model::Representation representation = output.definition != model::none ? result.outputs[i].representation
                                                 : output.field != model::none    ? columns::representation_of(type.kind)
                                                                                  : model::Representation::i128;
    columns_.push_back(make_output_column(type.kind, representation,
                                          type.kind == model::Kind::label ? form_.words[type.labels] : nullptr, form_.layout));
  }
  columns_.push_back(make_output_column(model::Kind::label, model::Representation::code, form_.statuses, form_.layout));
  columns_.push_back(make_output_column(model::Kind::text, model::Representation::text, nullptr, form_.layout));
}

OutputValues ResultRows::values_of(std::size_t output, const columns::Batch& batch, const execute::BatchResult& result) {
  const model::OutputColumn& column = form_.rules.outputs[output];
  OutputValues values;
  values.rows = batch.rows;
  if (column.definition != model::none) {
    const execute::ResultColumn& found = result.outputs[output];
    values.vector = found.vector;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      valid_[row] = !result.hidden(found, row) && found.vector.known(row) ? 1 : 0;
    }
    values.valid = valid_.data();
  } else {
    const columns::Column& cells = batch.columns[column.field];
    values.vector = {cells.data(), cells.states()};
    if (cells.all_known()) return values;
    for (std::size_t row = 0; row < batch.rows; ++row) valid_[row] = cells.states()[row] == State::known ? 1 : 0;
    values.valid = valid_.data();
  }
  return values;
}

std::optional<Fault> ResultRows::append(const columns::Batch& batch, const execute::BatchResult& result,
                                        const TableReader& reader, bool names_cells) {
  if (columns_.empty()) make_columns(result);
  valid_.resize(std::max(valid_.size(), batch.rows));
  for (std::size_t i = 0; i < form_.rules.outputs.size(); ++i) {
    const model::OutputColumn& output = form_.rules.outputs[i];
    bool fits = true;
    if (output.parameter != model::none) {
      const model::Value& value = form_.rules.parameters[output.parameter].value;
      const std::int64_t day = value.day;
      const std::uint8_t yes = value.yes ? 1 : 0;
      const std::string_view text = value.text;
      const void* data = &value.number.mantissa;
      switch (form_.rules.parameters[output.parameter].type.kind) {
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
      fits = columns_[i]->append({{data, nullptr, 0}, nullptr, batch.rows});
    } else {
      fits = columns_[i]->append(values_of(i, batch, result));
    }
    if (!fits) {
      return Fault{
          FENJI_UNSUPPORTED,
          {fmt::format("“{}”有一个值超过 38 位，Arrow 的 decimal128 放不下", output.name),
           fmt::format("a value of `{}` has more than 38 digits, which Arrow's decimal128 does not hold", output.name)}};
    }
  }
  tell(batch, result, reader, names_cells);
  rows_ += batch.rows;
  if (text_bytes() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    return Fault{FENJI_UNSUPPORTED,
                 {"一批记录的文字超过 2 GB，Arrow 的 utf8 放不下",
                  "the texts of a batch exceed 2 GB, which Arrow's utf8 does not hold"}};
  }
  return std::nullopt;
}

void ResultRows::tell(const columns::Batch& batch, const execute::BatchResult& result, const TableReader& reader,
                      bool names_cells) {
  status_codes_.resize(batch.rows);
  notes_.assign(batch.rows, {});
  told_.clear();
  if (known_notes_.size() > most_known_notes) known_notes_.clear();
  std::string cell;
  for (std::size_t row = 0; row < batch.rows; ++row) {
    status_codes_[row] = static_cast<std::uint32_t>(result.statuses[row]);
    const std::span<const Reason> reasons = result.reasons(row);
    if (reasons.empty()) continue;
    reasons_.assign(reasons.begin(), reasons.end());
    if (names_cells) {
      reasons_ = execute::named_by_cells(reasons_, form_.rules, awaited_,
                                         [&](model::FieldId field) { return batch.columns[field].states()[row]; });
    }
    const auto text_of = [&](model::FieldId field) { return columns::trimmed(cell = reader.cell(field, row)); };
    const auto quotes = [](const Reason& reason) { return reason.kind == Reason::Kind::unreadable; };
    if (std::any_of(reasons_.begin(), reasons_.end(), quotes)) {
      notes_[row] = told_.emplace_back(execute::note(reasons_, form_.rules, form_.language, text_of));
      continue;
    }
    const auto [known, added] = known_notes_.try_emplace(reasons_);
    if (added) known->second = execute::note(reasons_, form_.rules, form_.language, text_of);
    notes_[row] = known->second;
  }
  // Neither can fail: they are no numbers.
  std::ignore = columns_[columns_.size() - 2]->append({{status_codes_.data(), nullptr, 1}, nullptr, batch.rows});
  std::ignore = columns_.back()->append({{notes_.data(), nullptr, 1}, nullptr, batch.rows});
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
