#include "findings_text.hpp"

#include <fmt/format.h>

namespace fenji::cli {
namespace {

// What no result hangs on, and what many a good file has: a line each is enough.
bool is_housekeeping(const Diagnostic& finding) {
  return finding.severity == Severity::note && (finding.name == "uncovered-row" || finding.name.starts_with("unused-"));
}

}  // namespace

std::string findings_text(const Diagnostics& findings, const SourceSet& sources, Language language, Colour colour,
                          const std::function<bool(const Diagnostic&, const std::string& text)>& is_new) {
  std::string text;
  std::size_t shown = 0, hidden = 0;
  for (const Diagnostic& finding : findings) {
    const std::string rendered =
        is_housekeeping(finding) ? render_line(finding, sources, language, colour) : render(finding, sources, language, colour);
    if (is_new && !is_new(finding, rendered)) continue;
    if (shown < most_findings_shown) {
      text += rendered;
      ++shown;
    } else {
      ++hidden;
    }
  }
  if (hidden > 0) {
    text += language == Language::chinese
                ? fmt::format("还有 {} 处没有显示：先改上面的；--format json 给出全部\n", hidden)
                : fmt::format("{} more are not shown: mend these first; --format json gives them all\n", hidden);
  }
  return text;
}

}  // namespace fenji::cli
