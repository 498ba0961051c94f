#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "engine/books/book_files.hpp"
#include "engine/books/book_sql.hpp"
#include "engine/export/sql.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/run/list_columns.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

struct SqlSettings {
  std::string rules;
  sql::Dialect dialect = sql::Dialect::duckdb;
  std::string table;
  std::string columns;  // of the table, with commas between
  bool text_columns = false;
  std::vector<std::string> parameters;  // NAME=VALUE
  std::optional<model::Day> as_of;      // none: today
};

std::vector<std::string> column_names(const std::string& names) {
  std::vector<std::string> header;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    header.push_back(names.substr(begin, end - begin));
    begin = end + 1;
  }
  return header;
}

// The table's columns as fields match the header of a list, units in their names included; what does not fit is said.
bool match(const std::vector<std::string>& header, model::Rules& rules, Language language, sql::SqlOptions& options) {
  if (header.empty()) return true;
  const run::ListColumns columns = run::match_columns(rules, header);
  for (const Message& problem : columns.problems) complain(problem, language);
  for (const auto& position : columns.positions) {
    options.columns.push_back(position ? std::optional(header[*position]) : std::nullopt);
  }
  run::read_as_listed(rules, columns);
  return columns.problems.empty();
}

int failed(const std::vector<Message>& problems, int exit_code, Language language) {
  for (const Message& problem : problems) complain(problem, language);
  return exit_code;
}

int sql_of_book(const SqlSettings& settings, const Context& context) {
  const books::BookFiles all = load_book(settings.rules, settings.as_of);
  if (all.unreadable) return failed({*all.unreadable}, file_failed, context.own_language());
  const Language language = context.language_for(all.book.language);
  if (!all.runnable()) {
    print_error(findings_text(all.diagnostics, all.sources, language, context.error_colour()));
    return rules_have_findings;
  }
  if (!settings.parameters.empty()) return failed({book_takes_no_set()}, wrong_usage, language);
  books::BookSqlOptions options;
  options.dialect = settings.dialect;
  options.table = settings.table;
  options.language = language;
  options.text_columns = settings.text_columns;
  options.columns = column_names(settings.columns);
  if (all.book.exceptions) {
    auto list = lists::ListFile::open(books::beside_book(settings.rules, all.book.exceptions->text));
    if (!list.ok()) return failed({list.failure()}, file_failed, language);
    books::ExceptionReading reading = books::read_exceptions(*list, all.as_of);
    if (!reading.problems.empty()) return failed(reading.problems, file_failed, language);
    options.exceptions = std::move(reading.exceptions);
  }
  const books::BookSql written = books::book_sql(all, options);
  if (!written.problems.empty()) return failed(written.problems, wrong_usage, language);
  for (const auto& [file, problems] : written.of_files) {
    print_error(findings_text(problems, all.files[file].loaded.sources, language, context.error_colour()));
  }
  if (!written.of_files.empty()) return rules_have_findings;
  return print(written.text) ? success : file_failed;
}

int sql(const SqlSettings& settings, const Context& context) {
  if (books::is_book(settings.rules)) return sql_of_book(settings, context);
  LoadedRules loaded = load_rules(settings.rules, settings.parameters, settings.as_of.value_or(today()));
  if (const auto exit_code = unrunnable(loaded, context)) return *exit_code;
  const Language language = context.language_for(loaded.language);
  sql::SqlOptions options;
  options.dialect = settings.dialect;
  options.table = settings.table;
  options.text_columns = settings.text_columns;
  options.language = language;
  if (!match(column_names(settings.columns), *loaded.rules, language, options)) return wrong_usage;
  const sql::Sql written = sql::export_sql(*loaded.rules, loaded.sources, options);
  if (!written.problems.empty()) {
    print_error(findings_text(written.problems, loaded.sources, language, context.error_colour()));
    return rules_have_findings;
  }
  return print(written.text) ? success : file_failed;
}

}  // namespace

Command sql_command() {
  auto settings = std::make_shared<SqlSettings>();
  Command command;
  command.name = "sql";
  command.summary = {"把规则文件或册子写成一条 SQL 查询", "write a rule file or a book as one SQL query"};
  command.examples = {
      {"fenji sql 政策.fenji --dialect duckdb --table 客户", "fenji sql policy.fenji --dialect duckdb --table customers"},
      {"fenji sql 政策.fenji --dialect postgres --table 销售.客户 > 政策.sql",
       "fenji sql policy.fenji --dialect postgres --table sales.customers > policy.sql"}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(
      text_argument({"规则", "RULES"}, Files::rules, settings->rules, {"规则文件或册子", "rule file or book"}));
  command.options.push_back(choice<sql::Dialect>("--dialect", {"方言", "DIALECT"},
                                                 {sql::dialect_names.begin(), sql::dialect_names.end()}, settings->dialect,
                                                 {"为哪个引擎写", "the engine that it is for"}));
  command.options.push_back(
      text_option("--table", {"表名", "NAME"}, settings->table,
                  {"存放名单的表，列名与字段相同", "the table that holds the list, its columns named as the fields"}));
  command.options.back().required = true;
  command.options.push_back(text_option("--columns", {"列名", "NAMES"}, settings->columns,
                                        {"表的列名，用逗号分隔；按字段的名称和“又称”对上，没有的可不填字段算作空白",
                                         "the columns of the table, with commas between, matched as the header of a list; "
                                         "optional fields that are not among them are blank"}));
  command.options.push_back(flag("--text-columns", settings->text_columns,
                                 {"表的各列是文本，按 run 读单元格的规则读（３．５万、35%、√、2026年3月1日）",
                                  "the table's columns are texts, read as run reads cells (1,200.50, 35%, √, 2026/3/1)"}));
  command.remarks = {
      {"结果列是“输出”的各列（数、日期、是否带类型），加上状态和说明；说明与 fenji run 写的一字不差",
       "result columns are those of `output`, typed, then status and notes as `fenji run` writes them"},
      {"数按字段的单位：“金额 万元”的列里 800 是 800万；百分比列存小数：35% 是 0.35；空值是没有填",
       "numbers are in the unit that the field gives to bare ones: where they count ten thousands of yuan, 2.5 is 25,000; "
       "percent columns hold fractions: 35% is 0.35; NULL is missing"},
      {"引擎不能精确表达的，报错并指出规则的位置，不取近似值",
       "what an engine cannot carry exactly is an error that names its place in the rules, never an approximation"}};
  command.options.push_back(set_option(settings->parameters));
  command.options.push_back(as_of_option(settings->as_of));
  command.run = [settings](const Context& context) { return sql(*settings, context); };
  return command;
}

}  // namespace fenji::cli
