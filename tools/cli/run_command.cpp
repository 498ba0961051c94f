#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "aside.hpp"
#include "commands.hpp"
#include "engine/books/book_files.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/lists/output_file.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/population_run.hpp"
#include "engine/run/summary.hpp"
#include "exit_codes.hpp"
#include "left_to_system.hpp"
#include "list_options.hpp"
#include "progress_line.hpp"
#include "report_files.hpp"
#include "result_facts.hpp"
#include "result_file.hpp"
#include "rule_loader.hpp"
#include "run_book.hpp"
#include "run_rules.hpp"
#include "run_settings.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

std::vector<Message> effective_remark(const model::Rules& rules, model::Day day) {
  const bool early = rules.effective_from && day < *rules.effective_from;
  const bool late = rules.effective_to && day > *rules.effective_to;
  if (early) return {{"注意：规则的有效期还没有开始", "note: the rules are not in force yet"}};
  if (late) return {{"注意：规则的有效期已过", "note: the rules are no longer in force"}};
  return {};
}

// The same file in two places.
std::optional<Message> clash_of(const RunSettings& settings, const SourceSet& sources) {
  if (settings.out == "-") return std::nullopt;
  if (same_file(settings.list, settings.out)) {
    return Message{"结果会盖掉名单：请给 --out 换一个文件名", "the result would replace the list: give --out another name"};
  }
  for (std::uint32_t file = 0; file < sources.size(); ++file) {
    if (!same_file(sources[file].name(), settings.out)) continue;
    return Message{"结果会盖掉规则：请给 --out 换一个文件名", "the result would replace the rules: give --out another name"};
  }
  return std::nullopt;
}

// What the reports must not replace.
std::vector<std::string> inputs(const RunSettings& settings, const SourceSet& sources) {
  std::vector<std::string> paths{settings.list};
  for (std::uint32_t file = 0; file < sources.size(); ++file) paths.push_back(sources[file].name());
  return paths;
}

int run(const RunSettings& settings, const Context& context) {
  if (settings.manifest.empty()) return run_rules(settings, context, nullptr);
  const Language language = context.own_language();
  for (const std::string& path : {settings.rules, settings.list, settings.out, settings.manifest}) {
    if (path != "-") continue;
    complain({"写清单时，规则、名单、结果和清单都要是文件，不能是 -",
              "with --manifest the rules, the list, the result and the manifest must be files, not -"},
             language);
    return wrong_usage;
  }
  // Before the list is read.
  lists::remove_temporary_files_on_signals();
  auto out = lists::OutputFile::create(settings.manifest);
  if (!out.ok()) {
    complain(out.failure(), language);
    return file_failed;
  }
  ManifestWriter manifest(settings.manifest);
  const int code = run_rules(settings, context, &manifest);
  if (code != success && code != invalid_records) return code;
  const lists::Failure failure = manifest.write(*out);
  if (failure) complain(*failure, language);
  return failure ? static_cast<int>(file_failed) : code;
}

}  // namespace

