// Stage: grammar. Typing habits that the language does not take, and what to type instead: every fix, pasted in, is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/fragment.hpp"
#include "grammar/syntax.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar {

// The word or sign that `text` begins with, for messages; a few characters at most.
std::string_view first_token(std::string_view text);

// The range that is meant by two ends with a dash between them: in ascending order, each with its unit.
std::string range_text(std::string_view low_text, std::string_view high_text, Language language);

// “~” is no range.
Message ends_of_range(std::string_view zh_subject, std::string_view en_subject);

// What to do about the sign at byte `at` of `text`, which cannot be read, where no repair is known.
std::optional<Message> advice_for(std::string_view text, std::size_t at);

// Where `diagnostic` is of a comma in a result cell, behind what is no declared name: the cell is a text that lacks its quotes,
// which it then says.
void propose_quotes(const Fragment& cell, const Words& words, Diagnostic& diagnostic);

Message write_instead(std::string_view text);

// Reports 200至400万 (200 lacks its 万), 80-89 (a subtraction where a range is meant) in an item of a cell or list.
void check_item(const Item& item, Language language, Diagnostics& diagnostics);

// Reports 5或以上: an item of which `value` is followed, at `suffix`, by 或 and a suffix.
void report_or_suffix(const Item& item, std::string_view value, Span suffix, Language language, Diagnostics& diagnostics);

// Reports options in brackets, as in 选项（制造、贸易）, and takes the brackets away.
void check_options(FieldSyntax& field, Language language, Diagnostics& diagnostics);

// Reports a number such as 1,000 where a comma separates, so that its digits behind the comma stand at `number`.
void check_thousands(const Fragment& fragment, std::size_t number, Diagnostics& diagnostics);

}  // namespace fenji::grammar
