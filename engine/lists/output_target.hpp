// Stage: lists. What a path for output means to the operating system, and how a file is replaced as a whole;
// output_target_posix.cpp is to be written anew for another system.
#pragma once

#include <string>
#include <system_error>

#include "engine/lists/native_file.hpp"

namespace fenji::lists {

struct OutputTarget {
  // True: an ordinary file, existing or not, that may be replaced. False: a device, a pipe, or a name of a stream that is open
  // already, such as /dev/stdout; written directly, never replaced.
  bool replaceable = true;
  std::string path;   // replaceable: with symbolic links followed, so that they stay
  NativeFile stream;  // not replaceable: open for writing
  bool exists = false;
  unsigned mode = 0;  // permissions, owner and group of what exists
  unsigned owner = 0;
  unsigned group = 0;
};

// Fails on a directory, a circle of links, and on an existing file that may not be written.
std::error_code resolve_output(const std::string& path, OutputTarget& target);

// A name beside the target's that no file has; each call gives another.
std::string temporary_path_beside(const OutputTarget& target);

// Creates a file that must not exist yet, for writing, with the permissions of an existing target.
std::error_code create_temporary(const std::string& path, const OutputTarget& target, NativeFile& file);

// Creates a file that must not exist yet, for its owner alone.
std::error_code create_private(const std::string& path, NativeFile& file);

// The temporary file takes the target's place, in one step, and stays there after a power cut.
std::error_code replace_target(const std::string& temporary, const OutputTarget& target);

// No error where there is no such file.
void remove_file(const std::string& path);

}  // namespace fenji::lists
