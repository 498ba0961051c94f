#include <algorithm>
#include <optional>

#include "engine/columns/batch.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/execute/executor.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/population_columns.hpp"
#include "engine/run/record_groups.hpp"
#include "engine/run/result_writer.hpp"
#include "engine/run/value_text.hpp"

namespace fenji::run {
namespace {

class VectorisedGrader : public TracingGrader {
 public:
  VectorisedGrader(const model::Rules& rules, const graph::Graph& graph, Language language, std::size_t batch,
                   const execute::Populations* populations)
      : rules_(rules),
        language_(language),
        writer_(rules, language),
        reader_(rules, batch),
        executor_(graph, rules, batch),
        populations_(populations),
        computed_(rules, populations),
        awaited_(rules) {
    for (std::size_t column = 0; column < rules.outputs.size(); ++column) {
      if (summed(rules, column) != Summed::no) summed_.push_back(column);
    }
  }

  void grade(const RecordCells& cells, std::string& out, Tally& tally) override {
    grade_all(cells, false, out, tally, nullptr);
  }

  void grade(const RecordCells& cells, bool cells_counted, std::string& out, Tally& tally,
             std::vector<GradedRecord>& records) override {
    grade_all(cells, cells_counted, out, tally, &records);
  }

 private:
  void grade_all(const RecordCells& cells, bool cells_counted, std::string& out, Tally& tally,
                 std::vector<GradedRecord>* records) {
    for (std::size_t begin = 0; begin < cells.records(); begin += executor_.capacity()) {
      const std::size_t rows = std::min(executor_.capacity(), cells.records() - begin);
      grade_batch(cells, begin, rows, cells_counted, out, tally, records);
    }
  }

  void grade_batch(const RecordCells& cells, std::size_t begin, std::size_t rows, bool cells_counted, std::string& out,
                   Tally& tally, std::vector<GradedRecord>* records) {
    const std::vector<columns::CellColumn> columns = cells.columns_from(begin);
    const columns::Batch& batch = reader_.read(columns, rows);
    computed_.fill(
        rows, [&](std::size_t row) { return cells.number(begin + row); }, reader_);
    count_cells(batch, cells, begin, cells_counted, tally);
    const execute::BatchResult& result = executor_.execute(batch);
    prepare(result);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t line = out.size();
      for (std::size_t column = 0; column < rules_.outputs.size(); ++column) {
        append(batch, result, column, row, cells, begin + row, out);
        out += lists::cell_separator;
      }
      find_groups(result, row, cells, begin + row, tally);
      if (!cells.too_long(begin + row)) count_results(batch, result, row, tally);
      for (Counts* const group : groups_) {
        count_cells(batch, row, cells, begin + row, *group);
        if (!cells.too_long(begin + row)) count_results(batch, result, row, *group);
      }
      std::span<const execute::Reason> reasons = result.reasons(row);
      if (populations_ != nullptr && !reasons.empty()) {
        const auto state = [&](model::FieldId field) { return batch.columns[field].states()[row]; };
        named_ = execute::named_by_cells({reasons.begin(), reasons.end()}, rules_, awaited_, state);
        reasons = named_;
      }
      writer_.finish(cells, begin + row, {result.statuses[row], reasons.data(), reasons.size()}, line, out, tally, groups_);
      if (records != nullptr) records->push_back(trace(result, row, reasons, out.size(), tally));
    }
  }

  void find_groups(const execute::BatchResult& result, std::size_t row, const RecordCells& cells, std::size_t record,
                   Tally& tally) {
    groups_.clear();
    if (tally.grouped.empty()) return;
    find_record_groups(rules_, language_, cells, record, tally, groups_,
                       [&](std::uint32_t output) { return group_key(result, output, row); });
  }

  std::string group_key(const execute::BatchResult& result, std::uint32_t output, std::size_t row) const {
    const execute::ResultColumn& values = result.outputs[output];
    const model::Value value = result.hidden(values, row) ? model::Value{} : execute::value_at(values, row);
    return result_group_key(rules_, output, value, language_);
  }

  GradedRecord trace(const execute::BatchResult& result, std::size_t row, std::span<const execute::Reason> reasons,
                     std::size_t line_end, const Tally& tally) const {
    GradedRecord record;
    record.line_end = line_end;
    record.layer = result.layers[row];
    record.status = result.statuses[row];
    record.reasons.assign(reasons.begin(), reasons.end());
    for (const std::size_t column : summed_) {
      const execute::ResultColumn& values = result.outputs[column];
      if (result.hidden(values, row) || !values.vector.known(row)) continue;
      record.amounts.emplace_back(static_cast<std::uint32_t>(column), value_at(values, row).number);
    }
    for (const GroupedCounts& grouped : tally.grouped) {
      for (const GroupPart& part : grouped.by.parts) {
        if (part.field == model::none && part.output != model::none)
          record.group_keys.push_back(group_key(result, part.output, row));
      }
    }
    if (record.status != execute::Status::rated) return record;
    for (std::uint32_t column = 0; column < rules_.outputs.size(); ++column) {
      const execute::Vector& values = result.outputs[column].vector;
      if (!tally.labels[column].empty() && values.known(row)) record.labels.emplace_back(column, values.at<std::uint32_t>(row));
    }
    for (std::uint32_t plan = 0; plan < rules_.plans.size(); ++plan) {
      const std::uint32_t fired = result.plan_row(plan, row);
      if (fired != model::none) record.plan_rows.emplace_back(plan, fired);
    }
    return record;
  }

