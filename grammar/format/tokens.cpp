#include "grammar/format/tokens.hpp"

#include <algorithm>
#include <utility>

#include "grammar/characters.hpp"

namespace fenji::grammar {
namespace {

bool is_item(Tag tag) {
  return tag == Tag::word_range || tag == Tag::sign_range || tag == Tag::interval || tag == Tag::value_or_range;
}

// What a comparison word touches in Chinese, and a suffix follows.
bool is_literal(const Node& node) {
  return node.tag == Tag::number || (node.tag == Tag::negative && is_literal(*node.children.front()));
}

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

class Printer {
 public:
  Printer(const ParsedUnit& unit, Speller& speller)
      : fragment_(unit.fragment), speller_(speller), name_separates_(speller.makes_commas_separate(unit.fragment.text)) {}

  Tokens print(const Node& root) {
    parts(root);
    return std::move(out_);
  }

 private:
  std::string_view text(std::size_t begin, std::size_t end) const {
    return without_blanks(std::string_view(fragment_.text).substr(begin, end - begin));
  }
  std::string_view text(const Node& node) const { return text(node.begin, node.end); }

  std::uint32_t place(std::size_t begin) const {
    while (begin < fragment_.text.size() && fragment_.text[begin] == ' ') ++begin;
    return fragment_.span(begin, begin).begin;
  }

  Token& put(std::string text, std::uint32_t place) {
    out_.tokens.push_back({std::move(text), place, true, true});
    return out_.tokens.back();
  }
  void mean(std::string_view meaning) { (out_.meaning += meaning) += '\n'; }

  Token& put(const Spelled& spelled, const Node& node) {
    mean(spelled.meaning);
    return put(spelled.text, place(node.begin));
  }

  Token& put_keyword(Keyword keyword, std::uint32_t place, bool means = true) {
    if (means) mean("keyword " + std::to_string(static_cast<int>(keyword)));
    return put(speller_.keyword(keyword), place);
  }

  // The children of a node with the keywords and the signs between them.
  void parts(const Node& node) {
    std::vector<const Node*> all;
    for (const auto& child : node.children) all.push_back(child.get());
    for (const auto& word : node.words) all.push_back(word.get());
    std::stable_sort(all.begin(), all.end(), [](const Node* left, const Node* right) { return left->begin < right->begin; });
    const bool is_root = node.tag == Tag::none;
    std::size_t at = is_root ? 0 : node.begin;
    const Node* previous = nullptr;
    for (const Node* part : all) {
      if (part->begin < at) continue;
      signs(at, part->begin, node, previous, part);
      const bool between_items =
          is_root && part->keyword == Keyword::logical_or && previous != nullptr && is_item(previous->tag);
      if (between_items)
        separator(part->begin, node, previous, part, false);
      else
        print_node(*part);
      at = part->end;
      if (!between_items) previous = part;
    }
    signs(at, is_root ? fragment_.text.size() : node.end, node, previous, nullptr);
  }

