#include "grammar/parse_unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "grammar/mistypes.hpp"
#include "grammar/parse.hpp"
#include "grammar/plain_cells.hpp"
#include "grammar/repairs.hpp"
#include "grammar/rules.hpp"
#include "grammar/syntax_builder.hpp"
#include "grammar/tree_builder.hpp"

namespace fenji::grammar {
namespace {

namespace r = rules;
namespace p = TAO_PEGTL_NAMESPACE;
}  // namespace

// The rules that become nodes; all others hand their children up.
#define FENJI_NODE(rule) \
  template <>            \
  inline constexpr Tag tag_of<rules::rule> = Tag::rule
FENJI_NODE(digits);
FENJI_NODE(percent_sign);
FENJI_NODE(unit);
FENJI_NODE(number);
FENJI_NODE(date);
FENJI_NODE(year_digits);
FENJI_NODE(month_digits);
FENJI_NODE(day_digits);
FENJI_NODE(text);
FENJI_NODE(quoted_name);
FENJI_NODE(declared_name);
FENJI_NODE(words);
FENJI_NODE(name_or_call);
FENJI_NODE(arguments);
FENJI_NODE(group);
FENJI_NODE(per_argument);
FENJI_NODE(name_before_per);
FENJI_NODE(window);
FENJI_NODE(window_count);
FENJI_NODE(window_field);
FENJI_NODE(negative);
FENJI_NODE(times_or_divide);
FENJI_NODE(product);
FENJI_NODE(plus_or_minus);
FENJI_NODE(sum);
FENJI_NODE(not_equal_sign);
FENJI_NODE(at_most_sign);
FENJI_NODE(at_least_sign);
FENJI_NODE(equal_sign);
FENJI_NODE(less_sign);
FENJI_NODE(greater_sign);
FENJI_NODE(at_least_word);
FENJI_NODE(at_most_word);
FENJI_NODE(over_word);
FENJI_NODE(under_word);
FENJI_NODE(suffix_at_least);
FENJI_NODE(suffix_at_most);
FENJI_NODE(suffix_over);
FENJI_NODE(or_suffix);
FENJI_NODE(upper_under);
FENJI_NODE(to_limit);
FENJI_NODE(word_range);
FENJI_NODE(sign_range);
FENJI_NODE(opening_interval);
FENJI_NODE(closing_interval);
FENJI_NODE(interval);
FENJI_NODE(value_or_range);
FENJI_NODE(not_in_word);
FENJI_NODE(within_tail);
FENJI_NODE(given_tail);
FENJI_NODE(missing_tail);
FENJI_NODE(compare_tail);
FENJI_NODE(condition);
FENJI_NODE(negated);
FENJI_NODE(conjunction);
FENJI_NODE(expression);
FENJI_NODE(any_mark);
FENJI_NODE(otherwise_mark);
FENJI_NODE(count);
FENJI_NODE(period_count);
FENJI_NODE(day_period);
FENJI_NODE(week_period);
FENJI_NODE(month_period);
FENJI_NODE(quarter_period);
FENJI_NODE(half_year_period);
FENJI_NODE(year_period);
FENJI_NODE(on_site_or_phone);
FENJI_NODE(on_site);
FENJI_NODE(phone);
FENJI_NODE(other_action);
FENJI_NODE(contact);
FENJI_NODE(name_before_colon);
FENJI_NODE(name_before_sign);
FENJI_NODE(name_before_on);
FENJI_NODE(first_match);
FENJI_NODE(when_clause);
FENJI_NODE(all_of);
FENJI_NODE(any_of);
FENJI_NODE(at_least_of);
FENJI_NODE(needed_count);
FENJI_NODE(label);
FENJI_NODE(option);
FENJI_NODE(first_date);
FENJI_NODE(last_date);
FENJI_NODE(text_type);
FENJI_NODE(yes_no_type);
FENJI_NODE(money_type);
FENJI_NODE(percent_type);
FENJI_NODE(number_type);
FENJI_NODE(whole_type);
FENJI_NODE(date_type);
FENJI_NODE(in_points);
FENJI_NODE(as_fraction);
FENJI_NODE(type_unit);
FENJI_NODE(option_type);
FENJI_NODE(key_clause);
FENJI_NODE(optional_clause);
FENJI_NODE(fixed_clause);
FENJI_NODE(blank_means_clause);
FENJI_NODE(also_name);
FENJI_NODE(output_name);
FENJI_NODE(bounds_clause);
FENJI_NODE(weight);
#undef FENJI_NODE

namespace {

struct SyntaxError {
  std::size_t offset;
  r::Expected expected;
};

template <typename Rule>
struct Control : BuildsTree<Rule> {
  template <typename Input, typename... States>
  [[noreturn]] static void raise(const Input& in, States&&...) {
    if constexpr (requires { Rule::expected; })
      throw SyntaxError{in.byte(), Rule::expected};
    else
      throw SyntaxError{in.byte(), {"这里看不懂", "this is not understood"}};
  }
};

Message syntax_message(const r::Expected& expected, std::string_view text, std::size_t offset) {
  if (offset == text.size())
    return {fmt::format("{}，但这一行到此为止", expected.zh), fmt::format("{}, but the line ends", expected.en)};
  const std::string_view found = first_token(text.substr(offset));
  return {fmt::format("{}，却是“{}”", expected.zh, found), fmt::format("{}, not `{}`", expected.en, found)};
}

Diagnostic nested_too_deep(Span span) {
  return {"syntax",
          Severity::error,
          span,
          {fmt::format("括号、非、负号最多嵌套 {} 层", nesting_limit),
           fmt::format("brackets, `not` and signs may nest {} deep at most", nesting_limit)},
          Message{"把中间结果单独命名：名称 = …", "give the inner result a name of its own: NAME = …"},
          {},
          {}};
}

// A repair of a unit, and where it stands.
Diagnostic told(const Repair& repair, const Fragment& fragment) {
  const Span place = fragment.span(repair.begin, repair.end);
  const Message advice = repair.text.empty() ? Message{"请删去", "delete it"} : write_instead(without_blanks(repair.text));
  return {"syntax", Severity::error, place, repair.message, advice, {}, Fix{place, repair.text}};
}

// What is asked of every unit.
struct Reader {
  const Words& words;
  NodeTree& tree;
  bool comma_ends_list = false;

