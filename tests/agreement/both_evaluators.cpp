#include "tests/agreement/both_evaluators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/columns/batch.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/executor.hpp"
#include "engine/execute/plain.hpp"
#include "engine/graph/lower.hpp"
#include "tests/lists/plain_csv.hpp"
#include "tests/support/outcome_text.hpp"

namespace fenji::agreement {

using model::State;

namespace {

constexpr std::size_t capacities[] = {1, 7, 2048};

// The cells of the list by field; no column for a field that the list lacks.
struct Columns {
  std::vector<std::vector<std::string_view>> cells;  // by FieldId
  std::vector<bool> there;
};

Columns by_field(const model::Rules& rules, const List& list) {
  Columns columns;
  for (const model::Field& field : rules.fields) {
    const auto names_field = [&](const std::string& cell) {
      return cell == field.name ||
             std::find(field.other_headers.begin(), field.other_headers.end(), cell) != field.other_headers.end();
    };
    const auto place = std::find_if(list.header.begin(), list.header.end(), names_field);
    const auto column = static_cast<std::size_t>(place - list.header.begin());
    columns.there.push_back(place != list.header.end());
    std::vector<std::string_view>& cells = columns.cells.emplace_back();
    for (const auto& record : list.records) {
      const bool has_cell = columns.there.back() && column < record.size();
      cells.push_back(has_cell ? record[column] : std::string_view{});
    }
  }
  return columns;
}

std::string text_of(const model::Value& value, const model::Type& type, const model::Rules& rules) {
  return test::to_text(execute::Outcome{value, {}}, type, rules);
}

std::string text_of_cell(const model::Value& value, const model::Type& type, const model::Rules& rules) {
  return text_of(value, type, rules) + (value.blank ? " blank" : "");
}

std::string plain_text(const model::Rules& rules, const execute::Evaluation& evaluation) {
  std::string text = fmt::format("{} layer {} [{}]", execute::status_name(evaluation.status), evaluation.layer,
                                 test::to_text(evaluation.reasons, rules));
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition == model::none) continue;
    const model::Definition& definition = rules.definitions[output.definition];
    const bool hidden = definition.layer > evaluation.layer;
    text += fmt::format("\n  {}{} = {}", hidden ? "(hidden) " : "", output.name,
                        text_of(evaluation.definitions[output.definition].value, definition.type, rules));
  }
  for (const model::Plan& plan : rules.plans) {
    if (plan.roles.empty()) continue;
    const model::DefinitionId role = plan.roles.front().result;
    const model::Value& value = evaluation.definitions[role].value;
    const bool seen = rules.definitions[role].layer <= evaluation.layer && value.state == State::known;
    text += fmt::format("\n  plan {}: {}", plan.name, seen ? std::to_string(value.label) : "-");
  }
  return text;
}

std::string fast_text(const model::Rules& rules, const execute::BatchResult& result, std::size_t row) {
  const auto reasons = result.reasons(row);
  std::string text = fmt::format("{} layer {} [{}]", execute::status_name(result.statuses[row]), result.layers[row],
                                 test::to_text({reasons.begin(), reasons.end()}, rules));
  for (std::size_t i = 0; i < rules.outputs.size(); ++i) {
    const execute::ResultColumn& column = result.outputs[i];
    if (column.definition == model::none) continue;
    text += fmt::format("\n  {}{} = {}", result.hidden(column, row) ? "(hidden) " : "", rules.outputs[i].name,
                        text_of(execute::value_at(column, row), column.type, rules));
  }
  for (std::size_t i = 0; i < rules.plans.size(); ++i) {
    if (rules.plans[i].roles.empty()) continue;
    const std::uint32_t fired = result.plan_row(i, row);
    text += fmt::format("\n  plan {}: {}", rules.plans[i].name, fired == model::none ? "-" : std::to_string(fired));
  }
  return text;
}

// What a batch reader put down for one row, as read_cell gives it.
model::Value value_in(const columns::Column& column, const model::Type& type, std::size_t row) {
  model::Value value;
  value.state = column.states()[row];
  value.blank = column.blanks() != nullptr ? column.blanks()[row] != 0 : value.state == State::missing;
  if (value.state != State::known) return value;
  switch (type.kind) {
    case model::Kind::yes_no:
      value.yes = column.values<std::uint8_t>()[row] != 0;
      break;
    case model::Kind::label:
      value.label = column.values<std::uint32_t>()[row];
      break;
    case model::Kind::date:
      value.day = static_cast<model::Day>(column.values<std::int64_t>()[row]);
      break;
    case model::Kind::number:
      value.number = {column.values<std::int64_t>()[row], type.scale};
      break;
    case model::Kind::text:
      value.text = column.values<std::string_view>()[row];
      break;
  }
  return value;
}

