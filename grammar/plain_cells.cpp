#include "grammar/plain_cells.hpp"

#include <string_view>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/mistypes.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

constexpr std::string_view pause = "、";

// Members that read something move on behind it, and return nothing where it is not plain: then the whole cell is not.
class PlainReader {
 public:
  PlainReader(const Fragment& cell, const Words& words, Diagnostics* diagnostics)
      : cell_(cell), text_(cell.text), words_(words), diagnostics_(diagnostics) {}

  std::optional<ConditionCell> condition() {
    ConditionCell made;
    if (text_ == "-" || is_whole(Keyword::any)) {
      made.any = true;
      return made;
    }
    if (is_whole(Keyword::otherwise)) {
      made.otherwise = true;
      return made;
    }
    do {
      auto next = item();
      if (!next) return std::nullopt;
      check_item(*next, words_.language(), *diagnostics_);
      made.items.push_back(std::move(*next));
    } while (separator());
    return ends() ? std::optional(std::move(made)) : std::nullopt;
  }

  ExpressionPtr expression() {
    ExpressionPtr made = begins_number() ? number() : word();
    return ends() ? std::move(made) : nullptr;
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  bool ends() const { return at_ == text_.size(); }
  bool is_whole(Keyword keyword) const { return !text_.empty() && words_.apart(text_, keyword) == text_.size(); }

  std::size_t behind_blanks(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at;
  }
  void skip_blanks() { at_ = behind_blanks(at_); }

  bool digit_at(std::size_t at) const { return at < text_.size() && is_digit(static_cast<unsigned char>(text_[at])); }
  bool begins_number() const { return digit_at(at_) || (rest().starts_with('-') && digit_at(at_ + 1)); }

  // The comma or 、 between two items.
  bool separator() {
    const std::size_t before = at_;
    skip_blanks();
    const std::size_t size = rest().starts_with(',') ? 1 : rest().starts_with(pause) ? pause.size() : 0;
    at_ = size == 0 ? before : at_ + size;
    if (size > 0) skip_blanks();
    return size > 0;
  }

  std::optional<Keyword> comparison_word() {
    for (const Keyword keyword : {Keyword::at_least, Keyword::at_most, Keyword::over, Keyword::under}) {
      const std::size_t size = words_.before_number(rest(), keyword);
      if (size == 0) continue;
      at_ += size;
      skip_blanks();
      return keyword;
    }
    return std::nullopt;
  }

  // What begins with a declared name may go on in any way.
  std::optional<Item> item() {
    if (words_.declared(rest()) > 0) return std::nullopt;
    const std::size_t begin = at_;
    Item made;
    const auto compared = begins_number() ? std::nullopt : comparison_word();
    if (!compared && !begins_number()) {
      made.value = word();
      if (!made.value) return std::nullopt;
    } else {
      ExpressionPtr limit = begins_number() ? number() : nullptr;
      if (!limit || !(compared ? compared_range(*compared, std::move(limit), made) : range(std::move(limit), made)))
        return std::nullopt;
    }
    made.span = cell_.span(begin, at_);
    return made;
  }

  bool compared_range(Keyword compared, ExpressionPtr limit, Item& made) {
    made.form = Item::Form::range;
    const bool upper = compared == Keyword::at_most || compared == Keyword::under;
    (upper ? made.upper : made.lower) = std::move(limit);
    (upper ? made.upper_closed : made.lower_closed) = compared == Keyword::at_most || compared == Keyword::at_least;
    return !takes_to() || (!upper && upper_limit(made));
  }

  bool range(ExpressionPtr limit, Item& made) {
    if (takes_to()) {
      made.form = Item::Form::range;
      made.lower = std::move(limit);
      return upper_limit(made);
    }
    const std::size_t before = at_;
    skip_blanks();
    for (const Keyword suffix : {Keyword::suffix_at_least, Keyword::suffix_at_most, Keyword::suffix_over}) {
      const std::size_t size = words_.apart(rest(), suffix);
      if (size == 0) continue;
      at_ += size;
      made.form = Item::Form::range;
      made.lower_closed = suffix != Keyword::suffix_over;
      (suffix == Keyword::suffix_at_most ? made.upper : made.lower) = std::move(limit);
      return true;
    }
    at_ = before;
    made.value = std::move(limit);
    return true;
  }

  bool takes_to() {
    const std::size_t before = at_;
    skip_blanks();
    const std::size_t size = words_.between_numbers(rest(), Keyword::to);
    at_ = size == 0 ? before : at_ + size;
    if (size > 0) skip_blanks();
    return size > 0;
  }

  bool upper_limit(Item& made) {
    if (!begins_number()) {
      const std::size_t under = words_.before_number(rest(), Keyword::under);
      if (under == 0) return false;
      at_ += under;
      skip_blanks();
      made.upper_closed = false;
    }
    made.upper = begins_number() ? number() : nullptr;
    return made.upper != nullptr;
  }

  ExpressionPtr made(ExpressionKind kind, std::size_t begin) const {
    auto made = std::make_unique<Expression>();
    made->kind = kind;
    made->span = cell_.span(begin, at_);
    return made;
  }

  // Where a sign of arithmetic follows, neither `to` nor a suffix nor a separator is found there, so that the cell is not
  // plain.
  ExpressionPtr number() {
    const std::size_t sign = at_;
    const bool negative = text_[at_] == '-';
    if (negative) ++at_;
    ExpressionPtr read = literal();
    if (!read || !negative) return read;
    ExpressionPtr negated = made(ExpressionKind::negate, sign);
    negated->operands.push_back(std::move(read));
    return negated;
  }

  ExpressionPtr literal() {
    const std::size_t begin = at_;
    if (words_.declared(rest()) > 0) return nullptr;
    while (digit_at(at_)) ++at_;
    if (at_ - begin >= 4) {
      const std::string_view behind_year = text_.substr(begin + 4);
      if (behind_year.starts_with('-') || behind_year.starts_with("年")) return nullptr;
    }
    if (rest().starts_with('.') && digit_at(at_ + 1)) {
      ++at_;
      while (digit_at(at_)) ++at_;
    }
    const std::size_t digits_end = at_;
    std::string_view unit;
    const bool percent = rest().starts_with('%');
    if (percent) {
      ++at_;
    } else {
      if (may_be_percentage_points()) return nullptr;
      unit = rest().substr(0, words_.unit(rest()));
      at_ += unit.size();
      if (!unit.empty() && (rest().starts_with('/') || rest().starts_with('*'))) return nullptr;
      if (unit.empty() && unit_may_stand_apart()) return nullptr;
    }
    ExpressionPtr read = made(ExpressionKind::number, begin);
    read->text = text_.substr(begin, at_ - begin);
    if (digits_end < at_) {
      NumberLiteral& number = read->quantity.own();
      number.digits = text_.substr(begin, digits_end - begin);
      number.percent = percent;
      set_unit(unit, number);
    }
    if (diagnostics_ != nullptr) check_thousands(cell_, begin, *diagnostics_);
    return read;
  }

  bool may_be_percentage_points() const {
    const std::string_view behind = text_.substr(behind_blanks(at_));
    return behind.starts_with('%') || behind.starts_with("个") || behind.starts_with("百") || behind.starts_with('p');
  }

  bool unit_may_stand_apart() const {
    const std::size_t at = behind_blanks(at_);
    const std::string_view behind = text_.substr(at);
    return at > at_ && (words_.word(behind) > 0 || words_.declared(behind) > 0);
  }

  ExpressionPtr word() {
    for (const auto& [opening, closing] : {std::pair<std::string_view, std::string_view>("\"", "\""), {"“", "”"}}) {
      if (rest().starts_with(opening)) return text(opening, closing);
    }
    return name();
  }

  ExpressionPtr text(std::string_view opening, std::string_view closing) {
    const std::size_t begin = at_;
    const std::size_t inside = begin + opening.size();
    const std::size_t end = text_.find(closing, inside);
    if (end == std::string_view::npos) return nullptr;
    at_ = end + closing.size();
    ExpressionPtr read = made(ExpressionKind::text, begin);
    read->text = text_.substr(inside, end - inside);
    return read;
  }

  ExpressionPtr name() {
    const std::size_t begin = at_;
    if (words_.declared(rest()) > 0) return nullptr;
    for (std::size_t size = words_.word(rest()); size > 0;) {
      at_ += size;
      const std::size_t end = at_;
      skip_blanks();
      size = at_ > end ? words_.word(rest()) : 0;
      if (size == 0) at_ = end;
    }
    if (at_ == begin) return nullptr;
    ExpressionPtr read = made(ExpressionKind::name, begin);
    read->text = text_.substr(begin, at_ - begin);
    return read;
  }

  const Fragment& cell_;
  const std::string_view text_;
  const Words& words_;
  Diagnostics* const diagnostics_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<ConditionCell> plain_condition_cell(const Fragment& cell, const Words& words, Diagnostics& diagnostics) {
  const std::size_t said = diagnostics.size();
  auto made = PlainReader(cell, words, &diagnostics).condition();
  if (!made) diagnostics.erase(diagnostics.begin() + static_cast<std::ptrdiff_t>(said), diagnostics.end());
  return made;
}

ExpressionPtr plain_expression(const Fragment& cell, const Words& words, Diagnostics* diagnostics) {
  const std::size_t said = diagnostics == nullptr ? 0 : diagnostics->size();
  ExpressionPtr made = PlainReader(cell, words, diagnostics).expression();
  if (!made && diagnostics != nullptr) {
    diagnostics->erase(diagnostics->begin() + static_cast<std::ptrdiff_t>(said), diagnostics->end());
  }
  return made;
}

}  // namespace fenji::grammar
