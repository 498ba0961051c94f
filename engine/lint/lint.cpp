#include "engine/lint/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/coverage/coverage.hpp"
#include "engine/explain/examples.hpp"
#include "engine/lint/cell_text.hpp"
#include "engine/lint/replay.hpp"

namespace fenji::lint {
namespace {

// Those that a finding is about, and no more than can be read in a sentence.
constexpr std::size_t most_rows_told = 20;

void add_witness(Diagnostic& finding, const std::vector<model::Value>& record, const model::Rules& rules) {
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    if (rules.fields[id].population != model::none) continue;
    finding.witness.push_back({rules.fields[id].name, cell_text(record[id], rules.fields[id], rules)});
  }
}

void add_outcome(Diagnostic& finding) {
  if (finding.name == "gap" || finding.name == "step-gap") {
    finding.expected = Message{"恰好落入一行", "exactly one row"};
    finding.actual = Message{"没有一行", "no row"};
  } else if (finding.name == "overlap") {
    finding.expected = Message{"恰好落入一行", "exactly one row"};
    finding.actual = Message{"落入两行", "two rows"};
  } else if (finding.name == "not-applicable-used") {
    finding.expected = Message{"有结果", "a result"};
    finding.actual = Message{"不适用", "not applicable"};
  } else if (finding.name == "overflow") {
    finding.expected = Message{"有结果", "a result"};
    finding.actual = Message{"数据有误", "invalid"};
  }
}

// A finding whose record does not show it when it is evaluated is none that is proved.
void withdraw(Diagnostic& finding) {
  finding.name = "not-decided";
  finding.severity = Severity::note;
  finding.message = {fmt::format("没能核实：{}", finding.message.zh),
                     fmt::format("could not be confirmed: {}", finding.message.en)};
  finding.fix.reset();
}

Diagnostics proved(const model::Rules& rules, const std::vector<std::string>& wanted) {
  Diagnostics result;
  const execute::PlainEvaluator evaluator(rules);
  for (prove::Finding& finding : prove::findings(rules, wanted)) {
    Diagnostic& diagnostic = finding.diagnostic;
    if (!finding.record.empty()) {
      const auto record = as_read(finding.record, rules);
      if (record && shows(finding.goal, rules, evaluator, *record)) {
        add_witness(diagnostic, finding.record, rules);
        add_outcome(diagnostic);
      } else {
        withdraw(diagnostic);
      }
    }
    result.push_back(std::move(diagnostic));
  }
  return result;
}

// Examples that fail, and parts of the rules that no example comes to, one finding a block.
Diagnostics by_examples(const model::Rules& rules) {
  if (rules.examples.empty()) return {};
  coverage::Coverage coverage(rules);
  Diagnostics result = explain::failed_examples(
      rules, [&](const execute::Record& record, const execute::Evaluation& evaluation) { coverage.add(record, evaluation); });
  for (model::TableId id = 0; id < rules.tables.size(); ++id) {
    const model::Table& table = rules.tables[id];
    std::vector<Span> spans;
    for (const std::uint32_t row : coverage.unreached_rows(id)) {
      const model::Row& part = table.rows[row];
      const bool one_cell = table.form == model::TableForm::criterion && !part.otherwise;
      spans.push_back(one_cell ? part.tests.front().span : part.span);
    }
    if (spans.empty()) continue;
    const bool cells = table.form == model::TableForm::matrix || table.form == model::TableForm::criterion;
    Diagnostic finding;
    finding.name = "uncovered-row";
    finding.severity = Severity::note;
    finding.span = spans.front();
    const std::string& name = table.form == model::TableForm::criterion ? table.subjects.front().name : table.name;
    finding.message = {
        fmt::format("“{}”有 {} {}没有示例到过", name, spans.size(), cells ? "格" : "行"),
        fmt::format("no example reaches {} {} of `{}`", spans.size(),
                    cells ? (spans.size() == 1 ? "cell" : "cells") : (spans.size() == 1 ? "row" : "rows"), name)};
    finding.advice =
        Message{"加一个示例，改规则时就知道这里还对不对", "add an example, so that a change that breaks it is seen"};
    for (std::size_t i = 1; i < spans.size() && i < most_rows_told; ++i) {
      finding.related.push_back({spans[i], {"这里也没有", "nor this"}});
    }
    result.push_back(std::move(finding));
  }
  return result;
}

// Whether the name stands anywhere but where it is declared. A word beside it in Chinese may hide that, never the other way.
bool is_named(const std::string& name, Span declared, const SourceSet& sources) {
  for (std::uint32_t file = 0; file < sources.size(); ++file) {
    const std::string_view text = sources[file].text();
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      if (file == declared.file && at >= declared.begin && at < declared.end) continue;
      const std::size_t line = text.rfind('\n', at) + 1;
      const std::size_t comment = text.substr(line, at - line).find('#');
      if (comment != std::string_view::npos) continue;
      return true;
    }
  }
  return false;
}

Diagnostics unused_parameters(const model::Rules& rules, const SourceSet& sources) {
  Diagnostics result;
  for (std::uint32_t id = 0; id < rules.parameters.size(); ++id) {
    const model::Parameter& parameter = rules.parameters[id];
    if (id == rules.as_of || parameter.span == Span{} || is_named(parameter.name, parameter.span, sources)) continue;
    Diagnostic finding;
    finding.name = "unused-parameter";
    finding.severity = Severity::note;
    finding.span = parameter.span;
    finding.message = {fmt::format("参数“{}”没有用到：改它不会改变任何结果", parameter.name),
                       fmt::format("parameter `{}` is not used: changing it changes no result", parameter.name)};
    finding.advice = Message{"用它代替写死的数，或删去", "use it in place of a typed number, or delete it"};
    result.push_back(std::move(finding));
  }
  return result;
}

}  // namespace

Diagnostics lint(const model::Rules& rules, const SourceSet& sources, const std::vector<std::string>& wanted) {
  Diagnostics findings = proved(rules, wanted);
  for (const Diagnostics& more : {unused_parameters(rules, sources), by_examples(rules)}) {
    findings.insert(findings.end(), more.begin(), more.end());
  }
  // What an extended file says is for its own lint to judge.
  std::erase_if(findings, [](const Diagnostic& finding) {
    return finding.span.file != 0 && (finding.name == "uncovered-row" || finding.name.starts_with("unused-"));
  });
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  return findings;
}

}  // namespace fenji::lint