  template <typename Rule>
  const Node* read(const std::string& text) const {
    p::memory_input<p::tracking_mode::lazy> in(text, "");
    r::Context context{words, comma_ends_list, 0, 0};
    tree.clear();
    if (!p::parse<Rule, p::nothing, Control>(in, context, tree)) throw SyntaxError{0, {"这里看不懂", "this is not understood"}};
    return tree.root();
  }

  // Where reading of `text` stops, or nothing where it is read to its end.
  template <typename Rule>
  std::optional<std::size_t> stops_at(const std::string& text) const {
    try {
      read<Rule>(text);
      return std::nullopt;
    } catch (const SyntaxError& error) {
      return error.offset;
    } catch (const r::NestedTooDeep& error) {
      return error.offset;
    }
  }

  // A repair that takes the mistake away, though another one may stand behind it. Returns the unit as it was meant, where all
  // of it can be read.
  template <typename Rule>
  std::optional<Fragment> repair(const Fragment& fragment, std::size_t offset, Wanted wanted, Diagnostic& diagnostic) const {
    for (const Repair& repair : possible_repairs(fragment.text, offset, wanted, words)) {
      Fragment repaired = with_text(fragment, repair.begin, repair.end, repair.text);
      const auto stop = stops_at<Rule>(repaired.text);
      if (stop && (repair.whole || *stop <= std::max(repair.begin + repair.text.size(), offset))) continue;
      diagnostic = told(repair, fragment);
      return stop ? std::nullopt : std::optional(std::move(repaired));
    }
    diagnostic.advice = advice_for(fragment.text, offset);
    return std::nullopt;
  }
};

Wanted wanted_by(const r::Expected& expected) {
  const std::string_view asked = expected.zh;
  return asked == r::colon::expected.zh             ? Wanted::colon
         : asked == r::assignment_sign::expected.zh ? Wanted::sign
         : asked == r::on_word::expected.zh         ? Wanted::on
         : asked == r::field_type::expected.zh      ? Wanted::type
         : asked == r::modifier::expected.zh        ? Wanted::modifier
         : asked == r::period::expected.zh          ? Wanted::period
                                                    : Wanted::other;
}

}  // namespace

template <typename Rule>
std::optional<UnitParser::Unit> UnitParser::tree(const Fragment& fragment, const Words& words, Diagnostics* diagnostics,
                                                 bool comma_ends_list) const {
  if (tree_ == nullptr) tree_ = std::make_shared<NodeTree>();
  const Reader reader{words, *tree_, comma_ends_list};
  const auto behind_blanks = [&](std::size_t offset) {
    return std::min(fragment.text.find_first_not_of(' ', offset), fragment.text.size());
  };
  const auto token = [&](std::size_t offset) {
    return fragment.span(offset, offset + first_token(std::string_view(fragment.text).substr(offset)).size());
  };
  try {
    const Node* const root = reader.read<Rule>(fragment.text);
    if (units_ != nullptr) units_->push_back({fragment, {std::exchange(tree_, nullptr), root}});
    return Unit{root, std::nullopt};
  } catch (const SyntaxError& error) {
    if (diagnostics == nullptr) return std::nullopt;
    const std::size_t offset = behind_blanks(error.offset);
    Diagnostic diagnostic{
        "syntax", Severity::error, token(offset), syntax_message(error.expected, fragment.text, offset), {}, {}, {}};
    auto meant = reader.repair<Rule>(fragment, offset, wanted_by(error.expected), diagnostic);
    diagnostics->push_back(std::move(diagnostic));
    if (!meant) return std::nullopt;
    const Node* const root = reader.read<Rule>(meant->text);
    return Unit{root, std::move(meant)};
  } catch (const r::NestedTooDeep& error) {
    if (diagnostics != nullptr) diagnostics->push_back(nested_too_deep(token(behind_blanks(error.offset))));
  }
  return std::nullopt;
}

ExpressionPtr UnitParser::expression(const Fragment& fragment) const {
  if (auto plain = units_ == nullptr ? plain_expression(fragment, words_, &diagnostics_) : nullptr) return plain;
  const auto unit = tree<r::whole_expression>(fragment, words_, &diagnostics_);
  return unit ? SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).expression(*unit->root->children.front())
              : nullptr;
}

