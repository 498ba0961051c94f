#include "rule_loader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/check/check.hpp"
#include "engine/explain/examples.hpp"
#include "engine/lists/decode_text.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/prove/prove.hpp"
#include "grammar/parse.hpp"

namespace fenji::cli {

LoadedRules load_rules(const std::string& path, const std::vector<std::string>& settings) {
  LoadedRules loaded;
  auto file = lists::InputFile::open(path);
  if (!file.ok()) {
    loaded.unreadable = file.failure();
    return loaded;
  }
  auto bytes = lists::read_all(*file);
  if (!bytes.ok()) {
    loaded.unreadable = bytes.failure();
    return loaded;
  }
  auto decoded = lists::decode_text(*bytes, file->name());
  if (!decoded.ok()) {
    loaded.unreadable = decoded.failure();
    return loaded;
  }
  loaded.sources.add(Source(path, std::move(decoded->text)));
  grammar::ParseResult parsed = grammar::parse(loaded.sources[0].text(), 0);
  loaded.language = parsed.tree.language;
  std::vector<check::Setting> parameters;
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    if (sign == std::string::npos || sign == 0) {
      loaded.wrong_settings.push_back(
          {fmt::format("--set 要写成 名称=值，而不是“{}”", setting), fmt::format("--set takes NAME=VALUE, not `{}`", setting)});
    } else {
      parameters.push_back({setting.substr(0, sign), setting.substr(sign + 1)});
    }
  }
  check::CheckResult checked = check::check(parsed.tree, parameters, loaded.wrong_settings);
  loaded.diagnostics = std::move(parsed.diagnostics);
  const bool broken = has_errors(loaded.diagnostics);
  loaded.diagnostics.insert(loaded.diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  std::stable_sort(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  if (!broken && loaded.wrong_settings.empty()) loaded.rules = std::move(checked.rules);
  return loaded;
}

Diagnostics findings_of(const model::Rules& rules) {
  Diagnostics findings = prove::prove(rules);
  Diagnostics failed = explain::failed_examples(rules);
  findings.insert(findings.end(), failed.begin(), failed.end());
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  return findings;
}

}  // namespace fenji::cli
