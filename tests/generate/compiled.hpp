// Tests. Rule text in, model out, with what the grammar and the checker had to say.
#pragma once

#include <optional>
#include <string>

#include "engine/check/check.hpp"
#include "grammar/diagnostics/render.hpp"
#include "grammar/parse.hpp"
#include "tests/generate/description.hpp"

namespace fenji::generate {

struct Compiled {
  std::optional<model::Rules> rules;
  std::string complaints;  // every error, as a user would read it
};

inline Compiled compile(const std::string& text) {
  Compiled result;
  grammar::ParseResult parsed = grammar::parse(text);
  Diagnostics diagnostics = std::move(parsed.diagnostics);
  if (!has_errors(diagnostics)) {
    check::CheckResult checked = check::check(parsed.tree, as_of_day);
    result.rules = std::move(checked.rules);
    diagnostics.insert(diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  }
  if (diagnostics.empty()) return result;
  SourceSet sources;
  sources.add(Source("rules", text));
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error) result.complaints += render(diagnostic, sources, Language::english);
  return result;
}

}  // namespace fenji::generate
