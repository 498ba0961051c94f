#include "tests/agreement/both_evaluators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/columns/batch.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/executor.hpp"
#include "engine/execute/plain.hpp"
#include "engine/execute/record_executor.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/run/portfolio.hpp"
#include "tests/agreement/population_reference.hpp"
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
    columns.there.push_back(place != list.header.end() && field.population == model::none);
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

enum class Hidden { told, left_out };

std::string plain_text(const model::Rules& rules, const execute::Evaluation& evaluation, Hidden what_is_hidden) {
  std::string text = fmt::format("{} layer {} [{}]", execute::status_name(evaluation.status), evaluation.layer,
                                 test::to_text(evaluation.reasons, rules));
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition == model::none) continue;
    const model::Definition& definition = rules.definitions[output.definition];
    const bool hidden = definition.layer > evaluation.layer;
    if (hidden && what_is_hidden == Hidden::left_out) continue;
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

std::string fast_text(const model::Rules& rules, const execute::BatchResult& result, std::size_t row,
                      Hidden hidden = Hidden::told) {
  const auto reasons = result.reasons(row);
  std::string text = fmt::format("{} layer {} [{}]", execute::status_name(result.statuses[row]), result.layers[row],
                                 test::to_text({reasons.begin(), reasons.end()}, rules));
  for (std::size_t i = 0; i < rules.outputs.size(); ++i) {
    const execute::ResultColumn& column = result.outputs[i];
    if (column.definition == model::none) continue;
    if (hidden == Hidden::left_out && result.hidden(column, row)) continue;
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
  Comparison(const model::Rules& rules, const List& list, const execute::Populations* populations, Tally* tally)
      : rules_(rules), columns_(by_field(rules, list)), populations_(populations), graph_(graph::lower(rules)) {
    read(list);
    if (populations_ != nullptr) reference_ = find_reference(rules_, records_);
    for (std::size_t record = 0; record < records_.size(); ++record) evaluate(record, tally);
  }

  std::optional<Difference> find() const {
    if (populations_ != nullptr) {
      if (auto found = compare_populations()) return found;
      if (auto found = compare_portfolios()) return found;
    }
    if (auto found = compare_record_executor()) return found;
    for (const std::size_t capacity : capacities) {
      columns::BatchReader reader(rules_, capacity);
      execute::Executor executor(graph_, rules_, capacity);
      for (std::size_t first = 0; first < records_.size(); first += capacity) {
        const std::size_t rows = std::min(capacity, records_.size() - first);
        const columns::Batch& batch = reader.read(cells_from(first), rows);
        fill(reader, first, rows);
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
  void read(const List& list) {
    for (std::size_t index = 0; index < list.records.size(); ++index) {
      ListRecord& record = records_.emplace_back();
      for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
        const std::string_view cell = columns_.cells[field][index];
        record.read.fields.push_back(columns_.there[field] ? columns::read_cell(cell, rules_.fields[field], rules_)
                                                           : columns::read_cell({}, rules_.fields[field], rules_));
        if (rules_.fields[field].key) record.key = cell;
      }
      for (std::size_t i = list.header.size(); i < list.records[index].size(); ++i)
        record.takes_part = record.takes_part && list.records[index][i].empty();
    }
  }

  std::optional<Difference> compare_record_executor() const {
    columns::BatchReader reader(rules_, 1);
    const execute::RecordProgram program(graph_);
    execute::RecordExecutor executor(program, rules_);
    for (std::size_t record = 0; record < records_.size(); ++record) {
      const columns::Batch& batch = reader.read(cells_from(record), 1);
      fill(reader, record, 1);
      std::string fast = fast_text(rules_, executor.execute(batch), 0, Hidden::left_out);
      if (fast != plain_shown_[record]) return Difference{record, 0, plain_shown_[record], std::move(fast)};
    }
    return std::nullopt;
  }

  std::vector<columns::CellColumn> cells_from(std::size_t first) const {
    std::vector<columns::CellColumn> cells;
    for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
      cells.push_back({columns_.there[field] ? columns_.cells[field].data() + first : nullptr, 1});
    }
    return cells;
  }

  void fill(columns::BatchReader& reader, std::size_t first, std::size_t rows) const {
    for (model::PopulationId id = 0; id < rules_.populations.size(); ++id) {
      const model::FieldId field = rules_.populations[id].field;
      if (!rules_.fields[field].used) continue;
      columns::Column& column = reader.computed(field);
      if (populations_ != nullptr) {
        column.set_all_known(true);
        populations_->fill(id, first, rows, 0, column);
        continue;
      }
      column.set_all_known(false);
      for (std::size_t row = 0; row < rows; ++row) column.store(row, model::Value{});
    }
  }

  void evaluate(std::size_t index, Tally* tally) {
    ListRecord& record = records_[index];
    for (model::PopulationId id = 0; id < rules_.populations.size() && populations_ != nullptr; ++id) {
      const model::FieldId field = rules_.populations[id].field;
      if (rules_.fields[field].used) record.read.fields[field] = populations_->value(id, index);
    }
    evaluations_.push_back(execute::evaluate(rules_, record.read));
    const execute::Evaluation& evaluation = evaluations_.back();
    plain_.push_back(plain_text(rules_, evaluation, Hidden::told));
    plain_shown_.push_back(plain_text(rules_, evaluation, Hidden::left_out));
    if (tally == nullptr) return;
    ++tally->records;
    ++tally->by_status[static_cast<std::size_t>(evaluation.status)];
    for (const model::OutputColumn& output : rules_.outputs) {
      if (output.definition == model::none) continue;
      tally->known_results += evaluation.definitions[output.definition].value.state == State::known ? 1 : 0;
    }
    for (const auto& values : reference_.values)
      tally->list_numbers += !values.empty() && values[index].state == State::known ? 1 : 0;
  }

  std::optional<Difference> compare_populations() const {
    for (model::PopulationId id = 0; id < rules_.populations.size(); ++id) {
      const model::Field& field = rules_.fields[rules_.populations[id].field];
      if (!field.used) continue;
      for (std::size_t record = 0; record < records_.size(); ++record) {
        if (!records_[record].passed) continue;
        const std::string expected = text_of(reference_.values[id][record], field.type, rules_);
        const std::string found = text_of(populations_->value(id, record), field.type, rules_);
        if (found != expected) return Difference{record, 0, field.name + " " + expected, field.name + " " + found};
      }
      if (reference_.left_out[id] == populations_->left_out(id)) continue;
      return Difference{0, 0, fmt::format("{} leaves out {}", field.name, reference_.left_out[id]),
                        fmt::format("{} leaves out {}", field.name, populations_->left_out(id))};
    }
    return std::nullopt;
  }

  // Each check is for its group what it is for every record of it.
  std::optional<Difference> compare_portfolios() const {
    const std::vector<run::PortfolioReport> reports = run::check_portfolios(rules_, *populations_);
    for (std::size_t i = 0; i < rules_.portfolios.size(); ++i) {
      const model::Portfolio& portfolio = rules_.portfolios[i];
      for (std::size_t record = 0; record < records_.size(); ++record) {
        if (!records_[record].passed) continue;
        const auto& definitions = evaluations_[record].definitions;
        std::string name;
        bool known = true;
        for (const model::DefinitionId by : portfolio.groups) {
          known = known && definitions[by].value.state == State::known;
          if (!name.empty()) name += " / ";
          name += model::to_text(definitions[by].value, rules_.definitions[by].type, rules_, rules_.language);
        }
        if (!known) continue;
        std::string expected = name + ":", found = name + ":";
        for (const model::PortfolioCheck& check : portfolio.checks) {
          const model::Value& holds = definitions[check.holds].value;
          if (holds.state != State::known) expected += " undecided " + check.name;
          if (holds.state == State::known && !holds.yes) expected += " fails " + check.name;
        }
        bool told = false;
        for (const run::PortfolioGroup& group : reports[i].groups) {
          if (group.name != name) continue;
          told = true;
          for (const model::PortfolioCheck& check : portfolio.checks) {
            const auto holds = [&](const std::vector<std::string>& names) {
              return std::find(names.begin(), names.end(), check.name) != names.end();
            };
            if (holds(group.undecided)) found += " undecided " + check.name;
            if (holds(group.failed)) found += " fails " + check.name;
          }
        }
        if (!told) found = "no such group";
        if (found != expected) return Difference{record, 0, portfolio.name + " " + expected, portfolio.name + " " + found};
      }
    }
    return std::nullopt;
  }

  std::optional<Difference> compare_cells(const columns::Batch& batch, std::size_t first, std::size_t capacity) const {
    for (std::size_t field = 0; field < rules_.fields.size(); ++field) {
      if (!rules_.fields[field].used || rules_.fields[field].population != model::none) continue;
      const columns::Column& column = batch.columns[field];
      for (std::size_t row = 0; row < batch.rows; ++row) {
        model::Value plain = records_[first + row].read.fields[field];
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
  const Columns columns_;
  const execute::Populations* populations_;
  const graph::Graph graph_;
  std::vector<ListRecord> records_;
  PopulationReference reference_;
  std::vector<execute::Evaluation> evaluations_;  // by record
  std::vector<std::string> plain_;                // likewise
  std::vector<std::string> plain_shown_;          // likewise, without what is hidden
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

std::string as_csv(const List& list) {
  std::string csv;
  const auto append = [&](const std::vector<std::string>& cells) {
    lists::append_record(csv, std::vector<std::string_view>(cells.begin(), cells.end()));
  };
  append(list.header);
  for (const auto& record : list.records) append(record);
  return csv;
}

std::optional<Difference> find_difference(const model::Rules& rules, const List& list, const execute::Populations* populations,
                                          Tally* tally) {
  return Comparison(rules, list, populations, tally).find();
}

}  // namespace fenji::agreement
