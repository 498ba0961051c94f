#include "list_options.hpp"

#include <fmt/format.h>

namespace fenji::cli {

void add_list_options(Command& command, lists::ListOptions& target) {
  Option encoding;
  encoding.name = "--encoding";
  encoding.value = {"编码", "ENCODING"};
  encoding.meaning = {"名单的编码，如 UTF-8、GB18030", "encoding of the list: UTF-8, GB18030"};
  encoding.otherwise = {"从名单的内容辨认", "found from the list itself"};
  encoding.take = [&target](const std::string& word) -> std::optional<Message> {
    target.encoding = lists::encoding_named(word);
    if (target.encoding) return std::nullopt;
    return Message{fmt::format("没有编码“{}”；可以写 UTF-8、GB18030", word),
                   fmt::format("there is no encoding `{}`; it may be UTF-8 or GB18030", word)};
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
}

}  // namespace fenji::cli
