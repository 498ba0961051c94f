#include <optional>

#include "engine/columns/cell.hpp"
#include "engine/execute/plain.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/record_groups.hpp"
#include "engine/run/result_writer.hpp"

namespace fenji::run {
namespace {

class PlainGrader : public Grader {
 public:
  PlainGrader(const model::Rules& rules, Language language, const execute::Populations* populations)
      : rules_(rules),
        language_(language),
        evaluator_(rules),
        writer_(rules, language),
        populations_(populations),
        awaited_(rules) {}

  void grade(const RecordCells& cells, std::string& out, Tally& tally) override {
    for (std::size_t record = 0; record < cells.records(); ++record) grade(cells, record, out, tally);
  }

 private:
  void grade(const RecordCells& cells, std::size_t record, std::string& out, Tally& tally) {
    execute::Record input;
    for (model::FieldId field = 0; field < rules_.fields.size(); ++field) {
      if (const model::PopulationId population = rules_.fields[field].population; population != model::none) {
        input.fields.push_back(populations_->value(population, cells.number(record)));
        continue;
      }
      input.fields.push_back(columns::read_cell(cells.cell(field, record), rules_.fields[field], rules_));
      if (rules_.fields[field].used && cells.has(field) && input.fields.back().state == model::State::invalid) {
        tally.first_unreadable[field].consider(cells.number(record), cells.shown(field, record));
      }
    }
    execute::Evaluation evaluation = evaluator_.evaluate(input);
    if (populations_ != nullptr) {
      const auto state = [&](model::FieldId field) { return input.fields[field].state; };
      evaluation.reasons = execute::named_by_cells(evaluation.reasons, rules_, awaited_, state);
    }
    const std::size_t begin = out.size();
    for (const model::OutputColumn& output : rules_.outputs) {
      lists::append_cell(out, text(output, evaluation, cells, record));
      out += lists::cell_separator;
    }
    std::vector<Counts*> groups;
    find_record_groups(rules_, language_, cells, record, tally, groups, [&](std::uint32_t output) {
      const model::DefinitionId id = rules_.outputs[output].definition;
      const bool hidden = rules_.definitions[id].layer > evaluation.layer;
      return result_group_key(rules_, output, hidden ? model::Value{} : evaluation.definitions[id].value, language_);
    });
    count(cells, record, input, evaluation, tally);
    for (Counts* const group : groups) count(cells, record, input, evaluation, *group);
    writer_.finish(cells, record, {evaluation.status, evaluation.reasons.data(), evaluation.reasons.size()}, begin, out, tally,
                   groups);
  }

  std::string text(const model::OutputColumn& output, const execute::Evaluation& evaluation, const RecordCells& cells,
                   std::size_t record) const {
    if (output.field != model::none) return output_text(rules_, output.field, cells, record, language_);
    if (output.parameter != model::none) {
      const model::Parameter& parameter = rules_.parameters[output.parameter];
      return model::to_text(parameter.value, parameter.type, rules_, language_);
    }
    const model::Definition& definition = rules_.definitions[output.definition];
    if (definition.layer > evaluation.layer) return {};
    return model::to_text(evaluation.definitions[output.definition].value, definition.type, rules_, language_);
  }

  void count(const RecordCells& cells, std::size_t record, const execute::Record& input, const execute::Evaluation& evaluation,
             Counts& counts) const {
    for (model::FieldId field = 0; field < rules_.fields.size(); ++field) {
      if (!rules_.fields[field].used || rules_.fields[field].population != model::none || !cells.has(field)) continue;
      if (input.fields[field].blank) ++counts.fields[field].blank;
      if (input.fields[field].state == model::State::invalid) ++counts.fields[field].unreadable;
    }
    if (cells.too_long(record)) return;
    for (std::size_t i = 0; i < rules_.outputs.size(); ++i) {
      if (summed(rules_, i) == Summed::no) continue;
      const model::DefinitionId id = rules_.outputs[i].definition;
      const model::Value& value = evaluation.definitions[id].value;
      if (rules_.definitions[id].layer > evaluation.layer || value.state != model::State::known) continue;
      counts.sums[i].add(value.number);
    }
    count_labels(input, evaluation, counts);
  }

  void count_labels(const execute::Record& input, const execute::Evaluation& evaluation, Counts& tally) const {
    if (evaluation.status != execute::Status::rated) return;
    for (std::size_t i = 0; i < rules_.outputs.size(); ++i) {
      if (tally.labels[i].empty()) continue;
      const model::Value& value = evaluation.definitions[rules_.outputs[i].definition].value;
      if (value.state == model::State::known) ++tally.labels[i][value.label];
    }
    for (std::size_t plan = 0; plan < rules_.plans.size(); ++plan) {
      if (rules_.plans[plan].roles.empty()) continue;
      const model::Value& row = evaluation.definitions[rules_.plans[plan].roles.front().result].value;
      if (row.state != model::State::known) continue;
      const model::FieldId dated = rules_.plans[plan].window_field;
      std::optional<model::Day> date;
      if (dated != model::none && input.fields[dated].state == model::State::known) date = input.fields[dated].day;
      tally.count_plan(rules_, plan, row.label, date);
    }
  }

  const model::Rules& rules_;
  Language language_;
  execute::PlainEvaluator evaluator_;
  ResultWriter writer_;
  const execute::Populations* populations_;
  const execute::AwaitedCells awaited_;
};

}  // namespace

std::unique_ptr<Grader> make_plain_grader(const model::Rules& rules, Language language,
                                          const execute::Populations* populations) {
  return std::make_unique<PlainGrader>(rules, language, populations);
}

}  // namespace fenji::run
