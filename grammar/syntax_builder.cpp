#include "grammar/syntax_builder.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "grammar/characters.hpp"
#include "grammar/magnitude.hpp"
#include "grammar/mistypes.hpp"

namespace fenji::grammar {
namespace {

// The words inside “…”, "…", 「…」 or `…`.
std::string_view unquoted(std::string_view text) {
  const bool ascii = text[0] == '"' || text[0] == '`';
  const std::size_t size = ascii ? 1 : std::string_view("「").size();
  return text.substr(size, text.size() - 2 * size);
}

// A count of a plan or of elements; a longer number than fits stays at the greatest.
std::uint32_t small_number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return result.ec == std::errc::result_out_of_range ? 0xffffffffu : value;
}

Keyword period_keyword(Tag tag) {
  switch (tag) {
    case Tag::day_period:
      return Keyword::day;
    case Tag::week_period:
      return Keyword::week;
    case Tag::quarter_period:
      return Keyword::quarter;
    case Tag::half_year_period:
      return Keyword::half_year;
    case Tag::year_period:
      return Keyword::year_period;
    default:
      return Keyword::month;
  }
}

char comparison_operator(Tag tag) {
  switch (tag) {
    case Tag::not_equal_sign:
      return '#';
    case Tag::at_most_sign:
    case Tag::at_most_word:
      return '{';
    case Tag::at_least_sign:
    case Tag::at_least_word:
      return '}';
    case Tag::less_sign:
    case Tag::under_word:
      return '<';
    case Tag::greater_sign:
    case Tag::over_word:
      return '>';
    default:
      return '=';
  }
}

}  // namespace

std::string_view name_text(std::string_view words) {
  const bool quoted = (words.starts_with('`') && words.ends_with('`')) || (words.starts_with("「") && words.ends_with("」"));
  return quoted && words.size() > 1 ? unquoted(words) : words;
}

void set_unit(std::string_view words, NumberLiteral& literal) {
  literal.magnitude = take_magnitude(words);
  if (words.starts_with("个") && words.size() > 3) words.remove_prefix(3);
  literal.unit = words;
}

std::string_view SyntaxBuilder::text(const Node& node) const {
  return without_blanks(std::string_view(fragment_.text).substr(node.begin, node.end - node.begin));
}

Name SyntaxBuilder::name(const Node& node) const { return {std::string(name_text(text(node))), span(node)}; }

NumberLiteral SyntaxBuilder::number(const Node& node) const {
  NumberLiteral literal;
  for (const auto& part : node.children) {
    if (part->tag == Tag::digits) {
      literal.digits = text(*part);
      if (diagnostics_ != nullptr) check_thousands(fragment_, part->begin, *diagnostics_);
    } else if (part->tag == Tag::percent_sign) {
      literal.percent = true;
    } else {
      set_unit(text(*part), literal);
    }
  }
  return literal;
}

DateLiteral SyntaxBuilder::date(const Node& node) const {
  const Node& parts = node.children.size() == 1 ? *node.children.front() : node;
  assert(parts.children.size() == 3);
  const auto part = [&](std::size_t i) { return static_cast<int>(small_number(text(*parts.children[i]))); };
  return {part(0), part(1), part(2)};
}

ExpressionPtr SyntaxBuilder::make(ExpressionKind kind, const Node& node) const {
  auto made = std::make_unique<Expression>();
  made->kind = kind;
  made->span = span(node);
  return made;
}

// Operands with operators between them, or without for 且 and 或.
ExpressionPtr SyntaxBuilder::chain(ExpressionKind kind, const Node& node) const {
  ExpressionPtr made = make(kind, node);
  for (const auto& child : node.children) {
    if (child->tag == Tag::times_or_divide) {
      const std::string_view sign = text(*child);
      made->more.own().operators += sign == "*" || sign == "×" ? '*' : '/';
    } else if (child->tag == Tag::plus_or_minus) {
      made->more.own().operators += text(*child) == "+" ? '+' : '-';
    } else {
      made->operands.push_back(expression(*child));
    }
  }
  return made;
}

ExpressionPtr SyntaxBuilder::condition(const Node& node) const {
  const Node& tail = *node.children[1];
  ExpressionPtr left = expression(*node.children[0]);
  switch (tail.tag) {
    case Tag::within_tail: {
      ExpressionPtr made = make(ExpressionKind::within, node);
      const std::size_t first = tail.children.front()->tag == Tag::not_in_word ? 1 : 0;
      made->negated = first == 1;
      made->operands.push_back(std::move(left));
      for (std::size_t i = first; i < tail.children.size(); ++i) items(*tail.children[i], made->more.own().items);
      return made;
    }
    case Tag::compare_tail: {
      ExpressionPtr made = make(ExpressionKind::compare, node);
      made->more.own().operators = comparison_operator(tail.children[0]->tag);
      made->operands.push_back(std::move(left));
      made->operands.push_back(expression(*tail.children[1]));
      return made;
    }
    default: {
      ExpressionPtr made = make(tail.tag == Tag::given_tail ? ExpressionKind::given : ExpressionKind::missing, node);
      made->operands.push_back(std::move(left));
      return made;
    }
  }
}

