// Stage: prove. What is said of results, conditions and columns, one function a message, both languages side by side.
#pragma once

#include <string>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove::messages {

// Consequence first: what never comes out, then why.
Message unreachable_result(const Message& result, const Message& why);
Message attainable_range(const std::string& subject, const Message& least, const Message& greatest);
Message no_record_in(const Message& rows);
Message review_limits();

Message unclear_rows(const Message& rows, const Message& table);
Message row_never_used(const Message& row, const Message& table);
Message impossible_together();

Message masked_by_rest(const Message& row, const Message& covering, const Message& table);

Message always(const std::string& condition, bool yes, const Message& place);
Message why_always(bool yes);
Message block_never_counts(const std::string& condition);

Message irrelevant_column(const std::string& column, const Message& table);
Message drop_column();

Message falls(const Message& lower_row, const Message& lower_points, const Message& upper_row, const Message& upper_points,
              bool rising, const Message& table);
Message compare_rows();
Message other_row();

Message not_applicable_used(const std::string& used, const std::string& by, const Message& example);
Message declared_when(const std::string& used);
Message add_when();

Message division_by_zero(const std::string& definition, const Message& example);
Message guard_division();

Message too_great(const std::string& definition, const Message& example);
Message bound_fields();

Message unclear_condition(const std::string& condition, const Message& place);
Message unclear_application(const std::string& definition);
Message unclear_division(const std::string& definition);
Message unclear_overflow(const std::string& definition);
Message unclear_column(const std::string& column, const Message& table);

Message unused_field(const std::string& name);
Message unused_result(const std::string& name);
Message remove_or_use();

Message repeated_literal(const std::string& value, std::size_t places);
Message also_here();
Message make_parameter();

}  // namespace fenji::prove::messages
