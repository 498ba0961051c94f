// A rule file from its path to its model, with all that is to be said about it on the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/diagnostics/source.hpp"
#include "grammar/syntax.hpp"

namespace fenji::cli {

struct LoadedRules {
  SourceSet sources;
  Language language = Language::english;  // of the file, where it could be read
  grammar::RuleFile tree;                 // with all that the file extends, which is source 0
  std::optional<Span> extends;            // what stands behind 沿用
  std::optional<model::Rules> rules;      // nothing where an error forbids to run them
  Diagnostics diagnostics;                // of grammar and check
  std::optional<Message> unreadable;      // the file could not be read
  std::vector<Message> wrong_settings;    // --set with an unknown name or a value of another type
};

// `settings`: NAME=VALUE each. `as_of`: what 基准日 / as of stands for; today where nothing is said.
LoadedRules load_rules(const std::string& path, const std::vector<std::string>& settings, std::optional<model::Day> as_of = {});

// The day of the machine's clock, where it stands.
model::Day today();

// For commands that are given `-` for two of their inputs.
Message one_standard_input();

// The refusal to read a list from standard input where rules look at all of it first.
Message list_needed_twice();

// The names that the rule file in `sources` takes over from what it extends; nothing, told in the sources and diagnostics of
// `base`, where that cannot be read.
std::optional<grammar::DeclaredNames> inherited_names(const SourceSet& sources, LoadedRules& base);

// What the prover and the examples find in rules that could be loaded without settings, in the order of the file.
Diagnostics findings_of(const model::Rules& rules);

// Says of each diagnostic in an extended file how it came in.
void mark_extended(Diagnostics& diagnostics, const LoadedRules& loaded);

}  // namespace fenji::cli
