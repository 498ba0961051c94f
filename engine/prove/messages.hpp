// Stage: prove. What the provers say, one function a message, both languages side by side. Arguments are phrases in both
// languages; proposals are text in the language of the file, to be pasted into it.
#pragma once

#include <string>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove::messages {

Message gap(const Message& witness, const Message& lack, const Message& region, const Message& table);
Message no_row_at_all(const Message& lack, const Message& table);
Message more_gaps(const Message& table);
Message unreachable_hole(const Message& witness, const Message& region, const Message& table);

// Advice against a gap.
Message add_row(const std::string& row);
Message move_limit(const std::string& from, const std::string& to);
Message move_limit_or_add_row(const std::string& from, const std::string& to, const std::string& row);
Message add_otherwise();

Message overlap(const Message& witness, const Message& earlier, const Message& later, const Message& result,
                const Message& earlier_result, const Message& later_result, const Message& table);
Message overlap_computed(const Message& witness, const Message& earlier, const Message& later, const Message& table);
Message overlap_of_equals(const Message& witness, const Message& earlier, const Message& later, const Message& table);
Message unattained(Message overlap);
Message overlap_everywhere(const Message& earlier, const Message& later, const Message& table);
Message more_overlaps(const Message& table);
Message overlapping_row();
Message neighbouring_row();

// Advice against an overlap.
Message shrink_row(const std::string& from, const std::string& to);
Message tell_rows_apart();
Message drop_one_row();

Message masked_row(const Message& row, const Message& covering, const Message& table);
Message covering_row();
Message move_or_delete_row();

Message blank_result(const std::string& field, const Message& value, const Message& row, const Message& result);
Message blank_declared();
Message separate_blank(const Message& value);

// Not decided.
Message unclear_rows_at_all(const Message& table);
Message unclear_gap(const Message& region, const Message& table);
Message unclear_overlap(const Message& earlier, const Message& later, const Message& table);
Message conditions_too_complex(const Message& table);
Message overlaps_too_complex(const Message& table);
Message gaps_out_of_budget(const Message& table);
Message overlaps_out_of_budget(const Message& table);
Message masked_out_of_budget(const Message& table);

}  // namespace fenji::prove::messages
