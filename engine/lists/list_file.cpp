#include "engine/lists/list_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/lists/file_error.hpp"
#include "engine/lists/foreign_file.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/lists/text_list.hpp"
#include "engine/lists/workbook/workbook_source.hpp"

namespace fenji::lists {
namespace {

// A text whose first bytes were looked at.
class TextFile : public ByteSource {
 public:
  TextFile(std::string first, InputFile rest) : first_(std::move(first)), rest_(std::move(rest)) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min(size, first_.size() - given_);
    if (count == 0) return rest_.read(to, size);
    std::memcpy(to, first_.data() + given_, count);
    given_ += count;
    return count;
  }
  Message name() const override { return rest_.name(); }

 private:
  std::string first_;
  std::size_t given_ = 0;
  InputFile rest_;
};

Result<std::string> read_first(InputFile& file) {
  std::string first(first_bytes, '\0');
  std::size_t size = 0;
  while (size < first.size()) {
    const Result<std::size_t> count = file.read(first.data() + size, first.size() - size);
    if (!count.ok()) return count.failure();
    if (*count == 0) break;
    size += *count;
  }
  first.resize(size);
  return first;
}

// What cannot be sought in, as a temporary file that vanishes when it is closed.
Result<std::FILE*> copied(const std::string& first, InputFile& rest) {
  std::FILE* const copy = std::tmpfile();
  const auto failed = [&](Message message) {
    if (copy != nullptr) std::fclose(copy);
    return message;
  };
  const auto system_failure = [&] {
    return failed(reading_failure(rest.name(), std::error_code(errno, std::generic_category())));
  };
  if (copy == nullptr || std::fwrite(first.data(), 1, first.size(), copy) != first.size()) return system_failure();
  std::string piece(std::size_t{256} << 10, '\0');
  for (;;) {
    const Result<std::size_t> count = rest.read(piece.data(), piece.size());
    if (!count.ok()) return failed(count.failure());
    if (*count == 0) break;
    if (std::fwrite(piece.data(), 1, *count, copy) != *count) return system_failure();
  }
  if (std::fflush(copy) != 0) return system_failure();
  std::rewind(copy);
  return copy;
}

bool named_json_lines(const std::string& path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson"); }

}  // namespace

Result<ListFile> ListFile::open(const std::string& path, const ListOptions& options) {
  auto file = InputFile::open(path);
  if (!file.ok()) return file.failure();
  auto first = read_first(*file);
  if (!first.ok()) return first.failure();
  if (is_archive(*first)) {
    std::FILE* stream = nullptr;
    if (file->file().stream_from_start(first->size(), stream)) {
      const Result<std::FILE*> copy = copied(*first, *file);
      if (!copy.ok()) return copy.failure();
      stream = *copy;
    }
    auto workbook = open_workbook(stream, file->name(), options);
    if (!workbook.ok()) return workbook.failure();
    return ListFile(std::move(*workbook));
  }
  if (Failure refusal = foreign_file(path, *first, *file)) return std::move(*refusal);
  if (options.sheet) {
    const Message name = file->name();
    return Message{fmt::format("{}不是工作簿，没有工作表：请去掉 --sheet", name.zh),
                   fmt::format("{} is no workbook and has no sheets: leave --sheet out", name.en)};
  }
  auto text = open_text(std::make_unique<TextFile>(std::move(*first), std::move(*file)), options, named_json_lines(path));
  if (!text.ok()) return text.failure();
  return ListFile(std::move(*text));
}

}  // namespace fenji::lists
