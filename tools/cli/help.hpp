// The help pages, from the commands' declarations: examples first, then what the command takes and how it ends.
#pragma once

#include <string>
#include <vector>

#include "syntax.hpp"

namespace fenji::cli {

// `fenji run RULES LIST --out OUT [OPTIONS]`
std::string usage_line(const Command& command, Language language);

// `-o, --out OUT`
std::string option_title(const Option& option, Language language);

// What the option does, and behind that its values, its default, and whether it must be given.
std::string option_text(const Option& option, Language language);

// Of the program: what `fenji` and `fenji --help` show.
std::string overview_page(const std::vector<Command>& commands, const std::vector<Option>& common, Language language);

// Of one command: `fenji run --help`.
std::string command_page(const Command& command, const std::vector<Option>& common, Language language);

}  // namespace fenji::cli
