// Stage: grammar, formatter. Walks the concrete tree of one unit and writes its tokens: tokens.cpp for what all units are made
// of, token_ranges.cpp for comparisons and ranges, token_plans.cpp for what only heads and plans say.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/format/tokens.hpp"

namespace fenji::grammar {

class UnitPrinter {
 public:
  UnitPrinter(const ParsedUnit& unit, Speller& speller)
      : fragment_(unit.fragment), speller_(speller), name_separates_(speller.makes_commas_separate(unit.fragment.text)) {}

  Tokens print(const Node& root) {
    parts(root);
    return std::move(out_);
  }

 private:
  // Both ends of 不低于A至不满B, or one.
  struct Range {
    const Node* lower = nullptr;
    const Node* upper = nullptr;
    bool lower_closed = true;
    bool upper_closed = true;
    const Node* prefix = nullptr;  // the word in front
    const Node* suffix = nullptr;
    const Node* to = nullptr;
    const Node* upper_word = nullptr;
  };

  std::string_view text(std::size_t begin, std::size_t end) const {
    return without_blanks(std::string_view(fragment_.text).substr(begin, end - begin));
  }
  std::string_view text(const Node& node) const { return text(node.begin, node.end); }
  std::uint32_t place(std::size_t begin) const;
  Token& put(std::string text, std::uint32_t place);
  void mean(std::string_view meaning) { (out_.meaning += meaning) += '\n'; }
  Token& put(const Spelled& spelled, const Node& node);
  Token& put_keyword(Keyword keyword, std::uint32_t place, bool means = true);
  // The children of a node with the keywords and the signs between them.
  void parts(const Node& node);
  void signs(std::size_t begin, std::size_t end, const Node& parent, const Node* previous, const Node* next);
  // Behind 每 in the head of a block.
  static bool groups(const Node& parent);
  void separator(std::size_t at, const Node& parent, const Node* previous, const Node* next, bool pause);
  void print_node(const Node& node);
  void words_and_parts(const Node& node);
  void leaf(const Node& node);
  void sign(const Node& node, std::string text);
  void name(const Node& node, Speller::Place kind);
  bool as_of(const Node& node);
  void call(const Node& node);
  // A comparison word in front of what it compares with.
  void comparison_word(Keyword keyword, std::uint32_t place, const Node& limit, bool means);
  void compare(const Node& node);
  static void upper_of(const Node& to_limit, Range& range);
  static Range range_of(const Node& node);
  void range(const Node& node);
  void one_sided(const Range& range);
  // 200至400万 would lack a 万: both ends have one, or none.
  bool has_short_form(const Node& limit) const;
  void two_sided(const Range& range);
  void ends(const Range& range);
  void at_least_of(const Node& node);
  // 在 成交日期 前3个月, within 3 months before closing: each language has its order.
  void window(const Node& node);
  // 1-3次/2个月 上门
  void contact(const Node& node);
  std::string period(Keyword keyword, const std::string& count) const;

  const Fragment& fragment_;
  Speller& speller_;
  Tokens out_;
  int brackets_ = 0;
  int lists_ = 0;        // where commas separate
  bool name_separates_;  // a word in a name makes the commas behind it separate
  bool magnitudes_ = true;
  int clauses_ = 0;  // behind a block's colon
};

}  // namespace fenji::grammar
