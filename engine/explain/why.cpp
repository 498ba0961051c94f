#include "engine/explain/why.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/explain/needs.hpp"
#include "engine/explain/results.hpp"
#include "engine/explain/sentences.hpp"

namespace fenji::explain {

using model::DefinitionId;
using model::State;

namespace {

class Line {
 public:
  Line(const GradedRecord& graded, Language language)
      : graded_(graded), context_(graded, language), file_(context_.quotes.place(Span{}).file), say_(language, file_) {}

  std::string rated(const std::vector<DefinitionId>& grades) const {
    Needs needs(graded_.rules, graded_.record, &graded_.evaluation);
    for (const DefinitionId grade : grades) needs.add_definition(grade);
    std::vector<DefinitionId> wanted;
    for (DefinitionId id = 0; id < graded_.rules.definitions.size(); ++id) {
      if (needs.definition(id)) wanted.push_back(id);
    }
    std::vector<Result> results = results_of(wanted, context_);
    std::vector<std::string> parts;
    for (auto result = results.rbegin(); result != results.rend(); ++result) parts.push_back(told(*result));
    return joined(parts);
  }

  std::string not_rated() const {
    const Explanation told = explain::explain(graded_, context_.language);
    std::vector<std::string> parts;
    for (const Cause& cause : told.causes) {
      std::string part = cause.name;
      if (cause.cell) part += " " + say_.quoted(*cause.cell);
      parts.push_back(part + quoted(cause.rule));
    }
    for (const Layer& layer : told.layers) {
      if (!parts.empty() || !layer.applies || layer.applies->condition.verdict == Verdict::yes) continue;
      parts.push_back(say_.words("不在适用范围", "outside the scope of the rules") + quoted(layer.applies->rule));
    }
    return joined(parts);
  }

 private:
  std::string joined(const std::vector<std::string>& parts) const {
    return fmt::format("{}", fmt::join(parts, say_.words("；", "; ")));
  }

  // （预算金额 >= 价格下限，第 33 行）
  std::string quoted(const Quote& rule) const {
    if (rule.text.empty()) return {};
    return say_.bracketed(rule.text + say_.words("，", ", ") + place(rule.place));
  }

  // Files by their names alone: where a list is graded from must not show in it.
  std::string place(Place place) const {
    const std::size_t folder = place.file.find_last_of("/\\");
    if (place.file != file_ && folder != std::string::npos) place.file.erase(0, folder + 1);
    return say_.place(place);
  }

  // 得分：84，| 80至不满90 | B | 第 62 行; of a scorecard only the criterion's own `cell` of the row.
  std::string row_of(const Table& table, const std::string& cell = {}) const {
    std::vector<std::string> parts;
    if (!table.facts.empty()) parts.push_back(say_.facts(table.facts));
    for (const Row& row : table.rows) {
      if (row.fired) parts.push_back((cell.empty() ? row.rule.text : cell) + " " + place(row.rule.place));
    }
    return fmt::format("{}", fmt::join(parts, say_.words("，", ", ")));
  }

  std::string told(const Result& result) const {
    if (result.criteria.empty() && !result.table) return say_.equation(result.values.front(), "");
    std::vector<std::string> values;
    for (const NamedValue& value : result.values) {
      NamedValue bare = value;
      bare.working.reset();
      values.push_back(say_.equation(bare, ""));
    }
    std::vector<std::string> rows;
    if (result.table) rows.push_back(row_of(*result.table));
    for (const Criterion& criterion : result.criteria) {
      if (criterion.state != State::known) continue;
      rows.push_back(fmt::format("{}{}{} × {} = {}", row_of(criterion.table, criterion.cell), say_.words("，", ", "),
                                 criterion.points, criterion.weight, criterion.part));
    }
    std::erase(rows, std::string());
    const std::string all = say_.listed(values);
    return rows.empty() ? all : all + say_.bracketed(joined(rows));
  }

  const GradedRecord& graded_;
  const Context context_;
  const std::string file_;
  const Sentences say_;
};

}  // namespace

std::string why(const GradedRecord& graded, const std::vector<DefinitionId>& grades, Language language) {
  const Line line(graded, language);
  return graded.evaluation.status == execute::Status::rated ? line.rated(grades) : line.not_rated();
}

}  // namespace fenji::explain
