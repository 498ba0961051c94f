#include "engine/lists/input_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lists/file_error.hpp"

namespace fenji::lists {

Result<InputFile> InputFile::open(const std::string& path) {
  if (path == "-") return InputFile(NativeFile::standard_input(), {"标准输入", "standard input"});
  NativeFile file;
  if (const std::error_code error = NativeFile::open_to_read(path, file)) return reading_failure(quoted(path), error);
  return InputFile(std::move(file), quoted(path));
}

Result<std::size_t> InputFile::read(char* to, std::size_t size) {
  std::size_t count = 0;
  if (const std::error_code error = file_.read(to, size, count)) return reading_failure(name_, error);
  return count;
}

Result<std::string> read_all(ByteSource& source, std::size_t limit) {
  std::string bytes;
  for (;;) {
    constexpr std::size_t least_piece = std::size_t{64} << 10;
    const std::size_t size = bytes.size();
    bytes.resize(size + std::max(size, least_piece));
    const Result<std::size_t> count = source.read(bytes.data() + size, bytes.size() - size);
    if (!count.ok()) return count.failure();
    bytes.resize(size + *count);
    if (*count == 0) return bytes;
    if (bytes.size() > limit) {
      const Message name = source.name();
      const Message most = size_text(limit);
      return Message{fmt::format("{}超过 {}，太大了", name.zh, most.zh), fmt::format("{} is larger than {}", name.en, most.en)};
    }
  }
}

}  // namespace fenji::lists
