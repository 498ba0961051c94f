#include "rule_files.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace fenji::cli {

namespace fs = std::filesystem;

std::vector<std::string> rule_files(const std::vector<std::string>& paths, Books books) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, error), end;
         !error && at != end; at.increment(error)) {
      const std::string name = at->path().string();
      const bool wanted = name.ends_with(".fenji") || (books == Books::with && name.ends_with(".book.toml"));
      if (wanted && at->is_regular_file(error)) inside.push_back(name);
    }
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

}  // namespace fenji::cli
