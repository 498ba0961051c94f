#include "engine/lists/workbook/zip_archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cassert>
#include <optional>

#include "engine/lists/late_library.hpp"
#include "engine/lists/workbook/damaged.hpp"

namespace fenji::lists {
namespace {

struct Libzip {
  LateLibrary library{FENJI_LATE_LIBRARY};
  FENJI_LATE_FUNCTION(zip_discard);
  FENJI_LATE_FUNCTION(zip_error_code_zip);
  FENJI_LATE_FUNCTION(zip_error_fini);
  FENJI_LATE_FUNCTION(zip_error_init);
  FENJI_LATE_FUNCTION(zip_error_strerror);
  FENJI_LATE_FUNCTION(zip_fclose);
  FENJI_LATE_FUNCTION(zip_file_get_error);
  FENJI_LATE_FUNCTION(zip_fopen_index);
  FENJI_LATE_FUNCTION(zip_fread);
  FENJI_LATE_FUNCTION(zip_get_error);
  FENJI_LATE_FUNCTION(zip_name_locate);
  FENJI_LATE_FUNCTION(zip_open_from_source);
  FENJI_LATE_FUNCTION(zip_source_filep_create);
  FENJI_LATE_FUNCTION(zip_source_free);
  FENJI_LATE_FUNCTION(zip_stat_index);
  FENJI_LATE_FUNCTION(zip_stat_init);
};

const Libzip& libzip() {
  static const Libzip functions;
  return functions;
}

struct Reason {
  int error;
  const char* zh;
  const char* en;
};

constexpr Reason reasons[] = {
    {ZIP_ER_NOZIP, "它的后半部分不见了，可能没有下载或复制完整", "its end is missing, as when it was not copied as a whole"},
    {ZIP_ER_INCONS, "压缩包前后不一致", "the archive contradicts itself"},
    {ZIP_ER_EOF, "文件在中途结束", "it ends too early"},
    {ZIP_ER_READ, "读取出错", "it cannot be read"},
    {ZIP_ER_SEEK, "文件在中途结束", "it ends too early"},
    {ZIP_ER_CRC, "校验和不符", "its checksum is wrong"},
    {ZIP_ER_ZLIB, "压缩数据有错", "its compressed data are wrong"},
    {ZIP_ER_COMPRESSED_DATA, "压缩数据有错", "its compressed data are wrong"},
    {ZIP_ER_COMPNOTSUPP, "压缩方法不认识", "it is compressed by an unknown method"},
    {ZIP_ER_MULTIDISK, "压缩包分成了几卷", "the archive is split into volumes"},
    {ZIP_ER_MEMORY, "内存不足", "there is not enough memory"},
};

Message reason_of(zip_error_t* error) {
  for (const Reason& known : reasons) {
    if (known.error == libzip().zip_error_code_zip(error)) return {known.zh, known.en};
  }
  const std::string words = libzip().zip_error_strerror(error);
  return {words, words};
}

Message of_member(const std::string& path, const Message& what) {
  return {fmt::format("{}：{}", path, what.zh), fmt::format("{}: {}", path, what.en)};
}

constexpr zip_flags_t any_case = ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS;

// Index of the member, nothing where there is none.
std::optional<zip_uint64_t> locate(zip* archive, std::string_view path) {
  std::string wanted(path);
  zip_int64_t index = libzip().zip_name_locate(archive, wanted.c_str(), any_case);
  if (index < 0) {
    std::replace(wanted.begin(), wanted.end(), '/', '\\');
    index = libzip().zip_name_locate(archive, wanted.c_str(), any_case);
  }
  if (index < 0) return std::nullopt;
  return static_cast<zip_uint64_t>(index);
}

}  // namespace

void ZipMember::Close::operator()(zip_file* file) const { libzip().zip_fclose(file); }
void ZipArchive::Close::operator()(zip* archive) const { libzip().zip_discard(archive); }

Result<std::size_t> ZipMember::read(char* to, std::size_t size) {
  assert(size > 0);
  const zip_int64_t count = libzip().zip_fread(file_.get(), to, size);
  if (count >= 0) return static_cast<std::size_t>(count);
  return damaged_workbook(*archive_, of_member(path_, reason_of(libzip().zip_file_get_error(file_.get()))));
}

ZipArchive::ZipArchive(zip* archive, Message name)
    : archive_(archive), name_(std::make_unique<const Message>(std::move(name))) {}

Result<ZipArchive> ZipArchive::open(std::FILE* file, Message name) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> owned(file, std::fclose);
  zip_error_t error;
  libzip().zip_error_init(&error);
  zip_source_t* const source = libzip().zip_source_filep_create(file, 0, -1, &error);
  if (source != nullptr) static_cast<void>(owned.release());
  zip* const archive = source == nullptr ? nullptr : libzip().zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    if (source != nullptr) libzip().zip_source_free(source);
    const Message why = reason_of(&error);
    libzip().zip_error_fini(&error);
    return damaged_workbook(name, why);
  }
  libzip().zip_error_fini(&error);
  return ZipArchive(archive, std::move(name));
}

bool ZipArchive::holds(std::string_view path) const { return locate(archive_.get(), path).has_value(); }

Result<ZipMember> ZipArchive::open_member(std::string_view path) const {
  std::string shown = shown_name(path);
  const auto index = locate(archive_.get(), path);
  if (!index) return damaged_workbook(*name_, {"缺少 " + shown, shown + " is missing"});
  zip_stat_t status;
  libzip().zip_stat_init(&status);
  if (libzip().zip_stat_index(archive_.get(), *index, 0, &status) != 0) {
    return damaged_workbook(*name_, of_member(shown, reason_of(libzip().zip_get_error(archive_.get()))));
  }
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    return Message{fmt::format("{}的压缩包有密码；请解压，或另存为没有密码的 .xlsx", name_->zh),
                   fmt::format("{} is an archive with a password; unpack it, or save it as .xlsx without one", name_->en)};
  }
  zip_file* const file = libzip().zip_fopen_index(archive_.get(), *index, 0);
  if (file == nullptr) return damaged_workbook(*name_, of_member(shown, reason_of(libzip().zip_get_error(archive_.get()))));
  const std::uint64_t packed = (status.valid & ZIP_STAT_COMP_SIZE) != 0 ? status.comp_size : 0;
  return ZipMember(file, std::move(shown), *name_, packed);
}

}  // namespace fenji::lists
