#include "engine/lists/scratch_file.hpp"

#include <filesystem>
#include <utility>

#include "engine/lists/file_error.hpp"
#include "engine/lists/output_target.hpp"

namespace fenji::lists {

namespace fs = std::filesystem;

Result<ScratchFile> ScratchFile::create(const std::string& output) {
  OutputTarget beside;
  std::error_code error;
  const fs::file_status status = fs::status(output, error);
  const bool ordinary = output != "-" && (fs::is_regular_file(status) || status.type() == fs::file_type::not_found);
  beside.path = ordinary ? output : (fs::temp_directory_path(error) / "output").string();
  constexpr int most_attempts = 100;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    TemporaryPath temporary(temporary_path_beside(beside));
    NativeFile file;
    error = create_private(temporary.path(), file);
    if (!error) return ScratchFile(std::move(temporary));
    if (error != std::errc::file_exists) break;
  }
  return writing_failure(lists::quoted(beside.path), error);
}

ScratchFile::~ScratchFile() {
  if (!path().empty()) remove_file(path());
}

std::string ScratchFile::folder() const {
  const std::string folder = fs::path(path()).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace fenji::lists
