#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "terminal.hpp"

namespace fenji::cli {

bool output_is_terminal() { return isatty(STDOUT_FILENO) == 1; }

bool error_is_terminal() { return isatty(STDERR_FILENO) == 1; }

bool environment_allows_colour() {
  const char* const no_colour = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return !dumb && (no_colour == nullptr || *no_colour == '\0');
}

bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

void print_error(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void complain(const Message& message, Language language) { print_error(fmt::format("fenji: {}\n", message.in(language))); }

Language environment_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Language::chinese : Language::english;
  }
  return Language::english;
}

bool same_file(const std::string& left, const std::string& right) {
  struct stat left_status {};
  struct stat right_status {};
  return stat(left.c_str(), &left_status) == 0 && stat(right.c_str(), &right_status) == 0 &&
         left_status.st_dev == right_status.st_dev && left_status.st_ino == right_status.st_ino;
}

}  // namespace fenji::cli
