// What is installed beside the program and made from the commands' declarations: the manual and the completions.
#pragma once

#include <string>
#include <vector>

#include "syntax.hpp"

namespace fenji::cli {

// fenji(1) in the language of the macros of man(7).
std::string manual_page(const std::vector<Command>& commands, const std::vector<Option>& common, Language language);

// Scripts that complete commands, options, the values of options and file names.
std::string bash_completion(const std::vector<Command>& commands, const std::vector<Option>& common);
std::string powershell_completion(const std::vector<Command>& commands, const std::vector<Option>& common);

}  // namespace fenji::cli
