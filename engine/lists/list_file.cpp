#include "engine/lists/list_file.hpp"

#include "engine/lists/input_file.hpp"

namespace fenji::lists {

Result<ListFile> ListFile::open(const std::string& path, const ListOptions& options) {
  auto file = InputFile::open(path);
  if (!file.ok()) return file.failure();
  return ListFile(std::make_unique<InputFile>(std::move(*file)), options);
}

}  // namespace fenji::lists
