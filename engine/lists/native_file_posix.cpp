#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string>

#include "engine/lists/native_file.hpp"

namespace fenji::lists {
namespace {

// One call never asks for more: systems limit it (Linux to 2 GiB, macOS refuses more than that).
constexpr std::size_t longest_call = std::size_t{1} << 30;

std::error_code last_error() { return {errno, std::generic_category()}; }

// A stream that somebody else set to non-blocking has nothing to give or takes nothing: wait. False: a true error.
bool waited(int handle, short event) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  pollfd wanted{handle, event, 0};
  return ::poll(&wanted, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

NativeFile NativeFile::standard_input() {
  NativeFile file;
  file.handle_ = STDIN_FILENO;
  return file;
}

NativeFile NativeFile::standard_output() {
  NativeFile file;
  file.handle_ = STDOUT_FILENO;
  return file;
}

NativeFile NativeFile::adopt(int handle) {
  NativeFile file;
  file.handle_ = handle;
  file.owned_ = true;
  return file;
}

std::error_code NativeFile::open_to_read(const std::string& path, NativeFile& file) {
  int handle = -1;
  do {
    handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  } while (handle < 0 && errno == EINTR);
  if (handle < 0) return last_error();
  file = adopt(handle);
  struct stat status {};
  if (::fstat(handle, &status) != 0) return last_error();
  if (S_ISDIR(status.st_mode)) return std::make_error_code(std::errc::is_a_directory);
#ifdef POSIX_FADV_SEQUENTIAL
  ::posix_fadvise(handle, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
  return {};
}

std::error_code NativeFile::create_nameless(NativeFile& file, std::string& folder) {
  std::error_code error;
  folder = std::filesystem::temp_directory_path(error).string();
  if (error) return error;
  std::string path = folder + "/fenji-XXXXXX";
  const int handle = ::mkstemp(path.data());
  if (handle < 0) return last_error();
  file = adopt(handle);
  ::unlink(path.c_str());
  return ::fcntl(handle, F_SETFD, FD_CLOEXEC) < 0 ? last_error() : std::error_code();
}

std::error_code NativeFile::stream_from_start(std::size_t count, std::FILE*& stream) const {
  const off_t at = ::lseek(handle_, 0, SEEK_CUR);
  if (at < 0) return last_error();
  if (at != static_cast<off_t>(count)) return std::make_error_code(std::errc::invalid_seek);
  if (::lseek(handle_, 0, SEEK_SET) < 0) return last_error();
  const int handle = ::fcntl(handle_, F_DUPFD_CLOEXEC, 0);
  if (handle < 0) return last_error();
  stream = ::fdopen(handle, "rb");
  if (stream != nullptr) return {};
  const std::error_code error = last_error();
  ::close(handle);
  return error;
}

std::error_code NativeFile::read(char* to, std::size_t size, std::size_t& count) {
  for (;;) {
    const ssize_t got = ::read(handle_, to, std::min(size, longest_call));
    if (got >= 0) {
      count = static_cast<std::size_t>(got);
      return {};
    }
    if (!waited(handle_, POLLIN)) return last_error();
  }
}

std::error_code NativeFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(handle_, bytes.data(), std::min(bytes.size(), longest_call));
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (!waited(handle_, POLLOUT)) {
      return last_error();
    }
  }
  return {};
}

std::error_code NativeFile::read_at(std::uint64_t place, char* to, std::size_t size) const {
  while (size > 0) {
    const ssize_t got = ::pread(handle_, to, std::min(size, longest_call), static_cast<off_t>(place));
    if (got == 0) return std::make_error_code(std::errc::io_error);
    if (got < 0 && errno != EINTR) return last_error();
    if (got < 0) continue;
    const auto count = static_cast<std::size_t>(got);
    to += count;
    place += count;
    size -= count;
  }
  return {};
}

std::error_code NativeFile::write_at(std::uint64_t place, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(handle_, bytes.data(), std::min(bytes.size(), longest_call), static_cast<off_t>(place));
    if (put < 0 && errno != EINTR) return last_error();
    if (put < 0) continue;
    const auto count = static_cast<std::size_t>(put);
    bytes.remove_prefix(count);
    place += count;
  }
  return {};
}

void NativeFile::write_back([[maybe_unused]] std::uint64_t place, [[maybe_unused]] std::uint64_t size) const {
#ifdef SYNC_FILE_RANGE_WRITE
  ::sync_file_range(handle_, static_cast<off64_t>(place), static_cast<off64_t>(size), SYNC_FILE_RANGE_WRITE);
#endif
}

std::error_code NativeFile::close() {
  if (handle_ < 0) return {};
  int handle = std::exchange(handle_, -1);
  // Of a stream that stays open a duplicate is closed: network folders report a full disk only then.
  if (!std::exchange(owned_, false)) handle = ::fcntl(handle, F_DUPFD_CLOEXEC, 0);
  if (handle < 0) return last_error();
  // After EINTR the handle is gone on Linux and undefined elsewhere: never closed twice.
  if (::close(handle) != 0 && errno != EINTR) return last_error();
  return {};
}

}  // namespace fenji::lists
