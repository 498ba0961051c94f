#include "engine/compare/rule_comparison.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "engine/books/result_lines.hpp"
#include "engine/compare/cause_search.hpp"
#include "engine/compare/firings.hpp"
#include "engine/compare/table_pair.hpp"
#include "engine/compare/told_changes.hpp"
#include "engine/compare/workload_changes.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/block_pipeline.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/result_writer.hpp"

namespace fenji::compare {
namespace {

// The same contacts are told in the same words, whatever the keyword language of a file.
model::Rules with_plans_told_in(Language language, model::Rules rules) {
  for (const model::Plan& plan : rules.plans) {
    for (const model::Role& role : plan.roles) {
      std::vector<std::string>& labels = rules.label_sets[rules.definitions[role.result].type.labels].labels;
      for (std::size_t row = 0; row < labels.size(); ++row) labels[row] = model::to_text(role.contacts[row], language);
    }
  }
  return rules;
}

// One of both files, ready to grade; plans are told in `language`.
struct RuleSide {
  RuleSide(const books::LoadedRules& file, Language language)
      : loaded(file), rules(with_plans_told_in(language, *file.rules)), graph(graph::lower(rules)) {}

  TableHeader header(Language language) const {
    TableHeader header;
    for (const model::OutputColumn& output : rules.outputs) header.names.push_back(output.name);
    header.status = header.names.size();
    header.names.emplace_back(language == Language::chinese ? "状态" : "status");
    header.notes = header.names.size();
    header.names.emplace_back();
    return header;
  }

  const books::LoadedRules& loaded;
  model::Rules rules;
  const graph::Graph graph;
  run::ListColumns columns;
  std::unique_ptr<execute::Populations> populations;
};

// What one block came to.
struct Compared {
  PairCounts counts;
  std::vector<Mover> movers;
  std::uint64_t bytes = 0;
};

using Pipeline = run::BlockPipeline<Compared>;

// What all threads share.
struct Work {
  const RuleSide& before;
  const RuleSide& after;
  const std::vector<ComparedColumn>& columns;
  std::vector<std::uint32_t> positions;  // of the list, that are read
  Variants& variants;
  const CompareOptions& options;
  const std::atomic<std::uint64_t>& kept;  // movers so far
};

class CompareWorker : public Pipeline::Worker {
 public:
  // Adds what it counted to the tallies when it finishes.
  CompareWorker(const Work& work, run::Tally& before_total, run::Tally& after_total)
      : work_(work),
        splitter_(work.positions),
        search_(work.variants, work.options.run.language),
        before_(work.before, work),
        after_(work.after, work),
        before_total_(before_total),
        after_total_(after_total) {}

  Compared work(const lists::CsvBlock& block) override {
    splitter_.split(block, records_);
    before_.grade(records_);
    after_.grade(records_);
    Compared compared;
    compared.bytes = block.bytes.size();
    compared.counts.alone.resize(work_.variants.changes().size());
    const books::ResultLines old_lines(before_.lines, work_.before.rules.outputs.size() + 2);
    const books::ResultLines new_lines(after_.lines, work_.after.rules.outputs.size() + 2);
    std::vector<std::uint32_t> moved;
    std::vector<std::vector<std::size_t>> differing;
    for (std::uint32_t record = 0; record < records_.records(); ++record) {
      auto columns = count_pair(
          work_.columns, [&](std::size_t place) { return books::plain_text(old_lines.cell(record, place)); },
          [&](std::size_t place) { return books::plain_text(new_lines.cell(record, place)); }, compared.counts);
      if (columns.empty()) continue;
      moved.push_back(record);
      differing.push_back(std::move(columns));
    }
    if (moved.empty()) return compared;
    search_.take(records_, work_.positions, moved);
    for (std::size_t i = 0; i < moved.size(); ++i) {
      for (const std::size_t number : differing[i]) {
        const ComparedColumn& column = work_.columns[number];
        Mover mover;
        mover.key = key_of(moved[i]);
        mover.line = records_.info(moved[i]).line;
        mover.column = column.name;
        mover.before = books::plain_text(old_lines.cell(moved[i], column.before));
        mover.after = books::plain_text(new_lines.cell(moved[i], column.after));
        const std::string asked = column.status ? std::string() : column.name;
        mover.cause = search_.find(i, asked, mover.before);
        if (mover.cause.kind == Cause::Kind::change) ++compared.counts.alone[mover.cause.changes.front()];
        if (work_.kept + compared.movers.size() < work_.options.most_movers) mover.firings = firings_of(moved[i], asked);
        compared.movers.push_back(std::move(mover));
      }
    }
    return compared;
  }

