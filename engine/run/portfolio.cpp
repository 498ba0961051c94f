#include "engine/run/portfolio.hpp"

#include "engine/execute/plain.hpp"
#include "engine/run/grouping.hpp"

namespace fenji::run {

std::vector<PortfolioReport> check_portfolios(const model::Rules& rules, const execute::Populations& populations) {
  std::vector<PortfolioReport> reports;
  for (const model::Portfolio& portfolio : rules.portfolios) {
    PortfolioReport report{portfolio.name, grouping_name(rules, portfolio.groups), {}, {}, 0};
    for (const model::PortfolioCheck& check : portfolio.checks) report.checks.push_back(check.name);
    for (execute::Populations::Group& group : populations.groups_of(portfolio.groups)) {
      execute::Record record;
      record.fields = std::move(group.values);
      record.passed_gates.assign(rules.gates.size(), true);
      record.passed_applies = true;
      const execute::Evaluation evaluation = execute::evaluate(rules, record);
      PortfolioGroup checked{std::move(group.name), {}, {}};
      for (const model::PortfolioCheck& check : portfolio.checks) {
        const model::Value& holds = evaluation.definitions[check.holds].value;
        if (holds.state != model::State::known)
          checked.undecided.push_back(check.name);
        else if (!holds.yes)
          checked.failed.push_back(check.name);
      }
      if (!checked.failed.empty() || !checked.undecided.empty()) ++report.short_groups;
      report.groups.push_back(std::move(checked));
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace fenji::run
