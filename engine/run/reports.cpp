#include "engine/run/reports.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/encoding.hpp"
#include "engine/run/workload.hpp"

namespace fenji::run {
namespace {

using Role = ReportColumn::Role;
using Cells = std::vector<ReportCell>;

// In their order in the list of reports.
enum : std::size_t { statuses, grades, reasons, of_workload, of_portfolio, data_quality, totals, targets };

const Message total_too_large{"超出范围", "too large"};

Report report(std::string name, Message title, std::vector<ReportColumn> own) {
  Report made{
      std::move(name),
      std::move(title),
      {{"rules", {"规则", "rules"}, Role::rules}, {"by", {"分组", "by"}, Role::by}, {"group", {"组", "group"}, Role::group}},
      {}};
  for (ReportColumn& column : own) made.columns.push_back(std::move(column));
  return made;
}

const ReportColumn record_count{"records", {"记录数", "records"}, Role::value};

// What is said of the records of one group, or of all.
class Section {
 public:
  Section(std::vector<Report>& reports, const model::Rules& rules, Language language, std::vector<ReportCell> place)
      : reports_(reports), rules_(rules), language_(language), place_(std::move(place)) {}

  void add(const Counts& counts) {
    add_statuses(counts);
    add_grades(counts);
    add_reasons(counts);
    add_workload(counts);
    add_data_quality(counts);
    add_sums(counts);
  }

  void add_statuses(const Counts& counts) {
    for (std::size_t i = 0; i < counts.statuses.size(); ++i) {
      row(statuses, {std::string(execute::status_text(static_cast<execute::Status>(i), language_)), counts.statuses[i]});
    }
  }

  void add_reason(const Message& reason, const std::string& item, std::uint64_t records) {
    if (records > 0) row(reasons, {reason.in(language_), item, records});
  }

  void row(std::size_t report, Cells own) {
    Cells cells = place_;
    cells.insert(cells.end(), own.begin(), own.end());
    reports_[report].rows.push_back(std::move(cells));
  }

 private:
  void add_grades(const Counts& counts) {
    for (std::size_t column = 0; column < rules_.outputs.size(); ++column) {
      if (counts.labels[column].empty()) continue;
      const model::OutputColumn& output = rules_.outputs[column];
      const std::vector<std::string>& labels = rules_.labels_of(rules_.definitions[output.definition].type).labels;
      for (std::size_t label = 0; label < labels.size(); ++label) {
        row(grades, {output.name, labels[label], counts.labels[column][label]});
      }
    }
  }

  std::string definition_name(model::DefinitionId id) const {
    const Message before{"准入条件", "eligibility"};
    return id == model::none ? before.in(language_) : rules_.definitions[id].name;
  }

  void add_reasons(const Counts& counts) {
    for (std::size_t gate = 0; gate < counts.failed.size(); ++gate) {
      for (std::size_t element = 0; element < counts.failed[gate].size(); ++element) {
        add_reason({"未满足", "not met"}, rules_.gates[gate].elements[element].name, counts.failed[gate][element]);
      }
    }
    for (model::FieldId field = 0; field < counts.missing.size(); ++field) {
      add_reason({"待补", "missing"}, rules_.fields[field].name, counts.missing[field]);
    }
    for (model::FieldId field = 0; field < counts.unreadable.size(); ++field) {
      add_reason({"无法识别", "unreadable"}, rules_.fields[field].name, counts.unreadable[field]);
    }
    for (const auto& [reason, records] : counts.faults) {
      switch (reason.kind) {
        case execute::Reason::Kind::out_of_range:
          add_reason({"超出可计算范围", "out of range"}, definition_name(reason.first), records);
          break;
        case execute::Reason::Kind::contradiction:
          add_reason({"规则矛盾", "contradictory rules"}, definition_name(reason.first), records);
          break;
        case execute::Reason::Kind::undetermined:
          add_reason({"全表得不出", "undetermined"}, rules_.fields[reason.first].name, records);
          break;
        default:
          add_reason({"规则未覆盖", "not covered"}, definition_name(reason.first), records);
          break;
      }
    }
    add_reason({"格数多于表头", "longer than the header"}, {}, counts.too_long);
  }