  void finish() override {
    before_total_.add(before_.tally);
    after_total_.add(after_.tally);
  }

 private:
  struct Desk {
    Desk(const RuleSide& of, const Work& work)
        : side(of),
          tally(of.rules),
          cells(of.rules, of.columns),
          grader(run::make_vectorised_grader(of.rules, of.graph, work.options.run.language, work.options.run.batch,
                                             of.populations.get())),
          key(run::key_field(of.rules, of.columns)) {
      cells.split_by(work.positions);
    }

    void grade(const lists::RecordBlock& records) {
      cells.take(records);
      lines.clear();
      grader->grade(cells, lines, tally);
    }

    const RuleSide& side;
    run::Tally tally;
    run::RecordCells cells;
    std::unique_ptr<run::Grader> grader;
    model::FieldId key;
    std::string lines;
  };

  std::string key_of(std::size_t record) const {
    for (const Desk* desk : {&after_, &before_}) {
      if (desk->key == model::none) continue;
      return run::output_text(desk->side.rules, desk->key, desk->cells, record, work_.options.run.language);
    }
    return {};
  }

  std::vector<Firing> firings_of(std::size_t record, const std::string& column) const {
    const auto evaluated = [&](const Desk& desk) {
      return run::evaluate_record(desk.side.rules, desk.side.populations.get(), work_.options.run.language, desk.cells, record);
    };
    const run::EvaluatedRecord old_one = evaluated(before_);
    const run::EvaluatedRecord new_one = evaluated(after_);
    return firings({before_.side.rules, before_.side.loaded.sources, old_one, before_.cells, record},
                   {after_.side.rules, after_.side.loaded.sources, new_one, after_.cells, record}, column,
                   work_.options.run.language);
  }

  const Work& work_;
  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
  CauseSearch search_;
  Desk before_, after_;
  run::Tally& before_total_;
  run::Tally& after_total_;
};

class RuleComparison {
 public:
  RuleComparison(const books::LoadedRules& old_rules, const books::LoadedRules& new_rules, model::Day as_of,
                 const run::OpenList& open, const CompareOptions& options)
      : before_(old_rules, new_rules.rules->language),
        after_(new_rules, new_rules.rules->language),
        as_of_(as_of),
        open_(open),
        options_(options) {}

  CompareOutcome run() {
    auto list = open_();
    if (!list.ok()) return failed({list.failure()});
    lists::CsvBlockReader reader(*list, {.block_size = options_.run.block, .limits = {}});
    lists::CsvHeader header;
    if (auto problem = run::read_header(reader, header, list->name())) return failed({std::move(*problem)});
    std::uint64_t records = 0;
    bool whole_list = false;
    for (RuleSide* side : {&before_, &after_}) {
      side->columns = run::match_columns(side->rules, header.cells, &*list);
      if (!side->columns.problems.empty()) return failed(side->columns.problems);
      run::read_as_listed(side->rules, side->columns);
      run::PopulationOutcome found = run::find_populations(side->rules, open_, options_.run);
      if (!found.problems.empty()) return failed(found.problems);
      side->populations = std::move(found.populations);
      // Those that no result needs take no pass.
      if (!side->populations || side->populations->levels() == 0) continue;
      records = found.records;
      whole_list = true;
    }
    Variants variants(before_.loaded, after_.loaded, as_of_, header.cells, open_, options_.run);
    std::vector<Message> problems = compare(reader, variants);
    if (problems.empty() && whole_list && records != outcome_.comparison.records) problems = {run::changed_list(list->name())};
    if (!problems.empty()) return failed(std::move(problems));
    return std::move(outcome_);
  }

 private:
  CompareOutcome failed(std::vector<Message> problems) {
    outcome_.problems = std::move(problems);
    return std::move(outcome_);
  }

  // Columns with labels on either side have a matrix.
  std::vector<ComparedColumn> choose_columns() {
    const Language language = options_.run.language;
    std::vector<ComparedColumn> columns =
        common_columns(before_.header(language), after_.header(language), key_name(), outcome_.comparison);
    for (ComparedColumn& column : columns) {
      if (!column.status) column.counted = is_label(before_.rules, column.before) || is_label(after_.rules, column.after);
    }
    return columns;
  }

