#include "engine/books/book_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/graph/lower.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/block_pipeline.hpp"

namespace fenji::books {
namespace {

using Pipeline = run::BlockPipeline<std::vector<Route>>;

class RoutingWorker : public Pipeline::Worker {
 public:
  RoutingWorker(const BookPlan& plan, std::size_t batch)
      : router_(plan.applicable, plan.columns, plan.bare_columns.width, batch), splitter_(router_.wanted()) {}

  std::vector<Route> work(const lists::CsvBlock& block) override {
    splitter_.split(block, records_);
    return router_.routes(records_);
  }
  void finish() override {}

 private:
  Router router_;
  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
};

// Once for all files that have it; else the files' names stand before it.
std::vector<Message> gathered(const std::vector<std::pair<std::string, Message>>& problems, std::size_t files) {
  std::vector<std::pair<Message, std::vector<std::string>>> by_text;
  for (const auto& [file, problem] : problems) {
    const std::string& text = problem.en;
    const auto known = std::find_if(by_text.begin(), by_text.end(), [&](const auto& each) { return each.first.en == text; });
    if (known == by_text.end()) {
      by_text.push_back({problem, {file}});
    } else {
      known->second.push_back(file);
    }
  }
  std::vector<Message> messages;
  for (const auto& [problem, names] : by_text) {
    if (names.size() == files) {
      messages.push_back(problem);
    } else {
      messages.push_back({fmt::format("{}：{}", fmt::join(names, "、"), problem.zh),
                          fmt::format("{}: {}", fmt::join(names, ", "), problem.en)});
    }
  }
  return messages;
}

// The route of every record of the list. Returns what went wrong.
std::vector<Message> route_all(const BookPlan& plan, lists::CsvBlockReader& reader, const run::RunOptions& options,
                               std::vector<Route>& routes) {
  const auto make = [&]() -> std::unique_ptr<Pipeline::Worker> { return std::make_unique<RoutingWorker>(plan, options.batch); };
  const auto receive = [&](std::vector<Route>&& block) -> std::optional<Message> {
    routes.insert(routes.end(), block.begin(), block.end());
    return std::nullopt;
  };
  return Pipeline(reader, options.threads).run(make, receive);
}

}  // namespace

BookPlan::BookPlan(const BookFiles& all, const BookOptions& options)
    : joined(joined_columns(all)), bare(bare_rules(all, joined)) {
  for (const BookFile& each : all.files) {
    FilePlan file;
    file.name = each.name;
    file.sources = &each.loaded.sources;
    file.in_force = books::in_force(*each.loaded.rules, all.as_of);
    file.rules = joined_rules(*each.loaded.rules, each.name, joined);
    const auto& own = each.loaded.rules->outputs;
    for (const model::OutputColumn& output : own) {
      const auto place = std::find(joined.outputs.begin(), joined.outputs.end(), output.name);
      file.own.push_back(static_cast<std::size_t>(place - joined.outputs.begin()));
    }
    for (std::size_t i = 0; i < joined.carried.size(); ++i) file.own.push_back(joined.outputs.size() + 1 + i);
    applicable.push_back(file.in_force ? std::make_unique<Applicability>(*each.loaded.rules) : nullptr);
    for (const Exception& exception : options.exceptions.all) {
      file.exceptional.push_back(exceptional_value(exception, file.rules, options.run.language));
    }
    files.push_back(std::move(file));
  }
  choose_groupings(all, options);
  for (FilePlan& file : files) {
    if (file.in_force) file.graph = graph::lower(file.rules);
  }
}

// All files go by the same; what one of them does not know, another may.
void BookPlan::choose_groupings(const BookFiles& all, const BookOptions& options) {
  const run::Elsewhere elsewhere = [&](const std::string& name) {
    run::KnownElsewhere known;
    for (const BookFile& file : all.files) {
      for (const model::Field& field : file.loaded.rules->fields) {
        if (known.field == nullptr && field.name == name && field.population == model::none) known.field = &field;
      }
      for (const model::OutputColumn& output : file.loaded.rules->outputs) {
        known.result = known.result || (output.definition != model::none && output.name == name);
      }
    }
    return known;
  };
  std::vector<std::pair<std::string, Message>> found;
  std::size_t in_force = 0;
  for (FilePlan& file : files) {
    if (!file.in_force) continue;
    ++in_force;
    run::GroupingChoice choice = run::choose_groupings(file.rules, options.by, elsewhere);
    for (Message& problem : choice.problems) found.emplace_back(file.name, std::move(problem));
    file.groupings = std::move(choice.groupings);
    if (options.by.empty() && options.by_rules) file.groupings = run::groupings_of(file.rules);
  }
  bare_groupings = run::choose_groupings(bare, options.by, elsewhere).groupings;
  refused = gathered(found, std::max<std::size_t>(1, in_force));
}

std::vector<Message> BookPlan::match(const std::vector<std::string>& header, const lists::ByteSource* list) {
  std::vector<std::pair<std::string, Message>> problems;
  std::map<std::string, std::size_t> passed_over;
  std::size_t matched = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    FilePlan& file = files[i];
    columns.emplace_back();
    if (!file.in_force) continue;
    ++matched;
    file.columns = run::match_columns(file.rules, header, list);
    run::read_as_listed(file.rules, file.columns);
    columns[i] = file.columns;
    applicable[i]->read_as_listed(file.columns);
    columns[i].positions.resize(applicable[i]->rules().fields.size());
    for (const Message& problem : file.columns.problems) problems.emplace_back(file.name, problem);
    for (Message& problem : run::unknown_groups(file.rules, file.groupings, file.columns.positions, file.columns.unused)) {
      problems.emplace_back(file.name, std::move(problem));
    }
    for (const std::string& name : file.columns.unused) ++passed_over[name];
    for (const run::ColumnMatch& match : file.columns.matches) {
      if (std::find(matches.begin(), matches.end(), match) == matches.end()) matches.push_back(match);
    }
    for (const Message& remark : file.columns.remarks) {
      const auto same = [&](const Message& known) { return known.en == remark.en; };
      if (std::none_of(remarks.begin(), remarks.end(), same)) remarks.push_back(remark);
    }
  }
  bare_columns = run::match_columns(bare, header, matched == 0 ? list : nullptr);
  run::read_as_listed(bare, bare_columns);
  if (matched == 0) {
    for (const Message& problem : bare_columns.problems) problems.emplace_back("", problem);
  }
  for (const std::string& name : bare_columns.unused) {
    if (passed_over[name] == matched) unused.push_back(name);
  }
  return gathered(problems, std::max<std::size_t>(1, matched));
}

