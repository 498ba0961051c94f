// Stage: compare. Which rules differ between two effective rule files, and what the new file would be with some of them as they
// were. Formatting, comments, examples, titles and the order of what the language leaves unordered do not count.
#pragma once

#include <string>
#include <vector>

#include "engine/compare/units.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::compare {

// Units of both files that share a name count as one change, so that each can be taken back by itself: a table that became two
// definitions is one.
struct Change {
  enum class How : std::uint8_t { added, removed, changed } how = How::changed;
  UnitKind kind = UnitKind::definition;
  std::vector<std::string> names;                 // of the new units, else of the old ones; empty where they have none
  std::vector<std::size_t> old_units, new_units;  // of TakenApart::units
};

// In the order of the new file, what was removed behind.
std::vector<Change> find_changes(const TakenApart& old_parts, const TakenApart& new_parts);

// The new rules with the changes number `taken_back` as the old ones had them; both files as they were when the changes were
// found. All of them taken back are the old rules under the new title.
grammar::RuleFile with_taken_back(TakenApart old_parts, TakenApart new_parts, const std::vector<Change>& changes,
                                  const std::vector<std::size_t>& taken_back);

// 参数, parameter
Message kind_text(UnitKind kind);
std::string kind_name(UnitKind kind);  // for machines: parameter, eligibility_order
// 参数 要求毛利率
std::string change_text(const Change& change, Language language);

}  // namespace fenji::compare
