#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "engine/export/sql.hpp"
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
  std::vector<std::string> parameters;  // NAME=VALUE
  std::optional<model::Day> as_of;      // none: today
};

int sql(const SqlSettings& settings, const Context& context) {
  const LoadedRules loaded = load_rules(settings.rules, settings.parameters, settings.as_of.value_or(today()));
  const Language language = loaded.unreadable ? context.own_language() : context.language_for(loaded.language);
  if (loaded.unreadable) {
    complain(*loaded.unreadable, language);
    return file_failed;
  }
  if (!loaded.wrong_settings.empty()) {
    for (const Message& problem : loaded.wrong_settings) complain(problem, language);
    return wrong_usage;
  }
  if (!loaded.rules) {
    print_error(findings_text(loaded.diagnostics, loaded.sources, language, context.error_colour()));
    return rules_have_findings;
  }
  sql::SqlOptions options;
  options.dialect = settings.dialect;
  options.table = settings.table;
  options.language = language;
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
  command.summary = {"把规则写成一条 SQL 查询", "write a rule file as one SQL query"};
  command.examples = {{"fenji sql 政策.fenji --dialect duckdb --table 客户", "fenji sql policy.fenji --dialect duckdb --table customers"},
                      {"fenji sql 政策.fenji --dialect postgres --table 销售.客户 > 政策.sql",
                       "fenji sql policy.fenji --dialect postgres --table sales.customers > policy.sql"}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(text_argument({"规则", "RULES"}, Files::rules, settings->rules, {"规则文件", "rule file"}));
  command.options.push_back(choice<sql::Dialect>("--dialect", {"方言", "DIALECT"},
                                                 {{"duckdb", sql::Dialect::duckdb},
                                                  {"postgres", sql::Dialect::postgres},
                                                  {"sqlite", sql::Dialect::sqlite},
                                                  {"spark", sql::Dialect::spark},
                                                  {"clickhouse", sql::Dialect::clickhouse}},
                                                 settings->dialect, {"为哪个引擎写", "the engine that it is for"}));
  command.options.push_back(text_option("--table", {"表名", "NAME"}, settings->table,
                                        {"存放名单的表，列名与字段相同", "the table that holds the list, its columns named as the fields"}));
  command.options.back().required = true;
  command.options.push_back(set_option(settings->parameters));
  command.options.push_back(as_of_option(settings->as_of));
  command.run = [settings](const Context& context) { return sql(*settings, context); };
  return command;
}

}  // namespace fenji::cli
