// Stage: execute. What became of a record, and why: the part of a result that both evaluators must agree on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::execute {

enum class Status : std::uint8_t { rated, ineligible, not_applicable, invalid, incomplete, uncovered };
inline constexpr std::size_t status_count = 6;

std::string_view status_text(Status status, Language language);  // 已评级 / rated
std::string_view status_name(Status status);                     // rated, ineligible, … for machines

// One thing that a note names. Arithmetic in the subjects and tests of a table belongs to the definition of its first result
// column, arithmetic in a result cell to the definition of that column.
struct Reason {
  enum class Kind : std::uint8_t {
    failed,         // gate `first`, element `second` does not hold
    unreadable,     // the cell of field `first` cannot be read
    out_of_range,   // arithmetic left the exact range or divided by zero in definition `first`; none: in `applies` or a gate
    missing,        // the cell of field `first` is empty
    uncovered,      // no row fits in the table whose first result column is definition `first`
    contradiction,  // rows with unequal results fit in the table whose first result column is definition `first`
    undetermined    // the function over the whole list behind field `first` has no value, with all cells of the record known:
                    // a total of zero to divide by, a sum out of range
  } kind = Kind::failed;
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  bool operator==(const Reason&) const = default;
  auto operator<=>(const Reason&) const = default;
};

// Sorted, without repetition: the order of the notes does not depend on how they were found.
using Reasons = std::vector<Reason>;

// How the sentence for one kind of reasons begins: `待补：` / `Missing: `.
std::string_view note_opening(Reason::Kind kind, Language language);
// What a note names for a reason, without the cell of one that cannot be read.
std::string reason_name(const Reason& reason, const model::Rules& rules, Language language);

// The sentence for `reasons`: 未满足：有预算、有时间表 · 待补：预算金额 · 无法识别：预计毛利率“35”. `cell` gives the text of a
// field's cell as it stands in the list. Empty for no reasons.
std::string note(const Reasons& reasons, const model::Rules& rules, Language language,
                 const std::function<std::string_view(model::FieldId)>& cell);

}  // namespace fenji::execute
