// Which rule files the paths on the command line mean.
#pragma once

#include <string>
#include <vector>

namespace fenji::cli {

enum class Books : bool { without, with };

// Folders stand for the rule files in them, and the books where asked for, in the order of their names.
std::vector<std::string> rule_files(const std::vector<std::string>& paths, Books books = Books::without);

}  // namespace fenji::cli
