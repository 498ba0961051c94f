// Stage: check. Syntax tree in, model out: names resolved, types and units checked, definitions in an order in which each
// comes after those it needs. The passes run in the order of check.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/syntax.hpp"

namespace fenji::check {

// A parameter set from outside: --set 要求毛利率=30%
struct Setting {
  std::string name;
  std::string value;  // as a rule file would write it
};

struct CheckResult {
  // Nothing where an error leaves no rules that could be run; what has errors only is left out of it otherwise.
  std::optional<model::Rules> rules;
  Diagnostics diagnostics;
};

// `as_of` is what 基准日 / as of stands for, unless the author declares that name: the caller's today, or the day that a user
// asks for. Without it, rules that speak of it are in error.
CheckResult check(const grammar::RuleFile& tree, std::optional<model::Day> as_of = {});

// Puts the values of `settings` in place of the declared ones before anything else is worked out. What is wrong with a setting
// (an unknown name, a value of another type) comes back in `problems`, one sentence each; the rules are then not to be used.
CheckResult check(const grammar::RuleFile& tree, const std::vector<Setting>& settings, std::vector<Message>& problems,
                  std::optional<model::Day> as_of = {});

}  // namespace fenji::check