ExpressionPtr SyntaxBuilder::expression(const Node& node) const {
  switch (node.tag) {
    case Tag::number: {
      ExpressionPtr made = make(ExpressionKind::number, node);
      made->text = text(node);
      NumberLiteral literal = number(node);
      if (literal.digits != made->text) made->quantity = std::move(literal);
      return made;
    }
    case Tag::date: {
      ExpressionPtr made = make(ExpressionKind::date, node);
      made->more.own().date = date(node);
      made->text = text(node);
      return made;
    }
    case Tag::text: {
      ExpressionPtr made = make(ExpressionKind::text, node);
      made->text = unquoted(text(node));
      return made;
    }
    case Tag::quoted_name:
    case Tag::declared_name:
    case Tag::words: {
      ExpressionPtr made = make(ExpressionKind::name, node);
      made->text = name(node).text;
      made->quoted = node.tag == Tag::quoted_name;
      return made;
    }
    case Tag::name_or_call: {
      ExpressionPtr made = make(ExpressionKind::call, node);
      const Name called = name(*node.children[0]);
      made->text = called.text;
      made->more.own().called = called.span;
      for (const auto& argument : node.children[1]->children) {
        if (argument->tag != Tag::per_argument) {
          made->operands.push_back(expression(*argument));
          continue;
        }
        for (const auto& group : argument->children) made->more.own().groups.push_back(expression(*group));
      }
      add_as_of(*made);
      return made;
    }
    case Tag::negative: {
      ExpressionPtr made = make(ExpressionKind::negate, node);
      made->operands.push_back(expression(*node.children[0]));
      return made;
    }
    case Tag::negated: {
      ExpressionPtr made = make(ExpressionKind::negation, node);
      made->operands.push_back(expression(*node.children[0]));
      return made;
    }
    case Tag::group: {
      ExpressionPtr inner = expression(*node.children[0]);
      inner->span = span(node);
      return inner;
    }
    case Tag::product:
      return chain(ExpressionKind::product, node);
    case Tag::sum:
      return chain(ExpressionKind::sum, node);
    case Tag::conjunction:
      return chain(ExpressionKind::all, node);
    case Tag::expression:
      return chain(ExpressionKind::any, node);
    case Tag::condition:
      return condition(node);
    default:
      break;
  }
  assert(false && "not an expression");
  return nullptr;
}

// 满年数(首次采购日期) counts up to 基准日, whatever the file means by it.
void SyntaxBuilder::add_as_of(Expression& call) const {
  const auto function = find_keyword(call.text, KeywordGroup::function, language_);
  const bool counts = function == Keyword::full_years || function == Keyword::full_months;
  if (!counts || call.operands.size() != 1) return;
  auto as_of = std::make_unique<Expression>();
  as_of->text = spelling(Keyword::as_of, language_);
  as_of->span = call.span;
  call.operands.push_back(std::move(as_of));
}

void SyntaxBuilder::report(const Node& node, Message message) const {
  if (diagnostics_ != nullptr) diagnostics_->push_back({"syntax", Severity::error, span(node), std::move(message), {}, {}, {}});
}

void SyntaxBuilder::upper_limit(const Node& node, Item& item) const {
  const Node& limit = *node.children[0];
  item.upper_closed = limit.tag != Tag::upper_under;
  item.upper = expression(limit.tag == Tag::upper_under ? *limit.children.back() : limit);
}

void SyntaxBuilder::word_range(const Node& node, Item& item) const {
  item.form = Item::Form::range;
  ExpressionPtr limit = expression(*node.children[1]);
  switch (node.children[0]->tag) {
    case Tag::at_least_word:
    case Tag::at_least_sign:
      item.lower = std::move(limit);
      break;
    case Tag::over_word:
    case Tag::greater_sign:
      item.lower = std::move(limit);
      item.lower_closed = false;
      break;
    case Tag::at_most_word:
    case Tag::at_most_sign:
      item.upper = std::move(limit);
      break;
    case Tag::under_word:
    case Tag::less_sign:
      item.upper = std::move(limit);
      item.upper_closed = false;
      break;
    case Tag::not_equal_sign:
      item.form = Item::Form::not_equal;
      item.value = std::move(limit);
      break;
    default:
      item.form = Item::Form::value;
      item.value = std::move(limit);
      break;
  }
  if (node.children.size() <= 2) return;
  if (item.upper) report(node, {"“至”前面只能是一个值或“超过 …”", "only a value or `over …` can stand before `to`"});
  upper_limit(*node.children[2], item);
}

