// Stage: books. A rule file from its path to its model, with all that it extends and all that is to be said on the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/diagnostics/source.hpp"
#include "grammar/syntax.hpp"

namespace fenji::books {

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

// A text file in UTF-8 or GB18030, as UTF-8; where it cannot be read, `failure` says why.
std::optional<std::string> read_text(const std::string& path, std::optional<Message>& failure);

// Whether the file is taken for a book, which is no rule file: `*.toml`.
bool is_book(const std::string& path);

// `settings`: NAME=VALUE each. `as_of`: what 基准日 / as of stands for.
LoadedRules load_rules(const std::string& path, const std::vector<std::string>& settings, model::Day as_of);

// The same for a text that stands in place of the file at `path`.
LoadedRules load_text(const std::string& path, std::string text, const std::vector<std::string>& settings, model::Day as_of);

// The tree of a file that load_rules() could read with all that it extends, once more from its texts.
grammar::RuleFile tree_of(const SourceSet& sources);

// The names that the rule file in `sources` takes over from what it extends; nothing, told in the sources and diagnostics of
// `base`, where that cannot be read.
std::optional<grammar::DeclaredNames> inherited_names(const SourceSet& sources, LoadedRules& base);

// Says of each diagnostic in an extended file how it came in.
void mark_extended(Diagnostics& diagnostics, const LoadedRules& loaded);

}  // namespace fenji::books