  // The columns' representations are known with the first result.
  void prepare(const execute::BatchResult& result) {
    if (!texts_.empty()) return;
    for (std::size_t column = 0; column < rules_.outputs.size(); ++column) {
      const execute::ResultColumn& output = result.outputs[column];
      const bool computed = output.definition != model::none;
      texts_.emplace_back(rules_, computed ? output.type : model::Type{},
                          computed ? output.representation : model::Representation::i64, language_);
    }
  }

  void append(const columns::Batch& batch, const execute::BatchResult& result, std::size_t column, std::size_t row,
              const RecordCells& cells, std::size_t record, std::string& out) const {
    const model::OutputColumn& output = rules_.outputs[column];
    if (output.definition != model::none) {
      const execute::ResultColumn& values = result.outputs[column];
      if (!result.hidden(values, row) && values.vector.known(row)) texts_[column].append(values.vector, row, out);
    } else if (output.field != model::none) {
      const model::Field& field = rules_.fields[output.field];
      const columns::Column& read = batch.columns[output.field];
      if (field.type.kind == model::Kind::text && read.states()[row] == model::State::known) {
        lists::append_cell(out, read.values<std::string_view>()[row]);
      } else {
        lists::append_cell(out, output_text(rules_, output.field, cells, record, language_));
      }
    } else {
      const model::Parameter& parameter = rules_.parameters[output.parameter];
      lists::append_cell(out, model::to_text(parameter.value, parameter.type, rules_, language_));
    }
  }

  void count_cells(const columns::Batch& batch, const RecordCells& cells, std::size_t begin, bool counted, Tally& tally) {
    const std::vector<columns::CellCounts>& counts = reader_.counts();
    counted_.resize(counts.size());
    for (model::FieldId field = 0; field < counts.size(); ++field) {
      FieldTally& to = tally.fields[field];
      if (!counted) to.blank += counts[field].blank - counted_[field].blank;
      const std::uint64_t unreadable = counts[field].unreadable - counted_[field].unreadable;
      counted_[field] = counts[field];
      if (unreadable == 0) continue;
      if (!counted) to.unreadable += unreadable;
      const model::State* states = batch.columns[field].states();
      const auto row = static_cast<std::size_t>(std::find(states, states + batch.rows, model::State::invalid) - states);
      tally.first_unreadable[field].consider(cells.number(begin + row), cells.shown(field, begin + row));
    }
  }

  // Of one record, as the reader counts those of a batch.
  void count_cells(const columns::Batch& batch, std::size_t row, const RecordCells& cells, std::size_t record,
                   Counts& counts) const {
    for (model::FieldId field = 0; field < rules_.fields.size(); ++field) {
      if (!rules_.fields[field].used || rules_.fields[field].population != model::none || !cells.has(field)) continue;
      if (batch.columns[field].states()[row] == model::State::invalid) {
        ++counts.fields[field].unreadable;
      } else if (columns::trimmed(cells.cell(field, record)).empty()) {
        ++counts.fields[field].blank;
      }
    }
  }

  void count_results(const columns::Batch& batch, const execute::BatchResult& result, std::size_t row, Counts& counts) const {
    for (const std::size_t column : summed_) {
      const execute::ResultColumn& values = result.outputs[column];
      if (!result.hidden(values, row) && values.vector.known(row)) counts.sums[column].add(value_at(values, row).number);
    }
    if (result.statuses[row] == execute::Status::rated) count_labels(batch, result, row, counts);
  }

  void count_labels(const columns::Batch& batch, const execute::BatchResult& result, std::size_t row, Counts& tally) const {
    for (std::size_t column = 0; column < rules_.outputs.size(); ++column) {
      if (tally.labels[column].empty()) continue;
      const execute::ResultColumn& values = result.outputs[column];
      if (values.vector.known(row)) ++tally.labels[column][values.vector.at<std::uint32_t>(row)];
    }
    for (std::size_t plan = 0; plan < rules_.plans.size(); ++plan) {
      const std::uint32_t fired = result.plan_row(plan, row);
      if (fired == model::none) continue;
      const model::FieldId dated = rules_.plans[plan].window_field;
      std::optional<model::Day> date;
      if (dated != model::none && batch.columns[dated].states()[row] == model::State::known) {
        date = static_cast<model::Day>(batch.columns[dated].values<std::int64_t>()[row]);
      }
      tally.count_plan(rules_, plan, fired, date);
    }
  }

  const model::Rules& rules_;
  Language language_;
  ResultWriter writer_;
  columns::BatchReader reader_;
  execute::Executor executor_;
  const execute::Populations* populations_;
  PopulationColumns computed_;
  const execute::AwaitedCells awaited_;
  execute::Reasons named_;
  std::vector<ValueText> texts_;              // by output column
  std::vector<std::size_t> summed_;           // output columns
  std::vector<Counts*> groups_;               // of the record that is counted
  std::vector<columns::CellCounts> counted_;  // of reader_.counts(), what the tally has
};

}  // namespace

std::unique_ptr<TracingGrader> make_vectorised_grader(const model::Rules& rules, const graph::Graph& graph, Language language,
                                                      std::size_t batch, const execute::Populations* populations) {
  return std::make_unique<VectorisedGrader>(rules, graph, language, batch, populations);
}

}  // namespace fenji::run
