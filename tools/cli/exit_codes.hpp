// How the program ends: part of the contract with users and scripts.
#pragma once

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::cli {

enum ExitCode : int {
  success = 0,
  rules_have_findings = 1,  // errors, or findings at or above --fail-level
  wrong_usage = 2,
  file_failed = 3,      // cannot be read or written
  invalid_records = 4,  // with --strict
};
inline constexpr int exit_code_count = 5;

Message exit_code_meaning(int code);

}  // namespace fenji::cli
