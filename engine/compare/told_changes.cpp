#include "engine/compare/told_changes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/explain/quotes.hpp"

namespace fenji::compare {
namespace {

std::string how_name(Change::How how) {
  switch (how) {
    case Change::How::added:
      return "added";
    case Change::How::removed:
      return "removed";
    case Change::How::changed:
      return "changed";
  }
  return {};
}

// Of these units, without blank lines and comments.
std::vector<explain::Quote> lines_of(const std::vector<std::size_t>& units, const TakenApart& parts,
                                     const books::LoadedRules& loaded) {
  const explain::Quotes quotes(*loaded.rules, loaded.sources);
  std::vector<explain::Quote> lines;
  for (const std::size_t unit : units) {
    const Span span = parts.units[unit].span;
    const std::string_view text = loaded.sources[span.file].text();
    for (std::uint32_t at = span.begin; at < span.end || at == span.begin;) {
      explain::Quote line = quotes.line({span.file, at, at});
      if (!line.text.empty()) lines.push_back(std::move(line));
      const std::size_t end = text.find('\n', at);
      if (end == std::string_view::npos) break;
      at = static_cast<std::uint32_t>(end + 1);
    }
  }
  return lines;
}

// Those whose text `others` has not.
std::vector<explain::Quote> differing(const std::vector<explain::Quote>& lines, const std::vector<explain::Quote>& others) {
  std::vector<explain::Quote> rest;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(rest), [&](const explain::Quote& line) {
    return std::none_of(others.begin(), others.end(), [&](const explain::Quote& other) { return other.text == line.text; });
  });
  return rest;
}

}  // namespace

std::vector<ToldChange> told_changes(const std::vector<Change>& changes, const books::LoadedRules& old_rules,
                                     const books::LoadedRules& new_rules, Language language) {
  const TakenApart old_parts = take_apart(books::tree_of(old_rules.sources));
  const TakenApart new_parts = take_apart(books::tree_of(new_rules.sources));
  std::vector<ToldChange> told;
  for (const Change& change : changes) {
    ToldChange each;
    each.text = change_text(change, language);
    each.kind = kind_name(change.kind);
    each.names = change.names;
    each.how = how_name(change.how);
    const std::vector<explain::Quote> before = lines_of(change.old_units, old_parts, old_rules);
    const std::vector<explain::Quote> after = lines_of(change.new_units, new_parts, new_rules);
    each.before = differing(before, after);
    each.after = differing(after, before);
    told.push_back(std::move(each));
  }
  return told;
}

}  // namespace fenji::compare