  std::string key_name() const {
    for (const RuleSide* side : {&after_, &before_}) {
      const model::FieldId key = run::key_field(side->rules, side->columns);
      if (key != model::none) return side->rules.fields[key].name;
    }
    return {};
  }

  static bool is_label(const model::Rules& rules, std::size_t output) {
    const model::DefinitionId id = rules.outputs[output].definition;
    return id != model::none && rules.definitions[id].type.kind == model::Kind::label;
  }

  // The labels of the new rules, then those that only the old ones have; of statuses the order in which they are declared.
  std::vector<std::string> order_of(const ComparedColumn& column) const {
    std::vector<std::string> order;
    if (column.status) {
      for (std::size_t i = 0; i < execute::status_count; ++i) {
        order.emplace_back(execute::status_text(static_cast<execute::Status>(i), options_.run.language));
      }
      return order;
    }
    const auto add = [&](const model::Rules& rules, std::size_t output) {
      if (!is_label(rules, output)) return;
      const model::Type& type = rules.definitions[rules.outputs[output].definition].type;
      for (const std::string& label : rules.labels_of(type).labels) order.push_back(label);
    };
    add(after_.rules, column.after);
    add(before_.rules, column.before);
    return order;
  }

  std::vector<std::uint32_t> positions() const {
    std::vector<std::uint32_t> all;
    for (const RuleSide* side : {&before_, &after_}) {
      for (const auto& position : side->columns.positions) {
        if (position) all.push_back(*position);
      }
      const run::RecordCells cells(side->rules, side->columns);  // it also wants the places behind the header
      all.insert(all.end(), cells.wanted().begin(), cells.wanted().end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  std::vector<Message> compare(lists::CsvBlockReader& reader, Variants& variants) {
    Comparison& comparison = outcome_.comparison;
    const Language language = options_.run.language;
    comparison.language = language;
    comparison.key_name = key_name();
    comparison.before.title = before_.rules.title;
    comparison.before.version = before_.rules.version;
    comparison.after.title = after_.rules.title;
    comparison.after.version = after_.rules.version;
    comparison.changes = told_changes(variants.changes(), before_.loaded, after_.loaded, language);
    const std::vector<ComparedColumn> columns = choose_columns();
    const Work work{before_, after_, columns, positions(), variants, options_, kept_};
    run::Tally before_total(before_.rules), after_total(after_.rules);
    PairCounts counts;
    counts.transitions.resize(columns.size());
    std::uint64_t bytes = 0;
    const auto make = [&]() -> std::unique_ptr<Pipeline::Worker> {
      return std::make_unique<CompareWorker>(work, before_total, after_total);
    };
    const auto receive = [&](Compared&& compared) -> std::optional<Message> {
      counts.add(compared.counts);
      bytes += compared.bytes;
      for (Mover& mover : compared.movers) {
        if (options_.take) {
          if (auto problem = options_.take(mover)) return problem;
        }
        if (comparison.movers.size() < options_.most_movers) comparison.movers.push_back(std::move(mover));
      }
      kept_ = comparison.movers.size();
      if (options_.run.progress) options_.run.progress(counts.records, bytes);
      return std::nullopt;
    };
    const std::vector<Message> problems = Pipeline(reader, options_.run.threads).run(make, receive);
    if (!problems.empty()) return problems;
    std::vector<std::vector<std::string>> orders;
    for (const ComparedColumn& column : columns) orders.push_back(order_of(column));
    report(columns, orders, counts, comparison);
    comparison.workload = workload_changes({{&before_.rules, &before_total}}, {{&after_.rules, &after_total}}, language);
    return {};
  }

  RuleSide before_, after_;
  model::Day as_of_;
  const run::OpenList& open_;
  const CompareOptions& options_;
  std::atomic<std::uint64_t> kept_{0};
  CompareOutcome outcome_;
};

}  // namespace

CompareOutcome compare_rules(const books::LoadedRules& old_rules, const books::LoadedRules& new_rules, model::Day as_of,
                             const run::OpenList& open, const CompareOptions& options) {
  return RuleComparison(old_rules, new_rules, as_of, open, options).run();
}

}  // namespace fenji::compare
