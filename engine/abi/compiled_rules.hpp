// Stage: abi. A rule file made ready: what all threads share and nobody changes.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/abi/fault.hpp"
#include "engine/books/rule_loader.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::abi {

struct CompiledRules {
  books::LoadedRules loaded;  // with rules
  graph::Graph graph;

  const model::Rules& rules() const { return *loaded.rules; }
  Language language(fenji_language asked) const {
    if (asked == FENJI_LANGUAGE_OF_RULES) return loaded.language;
    return asked == FENJI_CHINESE ? Language::chinese : Language::english;
  }
};

using SharedRules = std::shared_ptr<const CompiledRules>;

// Why there are no rules, or no query.
struct Refusal {
  Fault fault;
  Language language = Language::english;               // of the rules
  std::string zh_findings = "[]", en_findings = "[]";  // as findings_json() gives them
};

// One that is told by findings.
Refusal refusal(fenji_code code, const Diagnostics& findings, const SourceSet& sources, Language language);

std::variant<SharedRules, Refusal> compiled(books::LoadedRules loaded);

// What is wrong as one message.
Message all_of(const std::vector<Message>& messages);

// As fenji.h says of fenji_describe() and fenji_lint().
std::string description_json(const CompiledRules& rules);
std::string findings_json(const Diagnostics& findings, const SourceSet& sources, Language language);
std::string findings_text(const Diagnostics& findings, const SourceSet& sources, Language language);

}  // namespace fenji::abi