class Comparison {
 public:
  Comparison(const model::Rules& rules, const List& list, Tally* tally)
      : rules_(rules), list_(list), columns_(by_field(rules, list)), graph_(graph::lower(rules)) {
    for (std::size_t record = 0; record < list.records.size(); ++record) evaluate(record, tally);
  }

  std::optional<Difference> find() const {
    for (const std::size_t capacity : capacities) {
      columns::BatchReader reader(rules_, capacity);
      execute::Executor executor(graph_, rules_, capacity);
      for (std::size_t first = 0; first < list_.records.size(); first += capacity) {
        const std::size_t rows = std::min(capacity, list_.records.size() - first);
        std::vector<columns::CellColumn> cells;
        for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
          cells.push_back({columns_.there[field] ? columns_.cells[field].data() + first : nullptr, 1});
        }
        const columns::Batch& batch = reader.read(cells, rows);
        if (auto found = compare_cells(batch, first, capacity)) return found;
        const execute::BatchResult& result = executor.execute(batch);
        for (std::size_t row = 0; row < rows; ++row) {
          std::string fast = fast_text(rules_, result, row);
          if (fast != plain_[first + row]) return Difference{first + row, capacity, plain_[first + row], std::move(fast)};
        }
      }
    }
    return std::nullopt;
  }

 private:
  void evaluate(std::size_t index, Tally* tally) {
    execute::Record record;
    for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
      record.fields.push_back(columns::read_cell(columns_.cells[field][index], rules_.fields[field], rules_));
    }
    const execute::Evaluation evaluation = execute::evaluate(rules_, record);
    plain_.push_back(plain_text(rules_, evaluation));
    fields_.push_back(std::move(record.fields));
    if (tally == nullptr) return;
    ++tally->records;
    ++tally->by_status[static_cast<std::size_t>(evaluation.status)];
    for (const model::OutputColumn& output : rules_.outputs) {
      if (output.definition == model::none) continue;
      tally->known_results += evaluation.definitions[output.definition].value.state == State::known ? 1 : 0;
    }
  }

  std::optional<Difference> compare_cells(const columns::Batch& batch, std::size_t first, std::size_t capacity) const {
    for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
      if (!rules_.fields[field].used) continue;
      const columns::Column& column = batch.columns[field];
      for (std::size_t row = 0; row < batch.rows; ++row) {
        model::Value plain = fields_[first + row][field];
        const model::Value fast = value_in(column, rules_.fields[field].type, row);
        // Which known cells are empty is only put down where somebody asks.
        if (column.blanks() == nullptr && plain.state == State::known) plain.blank = false;
        const model::Type& type = rules_.fields[field].type;
        std::string plain_cell = text_of_cell(plain, type, rules_);
        std::string fast_cell = text_of_cell(fast, type, rules_);
        if (plain_cell == fast_cell) continue;
        const std::string place =
            fmt::format("field {}, cell \"{}\": ", rules_.fields[field].name, columns_.cells[field][first + row]);
        return Difference{first + row, capacity, place + plain_cell, place + fast_cell};
      }
    }
    return std::nullopt;
  }

  const model::Rules& rules_;
  const List& list_;
  const Columns columns_;
  const graph::Graph graph_;
  std::vector<std::string> plain_;                 // by record
  std::vector<std::vector<model::Value>> fields_;  // by record, by FieldId
};

}  // namespace

List read_list(const std::string& csv) {
  constexpr std::size_t longest_cell = std::size_t{1} << 20;
  List list;
  for (lists::test::PlainRecord& record : lists::test::PlainCsv(csv, longest_cell).records()) {
    if (list.header.empty())
      list.header = std::move(record.cells);
    else
      list.records.push_back(std::move(record.cells));
  }
  return list;
}

std::optional<Difference> find_difference(const model::Rules& rules, const List& list, Tally* tally) {
  return Comparison(rules, list, tally).find();
}

}  // namespace fenji::agreement