run::KnownColumns known_columns(const BookPlan& plan) {
  run::KnownColumns all(plan.bare_columns.width);
  for (std::size_t file = 0; file < plan.files.size(); ++file) {
    if (!plan.files[file].in_force) continue;
    const run::KnownColumns own =
        run::known_columns(plan.applicable[file]->rules(), plan.columns[file].positions, plan.bare_columns.width);
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (own[i]) all[i] = all[i] ? run::common_column(*all[i], *own[i]) : *own[i];
    }
  }
  return all;
}

std::vector<run::ResultColumn> joined_result(const BookPlan& plan, Language language) {
  std::vector<run::ResultColumn> columns = run::result_columns(plan.bare, language);
  const run::KnownColumns known = known_columns(plan);
  const std::size_t outputs = plan.joined.outputs.size();
  for (std::size_t i = 0; i < outputs; ++i) {
    std::optional<run::ResultColumn> common;
    for (const FilePlan& file : plan.files) {
      const std::uint32_t parameter = file.rules.outputs[i].parameter;
      const bool filler = parameter != model::none && file.rules.parameters[parameter].name.empty();
      if (filler) continue;
      run::ResultColumn own = std::move(run::result_columns(file.rules, language)[i]);
      common = common ? run::common_column(*common, own) : std::move(own);
    }
    if (common) columns[i] = std::move(*common);
  }
  // Behind the file's name: carried columns, which are texts to the rules that show them.
  for (std::size_t i = outputs + 1; i < plan.bare.outputs.size(); ++i) {
    const auto position = plan.bare_columns.positions[plan.bare.outputs[i].field];
    columns[i].kind = run::ResultColumn::Kind::as_written;
    columns[i].of_list = true;
    if (position && known[*position]) columns[i].kind = known[*position]->kind;
  }
  return columns;
}

std::vector<run::ResultColumn> split_result(const BookPlan& plan, std::size_t file, Language language) {
  std::vector<run::ResultColumn> joined = joined_result(plan, language);
  const std::vector<run::ResultColumn> own = run::result_columns(plan.files[file].rules, language);
  std::vector<run::ResultColumn> columns;
  for (const std::size_t column : plan.files[file].own) {
    columns.push_back(column < plan.joined.outputs.size() ? own[column] : joined[column]);
  }
  for (run::ResultColumn& column : run::status_and_notes(language)) columns.push_back(std::move(column));
  return columns;
}

std::vector<Message> find_populations(BookPlan& plan, const run::OpenList& open, const run::RunOptions& options,
                                      std::optional<std::uint64_t>& routed) {
  const bool asked = std::any_of(plan.files.begin(), plan.files.end(),
                                 [](const FilePlan& file) { return file.in_force && !file.rules.populations.empty(); });
  if (!asked) return {};
  std::vector<Route> routes;
  auto list = open();
  if (!list.ok()) return {list.failure()};
  lists::CsvBlockReader reader(*list, {.block_size = options.block, .limits = {}});
  lists::CsvHeader header;
  if (auto problem = run::read_header(reader, header, list->name())) return {std::move(*problem)};
  std::vector<Message> problems = route_all(plan, reader, options, routes);
  if (!problems.empty()) return problems;
  routed = routes.size();
  for (std::size_t i = 0; i < plan.files.size(); ++i) {
    FilePlan& file = plan.files[i];
    if (!file.in_force || file.rules.populations.empty()) continue;
    run::RunOptions own = options;
    own.takes_part = [&routes, i](std::uint64_t record) {
      return record < routes.size() && routes[record].kind == Route::Kind::file && routes[record].first == i;
    };
    run::PopulationOutcome found = run::find_populations(file.rules, open, own);
    if (!found.problems.empty()) return std::move(found.problems);
    file.populations = std::move(found.populations);
  }
  return {};
}

}  // namespace fenji::books
