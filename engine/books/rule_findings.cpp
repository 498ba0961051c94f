#include "engine/books/rule_findings.hpp"

#include <algorithm>

#include "engine/lint/allowances.hpp"
#include "engine/lint/lint.hpp"

namespace fenji::books {

Diagnostics rule_findings(const LoadedRules& loaded, const std::vector<std::string>& wanted) {
  Diagnostics findings = loaded.diagnostics;
  if (loaded.rules) {
    const Diagnostics proved = lint::lint(*loaded.rules, loaded.sources, wanted);
    findings.insert(findings.end(), proved.begin(), proved.end());
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  return lint::without_allowed(std::move(findings), loaded.sources);
}

}  // namespace fenji::books
