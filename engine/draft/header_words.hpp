// Stage: draft. What the header of a column says about its cells: the words of sales lists, in Chinese and English.
#pragma once

#include <string>
#include <string_view>

namespace fenji::draft {

// Hints, not decisions: a column is what its cells can be read as.
struct HeaderWords {
  bool key = false;      // 编号, ID
  bool code = false;     // digits that are no number: 电话, 税号, 邮编, and all keys
  bool names = false;    // people, firms, free words: 联系人, 名称, 备注
  bool money = false;    // 金额, 销售额, budget
  bool percent = false;  // 率, 占比, margin
  bool points = false;   // the header itself has the sign: 毛利率(%)
  bool yes_no = false;   // 是否…, 有…, has …
  bool date = false;     // 日期, date
  bool year = false;     // 年度, year
  bool count = false;    // 次数, 人数, quantity
  std::string unit;      // of the brackets behind it: 月合同量(吨/月); 万元 where bare numbers are so many
};

// `header` in UTF-8, full-width forms and blanks as they stand in the list.
HeaderWords header_words(std::string_view header);

// `header` without the brackets at its end, blanks around it gone: 月合同量 of 月合同量（吨/月）.
std::string_view without_brackets(std::string_view header);

}  // namespace fenji::draft
