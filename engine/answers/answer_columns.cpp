#include "engine/answers/answer_columns.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/answers/grades.hpp"
#include "engine/answers/likeness.hpp"
#include "engine/answers/words.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/explain/why.hpp"
#include "engine/run/list_evaluation.hpp"

namespace fenji::answers {
namespace {

using model::FieldId;
using model::Value;

// Of so many different records the answers are kept.
constexpr std::size_t most_kept = 20'000;

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

  std::vector<std::string> texts(const run::RecordCells& cells, std::size_t record, const run::GradedRecord* graded) override {
    std::vector<std::string> texts(std::size_t{asked_.possible} + asked_.upgrade + asked_.why);
    if (cells.too_long(record)) return texts;
    std::string* next = texts.data();
    Found found(*this, cells, record);
    using execute::Status;
    const auto may_be = [&](Status one, Status other) {
      return graded == nullptr || graded->status == one || graded->status == other;
    };
    if (asked_.possible) {
      if (may_be(Status::incomplete, Status::invalid)) *next = possible_text(found);
      ++next;
    }
    if (asked_.upgrade) {
      if (may_be(Status::rated, Status::ineligible)) *next = upgrade_text(found);
      ++next;
    }
    if (asked_.why) *next = graded == nullptr ? why_text(found) : why_text(found, *graded);
    return texts;
  }

 private:
  // What is found out about one record, as far as it is asked for.
  class Found {
   public:
    Found(const AnswerColumns& of, const run::RecordCells& cells, std::size_t record)
        : cells_(cells), number_(record), of_(of) {}

    const execute::Record& record() {
      if (!record_) record_ = run::read_record(of_.rules_, of_.populations_, cells_, number_);
      return *record_;
    }
    const std::vector<Value>& fields() { return record().fields; }
    const execute::Evaluation& evaluation() {
      if (evaluation_) return *evaluation_;
      evaluation_ = execute::evaluate(of_.rules_, record());
      evaluation_->reasons = execute::named_by_cells(evaluation_->reasons, of_.rules_, of_.awaited_,
                                                     [&](FieldId field) { return fields()[field].state; });
      return *evaluation_;
    }
    bool has(FieldId field) const { return cells_.has(field); }
    std::string_view shown(FieldId field) const { return cells_.shown(field, number_); }

   private:
    const run::RecordCells& cells_;
    const std::size_t number_;
    const AnswerColumns& of_;
    std::optional<execute::Record> record_;
    std::optional<execute::Evaluation> evaluation_;
  };

  std::string possible_text(Found& found) {
    if (possibles_.size() >= most_kept) possibles_.clear();
    const auto [place, is_new] = possibles_.try_emplace(Likeness(rules_, possible_->scope()).of(found.fields()));
    if (is_new) place->second = possible_->results(found.fields(), found.evaluation());
    return words_.possible_cell(place->second, [&](FieldId field) { return columns::trimmed(found.shown(field)); });
  }

  std::string upgrade_text(Found& found) {
    if (upgrades_.size() >= most_kept) upgrades_.clear();
    const auto [place, is_new] = upgrades_.try_emplace(Likeness(rules_, upgrade_->scope()).of(found.fields()));
    if (is_new) place->second = upgrade_->ways(found.fields(), found.evaluation());
    const Ways& ways = place->second;
    const Upgrades upgrades =
        ways.decided ? upgrade_->singles(found.fields(), ways) : upgrade_->singles(found.fields(), found.evaluation());
    return words_.upgrade_cell(upgrades, found.fields());
  }

  // Why a record is not rated is the same wherever the reasons are, but for cells that cannot be read, which it shows.
  std::string why_text(Found& found, const run::GradedRecord& graded) {
    using execute::Reason;
    const bool shows_cells = std::any_of(graded.reasons.begin(), graded.reasons.end(),
                                         [](const Reason& reason) { return reason.kind == Reason::Kind::unreadable; });
    if (graded.status == execute::Status::rated || shows_cells) return why_text(found);
    if (whys_.size() >= most_kept) whys_.clear();
    const auto [place, is_new] = whys_.try_emplace({graded.status, graded.reasons});
    if (is_new) place->second = why_text(found);
    return place->second;
  }

  std::string why_text(Found& found) const {
    const std::vector<Value>& fields = found.fields();
    std::vector<std::string> computed(fields.size());
    std::vector<explain::RawCell> raw;
    for (FieldId field = 0; field < fields.size(); ++field) {
      const bool is_computed = rules_.fields[field].population != model::none;
      if (is_computed) computed[field] = model::to_text(fields[field], rules_.fields[field].type, rules_, language_);
      raw.push_back({is_computed ? std::string_view(computed[field]) : found.shown(field), is_computed || found.has(field)});
    }
    return explain::why({rules_, sources_, found.record(), found.evaluation(), raw}, grades_, language_);
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
  // By likeness.
  std::unordered_map<std::string, PossibleResults> possibles_;
  std::unordered_map<std::string, Ways> upgrades_;
  std::map<std::pair<execute::Status, execute::Reasons>, std::string> whys_;  // of records that are not rated
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
