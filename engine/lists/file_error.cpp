#include "engine/lists/file_error.hpp"

#include <fmt/format.h>

#include <cerrno>

namespace fenji::lists {
namespace {

struct Reason {
  std::errc error;
  const char* zh;
  const char* en;
};

// A path that does not exist means the file when reading, the folder when writing; see below.
constexpr Reason reasons[] = {
    {std::errc::permission_denied, "没有权限", "permission denied"},
    {std::errc::operation_not_permitted, "系统不允许这样做", "the system does not permit it"},
    {std::errc::is_a_directory, "这是文件夹，不是文件", "it is a folder, not a file"},
    {std::errc::not_a_directory, "路径中有一段不是文件夹", "a part of the path is not a folder"},
    {std::errc::too_many_symbolic_link_levels, "符号链接绕成了圈", "its symbolic links form a circle"},
    {std::errc::filename_too_long, "文件名太长", "the name is too long"},
    {std::errc::no_space_on_device, "磁盘已满", "the disk is full"},
    {std::errc::file_too_large, "文件超过了系统允许的大小", "the file would be larger than the system allows"},
    {std::errc::read_only_file_system, "磁盘是只读的", "the disk is read-only"},
    {std::errc::broken_pipe, "接收输出的程序已经结束", "the program that receives the output has ended"},
    {std::errc::io_error, "磁盘或设备读写出错", "the disk or device reports an error"},
    {std::errc::too_many_files_open, "同时打开的文件太多", "too many files are open"},
    {std::errc::too_many_files_open_in_system, "同时打开的文件太多", "too many files are open"},
    {std::errc::bad_file_descriptor, "没有打开", "it is not open"},
    {std::errc::text_file_busy, "文件正在被运行", "the file is being run as a program"},
    {std::errc::not_enough_memory, "内存不足", "there is not enough memory"},
};

Message reason(std::error_code error, const Message& not_found) {
  if (error == std::errc::no_such_file_or_directory) return not_found;
#ifdef EDQUOT
  if (error == std::error_code(EDQUOT, std::generic_category())) return {"超出磁盘配额", "the disk quota is used up"};
#endif
  for (const Reason& known : reasons) {
    if (error == known.error) return {known.zh, known.en};
  }
  const std::string words = error.message();
  return {words, words};
}

}  // namespace

Message quoted(const std::string& path) {
  const std::string text = fmt::format("“{}”", path);
  return {text, text};
}

Message reading_failure(const Message& name, std::error_code error) {
  const Message why = reason(error, {"没有这个文件", "there is no such file"});
  return {fmt::format("无法读取{}：{}", name.zh, why.zh), fmt::format("cannot read {}: {}", name.en, why.en)};
}

Message writing_failure(const Message& name, std::error_code error) {
  const Message why = reason(error, {"文件夹不存在", "its folder does not exist"});
  return {fmt::format("无法写入{}：{}", name.zh, why.zh), fmt::format("cannot write {}: {}", name.en, why.en)};
}

Message size_text(std::size_t bytes) {
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  if (bytes > 0 && bytes % mebibyte == 0) {
    const std::string text = fmt::format("{} MiB", bytes / mebibyte);
    return {text, text};
  }
  return {fmt::format("{} 字节", bytes), fmt::format("{} bytes", bytes)};
}

}  // namespace fenji::lists
