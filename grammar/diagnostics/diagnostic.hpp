// Stage: shared vocabulary of all stages. What a stage has to say to the author of a rule file. A diagnostic is data: stages
// collect them and go on, nothing is printed here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/diagnostics/source.hpp"

namespace fenji {

// One sentence in both languages. Every message is built as a pair, so that no translation can be missing.
struct Message {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::chinese ? zh : en; }
};

enum class Severity : std::uint8_t { note, warning, error };

// A second place that the message speaks of, such as the other of two rows that overlap.
struct RelatedPlace {
  Span span;
  Message message;
};

// Put `text` in place of `span`, and the author's mistake is mended. An empty text takes the line with it where nothing else
// stands on it.
struct Fix {
  Span span;
  std::string text;
  bool changes_results = false;  // some record gets another result, or its first one
};

// A cell of a record that shows the finding, as a list has it.
struct WitnessCell {
  std::string field;
  std::string text;
};

struct Diagnostic {
  std::string name;  // stable, in kebab-case: `syntax`, `gap`, `unknown-name`; users select and ignore by it
  Severity severity = Severity::error;
  Span span;
  Message message;                // what is wrong
  std::optional<Message> advice;  // what to do next, where the message does not say it
  std::vector<RelatedPlace> related;
  std::optional<Fix> fix;
  std::vector<WitnessCell> witness = {};  // a complete record, where there is one
  std::optional<Message> expected = {};   // what the record should get, where that can be told …
  std::optional<Message> actual = {};     // … and what it gets
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

}  // namespace fenji
