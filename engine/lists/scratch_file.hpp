// Stage: lists. A file of our own for a library that writes to a path: private, gone with its owner and on signals
// (interruption.hpp).
#pragma once

#include <string>

#include "engine/lists/interruption.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

class ScratchFile {
 public:
  // Creates it, empty, in the folder of `output`, where what is written will need room anyway; for what is no ordinary file,
  // such as `-`, in the system's folder for temporary files.
  static Result<ScratchFile> create(const std::string& output);

  ScratchFile(ScratchFile&&) noexcept = default;
  ScratchFile& operator=(ScratchFile&&) = delete;
  ~ScratchFile();

  const std::string& path() const { return path_.path(); }
  // Without a slash at its end; `.` where the path has none.
  std::string folder() const;

 private:
  explicit ScratchFile(TemporaryPath path) : path_(std::move(path)) {}

  TemporaryPath path_;
};

}  // namespace fenji::lists