int run_rules(const RunSettings& settings, const Context& context, ManifestWriter* manifest) {
  if (books::is_book(settings.rules)) return run_book(settings, context, manifest);
  const Clock::time_point start = Clock::now();
  lists::remove_temporary_files_on_signals();
  const Language fallback = context.own_language();
  if (!settings.split.empty()) {
    complain({"--split 只用于册子（*.book.toml）", "--split is for books (*.book.toml)"}, fallback);
    return wrong_usage;
  }
  if (settings.rules == "-" && settings.list == "-") {
    complain(one_standard_input(), fallback);
    return wrong_usage;
  }
  const model::Day as_of = settings.as_of.value_or(today());
  LoadedRules& loaded = left_to_system(load_rules(settings.rules, settings.parameters, as_of));
  if (const auto exit_code = unrunnable(loaded, context)) return *exit_code;
  const Language language = context.language_for(loaded.language);
  std::vector<std::string> outputs = report_paths(settings.reports);
  outputs.insert(outputs.begin(), settings.out);
  if (!settings.manifest.empty()) outputs.push_back(settings.manifest);
  auto clash = unwritten_format(settings.out, settings.out_format);
  if (!clash) clash = clash_of(settings, loaded.sources);
  if (!clash) clash = output_clash(outputs, inputs(settings, loaded.sources));
  if (clash) {
    complain(*clash, language);
    return wrong_usage;
  }
  run::GroupingChoice choice = run::choose_groupings(*loaded.rules, settings.by);
  if (!choice.problems.empty()) {
    for (const Message& problem : choice.problems) complain(problem, language);
    return wrong_usage;
  }
  const ResultFormat format = result_format(settings.out, settings.out_format);
  if (settings.by.empty() && (!settings.reports.empty() || format == ResultFormat::xlsx))
    choice.groupings = run::groupings_of(*loaded.rules);
  const graph::Graph& graph = left_to_system(graph::lower(*loaded.rules));
  const lists::ListOptions reading = run::list_options(*loaded.rules, settings.reading);
  auto list = lists::ListFile::open(settings.list, reading);
  if (!list.ok()) {
    complain(list.failure(), language);
    return file_failed;
  }
  run::RunOptions options;
  options.threads = settings.threads;
  options.batch = settings.batch_size;
  options.plain = settings.plain;
  options.language = language;
  options.defuse = !settings.keep_formulas && format == ResultFormat::csv;
  options.groupings = std::move(choice.groupings);
  options.extra = answers::answer_columns(settings.answers, as_of, language);
  options.keep = settings.keep;
  options.sources = &loaded.sources;
  if (!loaded.rules->populations.empty() && settings.list == "-") {
    complain(list_needed_twice(), language);
    return wrong_usage;
  }
  const run::PopulationOutcome found = run::find_populations(
      *loaded.rules, [&] { return lists::ListFile::open(settings.list, reading); }, options);
  if (!found.problems.empty()) {
    for (const Message& problem : found.problems) complain(problem, language);
    return file_failed;
  }
  options.populations = found.populations.get();
  options.population_records = found.records;
  auto out = ResultFile::create(settings.out, format, records_sheet(), language);
  if (!out.ok()) {
    complain(out.failure(), language);
    return file_failed;
  }
  ReportFiles reports;
  if (const auto problems = reports.open(settings.reports); !problems.empty()) {
    for (const Message& problem : problems) complain(problem, language);
    return file_failed;
  }
  // The remark on findings takes a lint. It begins with the first records: nobody waits for it whose list cannot be graded.
  Aside<std::vector<Message>> findings(settings.threads, [&] { return findings_remark(loaded, settings.rules); });
  if (settings.check_keys) options.key_limit = ~std::uint64_t{0};
  run::RunOutcome outcome;
  {
    ProgressLine progress(language, start);
    const bool shows = error_is_terminal() && !settings.quiet;
    options.progress = [&](std::uint64_t records, std::uint64_t bytes) {
      if (settings.tells()) findings.start();
      if (shows) progress.show(records, bytes);
    };
    outcome = run::run_list(*loaded.rules, graph, *list, out->sink(), options);
  }
  const auto content = [&] {
    std::vector<run::Report> made = run::empty_reports();
    run::add_reports(made, loaded.rules->title, *loaded.rules, outcome, language);
    return made;
  };
  if (outcome.problems.empty()) {
    const lists::Failure failure = out->commit([&]() -> WorkbookContent {
      return {loaded.rules->title, content(), rule_facts(loaded, settings, language)};
    });
    if (failure) outcome.problems.push_back(*failure);
  }
  if (outcome.problems.empty() && !settings.reports.empty()) outcome.problems = reports.write(content(), language);
  if (outcome.problems.empty() && manifest != nullptr) {
    manifest->add_run(settings, as_of, language);
    manifest->add_rules(loaded);
    manifest->add_counts(*outcome.tally);
    outcome.problems = manifest->finish();
  }
  if (!outcome.problems.empty()) {
    for (const Message& problem : outcome.problems) complain(problem, language);
    return file_failed;
  }
  if (settings.tells()) {
    run::RunFacts facts{settings.rules, settings.list, settings.out, microseconds_since(start), findings.take()};
    for (Message& remark : effective_remark(*loaded.rules, as_of)) facts.remarks.push_back(std::move(remark));
    for (Message& remark : out->remarks()) facts.remarks.push_back(std::move(remark));
    print_error(settings.format == Format::json
                    ? run::summary_json(*loaded.rules, outcome, facts, language)
                    : run::summary_text(*loaded.rules, outcome, facts, language, context.error_colour()));
  }
  const bool invalid = outcome.tally->statuses[static_cast<std::size_t>(execute::Status::invalid)] > 0;
  return settings.strict && invalid ? invalid_records : success;
}

