// `fenji lint --fix`: the fixes of findings put into a rule file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/model/value.hpp"
#include "rule_loader.hpp"

namespace fenji::cli {

struct MendedFile {
  std::string text;
  std::vector<Message> fixes;  // what was done, in order; none: the file stays as it is
  Language language = Language::english;
  std::optional<Message> unreadable;
};

// Puts in what keeps every result, which is proved for rules that could be run before; with `unsafe` also what changes some,
// and says for whom.
MendedFile mend_file(const std::string& path, model::Day as_of, bool unsafe,
                     const std::function<Diagnostics(const LoadedRules&)>& findings_of);

}  // namespace fenji::cli
