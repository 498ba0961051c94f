// Stage: lists. What a program that writes files does about signals, in one place (interruption_posix.cpp): temporary files
// vanish with it, and a closed pipe is an error to be told, not a sudden end. Only a program switches these on.
#pragma once

#include <string>

namespace fenji::lists {

// Writing to a pipe that nobody reads, or past the size that the system allows a file, fails with a message instead of ending
// the program.
void ignore_write_signals();

// On Ctrl-C, SIGTERM and SIGHUP the temporary files of all open outputs are removed, then the signal ends the program as it
// would have done. A signal that the program was started to ignore stays ignored.
void remove_temporary_files_on_signals();

// The path of a temporary file that is to be removed on a signal, from before its creation until it is renamed or removed.
class TemporaryPath {
 public:
  TemporaryPath() = default;
  explicit TemporaryPath(std::string path);
  TemporaryPath(TemporaryPath&& other) noexcept;
  TemporaryPath& operator=(TemporaryPath&& other) noexcept;
  ~TemporaryPath();

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int slot_ = -1;  // in the registry; -1: none, it was full or the path is too long
};

}  // namespace fenji::lists
