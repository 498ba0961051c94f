// The work of `fenji lint`: files one after the other, and what is to be printed of them.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "context.hpp"
#include "engine/model/value.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "rule_loader.hpp"

namespace fenji::cli {

enum class FailLevel { note, warning, error, never };

struct LintSettings {
  std::vector<std::string> paths;
  std::optional<model::Day> as_of;  // none: today
  FailLevel fail_level = FailLevel::error;
  Format format = Format::text;
  std::vector<std::string> select, ignore;  // names of findings, several in one word by commas
  std::string explain;                      // a finding
  std::string against;                      // the older version
  std::string witnesses;                    // a file to write
  bool fix = false;
  bool unsafe = false;
  bool quiet = false;
};

struct Counts {
  std::size_t errors = 0, warnings = 0, notes = 0;

  void count(Severity severity) { ++(severity == Severity::error ? errors : severity == Severity::warning ? warnings : notes); }
  bool reaches(FailLevel level) const;
};

class Linter {
 public:
  Linter(const LintSettings& settings, const Context& context);

  void lint(const std::string& path);
  // The change proof of one file.
  void compare(const std::string& before, const std::string& after);
  int finish(std::size_t files);

 private:
  void fail(const Message& message);
  void lint_book(const std::string& path);
  void add_rules(const LoadedRules& loaded);
  void mend(const std::string& path);
  void add(const Diagnostics& findings, const SourceSet& sources);
  bool is_wanted(const Diagnostic& finding) const;

  const LintSettings& settings_;
  const Context& context_;
  model::Day as_of_;
  std::vector<std::string> selected_, ignored_;
  Counts counts_;
  bool failed_ = false;
  bool listed_ = false;  // a list of witnesses was written
  Language last_language_;
  std::string text_;
  std::set<std::string> told_;
  nlohmann::ordered_json findings_json_ = nlohmann::ordered_json::array();
};

// The names in options like `--select gap,overlap --select weights`.
std::vector<std::string> names_in(const std::vector<std::string>& words);

}  // namespace fenji::cli
