// Stage: draft. How rules may name a column of a list: its header as it stands, a clean name that leads to it, or the header
// in quotes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/diagnostics/source.hpp"

namespace fenji::draft {

struct FieldName {
  std::string name;      // what the field is called
  std::string spelling;  // the same as rule text: 「3M公司」
  std::string also;      // rule text of the header, where it is not the name
};

// `header` as columns::header_text gives it, not empty. `is_taken` tells names that mean something else. Rules in `language`
// read the name everywhere a name may stand; nothing where no spelling does, such as for a header with both kinds of quotes.
std::optional<FieldName> field_name(std::string_view header, Language language,
                                    const std::function<bool(const std::string&)>& is_taken);

// `label` as it stands among the options of a field and in tables; nothing where it cannot stand there.
std::optional<std::string> option_spelling(std::string_view label, Language language);

}  // namespace fenji::draft
