#include "engine/lint/allowances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace fenji::lint {
namespace {

struct Allowance {
  Span span;  // of the comment
  std::vector<std::string> names;
  std::size_t first_line = 0, last_line = 0;  // that it counts for
  bool reasoned = false;
  bool used = false;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// Takes a word that `text` begins with.
bool take(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    text = trimmed(text.substr(word.size()));
    return true;
  }
  return false;
}

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : text) {
    const bool part = (c >= 'a' && c <= 'z') || c == '-';
    if (part) name += c;
    if (!part && !name.empty()) names.push_back(std::exchange(name, {}));
  }
  if (!name.empty()) names.push_back(name);
  return names;
}

void read_line(std::string_view line, std::uint32_t begin, std::uint32_t file, std::size_t number,
               std::vector<Allowance>& found) {
  for (std::size_t sign = line.find('#'); sign != std::string_view::npos; sign = line.find('#', sign + 1)) {
    std::string_view rest = trimmed(line.substr(sign + 1));
    if (!take(rest, {"fenji:", "fenji：", "fenji :"}) || !take(rest, {"允许", "allow"})) continue;
    const bool alone = trimmed(line.substr(0, sign)).empty();
    Allowance allowance;
    allowance.span = {file, begin + static_cast<std::uint32_t>(sign),
                      begin + static_cast<std::uint32_t>(sign + trimmed(line.substr(sign)).size())};
    std::size_t reason = std::string_view::npos;
    std::size_t length = 0;
    for (const std::string_view word : {std::string_view("因为"), std::string_view("because")}) {
      const std::size_t at = rest.find(word);
      if (at < reason) {
        reason = at;
        length = word.size();
      }
    }
    allowance.names = names_in(rest.substr(0, reason));
    allowance.reasoned = reason != std::string_view::npos && !trimmed(rest.substr(reason + length)).empty();
    allowance.first_line = number;
    allowance.last_line = alone ? number + 1 : number;
    found.push_back(std::move(allowance));
    return;
  }
}

std::vector<Allowance> allowances_in(const SourceSet& sources) {
  std::vector<Allowance> found;
  for (std::uint32_t file = 0; file < sources.size(); ++file) {
    const std::string_view text = sources[file].text();
    std::size_t number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin), file, number, found);
      begin = end + 1;
    }
  }
  // A stack of comments counts for the line below it.
  for (std::size_t i = found.size(); i-- > 1;) {
    Allowance& above = found[i - 1];
    const Allowance& below = found[i];
    if (above.span.file == below.span.file && above.last_line == below.first_line && below.last_line > below.first_line)
      above.last_line = below.last_line;
  }
  return found;
}

Diagnostic told(const Allowance& allowance, std::string name, Message message, Message advice) {
  Diagnostic diagnostic;
  diagnostic.name = std::move(name);
  diagnostic.severity = Severity::warning;
  diagnostic.span = allowance.span;
  diagnostic.message = std::move(message);
  diagnostic.advice = std::move(advice);
  return diagnostic;
}

}  // namespace

Diagnostics without_allowed(Diagnostics findings, const SourceSet& sources) {
  std::vector<Allowance> allowances = allowances_in(sources);
  if (allowances.empty()) return findings;
  const auto is_allowed = [&](const Diagnostic& finding) {
    const std::size_t line = sources[finding.span.file].line_number(finding.span.begin);
    bool allowed = false;
    for (Allowance& allowance : allowances) {
      const bool named = std::find(allowance.names.begin(), allowance.names.end(), finding.name) != allowance.names.end();
      const bool here = allowance.span.file == finding.span.file && line >= allowance.first_line && line <= allowance.last_line;
      if (!named || !here) continue;
      allowance.used = true;
      allowed = allowed || allowance.reasoned;
    }
    return allowed;
  };
  std::erase_if(findings, is_allowed);
  for (const Allowance& allowance : allowances) {
    if (allowance.names.empty()) {
      findings.push_back(told(allowance, "allow-unused", {"这句“允许”没有写允许哪一种问题", "this `allow` names no finding"},
                              {"写成 `# fenji: 允许 问题名 因为 理由`", "write `# fenji: allow NAME because …`"}));
    } else if (!allowance.reasoned) {
      findings.push_back(told(allowance, "allow-without-reason",
                              {"没有写理由，这句“允许”不算数", "without a reason this `allow` does not count"},
                              {"在后面加上 `因为 …`", "add `because …`"}));
    } else if (!allowance.used) {
      findings.push_back(told(allowance, "allow-unused",
                              {"这里已经没有它所允许的问题了", "there is no such finding here any more"},
                              {"删去这句注释", "delete the comment"}));
    }
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  return findings;
}

}  // namespace fenji::lint
