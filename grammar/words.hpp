// Stage: grammar. Which words of a line are names and which are keywords: a declared name always wins, a keyword stands apart
// from names, a comparison word may touch a digit or a sign.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "grammar/lines.hpp"
#include "grammar/syntax.hpp"

namespace fenji::grammar {

class Words {
 public:
  // Collects the names that `lines` declare: fields, options, parameters, definitions, blocks, labels.
  Words(const Lines& lines, const DeclaredNames& inherited);

  // Those of `lines` and the inherited ones.
  DeclaredNames declared_names() const;

  Language language() const { return language_; }

  bool is_declared(std::string_view name) const { return names_.contains(std::string(name)); }

  // Whether `name` may be PLAN/ROLE: it is not declared, but what stands before a `/` in it is.
  bool may_be_role(std::string_view name) const;

  // Bytes of the declared name at the front of `text` that the rule for words alone would not read as one name, such as
  // `A+`, `yes/no share` or `2025年销售额`; the longest; 0 for none.
  std::size_t declared(std::string_view text) const;

  // Bytes of `keyword` at the front of `text` where it stands apart: no word character follows. 0 for none, also where a
  // longer declared name begins here.
  std::size_t apart(std::string_view text, Keyword keyword) const;

  // The same where a digit may follow as well, as behind 不满.
  std::size_t before_number(std::string_view text, Keyword keyword) const;

  // The same where a digit or one of the words 不满, 低于 … may follow, as behind 至.
  std::size_t between_numbers(std::string_view text, Keyword keyword) const;

  // Bytes of the word at the front of `text`: 0 where a keyword of expressions begins, or a digit.
  std::size_t word(std::string_view text) const;

  // Bytes of a unit at the front of `text`: a word that ends where a range word or a connecting word begins, as in 吨以上.
  std::size_t unit(std::string_view text) const;

 private:
  enum class Kind : std::uint8_t { name, label };
  void declare_in(const Line& line, std::optional<Keyword> block);
  void declare_head(std::string_view text, Keyword block);
  void declare_row(const Line& row);
  void declare(std::string_view name, Kind kind);
  void sort_odd_names();
  bool reads_as_number(std::string_view label) const;
  std::size_t end_of_name(std::string_view head) const;
  bool reserved(std::string_view text) const;
  bool starts_suffix(std::string_view text) const;

  Language language_;
  std::unordered_set<std::string> names_;
  std::vector<std::string> odd_names_;                // what the rule for words alone does not read, in ascending order
  std::vector<std::size_t> shorter_names_;            // by odd name: the longest odd name that it begins with, or none
  std::array<std::size_t, 257> odd_by_first_byte_{};  // where the odd names begin whose first byte is this one or a later one
  std::array<std::vector<Keyword>, 256> reserved_;    // by first byte of a spelling
};

}  // namespace fenji::grammar
