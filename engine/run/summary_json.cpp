#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/columns/quotable.hpp"
#include "engine/run/list_summary.hpp"
#include "engine/run/reports.hpp"
#include "engine/run/summary.hpp"
#include "engine/run/summary_lines.hpp"
#include "engine/run/workload.hpp"

namespace fenji::run {
namespace {

using execute::Status;

nlohmann::ordered_json portfolios_json(const RunOutcome& outcome) {
  auto json = nlohmann::ordered_json::array();
  for (const PortfolioReport& report : outcome.portfolios) {
    auto groups = nlohmann::ordered_json::array();
    for (const PortfolioGroup& group : report.groups) {
      groups.push_back({{"group", group.name}, {"failed", group.failed}, {"undecided", group.undecided}});
    }
    json.push_back({{"name", report.name}, {"short_groups", report.short_groups}, {"groups", groups}});
  }
  return json;
}

nlohmann::ordered_json counts_json(const std::vector<CountLine>& lines) {
  auto json = nlohmann::ordered_json::array();
  for (const CountLine& line : lines) json.push_back({{"name", line.name}, {"records", line.count}});
  return json;
}

nlohmann::ordered_json months_json(const model::Rules& rules, const Tally& tally, Language language) {
  auto json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < rules.plans.size(); ++i) {
    for (const auto& [month, rows] : tally.plan_months[i]) {
      for (const RoleWorkload& load : workload(rules.plans[i], rows, language)) {
        json.push_back({{"plan", rules.plans[i].name},
                        {"month", month_text(month)},
                        {"role", load.role},
                        {"action", load.action},
                        {"minimum", model::to_text(load.contacts.minimum)},
                        {"maximum", model::to_text(load.contacts.maximum)}});
      }
    }
  }
  return json;
}

nlohmann::ordered_json workload_json(const model::Rules& rules, const Tally& tally, Language language) {
  auto json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < rules.plans.size(); ++i) {
    for (const RoleWorkload& load : workload(rules.plans[i], tally.plan_rows[i], language)) {
      json.push_back({{"plan", rules.plans[i].name},
                      {"role", load.role},
                      {"action", load.action},
                      {"minimum_per_month", model::to_text(load.contacts.minimum)},
                      {"maximum_per_month", model::to_text(load.contacts.maximum)}});
    }
  }
  return json;
}

}  // namespace

std::string summary_json(const model::Rules& rules, const RunOutcome& outcome, const RunFacts& facts, Language language) {
  const Tally& tally = *outcome.tally;
  nlohmann::ordered_json json;
  json["rules"] = {{"file", facts.rules_file}, {"title", rules.title}, {"version", rules.version}};
  if (const std::string as_of = as_of_text(rules); !as_of.empty()) json["as_of"] = as_of;
  auto parameters = nlohmann::ordered_json::array();
  for (std::uint32_t id = 0; id < rules.parameters.size(); ++id) {
    if (id == rules.as_of) continue;
    const model::Parameter& parameter = rules.parameters[id];
    parameters.push_back({{"name", parameter.name},
                          {"value", model::to_text(parameter.value, parameter.type, rules, language)},
                          {"set", parameter.set}});
  }
  json["parameters"] = parameters;
  json["list"] = list_json(outcome, facts.list);
  json["result"] = facts.result;
  json["records"] = tally.records;
  for (std::size_t i = 0; i < tally.statuses.size(); ++i) {
    json["statuses"][std::string(execute::status_name(static_cast<Status>(i)))] = tally.statuses[i];
  }
  json["labels"] = nlohmann::ordered_json::array();
  for (std::size_t column = 0; column < rules.outputs.size(); ++column) {
    if (tally.labels[column].empty()) continue;
    json["labels"].push_back(
        {{"column", rules.outputs[column].name}, {"counts", counts_json(label_lines(rules, tally, column))}});
  }
  json["not_met"] = counts_json(failed_lines(rules, tally));
  json["missing"] = counts_json(missing_lines(rules, tally));
  json["unreadable"] = nlohmann::ordered_json::array();
  for (model::FieldId id = 0; id < tally.fields.size(); ++id) {
    const FieldTally& counts = tally.fields[id];
    if (counts.unreadable == 0) continue;
    const auto advice = cure(rules, id, tally);
    json["unreadable"].push_back({{"field", rules.fields[id].name},
                                  {"cells", counts.unreadable},
                                  {"first_record", tally.first_unreadable[id].record + 1},
                                  {"example", columns::quotable(tally.first_unreadable[id].text)},
                                  {"cure", advice ? nlohmann::ordered_json(advice->in(language)) : nullptr}});
  }
  json["workload"] = workload_json(rules, tally, language);
  json["workload_by_month"] = months_json(rules, tally, language);
  json["portfolios"] = portfolios_json(outcome);
  json["left_out"] = counts_json(left_out_lines(rules, outcome));
  std::vector<Report> reports = empty_reports();
  add_reports(reports, {}, rules, outcome, language);
  const nlohmann::ordered_json whole = reports_json(reports, false);
  for (const char* report : {"reasons", "data_quality", "totals", "targets"}) json[report] = whole[report];
  if (!tally.grouped.empty()) {
    json["groups"] = reports_json(reports, true);
    json["groups"].erase("portfolio");
  }
  if (outcome.keys) {
    std::vector<std::string> examples;
    for (const std::string& key : outcome.keys->examples()) examples.push_back(columns::quotable(key));
    json["keys"] = {{"duplicates", outcome.keys->duplicates()},
                    {"examples", examples},
                    {"empty", outcome.keys->empty()},
                    {"checked_all", outcome.keys->complete()}};
  }
  json["rows_longer_than_header"] = tally.too_long;
  json["rows_with_odd_quotes"] = tally.odd_quotes;
  json["remarks"] = nlohmann::ordered_json::array();
  for (const Message& remark : all_remarks(outcome, facts)) json["remarks"].push_back(remark.in(language));
  json["microseconds"] = facts.microseconds;
  json["records_per_second"] = per_second(tally.records, facts.microseconds);
  // Cells may hold bytes that are no UTF-8.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace fenji::run
