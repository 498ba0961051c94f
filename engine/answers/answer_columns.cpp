#include "engine/answers/answer_columns.hpp"

#include <optional>
#include <unordered_map>

#include "engine/answers/grades.hpp"
#include "engine/answers/words.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/explain/why.hpp"
#include "engine/run/list_evaluation.hpp"

namespace fenji::answers {
namespace {

using model::FieldId;
using model::Value;

// Records with the same cells have the same answers; of so many different ones the answers are kept.
constexpr std::size_t most_kept = 20'000;

// Equal for records that no rule can tell apart.
std::string key_of(const model::Rules& rules, const std::vector<Value>& fields) {
  std::string key;
  for (FieldId id = 0; id < rules.fields.size(); ++id) {
    if (!rules.fields[id].used) continue;
    const Value& value = fields[id];
    key += static_cast<char>('0' + static_cast<int>(value.state));
    key += value.blank ? 'b' : 'g';
    if (value.state == model::State::known) {
      const std::string text = model::to_text(value, rules.fields[id].type, rules, Language::chinese);
      key += std::to_string(text.size()) + ":" + text;
    }
  }
  return key;
}

class AnswerColumns : public run::ExtraColumns {
 public:
  AnswerColumns(Asked asked, model::Day as_of, Language language, const model::Rules& rules, const SourceSet& sources,
                const execute::Populations* populations)
      : asked_(asked),
        language_(language),
        rules_(rules),
        sources_(sources),
        populations_(populations),
        awaited_(rules),
        words_(rules, language),
        grades_(grade_results(rules)) {
    if (asked.possible) possible_.emplace(rules);
    if (asked.upgrade) upgrade_.emplace(rules, as_of);
  }

  std::vector<std::string> texts(const run::RecordCells& cells, std::size_t record) override {
    run::EvaluatedRecord evaluated = run::evaluate_record(rules_, populations_, language_, cells, record);
    execute::Evaluation& evaluation = evaluated.evaluation;
    const std::vector<Value>& fields = evaluated.record.fields;
    const std::size_t count = std::size_t{asked_.possible} + asked_.upgrade + asked_.why;
    if (evaluated.too_long) return std::vector<std::string>(count);
    evaluation.reasons =
        execute::named_by_cells(evaluation.reasons, rules_, awaited_, [&](FieldId field) { return fields[field].state; });
    std::vector<std::string> texts;
    if (asked_.possible || asked_.upgrade) {
      const Kept& kept = answers(fields, evaluation);
      const auto cell = [&](FieldId field) { return columns::trimmed(cells.shown(field, record)); };
      if (asked_.possible) texts.push_back(words_.possible_cell(kept.possible, cell));
      if (asked_.upgrade) texts.push_back(kept.upgrade);
    }
    if (asked_.why) {
      std::vector<std::string> shown(fields.size());
      std::vector<explain::RawCell> raw;
      for (FieldId field = 0; field < fields.size(); ++field) {
        const bool computed = rules_.fields[field].population != model::none;
        if (computed) shown[field] = model::to_text(fields[field], rules_.fields[field].type, rules_, language_);
        raw.push_back({computed ? std::string_view(shown[field]) : cells.shown(field, record), computed || cells.has(field)});
      }
      texts.push_back(explain::why({rules_, sources_, evaluated.record, evaluation, raw}, grades_, language_));
    }
    return texts;
  }

 private:
  struct Kept {
    PossibleResults possible;
    std::string upgrade;
  };

  const Kept& answers(const std::vector<Value>& fields, const execute::Evaluation& evaluation) {
    if (kept_.size() >= most_kept) kept_.clear();
    const auto [place, is_new] = kept_.try_emplace(key_of(rules_, fields));
    Kept& kept = place->second;
    if (!is_new) return kept;
    if (possible_) kept.possible = possible_->results(fields, evaluation);
    if (upgrade_) kept.upgrade = words_.upgrade_cell(upgrade_->singles(fields, evaluation), fields);
    return kept;
  }

  const Asked asked_;
  const Language language_;
  const model::Rules& rules_;
  const SourceSet& sources_;
  const execute::Populations* populations_;
  const execute::AwaitedCells awaited_;
  const Words words_;
  const std::vector<model::DefinitionId> grades_;
  std::optional<PossibleSearch> possible_;
  std::optional<UpgradeSearch> upgrade_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace

run::ExtraColumnMaker answer_columns(Asked asked, model::Day as_of, Language language) {
  run::ExtraColumnMaker maker;
  if (asked.possible) maker.names.push_back({"可能级别", "possible"});
  if (asked.upgrade) maker.names.push_back({"升级", "upgrade"});
  if (asked.why) maker.names.push_back({"理由", "why"});
  maker.make = [=](const model::Rules& rules, const SourceSet& sources, const execute::Populations* populations) {
    return std::make_unique<AnswerColumns>(asked, as_of, language, rules, sources, populations);
  };
  return maker;
}

}  // namespace fenji::answers
