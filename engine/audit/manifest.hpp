// Stage: audit. What a run was, so that it can be repeated and held against itself: of what rules, list and settings it came,
// what it counted, and what came out. Paths are from the folder where the manifest is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/value.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::audit {

struct HashedFile {
  std::string path;
  std::string sha256;

  bool operator==(const HashedFile&) const = default;
};

struct Title {
  std::string title, version;

  bool operator==(const Title&) const = default;
};

struct Manifest {
  std::string program;  // version
  Language language = Language::chinese;
  model::Day as_of = 0;
  std::string rules;                                            // path, of a book too
  std::string effective_rules;                                  // hash of what `fenji show` prints, and of the parameters
  std::vector<Title> titles;                                    // of the rule file, or of those of the book
  std::vector<HashedFile> sources;                              // rule files with all that they extend, book, exceptions
  std::vector<std::pair<std::string, std::string>> options;     // of reading and writing that were asked for: encoding, tab
  std::vector<std::string> settings;                            // NAME=VALUE, as given
  std::vector<std::pair<std::string, std::string>> parameters;  // with what they were then
  std::vector<std::string> columns;                             // possible, upgrade, why: those asked for
  std::vector<std::string> keep;                                // columns of the list, as asked for
  std::vector<std::string> by;                                  // what reports go by, as asked for
  std::string format;                                           // of the result: csv, xlsx, jsonl
  HashedFile list, result;
  std::uint64_t records = 0;
  std::vector<std::pair<std::string, std::uint64_t>> statuses;  // by name for machines
};

// Indented, with a line break at the end.
std::string to_json(const Manifest& manifest);

// Nothing where the text is no manifest.
std::optional<Manifest> from_json(const std::string& text);

struct Difference {
  std::string what;  // for machines: program, rules, source, list, parameters, counts, result
  Message said;
  bool matters = true;  // false: another version of the program says nothing of the run
};

// What differs between a run and its repetition, in the order of cause and effect.
std::vector<Difference> differences(const Manifest& before, const Manifest& after);

}  // namespace fenji::audit