Command run_command() {
  auto settings = std::make_shared<RunSettings>();
  Command command;
  command.name = "run";
  command.summary = {"按规则给名单里的客户评级", "grade a customer list"};
  command.examples = {{"fenji run 政策.fenji 客户.csv --out 结果.csv", "fenji run policy.fenji customers.csv --out result.csv"},
                      {"fenji run 政策.fenji 客户.csv -o 结果.csv --set 要求毛利率=30%",
                       "fenji run policy.fenji customers.csv -o result.csv --set \"required margin=30%\""},
                      {"fenji run 政策.fenji 客户.csv -o 结果.xlsx --keep all",
                       "fenji run policy.fenji customers.csv -o result.xlsx --keep all"},
                      {"fenji run 各产品线.book.toml 客户.csv -o 结果.csv --as-of 2026-03-31",
                       "fenji run lines.book.toml customers.csv -o result.csv --as-of 2026-03-31"},
                      {"fenji run 政策.fenji 客户.csv -o 结果.csv --reports 汇总 --by 大区",
                       "fenji run policy.fenji customers.csv -o result.csv --reports reports --by region"},
                      {"fenji run 政策.fenji 客户.csv -o 结果.csv --why --manifest 结果.manifest.json",
                       "fenji run policy.fenji customers.csv -o result.csv --why --manifest result.manifest.json"},
                      {"cat 客户.csv | fenji run 政策.fenji - -o - > 结果.csv",
                       "cat customers.csv | fenji run policy.fenji - -o - > result.csv"}};
  command.remarks = {
      {"小结写到标准错误，结果写到 --out。", "The summary goes to standard error, the result to --out."},
      {"结果的行与名单一一对应，次序不变；文本单元格原样写回，只在会被 Excel 当作公式的（以 = + - @ 开头、不是数的）前面加一个 "
       "'；不要加就用 --keep-formulas。",
       "The result has one row for each record, in the order of the list. Text cells are written back as they stand, with ' in "
       "front of those that Excel would take for formulas (that start with = + - @ and are no numbers); --keep-formulas "
       "leaves it out."},
      {"--by 大区、行业 按两者的组合分组；不写 --by 时，--reports 按规则里“每”后面写的分组。",
       "--by \"region, industry\" groups by both together; without --by, --reports go by what the rules name after "
       "`per`."},
      {"结果.xlsx 除了记录还有汇总（带图表）、理由和规则几个工作表；结果.jsonl 每条记录一个 JSON 对象，百分比写成小数（35% 是 "
       "0.35）。",
       "result.xlsx has sheets of the records, a summary with charts, the reasons, and the rules; result.jsonl has one JSON "
       "object "
       "for each record, with percentages as fractions (35% is 0.35)."},
      {"--keep 带出的列排在最后，与结果列同名的加上“（名单）”。",
       "Columns of --keep stand last; those named like a column of the result are called `NAME (list)`."},
      {"结果和汇总表要么完整写成，要么不动原来的文件。", "The result and each report are written as a whole or not at all."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed, invalid_records};
  command.arguments.push_back(text_argument({"规则", "RULES"}, Files::rules, settings->rules,
                                            {"规则文件，或者册子（*.book.toml）", "rule file, or book (*.book.toml)"}));
  command.arguments.push_back(
      text_argument({"名单", "LIST"}, Files::lists, settings->list,
                    {"客户名单（CSV、XLSX、JSON），- 代表标准输入", "customer list (CSV, XLSX, JSON), - for standard input"}));
  Option out = text_option(
      "--out", {"结果", "OUT"}, settings->out,
      {"结果文件（CSV、.xlsx 或 .jsonl），- 代表标准输出", "result file (CSV, .xlsx or .jsonl), - for standard output"});
  out.letter = 'o';
  out.required = true;
  out.files = Files::lists;
  command.options.push_back(std::move(out));
  command.options.push_back(out_format_option(settings->out_format));
  command.options.push_back(
      texts_option("--keep", {"列名", "NAME"}, settings->keep,
                   {"结果后面带出名单的这些列，all 是全部；可以写多次",
                    "repeat columns of the list behind the result, all of them with `all`; may be repeated"}));
  add_list_options(command, settings->reading);
  command.options.push_back(set_option(settings->parameters));
  command.options.push_back(as_of_option(settings->as_of));
  Option split = text_option("--split", {"文件夹", "DIR"}, settings->split,
                             {"册子的每个规则文件另写一个结果文件", "besides, one result for each rule file of a book"});
  split.files = Files::any;
  command.options.push_back(std::move(split));
  Option reports = text_option("--reports", {"文件夹", "DIR"}, settings->reports,
                               {"汇总表另写成 CSV 文件", "besides, the reports as CSV files"});
  reports.files = Files::any;
  command.options.push_back(std::move(reports));
  command.options.push_back(texts_option("--by", {"名称", "NAME"}, settings->by,
                                         {"汇总按字段、结果或名单的一列分组，可以写多次",
                                          "group the reports by a field, a result or a column of the list; may be repeated"}));
  Option manifest = text_option("--manifest", {"清单", "FILE"}, settings->manifest,
                                {"另写一个清单（JSON），fenji verify 据此核对", "besides, a manifest (JSON) for fenji verify"});
  manifest.files = Files::any;
  command.options.push_back(std::move(manifest));
  command.options.push_back(flag("--why", settings->answers.why,
                                 {"结果加一列“理由”：哪些行决定了级别", "a column that says which rows decided the grade"}));
  command.options.push_back(flag("--possible", settings->answers.possible,
                                 {"结果加一列“可能级别”：资料不全或有误的，补正后可能是什么",
                                  "a column with what incomplete and invalid records could still become"}));
  command.options.push_back(flag("--upgrade", settings->answers.upgrade,
                                 {"结果加一列“升级”：最小的一项改动，能到更高的级别",
                                  "a column with the smallest single change that gives a better grade"}));
  command.options.push_back(
      flag("--keep-formulas", settings->keep_formulas,
           {"像公式的文本（以 = + - @ 开头）也原样写", "texts that look like formulas (= + - @) as they stand"}));
  command.options.push_back(format_option(settings->format, {"小结的格式", "format of the summary"}));
  command.options.push_back(
      flag("--strict", settings->strict, {"有记录数据有误时，退出码为 4", "exit with 4 when some records are invalid"}));
  command.options.push_back(quiet_option(settings->quiet, {"不显示小结", "no summary"}));
  command.options.push_back(
      flag("--check-keys", settings->check_keys,
           {"超过五百万条记录时，也检查编号有没有重复", "look for duplicate keys beyond five million records, too"}));
  command.options.push_back(number_option("--threads", 1, 1024,
                                          [settings](std::size_t count) { settings->threads = static_cast<unsigned>(count); },
                                          {"同时用几个线程", "threads"}, {"每个处理器核心一个", "one for each core"}));
  command.options.push_back(number_option(
      "--batch-size", 1, std::size_t{1} << 20, [settings](std::size_t size) { settings->batch_size = size; },
      {"一次计算多少条记录；结果与它无关", "records executed together; results do not depend on it"}, {"2048", "2048"}));
  command.options.push_back(
      flag("--plain", settings->plain, {"用慢的逐条计算，供对照", "use the slow evaluator, which is there for comparison"}));
  command.run = [settings](const Context& context) { return run(*settings, context); };
  return command;
}

}  // namespace fenji::cli