  void add_loads(const model::Plan& plan, const std::string& month, const std::vector<std::uint64_t>& rows) {
    std::uint64_t records = 0;
    for (const std::uint64_t count : rows) records += count;
    for (const RoleWorkload& load : workload(plan, rows, language_)) {
      row(of_workload, {plan.name, month, load.role, load.action, model::to_text(load.contacts.minimum),
                        model::to_text(load.contacts.maximum), records});
    }
  }

  void add_workload(const Counts& counts) {
    for (std::size_t i = 0; i < rules_.plans.size(); ++i) {
      const model::Plan& plan = rules_.plans[i];
      if (plan.window_field == model::none) {
        add_loads(plan, {}, counts.plan_rows[i]);
        continue;
      }
      for (const auto& [month, rows] : counts.plan_months[i]) add_loads(plan, month_text(month), rows);
      if (counts.plan_undated[i] == 0) continue;
      const Message undated{"（没有日期）", "(no date)"};
      row(of_workload, {plan.name, undated.in(language_), std::string(), std::string(), std::string(), std::string(),
                        counts.plan_undated[i]});
    }
  }

  void add_data_quality(const Counts& counts) {
    FieldTally all;
    for (const FieldTally& field : counts.fields) {
      all.blank += field.blank;
      all.unreadable += field.unreadable;
    }
    row(data_quality, {std::string(), counts.records, all.blank, all.unreadable, penalty(counts)});
    for (model::FieldId field = 0; field < counts.fields.size(); ++field) {
      const FieldTally& cells = counts.fields[field];
      if (cells.blank + cells.unreadable == 0) continue;
      row(data_quality, {rules_.fields[field].name, counts.records, cells.blank, cells.unreadable, std::string()});
    }
  }

  std::string total_text(const Sum& sum) const {
    return sum.too_large ? total_too_large.in(language_) : model::to_text(sum.total);
  }

  std::string penalty(const Counts& counts) const {
    for (std::size_t output = 0; output < rules_.outputs.size(); ++output) {
      if (is_penalty(rules_, output) && summed(rules_, output) != Summed::no) return total_text(counts.sums[output]);
    }
    return {};
  }

  void add_sums(const Counts& counts) {
    for (std::size_t output = 0; output < rules_.outputs.size(); ++output) {
      const Summed kind = summed(rules_, output);
      if (kind == Summed::no) continue;
      const Sum& sum = counts.sums[output];
      row(kind == Summed::part ? targets : totals, {rules_.outputs[output].name, sum.records, total_text(sum)});
    }
  }

  std::vector<Report>& reports_;
  const model::Rules& rules_;
  Language language_;
  std::vector<ReportCell> place_;
};

void add_portfolios(std::vector<Report>& reports, const std::string& rules_name, const RunOutcome& outcome, Language language) {
  const auto holds = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const PortfolioReport& portfolio : outcome.portfolios) {
    for (const PortfolioGroup& group : portfolio.groups) {
      for (const std::string& check : portfolio.checks) {
        Message met{"是", "yes"};
        if (holds(group.failed, check)) met = {"否", "no"};
        if (holds(group.undecided, check)) met = {"未定", "undecided"};
        reports[of_portfolio].rows.push_back({rules_name, portfolio.by, group.name, portfolio.name, check, met.in(language)});
      }
    }
  }
}

std::string cell_text(const ReportCell& cell) {
  const auto* const number = std::get_if<std::uint64_t>(&cell);
  return number != nullptr ? std::to_string(*number) : std::get<std::string>(cell);
}

}  // namespace

