#include "engine/export/exporter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <string_view>

namespace fenji::sql {

using graph::Operation;
using model::DefinitionId;
using model::none;

Exporter::Exporter(const model::Rules& rules, const graph::Graph& graph, std::size_t outputs, const SourceSet& sources,
                   const SqlOptions& options, const Spelling& spelling, bool compact, Diagnostics& problems)
    : rules_(rules),
      graph_(graph),
      sources_(sources),
      options_(options),
      spelling_(spelling),
      problems_(problems),
      chinese_(options.language.value_or(rules.language) == Language::chinese),
      writer_(spelling, options.table.substr(options.table.rfind('.') == std::string::npos ? 0 : options.table.rfind('.') + 1),
              options.part && !options.part->name.empty() ? options.part->name + " · " : "", compact),
      outputs_(rules.outputs.begin(), rules.outputs.begin() + static_cast<std::ptrdiff_t>(outputs)),
      made_(graph.steps.size(), false),
      raw_(rules.fields.size()),
      reads_(rules.fields.size()),
      plain_days_(rules.fields.size()),
      refused_(rules.fields.size()),
      fields_(rules.fields.size()) {
  for (const model::Field& field : rules.fields) cells_.push_back(cell_states(field));
  possible_ = possible_reasons(graph, rules, cells_);
  std::set<Reason> reasons;
  for (const Possible& possible : possible_) reasons.insert(possible.reasons.begin(), possible.reasons.end());
  bits_ = std::make_unique<ReasonBits>(reasons);
  steps_.resize(graph.steps.size());
  make_blocks();
}

void Exporter::cannot(const Span& span, const Message& what, const Message& advice) {
  const auto same = [&](const Diagnostic& problem) { return problem.span == span && problem.message.en.ends_with(what.en); };
  if (std::any_of(problems_.begin(), problems_.end(), same)) return;
  Diagnostic problem;
  problem.name = "not-in-dialect";
  problem.span = span;
  problem.message = {fmt::format("{} 无法精确表达：{}", spelling_.name(), what.zh),
                     fmt::format("{} cannot carry exactly: {}", spelling_.name(), what.en)};
  problem.advice = advice;
  problems_.push_back(std::move(problem));
}

void Exporter::cannot_hold(const Span& span) {
  cannot(span,
         {fmt::format("这一步的数可能超出 {}", spelling_.limit_text()),
          fmt::format("numbers here may leave {}", spelling_.limit_text())},
         {"请给用到的字段写上界限（如 `金额, 0至1亿`），或把中间结果先四舍五入",
          "give the fields that it uses bounds (such as `money, 0 to 100,000,000`), or round an inner result"});
}

// `政策.fenji 第 12 行：基础分 …`, a line of the file each.
std::vector<std::string> Exporter::comment_of(Span span) const {
  if (span.file >= sources_.size()) return {};
  const Source& source = sources_[span.file];
  std::uint32_t begin = 0;
  const std::string line(source.line_at(span.begin, begin));
  const std::size_t number = source.position(span.begin).line;
  std::string_view name = source.name();
  name.remove_prefix(name.find_last_of("/\\") == name.npos ? 0 : name.find_last_of("/\\") + 1);
  const std::size_t text = line.find_first_not_of(" \t");
  const std::string rest = text == std::string::npos ? "" : line.substr(text);
  return {chinese_ ? fmt::format("{} 第 {} 行：{}", name, number, rest) : fmt::format("{} line {}: {}", name, number, rest)};
}

Block Exporter::block_of_definition(DefinitionId id) const {
  const model::Definition& definition = rules_.definitions[id];
  for (const model::Scorecard& card : rules_.scorecards) {
    const auto is_it = [id](const model::Criterion& criterion) { return criterion.points == id; };
    if (card.total == id || std::any_of(card.criteria.begin(), card.criteria.end(), is_it)) {
      return {card.name, comment_of(card.span)};
    }
  }
  if (definition.table != none) {
    for (const model::Plan& plan : rules_.plans) {
      if (plan.table == definition.table) return {plan.name, comment_of(plan.span)};
    }
    const model::Table& table = rules_.tables[definition.table];
    return {table.name, comment_of(table.span)};
  }
  return {definition.name, comment_of(definition.span)};
}

// A step that is no definition belongs to the first that needs it.
void Exporter::make_blocks() {
  const std::size_t count = graph_.steps.size();
  block_.assign(count, none);
  uses_.assign(count, 0);
  named_twice_.assign(count, false);
  names_.resize(count);
  std::map<std::string, std::size_t> places;
  const auto place_of = [&](const Block& block) {
    const auto [found, added] = places.emplace(block.name, blocks_.size());
    if (added) blocks_.push_back(block);
    return found->second;
  };
  for (DefinitionId id = 0; id < graph_.definitions.size(); ++id) {
    const StepId step = graph_.definitions[id];
    if (step == graph::no_step) continue;
    if (names_[step].empty()) names_[step] = rules_.definitions[id].name;
    if (block_[step] == none) block_[step] = static_cast<std::uint32_t>(place_of(block_of_definition(id)));
  }
  for (std::size_t gate = 0; gate < graph_.gates.size(); ++gate) {
    const auto place = static_cast<std::uint32_t>(place_of({rules_.gates[gate].name, comment_of(rules_.gates[gate].span)}));
    const auto take = [&](StepId step) {
      if (block_[step] == none) block_[step] = place;
      ++uses_[step];
    };
    const auto name = [&](StepId step, const std::string& text) {
      take(step);
      if (names_[step].empty()) names_[step] = text;
    };
    const graph::GateSteps& steps = graph_.gates[gate];
    for (std::size_t i = 0; i < steps.elements.size(); ++i) name(steps.elements[i], rules_.gates[gate].elements[i].name);
    name(steps.passed, rules_.gates[gate].name);
  }
  if (graph_.applies != graph::no_step) {
    const std::string name = in_chinese_or("适用", "applies");
    const auto place = static_cast<std::uint32_t>(place_of({name, comment_of(rules_.expressions[rules_.applies].span)}));
    if (block_[graph_.applies] == none) block_[graph_.applies] = place;
    if (names_[graph_.applies].empty()) names_[graph_.applies] = name;
    ++uses_[graph_.applies];
  }
  for (std::size_t id = count; id-- > 0;) {
    const Step& step = graph_.steps[id];
    const bool names_twice = step.operation != Operation::pick && step.operation != Operation::all &&
                             step.operation != Operation::any && step.operation != Operation::add &&
                             step.operation != Operation::subtract && step.operation != Operation::multiply &&
                             step.operation != Operation::convert && step.operation != Operation::negate;
    for (const StepId operand : step.operands) {
      ++uses_[operand];
      if (block_[operand] == none || graph_.steps[operand].operation == Operation::constant) block_[operand] = block_[id];
      if (names_twice) named_twice_[operand] = true;
      // Digits of tables are named by what they are made of.
      const Operation operation = graph_.steps[operand].operation;
      if (operation == Operation::segment || operation == Operation::word) {
        named_twice_[graph_.steps[operand].operands[0]] = true;
      }
    }
  }
  list_block_ = {in_chinese_or("名单", "list"), {}};
  field_block_ = {in_chinese_or("字段", "fields"), {}};
  status_block_ = {in_chinese_or("状态", "status"), {}};
  note_block_ = {in_chinese_or("说明", "notes"), {}};
}

// The value becomes a column where it has a name, where it is long, or where more than one place needs it.
void Exporter::keep_value(StepId id, const Expression& given) {
  // What no row can give has no type of its own, which Spark wants of conditions.
  const bool nothing = given.text == "NULL" && step(id).type.kind == model::Kind::yes_no;
  const Expression value = nothing ? Case().when(literal("FALSE"), literal("TRUE")).end() : given;
  constexpr int deepest = 12;
  constexpr std::size_t longest = 400;
  const bool held = spelling_.writes_long_numbers() && is_column(value) && names_[id].empty();
  const bool ready = held || value.text.find(' ') == std::string::npos || step(id).operation == Operation::constant;
  const bool wanted =
      !names_[id].empty() || uses_[id] > 1 || named_twice_[id] || value.depth > deepest || value.text.size() > longest;
  if (ready || !wanted) {
    steps_[id].value = value;
    return;
  }
  const std::string name = names_[id].empty() ? block_name(id) + " ·" : names_[id];
  steps_[id].value = writer_.column(blocks_[block_[id]], name, value);
}

void Exporter::keep_why(StepId id) {
  const std::string name = names_[id].empty() ? block_name(id) + " ·" : names_[id];
  std::size_t size = 0;
  for (const auto& terms : steps_[id].why.words) {
    for (const Expression& term : terms) size += term.text.size();
  }
  if (!names_[id].empty() || size > 60) {
    steps_[id].why = why_columns(blocks_[block_[id]], name, steps_[id].why);
  }
}

void Exporter::make(StepId id) {
  if (made_[id]) return;
  made_[id] = true;
  const Step& step = this->step(id);
  for (const StepId operand : step.operands) make(operand);
  if (step.operation == Operation::field && rules_.fields[step.reference].population != none) {
    find_population(rules_.fields[step.reference].population);
  }
  make_step(id);
}

void Exporter::make_step(StepId id) {
  const Step& step = this->step(id);
  switch (step.operation) {
    case Operation::segment:
    case Operation::word:
      steps_[id].why = undecided(id);
      return;
    case Operation::choose_row:
      return choose(id);
    case Operation::pick:
      pick(id);
      keep_why(id);
      return;
    case Operation::divide:
      steps_[id].fraction = quotient(id);
      steps_[id].value = steps_[id].fraction->numerator;
      break;
    default:
      if (step.type.quotient && step.operation == Operation::applicable) {
        const Expression& condition = steps_[step.operands[0]].value;
        FractionSql fraction = fraction_of(step.operands[1]);
        fraction.numerator = applicable(condition, fraction.numerator);
        fraction.denominator = applicable(condition, fraction.denominator);
        steps_[id].fraction = fraction_in_columns(id, fraction);
        steps_[id].value = steps_[id].fraction->numerator;
        break;
      }
      keep_value(id, value_of(id));
  }
  steps_[id].why = why_of(id);
  keep_why(id);
}

// What a reader of the query must know.
std::vector<Message> Exporter::remarks() const {
  std::vector<Message> lines;
  if (!rules_.title.empty()) lines.push_back({rules_.title, rules_.title});
  for (Message& line : reading_remarks()) lines.push_back(std::move(line));
  return lines;
}

std::string Exporter::from() const {
  std::string table;
  for (std::size_t begin = 0; begin <= options_.table.size();) {
    const std::size_t end = std::min(options_.table.find('.', begin), options_.table.size());
    table += (begin > 0 ? "." : "") + spelling_.identifier(options_.table.substr(begin, end - begin));
    begin = end + 1;
  }
  table += " AS source";
  if (!options_.part || !options_.part->rows) return table;
  const auto& [column, number] = *options_.part->rows;
  return table + "\n  WHERE source." + spelling_.identifier(column) + " = " + std::to_string(number);
}

std::string Exporter::text(std::vector<std::string>& read) {
  writer_.begin(list_block_, from());
  std::vector<std::string> results;
  const auto result = [&](const std::string& value, const std::string& name) {
    results.push_back("  " + value + " AS " + spelling_.identifier(name));
  };
  if (options_.part) {
    for (const std::string& column : options_.part->passed_on) result(writer_.pass_on(column).text, column);
  }
  read_fields();
  for (StepId id = 0; id < graph_.steps.size(); ++id) make(id);
  find_status();
  if (options_.part && options_.part->verdict) {
    result(status_.text, *options_.part->verdict);
  } else {
    const Expression notes = writer_.column(note_block_, in_chinese_or("说明", "notes"), note());
    for (std::size_t i = 0; i < outputs_.size(); ++i) result(output_column(i).text, outputs_[i].name);
    result(status_.text, in_chinese_or("状态", "status"));
    result(notes.text, in_chinese_or("说明", "notes"));
  }
  read = read_;
  std::string select = "SELECT\n";
  for (const std::string& each : results) select += each + (&each == &results.back() ? "\n" : ",\n");
  std::string head;
  if (!options_.part) {
    for (const Message& line : remarks()) head += spelling_.comment(line.in(language())) + "\n";
  }
  return head + writer_.text() + select + "FROM " + writer_.result() + (options_.part ? "" : spelling_.ending()) + "\n";
}

}  // namespace fenji::sql
