// Stage: lists. An output that appears as a whole or not at all: what is written goes to a temporary file beside the target,
// which takes the target's place on commit(); until then, and on any failure, the target is as it was. Standard output, devices
// and pipes are written directly.
#pragma once

#include <string>
#include <string_view>

#include "engine/lists/interruption.hpp"
#include "engine/lists/output_target.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

class OutputFile {
 public:
  // `-` is standard output. A symbolic link stays, what it points to is replaced; an existing file's permissions are kept.
  static Result<OutputFile> create(const std::string& path);

  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile() { abandon(); }

  // Small pieces are gathered. After a failure every call gives that failure again, and commit() changes nothing.
  [[nodiscard]] Failure write(std::string_view bytes);

  // All that was written stands under its name, or, where it goes to a stream, has been handed over. The last call. The system
  // is not asked to have it on the disk at once, which takes longer than to grade a list anew; no other program sees half of
  // it.
  [[nodiscard]] Failure commit();

  // Removes the temporary file. Does nothing after commit(). What a stream took cannot be called back.
  void abandon();

  // Whether the failure is that the program at the other end of the pipe has ended (`| head`), for those who end quietly then.
  bool closed_by_reader() const { return closed_by_reader_; }

 private:
  OutputFile(NativeFile file, OutputTarget target, TemporaryPath temporary, Message name);
  Failure check(std::error_code error);
  Failure put(std::string_view bytes);
  Failure flush();
  Failure finish();

  NativeFile file_;
  OutputTarget target_;
  TemporaryPath temporary_;
  Message name_;
  std::string buffer_;
  std::uint64_t written_ = 0;       // bytes, without those of the buffer
  std::uint64_t written_back_ = 0;  // of them, as far as the system was told to
  Failure failure_;
  bool open_ = true;
  bool closed_by_reader_ = false;
};

}  // namespace fenji::lists
