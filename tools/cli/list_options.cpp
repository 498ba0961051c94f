#include "list_options.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace fenji::cli {
namespace {

constexpr std::pair<std::string_view, char> delimiters[] = {
    {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"逗号", ','}, {"分号", ';'}, {"制表符", '\t'}, {",", ','}, {";", ';'},
    {"\t", '\t'},   {"\\t", '\t'},      {"，", ','},   {"；", ';'},   {"pipe", '|'}, {"竖线", '|'},    {"|", '|'}, {"｜", '|'}};

}  // namespace

std::optional<char> delimiter_named(const std::string& word) {
  for (const auto& [name, delimiter] : delimiters) {
    if (word == name) return delimiter;
  }
  return std::nullopt;
}

std::string delimiter_name(char delimiter) {
  // The first name of each is the English one.
  for (const auto& [name, each] : delimiters) {
    if (each == delimiter) return std::string(name);
  }
  return {};
}

void add_list_options(Command& command, lists::ListOptions& target) {
  Option encoding;
  encoding.name = "--encoding";
  encoding.value = {"编码", "ENCODING"};
  encoding.meaning = {"名单的编码：UTF-8、GB18030（GBK）、UTF-16LE、UTF-16BE",
                      "encoding of the list: UTF-8, GB18030 (GBK), UTF-16LE, UTF-16BE"};
  encoding.otherwise = {"从名单的内容辨认", "found from the list itself"};
  encoding.take = [&target](const std::string& word) -> std::optional<Message> {
    target.encoding = lists::encoding_named(word);
    if (target.encoding) return std::nullopt;
    return Message{fmt::format("没有编码“{}”；可以写 UTF-8、GB18030、UTF-16LE、UTF-16BE", word),
                   fmt::format("there is no encoding `{}`; it may be UTF-8, GB18030, UTF-16LE or UTF-16BE", word)};
  };
  command.options.push_back(std::move(encoding));
  Option sheet;
  sheet.name = "--sheet";
  sheet.value = {"工作表", "SHEET"};
  sheet.meaning = {"名单在工作簿的哪个工作表：名称或序号", "sheet of a workbook that is the list: its name or number"};
  sheet.otherwise = {"第一个没有隐藏的", "the first that is not hidden"};
  sheet.take = [&target](const std::string& word) -> std::optional<Message> {
    target.sheet = word;
    return std::nullopt;
  };
  command.options.push_back(std::move(sheet));
  Option delimiter;
  delimiter.name = "--delimiter";
  delimiter.value = {"分隔符", "DELIMITER"};
  delimiter.meaning = {"名单的分隔符：逗号、分号、制表符、竖线，或 , ; \\t |",
                       "what separates cells: comma, semicolon, tab or pipe, or , ; \\t |"};
  delimiter.otherwise = {"从表头辨认", "found from the header"};
  delimiter.take = [&target](const std::string& word) -> std::optional<Message> {
    target.delimiter = delimiter_named(word);
    if (target.delimiter) return std::nullopt;
    return Message{fmt::format("分隔符不能是“{}”；可以写 逗号、分号、制表符、竖线", word),
                   fmt::format("cells cannot be separated by `{}`; it may be comma, semicolon, tab or pipe", word)};
  };
  command.options.push_back(std::move(delimiter));
  command.options.push_back(number_option("--header-row", 1, 1000, [&target](std::size_t row) { target.header_row = row; },
                                          {"表头在第几行", "the line that is the header"},
                                          {"写着字段名称的那一行", "the one with the names of the fields"}));
}

}  // namespace fenji::cli