  void signs(std::size_t begin, std::size_t end, const Node& parent, const Node* previous, const Node* next) {
    while (begin < end) {
      const Character character = character_at(fragment_.text, begin);
      const std::size_t at = begin;
      begin += character.size;
      if (is_blank(character.code)) continue;
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

  // Behind 每 in the head of a block.
  static bool groups(const Node& parent) {
    return std::any_of(parent.words.begin(), parent.words.end(),
                       [](const auto& word) { return word->keyword == Keyword::per; });
  }

  void separator(std::size_t at, const Node& parent, const Node* previous, const Node* next, bool pause) {
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
             both([](Tag tag) { return tag == Tag::label || tag == Tag::contact; });
      pause = false;
    }
    if (list) pause = speller_.chinese();
    mean("separator");
    Token& token = put(pause ? "、" : ",", place(at));
    token.blank_before = false;
    token.blank_after = !pause;
  }

  void print_node(const Node& node) {
    switch (node.tag) {
      case Tag::number:
        put(speller_.number(node, fragment_,
                            {brackets_ == 0 && lists_ == 0 && !name_separates_, magnitudes_ && brackets_ == 0}),
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
        name(node, Speller::Place::expression);
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

  void words_and_parts(const Node& node) {
    if (node.keyword)
      put_keyword(*node.keyword, place(node.begin));
    else if (node.children.empty() && node.words.empty())
      leaf(node);
    else
      parts(node);
  }

  void leaf(const Node& node) {
    mean(text(node));
    put(std::string(text(node)), place(node.begin));
  }

  void sign(const Node& node, std::string text) {
    mean(text);
    put(std::move(text), place(node.begin));
  }

  void name(const Node& node, Speller::Place kind) {
    put(speller_.name(text(node), kind, fragment_.span(node.begin, node.end)), node);
  }

  void call(const Node& node) {
    const Node& called = *node.children.front();
    const auto function = find_keyword(text(called), KeywordGroup::function, speller_.from());
    if (function)
      put_keyword(*function, place(called.begin));
    else
      print_node(called);
    signs(called.end, node.children[1]->begin, node, &called, node.children[1].get());
    ++lists_;
    parts(*node.children[1]);
    --lists_;
  }

  // A comparison word in front of what it compares with.
  void comparison_word(Keyword keyword, std::uint32_t place, const Node& limit, bool means) {
    Token& token = put_keyword(keyword, place, means);
    token.blank_after = !speller_.chinese() || !is_literal(limit);
  }

  void compare(const Node& node) {
    const Node& word = *node.children[0];
    const Node& limit = *node.children[1];
    if (word.keyword)
      comparison_word(*word.keyword, place(word.begin), limit, true);
    else
      print_node(word);
    print_node(limit);
  }

  static void upper_of(const Node& to_limit, Range& range) {
    range.to = to_limit.words.front().get();
    const Node& limit = *to_limit.children.front();
    range.upper = &limit;
    if (limit.tag != Tag::upper_under) return;
    range.upper_closed = false;
    range.upper_word = limit.children.front().get();
    range.upper = limit.children.back().get();
  }

  static Range range_of(const Node& node) {
    Range range;
    if (node.tag == Tag::word_range) {
      range.prefix = node.children[0].get();
      const Node* limit = node.children[1].get();
      const bool lower = range.prefix->tag == Tag::at_least_word || range.prefix->tag == Tag::over_word;
      (lower ? range.lower : range.upper) = limit;
      (lower ? range.lower_closed : range.upper_closed) =
          range.prefix->tag == Tag::at_least_word || range.prefix->tag == Tag::at_most_word;
      if (node.children.size() > 2) upper_of(*node.children[2], range);
      return range;
    }
    const Node* limit = node.children[0].get();
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

  void range(const Node& node) {
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

  void one_sided(const Range& range) {
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
      put_keyword(keyword, range.suffix != nullptr ? place(word->begin) : Token::put_in, false).blank_before =
          !is_literal(limit);
    }
  }

  // 200至400万 would lack a 万: both ends have one, or none.
  bool has_short_form(const Node& limit) const {
    const Node& number = limit.tag == Tag::negative ? *limit.children.front() : limit;
    return number.tag == Tag::number && speller_.has_short_form(number, fragment_);
  }

  void two_sided(const Range& range) {
    const bool outside = std::exchange(magnitudes_, has_short_form(*range.lower) && has_short_form(*range.upper));
    ends(range);
    magnitudes_ = outside;
  }

  void ends(const Range& range) {
    if (!range.lower_closed) comparison_word(Keyword::over, place(range.prefix->begin), *range.lower, false);
    print_node(*range.lower);
    const bool apart = !speller_.chinese() || !is_literal(*range.lower) || !is_literal(*range.upper);
    Token& to = put_keyword(Keyword::to, place(range.to->begin), false);
    to.blank_before = to.blank_after = apart;
    if (!range.upper_closed) comparison_word(Keyword::under, place(range.upper_word->begin), *range.upper, false);
    print_node(*range.upper);
  }

  void at_least_of(const Node& node) {
    put_keyword(Keyword::at_least_of, place(node.begin));
    leaf(*node.children.front());
    const bool said = node.words.size() > 1;
    put_keyword(Keyword::items_of, said ? place(node.words.back()->begin) : Token::put_in);
  }

  // 1-3次/2个月 上门
  void contact(const Node& node) {
    std::string counts, periods, frequency, action, meaning = "contact";
    for (const auto& part : node.children) {
      const std::string words(text(*part));
      (meaning += ' ') += part->keyword ? std::to_string(static_cast<int>(*part->keyword)) : words;
      switch (part->tag) {
        case Tag::count:
          (counts += counts.empty() ? "" : "-") += words;
          break;
        case Tag::period_count:
          periods = words;
          break;
        case Tag::on_site_or_phone:
        case Tag::on_site:
        case Tag::phone:
          action = speller_.keyword(*part->keyword);
          break;
        case Tag::other_action:
          action = speller_.action(words, fragment_.span(part->begin, part->end)).text;
          break;
        default:
          frequency = counts + period(*part->keyword, periods);
          break;
      }
    }
    mean(meaning);
    put(frequency + (frequency.empty() || action.empty() ? "" : " ") + action, place(node.begin));
  }

  std::string period(Keyword keyword, const std::string& count) const {
    const auto& spellings = entry(keyword).in(speller_.to());
    const bool several = !count.empty() && count != "1";
    if (!speller_.chinese())
      return " " + speller_.keyword(Keyword::per_period) + " " + count + (count.empty() ? "" : " ") +
             std::string(several ? spellings.back() : spellings.front());
    const std::string counted = "个" + speller_.keyword(keyword);
    const bool known = std::find(spellings.begin(), spellings.end(), counted) != spellings.end() && keyword != Keyword::week;
    return speller_.keyword(Keyword::times) + "/" + count + (known && !count.empty() ? counted : speller_.keyword(keyword));
  }

  const Fragment& fragment_;
  Speller& speller_;
  Tokens out_;
  int brackets_ = 0;
  int lists_ = 0;        // where commas separate
  bool name_separates_;  // a word in a name makes the commas behind it separate
  bool magnitudes_ = true;
  int clauses_ = 0;  // behind a block's colon
};

}  // namespace

Tokens unit_tokens(const ParsedUnit& unit, Speller& speller) { return Printer(unit, speller).print(*unit.tree); }

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