ExpressionPtr UnitParser::expression_if_any(const Fragment& fragment) const {
  if (auto plain = units_ == nullptr ? plain_expression(fragment, words_, nullptr) : nullptr) return plain;
  const auto unit = tree<r::whole_expression>(fragment, words_, nullptr);
  return unit ? SyntaxBuilder(unit->text(fragment), words_.language(), nullptr).expression(*unit->root->children.front())
              : nullptr;
}

std::optional<ConditionCell> UnitParser::condition_cell(const Fragment& fragment) const {
  // Words that could be a name, were they not a habit: no more than -20%
  if (const auto repair = range_in_words(fragment.text, words_)) {
    const Fragment repaired = with_text(fragment, repair->begin, repair->end, repair->text);
    if (const auto meant = tree<r::condition_cell>(repaired, words_, nullptr)) {
      diagnostics_.push_back(told(*repair, fragment));
      return SyntaxBuilder(repaired, words_.language(), nullptr).condition_cell(*meant->root);
    }
  }
  if (auto plain = units_ == nullptr ? plain_condition_cell(fragment, words_, diagnostics_) : std::nullopt) return plain;
  const auto unit = tree<r::condition_cell>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).condition_cell(*unit->root);
}

bool UnitParser::is_condition_cell(const Fragment& fragment) const {
  Diagnostics none;
  return UnitParser(words_, none).tree<r::condition_cell>(fragment, words_, nullptr).has_value();
}

std::optional<std::vector<ContactSyntax>> UnitParser::plan_cell(const Fragment& fragment) const {
  const auto unit = tree<r::plan_cell>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).contacts(*unit->root);
}

std::optional<NumberLiteral> UnitParser::weight(const Fragment& fragment, std::size_t& begin) const {
  begin = fragment.text.rfind('(');
  if (begin == std::string::npos) return std::nullopt;
  const Fragment bracket = fragment.slice(begin, fragment.text.size());
  const auto unit = tree<r::weight>(bracket, words_, nullptr);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(bracket), words_.language(), nullptr).weight(*unit->root->children.front());
}

