#include "lint_fixes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/lint/compare.hpp"

namespace fenji::cli {
namespace {

constexpr int most_fixes = 200;

std::string with_fix(std::string_view text, const Fix& fix) {
  std::size_t begin = fix.span.begin;
  std::size_t end = fix.span.end;
  if (fix.text.empty()) {
    // What leaves nothing on its lines takes them along; a comment behind it goes too.
    const std::size_t line = text.rfind('\n', begin == 0 ? 0 : begin - 1);
    const std::size_t line_begin = line == std::string_view::npos || begin == 0 ? 0 : line + 1;
    const std::size_t line_end = std::min(text.find('\n', end), text.size());
    constexpr std::string_view blanks = " \t\r|";
    const bool blank_before = text.substr(line_begin, begin - line_begin).find_first_not_of(blanks) == std::string_view::npos;
    const std::size_t after = text.find_first_not_of(blanks, end);
    const bool blank_after = after >= line_end || text[after] == '#';
    if (blank_before && blank_after) {
      begin = line_begin;
      end = std::min(line_end + 1, text.size());
    }
  }
  return std::string(text.substr(0, begin)) + fix.text + std::string(text.substr(end));
}

std::string key_of(const Diagnostic& finding, std::string_view text) {
  return finding.name + "|" + finding.fix->text + "|" +
         std::string(text.substr(finding.fix->span.begin, finding.fix->span.end - finding.fix->span.begin));
}

}  // namespace

MendedFile mend_file(const std::string& path, model::Day as_of, bool unsafe,
                     const std::function<Diagnostics(const LoadedRules&)>& findings_of) {
  MendedFile mended;
  LoadedRules loaded = load_rules(path, {}, as_of);
  if (loaded.unreadable) {
    mended.unreadable = loaded.unreadable;
    return mended;
  }
  mended.language = loaded.language;
  mended.text = loaded.sources[0].text();
  std::set<std::string> refused;
  for (int count = 0; count < most_fixes; ++count) {
    const Diagnostics findings = findings_of(loaded);
    const auto next = std::find_if(findings.begin(), findings.end(), [&](const Diagnostic& finding) {
      return finding.fix && finding.fix->span.file == 0 && (unsafe || !finding.fix->changes_results) &&
             !refused.contains(key_of(finding, mended.text));
    });
    if (next == findings.end()) break;
    const Fix& fix = *next->fix;
    const std::string text = with_fix(mended.text, fix);
    LoadedRules then = load_text(path, text, {}, as_of);
    const bool broken = !then.rules && loaded.rules;
    lint::Comparison comparison;
    if (loaded.rules && then.rules) comparison = lint::compare(*loaded.rules, *then.rules);
    const bool keeps = comparison.proved && comparison.changes.empty();
    if (broken || text == mended.text || (!fix.changes_results && loaded.rules && !keeps)) {
      refused.insert(key_of(*next, mended.text));
      continue;
    }
    const auto line = loaded.sources[0].line_number(fix.span.begin);
    const std::string old_text(mended.text.substr(fix.span.begin, fix.span.end - fix.span.begin));
    mended.fixes.push_back(fix.text.empty()
                               ? Message{fmt::format("第 {} 行：删去 `{}` [{}]", line, old_text, next->name),
                                         fmt::format("line {}: deleted `{}` [{}]", line, old_text, next->name)}
                               : Message{fmt::format("第 {} 行：`{}` 改为 `{}` [{}]", line, old_text, fix.text, next->name),
                                         fmt::format("line {}: `{}` became `{}` [{}]", line, old_text, fix.text, next->name)});
    for (const Diagnostic& change : comparison.changes) {
      if (change.name == "result-changed") mended.fixes.push_back({"  " + change.message.zh, "  " + change.message.en});
    }
    mended.text = text;
    loaded = std::move(then);
  }
  return mended;
}

}  // namespace fenji::cli
