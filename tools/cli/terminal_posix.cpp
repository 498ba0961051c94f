#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "engine/lists/file_error.hpp"
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
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return true;
  const std::error_code error(errno, std::generic_category());
  const Message name{"标准输出", "standard output"};
  if (error != std::errc::broken_pipe) complain(lists::writing_failure(name, error), environment_language());
  return false;
}

void print_error(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void complain(const Message& message, Language language) {
  std::string sentence = message.in(language);
  std::replace_if(
      sentence.begin(), sentence.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  print_error(fmt::format("fenji: {}\n", sentence));
}

Language environment_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Language::chinese : Language::english;
  }
  return Language::english;
}

bool same_file(const std::string& left, const std::string& right) {
  const auto status_of = [](const std::string& path, struct stat& status) {
    return (path == "-" ? fstat(STDIN_FILENO, &status) : stat(path.c_str(), &status)) == 0;
  };
  struct stat left_status {};
  struct stat right_status {};
  return status_of(left, left_status) && status_of(right, right_status) && S_ISREG(left_status.st_mode) &&
         left_status.st_dev == right_status.st_dev && left_status.st_ino == right_status.st_ino;
}

}  // namespace fenji::cli