std::vector<Report> empty_reports() {
  const ReportColumn result{"result", {"结果", "result"}, Role::table};
  const ReportColumn summed_result{"result", {"结果", "result"}, Role::column};
  const ReportColumn total{"total", {"合计", "total"}, Role::value};
  return {
      report("statuses", {"状态", "status"}, {{"status", {"状态", "status"}, Role::column}, record_count}),
      report("grades", {"级别", "grades"}, {result, {"label", {"级别", "label"}, Role::column}, record_count}),
      report("reasons", {"原因", "reasons"},
             {{"reason", {"原因", "reason"}, Role::line}, {"item", {"项目", "item"}, Role::line}, record_count}),
      report("workload", {"每月次数", "contacts a month"},
             {{"plan", {"计划", "plan"}, Role::table},
              {"month", {"月份", "month"}, Role::line},
              {"role", {"角色", "role"}, Role::column},
              {"action", {"方式", "action"}, Role::column},
              {"minimum", {"每月至少", "minimum"}, Role::value},
              {"maximum", {"每月至多", "maximum"}, Role::value},
              {"records", {"客户数", "records"}, Role::value}}),
      report("portfolio", {"汇总检查", "portfolio"},
             {{"portfolio", {"检查", "portfolio"}, Role::table},
              {"check", {"条款", "check"}, Role::column},
              {"met", {"达标", "met"}, Role::value}}),
      report("data_quality", {"数据质量", "data quality"},
             {{"field", {"字段", "field"}, Role::line},
              record_count,
              {"blank", {"空白", "blank"}, Role::value},
              {"unreadable", {"无法识别", "unreadable"}, Role::value},
              {"penalty", {"罚款", "penalty"}, Role::value}}),
      report("totals", {"合计", "totals"}, {summed_result, record_count, total}),
      report("targets", {"指标", "targets"}, {summed_result, record_count, total}),
  };
}

void add_reports(std::vector<Report>& reports, const std::string& rules_name, const model::Rules& rules,
                 const RunOutcome& outcome, Language language) {
  const Tally& tally = *outcome.tally;
  Section(reports, rules, language, {rules_name, std::string(), std::string()}).add(tally);
  for (const GroupedCounts& grouped : tally.grouped) {
    for (const auto& [key, counts] : grouped.groups) {
      Section(reports, rules, language, {rules_name, grouped.by.name, group_name(key, language)}).add(counts);
    }
  }
  add_portfolios(reports, rules_name, outcome, language);
}

void add_ungraded(std::vector<Report>& reports, const Tally& tally, const std::vector<Ungraded>& reasons, Language language) {
  const model::Rules nothing;
  Section whole(reports, nothing, language, {std::string(), std::string(), std::string()});
  whole.add_statuses(tally);
  for (const Ungraded& each : reasons) whole.add_reason(each.reason, {}, each.records);
  whole.add_reason({"格数多于表头", "longer than the header"}, {}, tally.too_long);
  for (const GroupedCounts& grouped : tally.grouped) {
    for (const auto& [key, counts] : grouped.groups) {
      Section(reports, nothing, language, {std::string(), grouped.by.name, group_name(key, language)}).add_statuses(counts);
    }
  }
}

std::string report_csv(const Report& report, Language language) {
  std::string text(lists::utf8_byte_order_mark);
  std::vector<std::string> cells;
  const auto add = [&] {
    lists::append_record(text, std::vector<std::string_view>(cells.begin(), cells.end()));
    cells.clear();
  };
  for (const ReportColumn& column : report.columns) cells.push_back(column.title.in(language));
  add();
  for (const Cells& row : report.rows) {
    for (const ReportCell& cell : row) cells.push_back(cell_text(cell));
    add();
  }
  return text;
}

nlohmann::ordered_json reports_json(const std::vector<Report>& reports, bool of_groups) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const Report& report : reports) {
    auto rows = nlohmann::ordered_json::array();
    for (const Cells& row : report.rows) {
      nlohmann::ordered_json object;
      bool grouped = false;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const ReportColumn& column = report.columns[i];
        if (column.role == Role::by) grouped = !std::get<std::string>(row[i]).empty();
        const bool place = column.role == Role::by || column.role == Role::group;
        if (column.role == Role::rules || (place && !of_groups)) continue;
        std::visit([&](const auto& value) { object[column.key] = value; }, row[i]);
      }
      if (grouped == of_groups) rows.push_back(std::move(object));
    }
    json[report.name] = std::move(rows);
  }
  return json;
}

}  // namespace fenji::run
