#include "engine/lists/foreign_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/lists/utf16_guess.hpp"
#include "engine/lists/workbook/damaged.hpp"

namespace fenji::lists {
namespace {

struct Kind {
  std::string_view begin;
  const char* zh;
  const char* en;
};

constexpr Kind kinds[] = {
    {"%PDF", " PDF 文档", "a PDF document"},
    {"Rar!", " RAR 压缩包", "a RAR archive"},
    {"7z\xBC\xAF\x27\x1C", " 7z 压缩包", "a 7z archive"},
    {"\x1F\x8B", " gzip 压缩的文件", "compressed by gzip"},
    {"SQLite format 3", " SQLite 数据库", "a SQLite database"},
};

constexpr std::string_view workbook_endings[] = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls"};

Message save_as(const Message& name, const char* zh, const char* en) {
  return {fmt::format("{}是{}；请用 Excel 或 WPS 打开，另存为 .xlsx", name.zh, zh),
          fmt::format("{} is {}; open it in Excel or WPS and save it as .xlsx", name.en, en)};
}

// Text as old containers have it, two bytes a character.
std::string wide(std::string_view ascii) {
  std::string text;
  for (const char letter : ascii) text.append({letter, '\0'});
  return text;
}

// What the container of old Office files holds: an encrypted workbook of today, or an old one.
Result<bool> holds_encrypted_package(std::string bytes, ByteSource& rest) {
  const std::string wanted = wide("EncryptedPackage");
  for (;;) {
    if (bytes.find(wanted) != bytes.npos) return true;
    bytes.erase(0, bytes.size() - std::min(bytes.size(), wanted.size()));
    const std::size_t kept = bytes.size();
    bytes.resize(kept + (std::size_t{256} << 10));
    const Result<std::size_t> count = rest.read(bytes.data() + kept, bytes.size() - kept);
    if (!count.ok()) return count.failure();
    if (*count == 0) return false;
    bytes.resize(kept + *count);
  }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), [](char wanted, char c) { return wanted == lower(c); });
}

// What systems export under the name of a workbook, and Excel opens after a warning.
std::optional<Message> markup(std::string_view bytes, const Message& name) {
  if (bytes.starts_with(utf8_byte_order_mark)) bytes.remove_prefix(utf8_byte_order_mark.size());
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  for (const std::string_view begin : {"<html", "<!doctype html", "<table", "<head", "<meta"}) {
    if (begins_with(bytes, begin)) return save_as(name, "网页（HTML），不是工作簿", "a web page (HTML), no workbook");
  }
  if (begins_with(bytes, "<?xml")) return save_as(name, " XML，不是 .xlsx 工作簿", "XML, no .xlsx workbook");
  return std::nullopt;
}

// Bytes that no text has.
std::optional<Message> no_text(const std::string& path, std::string_view bytes, const Message& name) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return Message{fmt::format("{}的编码是 UTF-32；名单请另存为“CSV UTF-8”", name.zh),
                   fmt::format("{} is UTF-32; save the list as “CSV UTF-8”", name.en)};
  }
  if (bytes.find('\0') == bytes.npos) return std::nullopt;
  if (bytes.find_first_not_of('\0') == bytes.npos) {
    return Message{
        fmt::format("{}已损坏：开头全是 NUL，像是没有写完整；请重新取得这个文件", name.zh),
        fmt::format("{} is damaged: it begins with nothing but NUL, as when it was not written as a whole; get it again",
                    name.en)};
  }
  const bool called_workbook = std::any_of(std::begin(workbook_endings), std::end(workbook_endings), [&](std::string_view end) {
    return path.size() >= end.size() && begins_with(std::string_view(path).substr(path.size() - end.size()), end);
  });
  if (!called_workbook || find_byte_order_mark(bytes) || guess_utf16(bytes)) return std::nullopt;
  return damaged_workbook(name, {"它的开头不是工作簿的开头", "it does not begin as workbooks do"});
}

}  // namespace

bool is_archive(std::string_view bytes) { return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"); }

Failure foreign_file(const std::string& path, std::string_view bytes, ByteSource& rest) {
  const Message name = rest.name();
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    const Result<bool> encrypted = holds_encrypted_package(std::string(bytes), rest);
    if (!encrypted.ok()) return encrypted.failure();
    if (!*encrypted) return save_as(name, "旧格式的工作簿（.xls）", "a workbook of the old format (.xls)");
    return Message{fmt::format("{}有打开密码；请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx", name.zh),
                   fmt::format("{} is encrypted; open it in Excel or WPS and save it without a password", name.en)};
  }
  // The oldest ones, without a container.
  for (const std::string_view begin : {std::string_view("\x09\x00\x04\x00", 4), std::string_view("\x09\x02\x06\x00", 4),
                                       std::string_view("\x09\x04\x06\x00", 4), std::string_view("\x09\x08\x08\x00", 4)}) {
    if (bytes.starts_with(begin)) return save_as(name, "旧格式的工作簿（.xls）", "a workbook of the old format (.xls)");
  }
  if (auto refusal = markup(bytes, name)) return refusal;
  if (auto refusal = no_text(path, bytes, name)) return refusal;
  for (const Kind& kind : kinds) {
    if (!bytes.starts_with(kind.begin)) continue;
    return Message{fmt::format("{}是{}；名单请用 .xlsx 或 CSV", name.zh, kind.zh),
                   fmt::format("{} is {}; a list is to be an .xlsx workbook or CSV", name.en, kind.en)};
  }
  return std::nullopt;
}

}  // namespace fenji::lists
