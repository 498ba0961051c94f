// The command line: a file a command. Each takes its options as CLI11 filled them in and returns the exit code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/diagnostics/source.hpp"

namespace fenji::cli {

// Part of the contract with users: see `fenji --help`.
enum ExitCode : int {
  success = 0,
  rules_have_findings = 1,  // errors, or findings at or above --fail-level
  wrong_usage = 2,
  file_failed = 3,      // cannot be read or written
  invalid_records = 4,  // with --strict
};

enum class Format { text, json };
enum class FailLevel { note, warning, error, never };

struct CommonOptions {
  std::optional<Language> language;  // --lang; else that of the rule file
  Format format = Format::text;
  std::vector<std::string> settings;  // --set NAME=VALUE
  bool quiet = false;
};

struct RunCommand {
  CommonOptions common;
  std::string rules, list, out;
  unsigned threads = 0;
  std::size_t batch_size = 2048;
  bool plain = false;
  bool strict = false;
  bool check_keys = false;
};
int run(const RunCommand& command);

struct LintCommand {
  CommonOptions common;
  std::vector<std::string> paths;
  FailLevel fail_level = FailLevel::error;
};
int lint(const LintCommand& command);

struct ExplainCommand {
  CommonOptions common;
  std::string rules, list, key;
};
int explain(const ExplainCommand& command);

struct ShowCommand {
  CommonOptions common;
  std::string rules;
};
int show(const ShowCommand& command);

struct NewCommand {
  CommonOptions common;
  std::string list;       // empty: no list, a worked example
  std::string out = "-";  // - for standard output
  bool force = false;     // replaces a file that exists
};
int write_new(const NewCommand& command);

struct FmtCommand {
  CommonOptions common;
  std::vector<std::string> paths;
  bool check = false;
  std::optional<Language> keywords;  // to translate to
};
int format_files(const FmtCommand& command);

struct GraphCommand {
  CommonOptions common;
  std::string rules;
  bool dot = false;
};
int graph(const GraphCommand& command);

}  // namespace fenji::cli
