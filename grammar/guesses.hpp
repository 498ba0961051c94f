// Stage: grammar. What an author may have meant at one place of a unit that cannot be read, each guess a possible repair.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/repairs.hpp"

namespace fenji::grammar {

// Where the blanks in front of `at` begin.
std::size_t behind_blanks_back(std::string_view text, std::size_t at);

Message is_missing(std::string_view sign);
Message is_wrong(std::string_view typed, std::string_view meant);
Message is_too_many(std::string_view sign);

// Collects guesses about one place; `text` and `words` must outlive it.
class Guesses {
 public:
  Guesses(std::string_view text, std::size_t offset, const Words& words)
      : text_(text), offset_(offset), words_(words), chinese_(words.language() == Language::chinese) {}

  std::vector<Repair> found;

  // => for >=, && for 且
  void signs();
  // ￥100万, CNY 100,000
  void currency();
  // 100k yuan, 100 000 yuan, 负3%
  void numbers();
  // A quotation in ‘…’ or '…', brackets 【…】 and {…}
  void pairs();
  void brackets();
  // A separator of the wrong kind, or one too many.
  void separators();
  void one_too_many();
  // 20% 以上 behind a comparison sign
  void suffix_too_many();
  void lost_colon();
  void lost_sign();
  void lost_on();
  // Words that begin in front of the place and go on behind it: name is not empty
  void words_around();
  // Types, clauses, modifiers and periods in other words, or glued to what follows.
  void keywords(Wanted wanted);
  // = with a range or a list behind it
  void equal_to_several();
  void missing_type();
  // 空白视作 0; 文本 可不填
  void clauses();
  // 客户编号 文本 唯一编号
  void field_without_signs();
  // optional text
  void clause_before_type();
  // 吨/月 in brackets
  void brackets_around();
  void dates();
  // 50万以上80万以下, >=200万 且 <400万, 200万<=x<400万
  void two_limits();
  // 销售额 介于 100万 和 200万 之间
  void between();
  // 交期 20天至60天
  void lost_in();

 private:
  void add(std::size_t begin, std::size_t end, std::string text, Message message, bool whole = true);
  void lost_colon(std::string_view sign);
  // 选项制造, 半年上门
  void glued_behind(KeywordGroup group);
  void clause_word(std::size_t begin);
  // 空白 = 0
  void blank_clause(std::size_t begin);
  // At most a few: each is a guess.
  template <typename Take>
  void for_each_blank(Take take) {
    std::size_t count = 0;
    for (std::size_t at = text_.find(' '); at != std::string_view::npos && count < 8; at = text_.find(' ', at + 1), ++count) {
      if (at > 0) take(at);
    }
  }

  // `word` in place of bytes [begin, end), with a blank where it would touch its neighbours.
  std::string apart(std::size_t begin, std::size_t end, std::string_view word) const;

  std::string_view text_;
  std::size_t offset_;
  const Words& words_;
  bool chinese_;
};

}  // namespace fenji::grammar