// Of the suffixes 以下, or 或以下 and `or less`.
bool SyntaxBuilder::is_at_most(const Node& suffix) const {
  if (suffix.tag != Tag::or_suffix) return suffix.tag == Tag::suffix_at_most;
  if (!suffix.children.empty()) return is_at_most(*suffix.children.front());
  const std::string_view word = last_word(text(suffix));
  return word == "less" || word == "below" || word == "under";
}

Item SyntaxBuilder::item(const Node& node) const {
  Item made;
  made.span = span(node);
  if (node.tag == Tag::word_range || node.tag == Tag::sign_range) {
    word_range(node, made);
  } else {
    made.value = expression(*node.children[0]);
    if (node.children.size() > 1) {
      const Node& tail = *node.children[1];
      made.form = Item::Form::range;
      if (tail.tag == Tag::to_limit) {
        made.lower = std::move(made.value);
        upper_limit(tail, made);
      } else if (is_at_most(tail)) {
        made.upper = std::move(made.value);
      } else {
        made.lower = std::move(made.value);
        made.lower_closed = tail.tag != Tag::suffix_over;
      }
      if (tail.tag == Tag::or_suffix && diagnostics_ != nullptr) {
        report_or_suffix(made, text(*node.children[0]), span(tail), language_, *diagnostics_);
      }
    }
  }
  if (diagnostics_ != nullptr) check_item(made, language_, *diagnostics_);
  return made;
}

// [5, 8) is a range; [甲, 乙, 丙] and [甲、乙] are lists, and so is [甲, 乙] for a subject that is no number, which check finds
// out.
void SyntaxBuilder::interval(const Node& node, std::vector<Item>& items) const {
  const bool opening = text(*node.children.front()) == "[";
  const bool closing = text(*node.children.back()) == "]";
  std::vector<Item> inside;
  const std::size_t mistakes = diagnostics_ != nullptr ? diagnostics_->size() : 0;
  for (std::size_t i = 1; i + 1 < node.children.size(); ++i) this->items(*node.children[i], inside);
  const auto is_value = [](const Item& item) { return item.form == Item::Form::value; };
  const bool limits = inside.size() == 2 && is_value(inside[0]) && is_value(inside[1]);
  const std::string_view between =
      limits ? std::string_view(fragment_.text).substr(node.children[1]->end, node.children[2]->begin - node.children[1]->end)
             : "";
  if (limits && between.find("、") == std::string_view::npos) {
    Item made;
    made.form = Item::Form::range;
    made.span = span(node);
    made.lower = std::move(inside[0].value);
    made.upper = std::move(inside[1].value);
    made.lower_closed = opening;
    made.upper_closed = closing;
    made.bracketed = opening && closing;
    items.push_back(std::move(made));
    return;
  }
  if ((!opening || !closing) && diagnostics_ != nullptr && diagnostics_->size() == mistakes) {
    report(node, {"区间要有两端，用逗号隔开，例如 [5, 8)", "an interval has two ends with a comma between, as in [5, 8)"});
  }
  std::move(inside.begin(), inside.end(), std::back_inserter(items));
}

void SyntaxBuilder::items(const Node& node, std::vector<Item>& items) const {
  if (node.tag == Tag::interval)
    interval(node, items);
  else
    items.push_back(item(node));
}

ConditionCell SyntaxBuilder::condition_cell(const Node& root) const {
  ConditionCell cell;
  const Tag tag = root.children.front()->tag;
  if (tag == Tag::any_mark)
    cell.any = true;
  else if (tag == Tag::otherwise_mark)
    cell.otherwise = true;
  else
    for (const auto& child : root.children) items(*child, cell.items);
  return cell;
}

ContactSyntax SyntaxBuilder::contact(const Node& node) const {
  ContactSyntax made;
  made.span = span(node);
  bool counted = false;
  for (const auto& part : node.children) {
    switch (part->tag) {
      case Tag::count: {
        const std::uint32_t count = small_number(text(*part));
        if (!counted) made.minimum = count;
        made.maximum = count;
        counted = true;
        break;
      }
      case Tag::period_count:
        made.periods = small_number(text(*part));
        break;
      case Tag::on_site_or_phone:
        made.action = Keyword::on_site_or_phone;
        break;
      case Tag::on_site:
        made.action = Keyword::on_site;
        break;
      case Tag::phone:
        made.action = Keyword::phone;
        break;
      case Tag::other_action:
        made.other_action = text(*part);
        break;
      default:
        made.period = period_keyword(part->tag);
        break;
    }
  }
  return made;
}

