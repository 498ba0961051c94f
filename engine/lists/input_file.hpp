// Stage: lists. A file, or standard input, read from first to last in large pieces.
#pragma once

#include <cstddef>
#include <string>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/native_file.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

class InputFile : public ByteSource {
 public:
  // `-` is standard input. Fails on what cannot be opened, and on a directory.
  static Result<InputFile> open(const std::string& path);

  Result<std::size_t> read(char* to, std::size_t size) override;
  Message name() const override { return name_; }

  const NativeFile& file() const { return file_; }

 private:
  InputFile(NativeFile file, Message name) : file_(std::move(file)), name_(std::move(name)) {}

  NativeFile file_;
  Message name_;
};

// All that is left of `source`; fails where that is more than `limit` bytes. For rule files and the like, not for lists.
Result<std::string> read_all(ByteSource& source, std::size_t limit = std::size_t{16} << 20);

}  // namespace fenji::lists
