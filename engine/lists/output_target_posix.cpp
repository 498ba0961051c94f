#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <optional>
#include <random>
#include <string_view>

#include "engine/lists/output_target.hpp"

namespace fenji::lists {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

// With the last slash; empty where there is none.
std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

// The open stream that `path` names: opening /dev/stdout once more would write over what it holds already.
std::optional<int> open_stream(std::string_view path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    const std::string_view digits = path.substr(folder.size());
    int handle = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), handle);
    if (error == std::errc() && end == digits.data() + digits.size() && handle >= 0) return handle;
  }
  return std::nullopt;
}

std::error_code read_link(const std::string& path, std::string& to) {
  std::string text(256, '\0');
  for (;;) {
    const ssize_t length = ::readlink(path.c_str(), text.data(), text.size());
    if (length < 0) return last_error();
    if (static_cast<std::size_t>(length) < text.size()) {
      text.resize(static_cast<std::size_t>(length));
      to = text.starts_with('/') ? text : folder_of(path) + text;
      return {};
    }
    text.resize(2 * text.size());
  }
}

std::error_code open_stream_target(int handle, OutputTarget& target) {
  target.replaceable = false;
  const int copy = ::fcntl(handle, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return last_error();
  target.stream = NativeFile::adopt(copy);
  return {};
}

std::error_code open_special_target(const std::string& path, OutputTarget& target) {
  target.replaceable = false;
  int handle = -1;
  do {
    handle = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  } while (handle < 0 && errno == EINTR);
  if (handle < 0) return last_error();
  target.stream = NativeFile::adopt(handle);
  return {};
}

std::error_code create_new(const std::string& path, mode_t mode, NativeFile& file) {
  int handle = -1;
  do {
    handle = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
  } while (handle < 0 && errno == EINTR);
  if (handle < 0) return last_error();
  file = NativeFile::adopt(handle);
  return {};
}

}  // namespace

std::error_code resolve_output(const std::string& path, OutputTarget& target) {
  target.path = path;
  struct stat status {};
  constexpr int most_links = 40;
  for (int links = 0;; ++links) {
    if (const auto handle = open_stream(target.path)) return open_stream_target(*handle, target);
    if (::lstat(target.path.c_str(), &status) != 0) {
      if (errno != ENOENT) return last_error();
      // Its folder may be missing too: creating the temporary file will say so.
      if (target.path.ends_with('/')) return std::make_error_code(std::errc::is_a_directory);
      return target.path.empty() ? std::make_error_code(std::errc::no_such_file_or_directory) : std::error_code();
    }
    if (!S_ISLNK(status.st_mode)) break;
    if (links == most_links) return std::make_error_code(std::errc::too_many_symbolic_link_levels);
    if (const std::error_code error = read_link(target.path, target.path)) return error;
  }
  if (S_ISDIR(status.st_mode)) return std::make_error_code(std::errc::is_a_directory);
  if (!S_ISREG(status.st_mode)) return open_special_target(target.path, target);
  // Replacing needs the folder's permission only; but a file that its owner protected is not to be replaced.
  if (::access(target.path.c_str(), W_OK) != 0) return last_error();
  target.exists = true;
  target.mode = status.st_mode & 07777;
  target.owner = status.st_uid;
  target.group = status.st_gid;
  return {};
}

std::string temporary_path_beside(const OutputTarget& target) {
  std::random_device random;
  return fmt::format("{}.fenji-{:08x}{:08x}.tmp", folder_of(target.path), random(), random());
}

std::error_code create_private(const std::string& path, NativeFile& file) { return create_new(path, 0600, file); }

std::error_code create_temporary(const std::string& path, const OutputTarget& target, NativeFile& file) {
  // Nobody else reads it before it has the permissions of what it replaces.
  if (const std::error_code error = create_new(path, target.exists ? 0600 : 0666, file)) return error;
  if (target.exists) {
    const int handle = file.handle();
    // Only the superuser may give a file away; then it keeps its new owner, and the group bits must not reach another group.
    const bool given = ::fchown(handle, target.owner, target.group) == 0;
    const bool same_group = given || ::fchown(handle, static_cast<uid_t>(-1), target.group) == 0;
    if (::fchmod(handle, same_group ? target.mode : target.mode & 0707) != 0) return last_error();
  }
  return {};
}

std::error_code replace_target(const std::string& temporary, const OutputTarget& target) {
  if (::rename(temporary.c_str(), target.path.c_str()) != 0) return last_error();
  return {};
}

void remove_file(const std::string& path) { ::unlink(path.c_str()); }

}  // namespace fenji::lists