std::vector<ContactSyntax> SyntaxBuilder::contacts(const Node& root) const {
  std::vector<ContactSyntax> made;
  for (const auto& child : root.children) {
    if (child->tag == Tag::contact) made.push_back(contact(*child));
  }
  return made;
}

NumberLiteral SyntaxBuilder::weight(const Node& node) const { return number(node); }

Assignment SyntaxBuilder::assignment(const Node& root) const {
  const Node& value = *root.children[1];
  return {name(*root.children[0]), value.tag == Tag::otherwise_mark ? nullptr : expression(value)};
}

Head SyntaxBuilder::head(const Node& root) const {
  Head made;
  const auto once = [&](bool again, const Node& node) {
    if (again) report(node, {"这里已经写过一次", "this is said twice"});
  };
  const auto mode = [&](EligibilityBlock::Mode chosen, const Node& node) {
    once(made.mode.has_value(), node);
    made.mode = chosen;
    made.mode_span = span(node);
  };
  for (const auto& child : root.children) {
    switch (child->tag) {
      case Tag::name_before_colon:
      case Tag::name_before_on:
      case Tag::name_before_per:
        made.name = name(*child);
        break;
      case Tag::label:
      case Tag::output_name:
        made.names.push_back(name(*child));
        break;
      case Tag::first_match:
        once(made.modifiers.first_match, *child);
        made.modifiers.first_match = true;
        made.modifiers.first_match_span = span(*child);
        break;
      case Tag::when_clause:
        once(made.modifiers.when != nullptr, *child);
        made.modifiers.when = expression(*child->children[0]);
        break;
      case Tag::window:
        once(made.modifiers.window_months > 0, *child);
        made.modifiers.window_span = span(*child);
        for (const auto& part : child->children) {
          if (part->tag == Tag::window_count)
            made.modifiers.window_months = small_number(text(*part));
          else
            made.modifiers.window_field = name(*part);
        }
        break;
      case Tag::all_of:
        mode(EligibilityBlock::Mode::all, *child);
        break;
      case Tag::any_of:
        mode(EligibilityBlock::Mode::any, *child);
        break;
      case Tag::at_least_of:
        mode(EligibilityBlock::Mode::at_least, *child);
        made.at_least = small_number(text(*child->children[0]));
        break;
      default:
        made.subjects.push_back(expression(*child));
        break;
    }
  }
  return made;
}

DateRange SyntaxBuilder::dates(const Node& root) const {
  DateRange made{date(*root.children[0]), std::nullopt};
  if (root.children.size() > 1) made.to = date(*root.children[1]);
  return made;
}

FieldSyntax SyntaxBuilder::field(const Node& root) const {
  FieldSyntax made;
  made.span = fragment_.span();
  const auto type = [&](Keyword keyword, const Node& node) {
    made.type = keyword;
    made.type_span = span(node);
  };
  for (const auto& child : root.children) {
    switch (child->tag) {
      case Tag::name_before_colon:
        made.name = name(*child);
        break;
      case Tag::text_type:
        type(Keyword::text, *child);
        break;
      case Tag::yes_no_type:
        type(Keyword::yes_no, *child);
        break;
      case Tag::money_type:
        type(Keyword::money, *child);
        break;
      case Tag::percent_type:
        type(Keyword::percent, *child);
        break;
      case Tag::number_type:
        type(Keyword::number, *child);
        break;
      case Tag::whole_type:
        type(Keyword::whole_number, *child);
        break;
      case Tag::date_type:
        type(Keyword::date, *child);
        break;
      case Tag::option_type:
        type(Keyword::one_of, *child);
        for (const auto& option : child->children) made.options.push_back(name(*option));
        break;
      case Tag::type_unit:
        made.unit = text(*child);
        made.unit_span = span(*child);
        break;
      case Tag::in_points:
        made.percent_cells = Keyword::percent_in_points;
        break;
      case Tag::as_fraction:
        made.percent_cells = Keyword::percent_as_fraction;
        break;
      case Tag::key_clause:
        made.key = true;
        break;
      case Tag::optional_clause:
        made.optional = true;
        break;
      case Tag::fixed_clause:
        made.fixed = true;
        break;
      case Tag::blank_means_clause:
        made.blank_means = expression(*child->children[0]);
        break;
      case Tag::also_name:
        made.also.push_back(name(*child));
        break;
      case Tag::bounds_clause:
        items(*child->children.front(), made.bounds);
        break;
      default:
        assert(false && "not part of a field");
        break;
    }
  }
  return made;
}

}  // namespace fenji::grammar
