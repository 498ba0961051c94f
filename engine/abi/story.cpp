#include "engine/abi/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/columns/cell_text.hpp"
#include "engine/execute/awaited_cells.hpp"
#include "engine/explain/explain.hpp"

namespace fenji::abi {

explain::Explanation story_of(const model::Rules& rules, const SourceSet& sources, const ReadRecord& read, Language language) {
  execute::Evaluation evaluation = execute::evaluate(rules, read.record);
  if (!rules.populations.empty()) {
    evaluation.reasons = execute::named_by_cells(evaluation.reasons, rules, execute::AwaitedCells(rules),
                                                 [&](model::FieldId field) { return read.record.fields[field].state; });
  }
  std::vector<explain::RawCell> cells;
  for (std::size_t field = 0; field < read.texts.size(); ++field) cells.push_back({read.texts[field], read.has_column[field]});
  return explain::explain({rules, sources, read.record, evaluation, cells}, language);
}

void add_exceptions(const CompiledBook& book, std::string_view key, const model::Rules& rules, explain::Explanation& story) {
  const auto open = book.exceptions.open.find(std::string(columns::trimmed(key)));
  if (open == book.exceptions.open.end()) return;
  for (const std::uint32_t number : open->second) {
    const books::Exception& exception = book.exceptions.all[number];
    const books::ExceptionalValue value = books::exceptional_value(exception, rules, story.language);
    if (value.state != books::ExceptionState::granted) continue;
    std::string by_rules;
    for (explain::NamedValue& output : story.outputs) {
      if (output.name != exception.result) continue;
      by_rules = std::exchange(output.text, value.text);
      output.state = model::State::known;
    }
    story.note += story.note.empty() ? "" : story.language == Language::chinese ? "；" : "; ";
    story.note += books::exception_note(exception, value.text, by_rules, story.language);
  }
}

ChosenFile chosen_file(const CompiledBook& book, const std::function<model::Value(const model::Rules&)>& applies) {
  std::vector<const books::BookFile*> certain, undecided;
  const std::vector<const books::BookFile*> in_force = book.in_force();
  for (const books::BookFile* const file : in_force) {
    const model::Value value = applies(*file->loaded.rules);
    if (value.state != model::State::known) {
      undecided.push_back(file);
    } else if (value.yes) {
      certain.push_back(file);
    }
  }
  ChosenFile chosen;
  if (in_force.empty()) return chosen;
  chosen.file = !certain.empty() ? certain[0] : !undecided.empty() ? undecided[0] : in_force[0];
  if (certain.size() > 1) {
    chosen.remark = {fmt::format("同时适用“{}”和“{}”，运行时不评；下面按前一个说明", certain[0]->name, certain[1]->name),
                     fmt::format("both `{}` and `{}` apply, so a run grades by none; told here by the first", certain[0]->name,
                                 certain[1]->name)};
  } else if (certain.empty() && undecided.empty()) {
    chosen.remark = {fmt::format("册子里没有适用的规则文件；下面按“{}”说明", chosen.file->name),
                     fmt::format("no file of the book applies; told here by `{}`", chosen.file->name)};
  }
  return chosen;
}

Fault nothing_in_force() {
  return {FENJI_UNSUPPORTED, {"这一天册子里没有一个规则文件在有效期内", "no file of the book is in force on that day"}};
}

}  // namespace fenji::abi
