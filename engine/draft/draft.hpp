// Stage: draft. A rule file to start from: from a list that is to be graded, or a worked example.
//
// In: a list (CSV). Out: rule text that parses and lints without a finding, declares every column of the list that rules can
// name, reads all cells that were sampled, and grades by one rule that only shows how rules look. It shows headers and the
// options of fields, no other cell. What the author should look at stands in comments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/lists/byte_source.hpp"
#include "grammar/diagnostics/source.hpp"

namespace fenji::draft {

struct Draft {
  std::string text;  // UTF-8
  Language language = Language::chinese;
  std::size_t fields = 0;
  std::size_t skipped = 0;    // columns that rules cannot name; a comment says why
  std::uint64_t records = 0;  // that were looked at
};

// `list_name` is what comments call the list. Without a language: Chinese where a header has a Chinese character. Fails where
// the list cannot be read or no column of it can be named.
lists::Result<Draft> draft_rules(lists::ByteSource& list, const Message& list_name, std::optional<Language> language);

// A small policy with everything explained.
std::string example_rules(Language language);

}  // namespace fenji::draft
