#include "engine/lists/output_file.hpp"

#include <cassert>
#include <utility>

#include "engine/lists/file_error.hpp"

namespace fenji::lists {
namespace {

// Bytes gathered before they are written.
constexpr std::size_t buffer_size = std::size_t{256} << 10;
// Pieces from here on are not gathered.
constexpr std::size_t large_piece = std::size_t{64} << 10;
// A file that takes another's place is on the disk before it does (ext4's auto_da_alloc): what is written waits there, unless
// so many bytes at a time are on their way before.
constexpr std::size_t written_back_at_once = std::size_t{8} << 20;

}  // namespace

Result<OutputFile> OutputFile::create(const std::string& path) {
  if (path == "-") {
    OutputTarget target;
    target.replaceable = false;
    return OutputFile(NativeFile::standard_output(), std::move(target), {}, {"标准输出", "standard output"});
  }
  const Message name = quoted(path);
  OutputTarget target;
  if (const std::error_code error = resolve_output(path, target)) return writing_failure(name, error);
  if (!target.replaceable) {
    NativeFile stream = std::move(target.stream);
    return OutputFile(std::move(stream), std::move(target), {}, name);
  }
  NativeFile file;
  std::error_code error;
  constexpr int most_attempts = 100;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    TemporaryPath temporary(temporary_path_beside(target));
    error = create_temporary(temporary.path(), target, file);
    if (!error) return OutputFile(std::move(file), std::move(target), std::move(temporary), name);
    if (error != std::errc::file_exists) {
      if (file.handle() >= 0) remove_file(temporary.path());
      break;
    }
  }
  return writing_failure(name, error);
}

OutputFile::OutputFile(NativeFile file, OutputTarget target, TemporaryPath temporary, Message name)
    : file_(std::move(file)), target_(std::move(target)), temporary_(std::move(temporary)), name_(std::move(name)) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : file_(std::move(other.file_)),
      target_(std::move(other.target_)),
      temporary_(std::move(other.temporary_)),
      name_(std::move(other.name_)),
      buffer_(std::move(other.buffer_)),
      written_(other.written_),
      written_back_(other.written_back_),
      failure_(std::move(other.failure_)),
      open_(std::exchange(other.open_, false)),
      closed_by_reader_(other.closed_by_reader_) {}

Failure OutputFile::check(std::error_code error) {
  if (!error) return std::nullopt;
  closed_by_reader_ = error == std::errc::broken_pipe;
  failure_ = writing_failure(name_, error);
  return failure_;
}

Failure OutputFile::put(std::string_view bytes) {
  if (check(file_.write(bytes))) return failure_;
  written_ += bytes.size();
  if (target_.replaceable && target_.exists && written_ - written_back_ >= written_back_at_once) {
    file_.write_back(written_back_, written_ - written_back_);
    written_back_ = written_;
  }
  return std::nullopt;
}

Failure OutputFile::flush() {
  Failure failure = put(buffer_);
  buffer_.clear();
  return failure;
}

Failure OutputFile::write(std::string_view bytes) {
  assert(open_);
  if (failure_) return failure_;
  if (bytes.size() >= large_piece || buffer_.size() + bytes.size() > buffer_size) {
    if (!buffer_.empty() && flush()) return failure_;
    if (bytes.size() >= large_piece) return put(bytes);
  }
  buffer_.append(bytes);
  return std::nullopt;
}

Failure OutputFile::finish() {
  if (failure_ || flush()) return failure_;
  if (check(file_.close())) return failure_;
  return target_.replaceable ? check(replace_target(temporary_.path(), target_)) : std::nullopt;
}

Failure OutputFile::commit() {
  assert(open_);
  if (finish()) {
    abandon();
  } else {
    open_ = false;
    temporary_ = {};
  }
  return failure_;
}

void OutputFile::abandon() {
  if (!std::exchange(open_, false)) return;
  file_ = {};
  if (target_.replaceable) remove_file(temporary_.path());
  temporary_ = {};
}

}  // namespace fenji::lists
