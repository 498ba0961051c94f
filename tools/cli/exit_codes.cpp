#include "exit_codes.hpp"

#include <array>
#include <cassert>

namespace fenji::cli {

Message exit_code_meaning(int code) {
  static const std::array<Message, exit_code_count> meanings{{
      {"正常结束", "fine"},
      {"规则有错误，或有达到 --fail-level 的问题，或检验不通过",
       "the rules have errors, findings at or above --fail-level, or fail their test"},
      {"命令写法有误", "wrong usage"},
      {"文件无法读取或写入", "a file cannot be read or written"},
      {"已经完成，但有记录数据有误，而且用了 --strict", "finished, but some records are invalid and --strict was given"},
  }};
  assert(code >= 0 && code < exit_code_count);
  return meanings[static_cast<std::size_t>(code)];
}

}  // namespace fenji::cli
