// Which rule files the paths on the command line mean.
#pragma once

#include <string>
#include <vector>

namespace fenji::cli {

// Folders stand for the rule files in them, in the order of their names.
std::vector<std::string> rule_files(const std::vector<std::string>& paths);

}  // namespace fenji::cli
