#include "grammar/format/tokens.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "grammar/format/unit_printer.hpp"

namespace fenji::grammar {
namespace {

bool is_item(Tag tag) {
  return tag == Tag::word_range || tag == Tag::sign_range || tag == Tag::interval || tag == Tag::value_or_range;
}

}  // namespace

std::uint32_t UnitPrinter::place(std::size_t begin) const {
  while (begin < fragment_.text.size() && fragment_.text[begin] == ' ') ++begin;
  return fragment_.span(begin, begin).begin;
}

Token& UnitPrinter::put(std::string text, std::uint32_t place) {
  out_.tokens.push_back({std::move(text), place, true, true});
  return out_.tokens.back();
}

Token& UnitPrinter::put(const Spelled& spelled, const Node& node) {
  mean(spelled.meaning);
  return put(spelled.text, place(node.begin));
}

Token& UnitPrinter::put_keyword(Keyword keyword, std::uint32_t place, bool means) {
  if (means) mean("keyword " + std::to_string(static_cast<int>(keyword)));
  return put(speller_.keyword(keyword), place);
}

void UnitPrinter::parts(const Node& node) {
  std::vector<const Node*> all;
  for (const auto& child : node.children) all.push_back(child);
  for (const auto& word : node.words) all.push_back(word);
  std::stable_sort(all.begin(), all.end(), [](const Node* left, const Node* right) { return left->begin < right->begin; });
  const bool is_root = node.tag == Tag::none;
  std::size_t at = is_root ? 0 : node.begin;
  const Node* previous = nullptr;
  for (const Node* part : all) {
    if (part->begin < at) continue;
    signs(at, part->begin, node, previous, part);
    const bool between_items = is_root && part->keyword == Keyword::logical_or && previous != nullptr && is_item(previous->tag);
    if (between_items)
      separator(part->begin, node, previous, part, false);
    else
      print_node(*part);
    at = part->end;
    if (!between_items) previous = part;
  }
  signs(at, is_root ? fragment_.text.size() : node.end, node, previous, nullptr);
}

void UnitPrinter::signs(std::size_t begin, std::size_t end, const Node& parent, const Node* previous, const Node* next) {
  while (begin < end) {
    const Character character = character_at(fragment_.text, begin);
    const std::size_t at = begin;
    begin += character.size;
    if (is_blank(character.code)) continue;
    // also [A, B] is written also A、B.
    const auto is_spelling = [](const Node* node) { return node != nullptr && node->tag == Tag::also_name; };
    if ((character.code == '[' && is_spelling(next)) || (character.code == ']' && is_spelling(previous))) continue;
    switch (character.code) {
      case ',':
      case U'、':
        if (next != nullptr || !text(begin, end).empty()) separator(at, parent, previous, next, character.code == U'、');
        break;
      case '(': {
        mean("(");
        ++brackets_;
        Token& token = put("(", place(at));
        token.blank_before = parent.tag != Tag::arguments;
        token.blank_after = false;
        break;
      }
      case ')':
        mean(")");
        --brackets_;
        put(")", place(at)).blank_before = false;
        break;
      case ':':
        if (next == nullptr && previous != nullptr && text(begin, end).empty()) break;  // says nothing
        mean(":");
        put(":", place(at)).blank_before = false;
        break;
      case U'—':  // no contact
        while (character_at(fragment_.text, begin).code == U'—') begin += character.size;
        mean("-");
        put("-", place(at));
        break;
      default: {
        const bool minus = parent.tag == Tag::negative;
        const std::string sign(minus ? "-" : std::string_view(fragment_.text).substr(at, character.size));
        mean(sign);
        put(sign, place(at)).blank_after = !minus;
        break;
      }
    }
  }
}

bool UnitPrinter::groups(const Node& parent) {
  return std::any_of(parent.words.begin(), parent.words.end(), [](const auto& word) { return word->keyword == Keyword::per; });
}

void UnitPrinter::separator(std::size_t at, const Node& parent, const Node* previous, const Node* next, bool pause) {
  const auto both = [&](auto is) {
    return previous != nullptr && is(previous->tag) && (next == nullptr || is(next->tag) || next->tag == Tag::keyword);
  };
  bool list = false;  // 、 in Chinese
  if (parent.tag == Tag::arguments) {
    pause = false;
  } else if (parent.tag == Tag::interval) {
    mean(pause ? "、" : ",");
  } else if (parent.tag == Tag::within_tail) {
    if (speller_.chinese() || brackets_ > 0 || clauses_ > 0)
      pause = true;
    else
      list = true;
  } else if (parent.tag == Tag::per_argument || both([](Tag tag) { return tag == Tag::also_name; })) {
    pause = true;
  } else {
    list = parent.tag == Tag::option_type || groups(parent) || both(is_item) ||
           both([](Tag tag) { return tag == Tag::label || tag == Tag::output_name || tag == Tag::contact; });
    pause = false;
  }
  if (list) pause = speller_.chinese();
  mean("separator");
  Token& token = put(pause ? "、" : ",", place(at));
  token.blank_before = false;
  token.blank_after = !pause;
}

void UnitPrinter::print_node(const Node& node) {
  switch (node.tag) {
    case Tag::number:
      put(speller_.number(node, fragment_, {brackets_ == 0 && lists_ == 0 && !name_separates_, magnitudes_ && brackets_ == 0}),
          node);
      return;
    case Tag::date:
    case Tag::first_date:
    case Tag::last_date:
      put(speller_.date(node, fragment_), node);
      return;
    case Tag::words:
      if (speller_.is_yes_or_no(text(node))) {
        put(speller_.yes_or_no(text(node)), node);
        return;
      }
      if (!as_of(node)) name(node, Speller::Place::expression);
      return;
    case Tag::declared_name:
    case Tag::quoted_name:
      name(node, Speller::Place::expression);
      return;
    case Tag::option:
      name(node, Speller::Place::option);
      return;
    case Tag::name_before_on:
    case Tag::name_before_per:
      name(node, Speller::Place::head);
      return;
    case Tag::name_before_sign:
      name(node, Speller::Place::definition);
      return;
    case Tag::name_before_colon:
    case Tag::label:
    case Tag::also_name:
      name(node, Speller::Place::other);
      return;
    case Tag::output_name:
      if (!as_of(node)) name(node, Speller::Place::other);
      return;
    case Tag::name_or_call:
      call(node);
      return;
    case Tag::times_or_divide:
      sign(node, text(node) == "*" || text(node) == "×" ? "*" : "/");
      return;
    case Tag::plus_or_minus:
      sign(node, text(node) == "+" ? "+" : "-");
      return;
    case Tag::not_equal_sign:
      sign(node, "≠");
      return;
    case Tag::at_most_sign:
      sign(node, "<=");
      return;
    case Tag::at_least_sign:
      sign(node, ">=");
      return;
    case Tag::equal_sign:
      sign(node, "=");
      return;
    case Tag::opening_interval: {
      ++brackets_;
      mean(text(node));
      put(std::string(text(node)), place(node.begin)).blank_after = false;
      return;
    }
    case Tag::closing_interval: {
      --brackets_;
      mean(text(node));
      put(std::string(text(node)), place(node.begin)).blank_before = false;
      return;
    }
    case Tag::word_range:
    case Tag::value_or_range:
      range(node);
      return;
    case Tag::compare_tail:
      compare(node);
      return;
    case Tag::any_mark: {
      mean("any");
      const bool word = !node.words.empty();
      put(word ? speller_.keyword(Keyword::any) : "-", place(node.begin));
      return;
    }
    case Tag::weight:
      mean("weight " + std::string(text(*node.children.front())));
      put("(" + std::string(text(*node.children.front())) + "%)", place(node.begin));
      return;
    case Tag::contact:
      contact(node);
      return;
    case Tag::at_least_of:
      at_least_of(node);
      return;
    case Tag::window:
      window(node);
      return;
    case Tag::type_unit:
      put(speller_.unit(text(node)), node);
      return;
    case Tag::within_tail:
    case Tag::option_type:
      ++lists_;
      words_and_parts(node);
      --lists_;
      return;
    case Tag::in_points:
      // Behind the word `in` a comma separates.
      words_and_parts(node);
      ++lists_;
      return;
    case Tag::when_clause:
      ++clauses_;
      words_and_parts(node);
      --clauses_;
      return;
    default:
      words_and_parts(node);
      return;
  }
}

void UnitPrinter::words_and_parts(const Node& node) {
  if (node.keyword)
    put_keyword(*node.keyword, place(node.begin));
  else if (node.children.empty() && node.words.empty())
    leaf(node);
  else
    parts(node);
}

void UnitPrinter::leaf(const Node& node) {
  mean(text(node));
  put(std::string(text(node)), place(node.begin));
}

void UnitPrinter::sign(const Node& node, std::string text) {
  mean(text);
  put(std::move(text), place(node.begin));
}

void UnitPrinter::name(const Node& node, Speller::Place kind) {
  put(speller_.name(text(node), kind, fragment_.span(node.begin, node.end)), node);
}

// Whether the words are 基准日 / as of, and no name of the author's.
bool UnitPrinter::as_of(const Node& node) {
  if (!find_keyword(text(node), KeywordGroup::value, speller_.from()) || speller_.is_declared(text(node))) return false;
  put_keyword(Keyword::as_of, place(node.begin));
  return true;
}

void UnitPrinter::call(const Node& node) {
  const Node& called = *node.children.front();
  const auto function = find_keyword(text(called), KeywordGroup::function, speller_.from());
  if (function)
    put_keyword(*function, place(called.begin));
  else
    print_node(called);
  signs(called.end, node.children[1]->begin, node, &called, node.children[1]);
  ++lists_;
  parts(*node.children[1]);
  --lists_;
}
Tokens unit_tokens(const ParsedUnit& unit, Speller& speller) { return UnitPrinter(unit, speller).print(*unit.tree); }

std::string joined(const std::vector<Token>& tokens) {
  std::string text;
  const Token* previous = nullptr;
  for (const Token& token : tokens) {
    if (previous != nullptr && previous->blank_after && token.blank_before) text += ' ';
    text += token.text;
    previous = &token;
  }
  return text;
}

}  // namespace fenji::grammar
