// Stage: lists. The operating system's files, as thin as can be; native_file_posix.cpp is to be written anew for another
// system. Paths are UTF-8. All functions give the system's error, none when it went well; interrupted calls are repeated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace fenji::lists {

// An open file. Closed by the destructor, except a standard stream, which belongs to the process.
class NativeFile {
 public:
  NativeFile() = default;
  NativeFile(NativeFile&& other) noexcept
      : handle_(std::exchange(other.handle_, -1)), owned_(std::exchange(other.owned_, false)) {}
  NativeFile& operator=(NativeFile&& other) noexcept {
    NativeFile taken(std::move(other));
    std::swap(handle_, taken.handle_);
    std::swap(owned_, taken.owned_);
    return *this;
  }
  ~NativeFile() {
    if (owned_) close();
  }

  static NativeFile standard_input();
  static NativeFile standard_output();
  // A handle of the operating system that is already open; the destructor closes it.
  static NativeFile adopt(int handle);

  // For reading from first to last. A directory is std::errc::is_a_directory.
  static std::error_code open_to_read(const std::string& path, NativeFile& file);

  // A new file without a name in the system's folder for temporary files, for reading and writing at any place; gone when it is
  // closed. `folder` is named where it fails.
  static std::error_code create_nameless(NativeFile& file, std::string& folder);

  // A stream of the C library on the same file, at its first byte; the caller closes it. The system's error where the file
  // cannot be sought in, as a pipe, or somebody has read more of it than `count` bytes.
  std::error_code stream_from_start(std::size_t count, std::FILE*& stream) const;

  // At most `size` bytes; `count` is 0 only at the end. Waits where nothing has come yet.
  std::error_code read(char* to, std::size_t size, std::size_t& count);
  // All of `bytes`.
  std::error_code write(std::string_view bytes);
  // All of `size` bytes at a place of an ordinary file; any threads at once. What lies behind the end is an error of reading.
  std::error_code read_at(std::uint64_t place, char* to, std::size_t size) const;
  std::error_code write_at(std::uint64_t place, std::string_view bytes) const;
  // Has the system write `size` bytes from a place of an ordinary file to the disk soon, and does not wait for it. A hint.
  void write_back(std::uint64_t place, std::uint64_t size) const;
  // Reports also what the system had put off until now. A standard stream stays open.
  std::error_code close();

  int handle() const { return handle_; }

 private:
  int handle_ = -1;
  bool owned_ = false;
};

}  // namespace fenji::lists
