#include "engine/abi/outcome_columns.hpp"

#include <algorithm>

namespace fenji::abi {
namespace {

using model::Kind;
using model::Representation;

// Of what any outcome may show: numbers of the rules may be wide.
Representation representation_of(Kind kind) {
  return kind == Kind::number ? Representation::i128 : columns::representation_of(kind);
}

}  // namespace

void OutcomeColumns::Cells::resize(std::size_t places) {
  valid.resize(places);
  switch (representation) {
    case Representation::bits:
      return bits.resize(places);
    case Representation::code:
      return codes.resize(places);
    case Representation::i64:
      return days.resize(places);
    case Representation::text:
      return texts.resize(places);
    default:
      return numbers.resize(places);
  }
}

void OutcomeColumns::Cells::store(std::size_t place, const model::Value& value, std::string_view text) {
  valid[place] = value.state == model::State::known ? 1 : 0;
  switch (representation) {
    case Representation::bits:
      bits[place] = value.yes ? 1 : 0;
      break;
    case Representation::code:
      codes[place] = value.label;
      break;
    case Representation::i64:
      days[place] = value.day;
      break;
    case Representation::text:
      texts[place] = text;
      break;
    default:
      numbers[place] = value.number.mantissa;
      break;
  }
}

execute::Vector OutcomeColumns::Cells::vector() const {
  switch (representation) {
    case Representation::bits:
      return {bits.data()};
    case Representation::code:
      return {codes.data()};
    case Representation::i64:
      return {days.data()};
    case Representation::text:
      return {texts.data()};
    default:
      return {numbers.data()};
  }
}

OutcomeColumns::OutcomeColumns(const model::Rules& rules, const execute::FoldedExecutor& executor, Language language,
                               std::size_t capacity)
    : rules_(rules),
      executor_(executor),
      notes_of_records_(rules, language),
      outputs_(rules.outputs.size()),
      places_(capacity),
      own_(rules.outputs.size()) {
  for (std::size_t output = 0; output < rules.outputs.size(); ++output) {
    const model::DefinitionId definition = rules.outputs[output].definition;
    if (definition == model::none) continue;
    outputs_[output].representation = representation_of(rules.definitions[definition].type.kind);
    if (executor.open_result(output) == nullptr) continue;
    own_[output].representation = outputs_[output].representation;
    own_[output].resize(capacity);
  }
  graded_.outputs.resize(rules.outputs.size());
}

const GradedBatch& OutcomeColumns::take_in(const execute::FoldedResult& result, const columns::Batch& batch,
                                           const TableReader& reader) {
  const std::size_t first_new = known_, apart = result.apart_rows.size();
  known_ = executor_.outcome_count() + std::size_t{1};
  for (Cells& cells : outputs_) cells.resize(known_ + apart);
  statuses_.resize(known_ + apart);
  layers_.resize(known_ + apart);
  notes_.resize(known_ + apart);
  notes_of_records_.clear();
  // Of each new outcome the first record that has it.
  std::vector<std::size_t> records(known_ - first_new);
  for (std::size_t row = records.empty() ? 0 : result.outcomes.size(); row-- > 0;) {
    if (result.outcomes[row] >= first_new) records[result.outcomes[row] - first_new] = row;
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    const execute::FoldedOutcome& outcome = executor_.outcome(static_cast<std::uint32_t>(first_new + i));
    learn(first_new + i, outcome);
    notes_[first_new + i] = kept_notes_.emplace_back(notes_of_records_.note(outcome.reasons, batch, reader, records[i]));
  }
  for (std::size_t i = 0; i < apart; ++i) {
    store_apart(known_ + i, i, *result.apart_result);
    notes_[known_ + i] = notes_of_records_.note(result.apart_result->reasons(i), batch, reader, result.apart_rows[i]);
  }
  const std::uint32_t* places = result.outcomes.data();
  if (apart > 0) {
    std::copy(result.outcomes.begin(), result.outcomes.end(), places_.begin());
    for (std::size_t i = 0; i < apart; ++i) places_[result.apart_rows[i]] = static_cast<std::uint32_t>(known_ + i);
    places = places_.data();
  }
  for (std::size_t output = 0; output < outputs_.size(); ++output) {
    const model::OutputColumn& column = rules_.outputs[output];
    if (column.definition == model::none) continue;
    graded_.outputs[output] =
        executor_.open_result(output) != nullptr
            ? own_values(output, result, places)
            : GradedBatch::Column{outputs_[output].representation,
                                  {outputs_[output].vector(), outputs_[output].valid.data(), batch.rows, places}};
  }
  graded_.statuses = {{statuses_.data()}, nullptr, batch.rows, places};
  graded_.notes = {{notes_.data()}, nullptr, batch.rows, places};
  return graded_;
}

void OutcomeColumns::learn(std::size_t place, const execute::FoldedOutcome& outcome) {
  statuses_[place] = static_cast<std::uint32_t>(outcome.status);
  layers_[place] = outcome.layer;
  for (std::size_t output = 0; output < outputs_.size(); ++output) {
    const model::DefinitionId definition = rules_.outputs[output].definition;
    if (definition == model::none) continue;
    const bool hidden = rules_.definitions[definition].layer > outcome.layer;
    const model::Value& value = outcome.outputs[output];
    outputs_[output].store(place, hidden ? model::Value{} : value, outputs_[output].kept.emplace_back(value.text));
  }
}

void OutcomeColumns::store_apart(std::size_t place, std::size_t row, const execute::BatchResult& result) {
  statuses_[place] = static_cast<std::uint32_t>(result.statuses[row]);
  layers_[place] = result.layers[row];
  for (std::size_t output = 0; output < outputs_.size(); ++output) {
    const execute::ResultColumn& column = result.outputs[output];
    if (column.definition == model::none) continue;
    const model::Value value = result.hidden(column, row) ? model::Value{} : execute::value_at(column, row);
    const bool is_text = column.representation == Representation::text;
    outputs_[output].store(place, value, is_text ? column.vector.at<std::string_view>(row) : std::string_view());
  }
}

GradedBatch::Column OutcomeColumns::own_values(std::size_t output, const execute::FoldedResult& result,
                                               const std::uint32_t* places) {
  const execute::Vector& open = *executor_.open_result(output);
  const std::uint32_t layer = rules_.definitions[rules_.outputs[output].definition].layer;
  const Cells& cells = outputs_[output];
  Cells& own = own_[output];
  const auto take = [&]<class From, class To>(const std::vector<To>& apart, std::vector<To>& to) {
    for (std::size_t row = 0; row < result.outcomes.size(); ++row) {
      if (result.outcomes[row] == execute::FoldedResult::apart) {
        own.valid[row] = cells.valid[places[row]];
        to[row] = apart[places[row]];
      } else {
        own.valid[row] = layer <= layers_[places[row]] && open.known(row) ? 1 : 0;
        to[row] = open.at<From>(row);
      }
    }
  };
  switch (executor_.open_representation(output)) {
    case Representation::text:
      take.operator()<std::string_view>(cells.texts, own.texts);
      break;
    case Representation::i128:
      take.operator()<model::Int128>(cells.numbers, own.numbers);
      break;
    default:
      if (cells.representation == Representation::i64) {
        take.operator()<std::int64_t>(cells.days, own.days);
      } else {
        take.operator()<std::int64_t>(cells.numbers, own.numbers);
      }
      break;
  }
  return {cells.representation, {own.vector(), own.valid.data(), result.outcomes.size()}};
}

}  // namespace fenji::abi
