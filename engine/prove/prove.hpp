// Stage: prove. In comes the model of a rule file, out go its faults, each with a customer that shows it: values that fit no
// row (`gap`, `step-gap`, `unreachable-hole`) or two (`overlap`), rows that are never reached (`masked-row`), results that
// never come out (`unreachable-result`), conditions that always or never hold (`dead-element`), and what else findings.hpp
// names. Nothing is said that is not so, and nothing is missed within what `not-decided` does not except. Findings stand in the
// order of their places in the file.
#pragma once

#include "engine/model/rules.hpp"
#include "engine/prove/goal.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

struct Finding {
  Diagnostic diagnostic;
  std::vector<model::Value> record;  // by field, of one that shows it; empty where there is none
  Goal goal;                         // what this record must show when it is evaluated
};

// `wanted` are findings that are off by default, by name.
std::vector<Finding> findings(const model::Rules& rules, const std::vector<std::string>& wanted = {});

// Without the records.
Diagnostics prove(const model::Rules& rules);

}  // namespace fenji::prove
