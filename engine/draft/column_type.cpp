#include "engine/draft/column_type.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/header_unit.hpp"
#include "grammar/magnitude.hpp"

namespace fenji::draft {

using grammar::Keyword;

namespace {

// Digits so many that they are a number's name: an identity card, a bank account, a telephone.
constexpr std::uint64_t digits_of_code = 11;

// A column of digits that nobody adds up.
bool is_code(const ColumnSample& column) {
  const bool same_length = column.shortest() == column.longest() && column.longest() >= digits_of_code;
  return column.leading_zero() || column.words().code || (same_length && column.reads(Trial::whole));
}

struct Guess {
  Trial trial;
  ColumnType type;
};

Guess yes_no() { return {Trial::yes_no, {Keyword::yes_no, {}, {}, {}, {}}}; }
Guess date() { return {Trial::date, {Keyword::date, {}, {}, {}, {}}}; }
Guess whole() { return {Trial::whole, {Keyword::whole_number, {}, {}, {}, {}}}; }
Guess number() { return {Trial::number, {Keyword::number, {}, {}, {}, {}}}; }
Guess quantity(const ColumnSample& column) { return {Trial::quantity, {Keyword::number, {}, column.unit(), {}, {}}}; }

Guess money(const ColumnSample& column) {
  const std::string& unit = column.words().unit;
  std::string_view rest = unit;
  const bool scaled = columns::is_money_unit(unit) && grammar::take_magnitude(rest) > 0;
  Guess guess{Trial::money, {Keyword::money, {}, scaled ? unit : "", {}, {}}};
  if (scaled && column.with_money_sign() + column.with_magnitude() < column.filled()) {
    guess.type.remarks.push_back({fmt::format("不写单位的数按{}算", unit), fmt::format("a bare number counts as {}", unit)});
  }
  return guess;
}

// 35% as it stands, else as 35 or as 0.35: the values tell, and where they do not, a remark says so.
Guess percent(const ColumnSample& column) {
  // What reads neither way says nothing about the others.
  const std::uint64_t bare = column.filled() - column.unreadable(Trial::points) - column.with_percent_sign();
  if (column.with_percent_sign() > 0 && bare == 0) return {Trial::percent, {Keyword::percent, {}, {}, {}, {}}};
  const Message points{"不带 % 的数当作百分数，35 就是 35%；如果 0.35 才是 35%，改成“百分比 按小数”",
                       "bare numbers are taken as points, 35 is 35%; if 0.35 is 35%, write `percent as fraction`"};
  const Message fraction{"不带 % 的数当作小数，0.35 就是 35%；如果 35 才是 35%，改成“百分比 按百分数”",
                         "bare numbers are taken as fractions, 0.35 is 35%; if 35 is 35%, write `percent in points`"};
  const Message unsure{"看不出 1 是 1% 还是 100%，请核对：", "cannot tell whether 1 is 1% or 100%, please check: "};
  const bool as_points = column.words().points || column.above_two() || !column.between_zero_and_one();
  const bool clear = column.words().points ? !column.between_zero_and_one() || column.above_one()
                                           : column.above_two() || (column.between_zero_and_one() && !column.above_one());
  Message remark = as_points ? points : fraction;
  if (column.with_percent_sign() > 0)
    remark = {"有的带 %，有的不带；" + remark.zh, "some have a %, some have not; " + remark.en};
  if (!clear) remark = {unsure.zh + remark.zh, unsure.en + remark.en};
  return {as_points ? Trial::points : Trial::fraction,
          {Keyword::percent, as_points ? Keyword::percent_in_points : Keyword::percent_as_fraction, {}, {}, {remark}}};
}

// The declarations that fit the words of the header and the look of the cells, the likeliest first. Whether the cells can be
// read so is another question.
std::vector<Guess> guesses(const ColumnSample& column) {
  const HeaderWords& words = column.words();
  std::vector<Guess> found;
  if (is_code(column)) return found;
  const bool zero_one = column.all_zero_or_one();
  const bool counts = words.count || words.year || words.percent || words.money;
  if (zero_one && !counts && (words.yes_no || column.options().size() == 2)) {
    found.push_back(yes_no());
    if (!words.yes_no) {
      found.back().type.remarks.push_back(
          {"只见到 0 和 1，当作 否 和 是；如果是数，改成“整数”",
           "only 0 and 1 were seen, taken as no and yes; if they are numbers, write `whole number`"});
    }
  }
  if (!zero_one) found.push_back(yes_no());
  found.push_back(date());
  const bool other_unit = !words.unit.empty() && !columns::is_money_unit(words.unit);
  const bool says_money = words.money || columns::is_money_unit(words.unit) || (column.with_magnitude() > 0 && !words.count);
  if (column.with_percent_sign() > 0) found.push_back(percent(column));
  if (column.with_money_sign() > 0 || (says_money && !other_unit)) found.push_back(money(column));
  if (words.percent && !column.above_thousand() && words.unit.empty()) found.push_back(percent(column));
  if (column.with_unit() > 0 || other_unit) found.push_back(quantity(column));
  found.push_back(whole());
  found.push_back(number());
  return found;
}

// Few different words, each again and again: no names of people or firms.
bool are_options(const ColumnSample& column) {
  const std::size_t different = column.options().size();
  if (different == 0 || column.words().names || column.words().code || column.undecodable() > 0) return false;
  const std::uint64_t repeats = different <= 4 ? 2 : 3;
  return column.filled() >= 3 && column.filled() >= repeats * different;
}

// Almost all cells can be read so: the list is likely to be mended, not the declaration.
bool is_near(const ColumnSample& column, Trial trial) {
  return column.filled() >= 5 && column.unreadable(trial) * 5 <= column.filled();
}

std::string type_words(const ColumnType& type, Language language) {
  std::string words(grammar::spelling(type.type, language));
  if (type.percent_cells) words += " " + std::string(grammar::spelling(*type.percent_cells, language));
  if (!type.unit.empty()) words += " " + type.unit;
  return words;
}

Message near_miss(const ColumnSample& column, const Guess& guess) {
  const std::uint64_t count = column.unreadable(guess.trial);
  const std::uint64_t line = column.first_unreadable(guess.trial);
  const Language zh = Language::chinese;
  const Language en = Language::english;
  return {fmt::format("多半是“{}”：要用它来算，改成“{}”，读不出的 {} 条（名单第 {} 行起）会是“数据有误”",
                      grammar::spelling(guess.type.type, zh), type_words(guess.type, zh), count, line),
          fmt::format("most cells are `{}`: to work with them write `{}`; the {} that cannot be read (from line {} of the list "
                      "on) will be invalid",
                      grammar::spelling(guess.type.type, en), type_words(guess.type, en), count, line)};
}

}  // namespace

ColumnType column_type(const ColumnSample& column) {
  ColumnType text;
  if (column.undecodable() > 0) {
    text.remarks.push_back({fmt::format("有 {} 个单元格是乱码", column.undecodable()),
                            fmt::format("{} cells are no text in the encoding of the list", column.undecodable())});
  }
  if (column.filled() == 0) {
    if (column.blank() > 0) {
      text.remarks.push_back({"整列都是空的，看不出是什么，先按文本", "all cells are blank, so the type is a guess"});
    }
    return text;
  }
  const std::vector<Guess> found = guesses(column);
  for (const Guess& guess : found) {
    if (!column.reads(guess.trial)) continue;
    ColumnType type = guess.type;
    type.remarks.insert(type.remarks.begin(), text.remarks.begin(), text.remarks.end());
    return type;
  }
  for (const Guess& guess : found) {
    if (!is_near(column, guess.trial)) continue;
    text.remarks.push_back(near_miss(column, guess));
    return text;
  }
  if (column.words().date && !column.words().names && column.unreadable(Trial::date) == column.filled() &&
      column.options().empty()) {
    text.remarks.push_back({"像是日期，但写法读不出；日期应写成 2026-03-01、2026/3/1 或 2026年3月1日，不带时间",
                            "it may be a date, but not as dates are written here: 2026-03-01 or 2026/3/1, without a time"});
  }
  if (!are_options(column)) return text;
  text.type = Keyword::one_of;
  for (const Option& option : column.options()) text.options.push_back(option.text);
  return text;
}

std::vector<Message> blank_remarks(const ColumnSample& column, const ColumnType& type) {
  // What a text could be instead is said already; its blanks depend on it.
  const bool undecided = type.type == Keyword::text && !type.remarks.empty();
  if (column.blank() == 0 || column.filled() == 0 || undecided) return {};
  const Message count{fmt::format("{} 条空白", column.blank()),
                      fmt::format("{} blank cell{}", column.blank(), column.blank() == 1 ? "" : "s")};
  const auto proposing = [&](const std::string& zh, const std::string& en) {
    return std::vector<Message>{{count.zh + zh, count.en + en}};
  };
  switch (type.type) {
    case Keyword::money:
    case Keyword::number:
    case Keyword::whole_number:
      if (!column.words().year) {
        return proposing("；空白就是没有的话，加“, 空白视为 0”", "; where blank means none, add `, blank means 0`");
      }
      break;
    case Keyword::percent:
      return proposing("；空白就是没有的话，加“, 空白视为 0%”", "; where blank means none, add `, blank means 0%`");
    case Keyword::yes_no:
      return proposing("；空白就是“否”的话，加“, 空白视为 否”", "; where blank means no, add `, blank means no`");
    case Keyword::text:
      return proposing("；整列都可能没有的话，加“, 可不填”", "; where the whole column may be absent, add `, optional`");
    case Keyword::one_of:
      for (const std::string word : {"无", "没有", "none", "None"}) {
        if (std::find(type.options.begin(), type.options.end(), word) == type.options.end()) continue;
        return proposing("；空白就是“" + word + "”的话，加“, 空白视为 " + word + "”",
                         "; where blank means " + word + ", add `, blank means " + word + "`");
      }
      break;
    default:
      break;
  }
  return proposing("；规则用到它时，这些客户会是“资料不全”", "; where the rules use it, these customers are incomplete");
}

}  // namespace fenji::draft