bool UnitParser::starts_definition(const Fragment& fragment) const {
  Diagnostics none;
  return UnitParser(words_, none).tree<r::starts_definition>(fragment, words_, nullptr).has_value();
}

std::optional<Assignment> UnitParser::assignment(const Fragment& fragment) const {
  const auto unit = tree<r::definition_line>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).assignment(*unit->root);
}

std::optional<Assignment> UnitParser::assignment_if_any(const Fragment& fragment) const {
  const auto unit = tree<r::definition_line>(fragment, words_, nullptr);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), nullptr).assignment(*unit->root);
}

std::optional<Assignment> UnitParser::element(const Fragment& fragment) const {
  const auto unit = tree<r::element_line>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).assignment(*unit->root);
}

std::optional<Assignment> UnitParser::class_line(const Fragment& fragment) const {
  const auto unit = tree<r::class_line>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).assignment(*unit->root);
}

std::optional<Head> UnitParser::named_head(const Fragment& fragment) const {
  const auto unit = tree<r::named_head>(fragment, words_, &diagnostics_, true);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).head(*unit->root);
}

bool UnitParser::lacks_name(const Fragment& fragment) const {
  const std::size_t size = match_spelling(fragment.text, Keyword::on, words_.language());
  if (size == 0 || !std::string_view(fragment.text).substr(size).starts_with(' ')) return false;
  diagnostics_.push_back({"syntax",
                          Severity::error,
                          fragment.span(0, size),
                          {"“按”前面少了名称", "a name is missing in front of `on`"},
                          Message{"请给这一块的结果起个名称，例如 定级 客户级别 按 得分",
                                  "give the result of this block a name, as in grade customer grade on score"},
                          {},
                          {}});
  return true;
}

std::optional<Head> UnitParser::head_on(const Fragment& fragment) const {
  if (lacks_name(fragment)) return std::nullopt;
  const auto unit = tree<r::head_on>(fragment, words_, &diagnostics_, true);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).head(*unit->root);
}

std::optional<Head> UnitParser::head_on_two(const Fragment& fragment) const {
  const auto unit = tree<r::head_on_two>(fragment, words_, &diagnostics_, true);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).head(*unit->root);
}

std::optional<Head> UnitParser::portfolio_head(const Fragment& fragment) const {
  const auto unit = tree<r::portfolio_head>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).head(*unit->root);
}

std::optional<Head> UnitParser::scale_head(const Fragment& fragment) const {
  const auto unit = tree<r::scale_head>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).head(*unit->root);
}

std::optional<std::vector<Name>> UnitParser::names(const Fragment& fragment) const {
  const auto unit = tree<r::output_line>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).head(*unit->root).names;
}

std::optional<DateRange> UnitParser::dates(const Fragment& fragment) const {
  const auto unit = tree<r::effective_dates>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  return SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).dates(*unit->root);
}

std::optional<FieldSyntax> UnitParser::field(const Fragment& fragment) const {
  const auto unit = tree<r::field_line>(fragment, words_, &diagnostics_);
  if (!unit) return std::nullopt;
  FieldSyntax field = SyntaxBuilder(unit->text(fragment), words_.language(), &diagnostics_).field(*unit->root);
  check_options(field, words_.language(), diagnostics_);
  const bool name = field.bounds.size() == 1 && field.bounds[0].form == Item::Form::value &&
                    field.bounds[0].value->kind == ExpressionKind::name;
  if (unit->meant || !name || words_.is_declared(field.bounds[0].value->text)) return field;
  // Bounds of one unknown word are another clause in other words: 空白为0, primary key
  const std::string& word = field.bounds[0].value->text;
  const std::size_t at = fragment.text.rfind(word);
  if (at == std::string::npos) return field;
  for (const Repair& repair : possible_clauses(fragment.text, at + word.size(), words_)) {
    const Fragment repaired = with_text(fragment, repair.begin, repair.end, repair.text);
    const auto meant = tree<r::field_line>(repaired, words_, nullptr);
    if (!meant) continue;
    diagnostics_.push_back(told(repair, fragment));
    return SyntaxBuilder(repaired, words_.language(), nullptr).field(*meant->root);
  }
  return field;
}

std::size_t analyze_grammar() { return p::analyze<r::rule_file>(); }

}  // namespace fenji::grammar
