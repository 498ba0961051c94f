#include "grammar/format/unit_printer.hpp"

namespace fenji::grammar {
namespace {

// What a comparison word touches in Chinese, and a suffix follows.
bool is_literal(const Node& node) {
  return node.tag == Tag::number || (node.tag == Tag::negative && is_literal(*node.children.front()));
}

}  // namespace

void UnitPrinter::comparison_word(Keyword keyword, std::uint32_t place, const Node& limit, bool means) {
  Token& token = put_keyword(keyword, place, means);
  token.blank_after = !speller_.chinese() || !is_literal(limit);
}

void UnitPrinter::compare(const Node& node) {
  const Node& word = *node.children[0];
  const Node& limit = *node.children[1];
  if (word.keyword)
    comparison_word(*word.keyword, place(word.begin), limit, true);
  else
    print_node(word);
  print_node(limit);
}

void UnitPrinter::upper_of(const Node& to_limit, Range& range) {
  range.to = to_limit.words.front();
  const Node& limit = *to_limit.children.front();
  range.upper = &limit;
  if (limit.tag != Tag::upper_under) return;
  range.upper_closed = false;
  range.upper_word = limit.children.front();
  range.upper = limit.children.back();
}

UnitPrinter::Range UnitPrinter::range_of(const Node& node) {
  Range range;
  if (node.tag == Tag::word_range) {
    range.prefix = node.children[0];
    const Node* limit = node.children[1];
    const bool lower = range.prefix->tag == Tag::at_least_word || range.prefix->tag == Tag::over_word;
    (lower ? range.lower : range.upper) = limit;
    (lower ? range.lower_closed : range.upper_closed) =
        range.prefix->tag == Tag::at_least_word || range.prefix->tag == Tag::at_most_word;
    if (node.children.size() > 2) upper_of(*node.children[2], range);
    return range;
  }
  const Node* limit = node.children[0];
  const Node& tail = *node.children[1];
  if (tail.tag == Tag::to_limit) {
    range.lower = limit;
    upper_of(tail, range);
    return range;
  }
  range.suffix = &tail;
  (tail.tag == Tag::suffix_at_most ? range.upper : range.lower) = limit;
  range.lower_closed = tail.tag != Tag::suffix_over;
  return range;
}

void UnitPrinter::range(const Node& node) {
  if (node.children.size() < 2) {
    parts(node);
    return;
  }
  const Range range = range_of(node);
  mean(range.lower == nullptr ? "" : range.lower_closed ? "from" : "over");
  mean(range.upper == nullptr ? "" : range.upper_closed ? "to" : "under");
  if (range.lower != nullptr && range.upper != nullptr)
    two_sided(range);
  else
    one_sided(range);
}

void UnitPrinter::one_sided(const Range& range) {
  const Node& limit = range.lower != nullptr ? *range.lower : *range.upper;
  const bool closed = range.lower != nullptr ? range.lower_closed : range.upper_closed;
  const Node* word = range.prefix != nullptr ? range.prefix : range.suffix;
  if (!speller_.chinese() || !closed) {
    const Keyword keyword =
        range.lower != nullptr ? (closed ? Keyword::at_least : Keyword::over) : (closed ? Keyword::at_most : Keyword::under);
    comparison_word(keyword, range.prefix != nullptr ? place(word->begin) : Token::put_in, limit, false);
    print_node(limit);
  } else {
    print_node(limit);
    const Keyword keyword = range.lower != nullptr ? Keyword::suffix_at_least : Keyword::suffix_at_most;
    put_keyword(keyword, range.suffix != nullptr ? place(word->begin) : Token::put_in, false).blank_before = !is_literal(limit);
  }
}

bool UnitPrinter::has_short_form(const Node& limit) const {
  const Node& number = limit.tag == Tag::negative ? *limit.children.front() : limit;
  return number.tag == Tag::number && speller_.has_short_form(number, fragment_);
}

void UnitPrinter::two_sided(const Range& range) {
  const bool outside = std::exchange(magnitudes_, has_short_form(*range.lower) && has_short_form(*range.upper));
  ends(range);
  magnitudes_ = outside;
}

void UnitPrinter::ends(const Range& range) {
  if (!range.lower_closed) comparison_word(Keyword::over, place(range.prefix->begin), *range.lower, false);
  print_node(*range.lower);
  const bool apart = !speller_.chinese() || !is_literal(*range.lower) || !is_literal(*range.upper);
  Token& to = put_keyword(Keyword::to, place(range.to->begin), false);
  to.blank_before = to.blank_after = apart;
  if (!range.upper_closed) comparison_word(Keyword::under, place(range.upper_word->begin), *range.upper, false);
  print_node(*range.upper);
}
}  // namespace fenji::grammar
