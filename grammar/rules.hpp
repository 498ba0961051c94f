// Stage: grammar. The language as PEGTL rules; included by parse_unit.cpp alone. Each rule parses one unit: a statement line
// or a table cell, so that a mistake never reaches beyond its unit. A rule owns the blanks between its parts, the caller those
// around it. Only what can follow in one way is demanded by `if_must`; then the rule that fails names itself in the message
// by its member `expected`.
#pragma once

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/characters.hpp"
#include "grammar/parse.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar::rules {

namespace p = TAO_PEGTL_NAMESPACE;

// What the rules need to know beyond the text.
struct Context {
  const Words& words;
  bool comma_ends_list = false;  // behind the colon of a block
  int brackets = 0;
  int nesting = 0;
};

struct Expected {
  const char* zh;
  const char* en;
};

// Thrown inside parse_unit.cpp only.
struct NestedTooDeep {
  std::size_t offset;
};

template <typename Input>
std::string_view rest(const Input& in) {
  return {in.current(), in.size()};
}

template <typename Input>
bool take(Input& in, std::size_t size) {
  if (size == 0) return false;
  in.bump_in_this_line(size);
  return true;
}

// Words, see words.hpp: a rule that takes as many bytes as `measure` says.
template <std::size_t (Words::*measure)(std::string_view) const>
struct measured {
  using rule_t = measured;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context& context, States&&...) {
    return take(in, (context.words.*measure)(rest(in)));
  }
};
template <std::size_t (Words::*measure)(std::string_view, Keyword) const, Keyword keyword>
struct measured_keyword {
  static constexpr Keyword spelled = keyword;
  using rule_t = measured_keyword;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context& context, States&&...) {
    return take(in, (context.words.*measure)(rest(in), keyword));
  }
};

struct declared_name : measured<&Words::declared> {};
struct declared_here : p::at<measured<&Words::declared>> {};  // looks ahead without making a node
struct not_declared_here : p::not_at<measured<&Words::declared>> {};
struct word : measured<&Words::word> {};
struct unit_word : measured<&Words::unit> {};

template <Keyword keyword>
struct apart : measured_keyword<&Words::apart, keyword> {};
template <Keyword keyword>
struct before_number : measured_keyword<&Words::before_number, keyword> {};
template <Keyword keyword>
struct between_numbers : measured_keyword<&Words::between_numbers, keyword> {};

// Behind no word or number: 2026且 is one word too many.
struct behind_a_gap {
  using rule_t = behind_a_gap;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context&, States&&...) {
    const std::string_view before{in.begin(), static_cast<std::size_t>(in.current() - in.begin())};
    return before.empty() || (before.back() != '%' && !is_word(character_at(before, last_character(before)).code));
  }
};
template <Keyword keyword>
struct connecting : p::seq<behind_a_gap, apart<keyword>> {};

// A comma separates the items of a list only where nothing around the list uses it.
struct list_comma {
  using rule_t = list_comma;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context& context, States&&...) {
    if (context.comma_ends_list || context.brackets > 0 || rest(in).empty() || rest(in)[0] != ',') return false;
    return take(in, 1);
  }
};

// `(` that opens an interval such as (5, 8]: a comma stands before the bracket that closes it.
struct opens_interval {
  using rule_t = opens_interval;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context&, States&&...) {
    const std::string_view text = rest(in);
    if (text.empty() || text[0] != '(') return false;
    int depth = 0;
    for (const char c : text) {
      if (c == '(' || c == '[')
        ++depth;
      else if ((c == ')' || c == ']') && --depth == 0)
        return false;
      else if (c == ',' && depth == 1)
        return true;
    }
    return false;
  }
};

// Counts how deep `Rule` stands inside itself.
template <typename Rule>
struct nested {
  using rule_t = nested;
  using subs_t = p::type_list<Rule>;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context& context, States&&... states) {
    const struct Guard {
      int& depth;
      ~Guard() { --depth; }
    } guard{++context.nesting};
    if (context.nesting > nesting_limit) throw NestedTooDeep{in.byte()};
    return Control<Rule>::template match<A, M, Action, Control>(in, context, states...);
  }
};

template <typename Rule>
struct bracketed {
  using rule_t = bracketed;
  using subs_t = p::type_list<Rule>;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input, typename... States>
  static bool match(Input& in, Context& context, States&&... states) {
    const struct Guard {
      int& depth;
      ~Guard() { --depth; }
    } guard{++context.brackets};
    return nested<Rule>::template match<A, M, Action, Control>(in, context, states...);
  }
};

struct blank : p::one<' ', '\t'> {};
struct blanks : p::plus<blank> {};
struct _ : p::star<blank> {};
struct pause : p::string<'\xE3', '\x80', '\x81'> {};  // 、
struct end : p::eof {
  static constexpr Expected expected{"这里应当结束", "the line should end here"};
};

// Literals

struct digit : p::range<'0', '9'> {};
struct digits : p::seq<p::plus<digit>, p::opt<p::seq<p::one<'.'>, p::plus<digit>>>> {};
struct percent_sign : p::sor<p::one<'%'>, TAO_PEGTL_STRING("个百分点"), TAO_PEGTL_STRING("百分点"),
                             TAO_PEGTL_STRING("percentage points"), TAO_PEGTL_STRING("percentage point")> {};
struct unit : p::list<unit_word, p::one<'/', '*'>> {};
struct unit_apart : p::seq<blanks, not_declared_here, p::at<word>, unit, p::not_at<p::seq<_, p::one<'('>>>> {};
// 1,234.5万元 (thousands commas are gone by now)
struct number : p::seq<digits, p::sor<p::seq<_, percent_sign>, unit, unit_apart, p::success>> {};

struct year_digits : p::rep<4, digit> {};
struct month_digits : p::rep_min_max<1, 2, digit> {};
struct day_digits : p::rep_min_max<1, 2, digit> {};
struct iso_date : p::seq<year_digits, p::one<'-'>, month_digits, p::one<'-'>, day_digits, p::not_at<digit>> {};
struct chinese_date
    : p::seq<year_digits, TAO_PEGTL_STRING("年"), month_digits, TAO_PEGTL_STRING("月"), day_digits, TAO_PEGTL_STRING("日")> {};
// Most numbers are told from dates before anything is read.
struct begins_date : p::at<p::rep<4, digit>, p::sor<p::one<'-'>, TAO_PEGTL_STRING("年")>> {};
struct date : p::seq<begins_date, p::sor<iso_date, chinese_date>> {};

struct straight_text : p::seq<p::one<'"'>, p::until<p::one<'"'>>> {};
struct curved_text : p::seq<TAO_PEGTL_STRING("“"), p::until<TAO_PEGTL_STRING("”")>> {};
struct text : p::sor<straight_text, curved_text> {};

struct backquoted_name : p::seq<p::one<'`'>, p::not_one<'`'>, p::until<p::one<'`'>>> {};
struct corner_name : p::seq<TAO_PEGTL_STRING("「"), p::not_at<TAO_PEGTL_STRING("」")>, p::until<TAO_PEGTL_STRING("」")>> {};
struct quoted_name : p::sor<backquoted_name, corner_name> {};
struct words : p::list<word, blanks> {};
struct name : p::sor<quoted_name, declared_name, words> {
  static constexpr Expected expected{"这里应当是一个名称", "a name should stand here"};
};

// Expressions, from loose to tight

struct expression;
struct negation;
struct unary;

struct operand_expected {
  static constexpr Expected expected{"这里应当是一个名称、数值或括号", "a name, a value or a bracket should stand here"};
};
struct condition_expected {
  static constexpr Expected expected{"这里应当是一个条件", "a condition should stand here"};
};

struct closing_bracket : p::one<')'> {
  static constexpr Expected expected{"括号没有闭合，这里应当有“)”", "the bracket is not closed, `)` should stand here"};
};
struct closing_interval : p::one<')', ']'> {
  static constexpr Expected expected{"区间没有闭合，这里应当有“)”或“]”",
                                     "the interval is not closed, `)` or `]` should stand here"};
};
struct inner_expression : bracketed<expression>, operand_expected {};
struct argument_separator : p::seq<_, p::sor<p::one<','>, pause>, _> {};
// 每 办事处、产品: all that follows 每 groups.
struct group_expected {
  static constexpr Expected expected{"这里应当是用来分组的字段，例如 每 办事处",
                                     "the field to group by should stand here, such as per office"};
};
struct per_groups : p::list_must<inner_expression, p::seq<_, pause, _>>, group_expected {};
struct per_argument : p::if_must<p::seq<apart<Keyword::per>, _>, per_groups> {};
struct argument : p::sor<per_argument, inner_expression>, operand_expected {};
struct no_arguments : p::at<p::one<')'>> {};
struct argument_list : p::sor<no_arguments, p::list_must<argument, argument_separator>>, operand_expected {};
struct arguments : p::if_must<p::seq<_, p::one<'('>>, _, argument_list, _, closing_bracket> {};
struct name_or_call : p::seq<name, p::opt<arguments>> {};
struct group : p::if_must<p::one<'('>, _, inner_expression, _, closing_bracket> {};
// A declared name wins over a number such as 500强.
struct declared_operand : p::seq<declared_here, name_or_call> {};
struct primary : p::sor<group, text, declared_operand, date, number, name_or_call> {};

struct minus : p::sor<p::one<'-'>, TAO_PEGTL_STRING("−")> {};
struct negative : p::seq<minus, _, nested<unary>> {};
struct unary : p::sor<negative, primary>, operand_expected {};
struct times_or_divide : p::sor<p::one<'*', '/'>, TAO_PEGTL_STRING("×"), TAO_PEGTL_STRING("÷")> {};
struct product : p::seq<unary, p::star<p::if_must<p::seq<_, times_or_divide, _>, unary>>>, operand_expected {};
struct plus_or_minus : p::sor<p::one<'+'>, minus> {};
struct sum : p::seq<product, p::star<p::if_must<p::seq<_, plus_or_minus, _>, product>>>, operand_expected {};

struct not_equal_sign : p::sor<TAO_PEGTL_STRING("≠"), TAO_PEGTL_STRING("!="), TAO_PEGTL_STRING("<>")> {};
struct at_most_sign : p::sor<TAO_PEGTL_STRING("≤"), TAO_PEGTL_STRING("<=")> {};
struct at_least_sign : p::sor<TAO_PEGTL_STRING("≥"), TAO_PEGTL_STRING(">=")> {};
struct equal_sign : p::seq<p::sor<TAO_PEGTL_STRING("=="), p::one<'='>>, p::not_at<p::one<'>', '<'>>> {};
struct less_sign : p::one<'<'> {};
struct greater_sign : p::one<'>'> {};
struct comparison_sign : p::sor<not_equal_sign, at_most_sign, at_least_sign, equal_sign, less_sign, greater_sign> {};

struct at_least_word : before_number<Keyword::at_least> {};
struct at_most_word : before_number<Keyword::at_most> {};
struct over_word : before_number<Keyword::over> {};
struct under_word : before_number<Keyword::under> {};
struct comparison_word : p::sor<at_least_word, at_most_word, over_word, under_word> {};
struct suffix_at_least : apart<Keyword::suffix_at_least> {};
struct suffix_at_most : apart<Keyword::suffix_at_most> {};
struct suffix_over : apart<Keyword::suffix_over> {};
struct range_suffix : p::sor<suffix_at_least, suffix_at_most, suffix_over> {};
struct to_word : between_numbers<Keyword::to> {};
// 5或以上, 5 or more: a habit that check_item in mistypes.hpp corrects.
struct english_or_suffix : p::seq<TAO_PEGTL_STRING("or"), blanks,
                                  p::sor<TAO_PEGTL_STRING("more"), TAO_PEGTL_STRING("above"), TAO_PEGTL_STRING("over"),
                                         TAO_PEGTL_STRING("less"), TAO_PEGTL_STRING("below"), TAO_PEGTL_STRING("under")>,
                                  p::not_at<word>> {};
struct or_suffix : p::sor<p::seq<TAO_PEGTL_STRING("或"), _, range_suffix>, english_or_suffix> {};

// Ranges and lists of them
struct item;
struct item_expected {
  static constexpr Expected expected{"这里应当是一个取值或范围，例如 100万至不满200万",
                                     "a value or a range should stand here, such as 1 to under 2"};
};
struct upper_under : p::if_must<p::seq<under_word, _>, sum> {};
struct upper_limit : p::sor<upper_under, sum>, operand_expected {};
struct to_limit : p::if_must<p::seq<_, to_word, _>, upper_limit> {};
struct word_range : p::seq<p::if_must<p::seq<not_declared_here, comparison_word, _>, sum>, p::opt<to_limit>> {};
struct sign_range : p::if_must<p::seq<comparison_sign, _>, sum> {};
struct opening_interval : p::sor<p::one<'['>, p::seq<p::at<opens_interval>, p::one<'('>>> {};
struct inner_item : bracketed<item>, item_expected {};
struct interval : p::if_must<opening_interval, _, p::list_must<inner_item, argument_separator>, _, closing_interval> {};
struct value_or_range : p::seq<sum, p::opt<p::sor<to_limit, p::seq<_, range_suffix>, p::seq<_, or_suffix>>>> {};
struct item : p::sor<word_range, sign_range, interval, value_or_range>, item_expected {};
struct item_separator : p::seq<_, p::sor<pause, list_comma>, _> {};
struct items : p::list_must<item, item_separator>, item_expected {};

// Conditions
struct not_in_word : connecting<Keyword::not_in> {};
struct in_word : connecting<Keyword::in> {};
struct within_tail : p::if_must<p::seq<_, p::sor<not_in_word, in_word>, _>, items> {};
struct given_tail : p::seq<_, apart<Keyword::given>> {};
struct missing_tail : p::seq<_, apart<Keyword::missing>> {};
struct no_second_comparison : p::not_at<p::seq<_, comparison_sign>> {
  static constexpr Expected expected{"一次只能比较两个数，请用“且”连接，例如 100 <= 数量 且 数量 < 200",
                                     "only two values can be compared at once; join comparisons with `and`"};
};
struct compare_tail : p::if_must<p::seq<_, p::sor<comparison_sign, comparison_word>, _>, sum, no_second_comparison> {};
struct condition : p::seq<sum, p::opt<p::sor<within_tail, given_tail, missing_tail, compare_tail>>> {};
struct not_word : p::seq<not_declared_here, connecting<Keyword::logical_not>> {};
struct inner_negation : nested<negation>, condition_expected {};
struct negated : p::if_must<p::seq<not_word, _>, inner_negation> {};
struct negation : p::sor<negated, condition>, condition_expected {};
struct conjunction : p::seq<negation, p::star<p::if_must<p::seq<_, connecting<Keyword::logical_and>, _>, negation>>>,
                     condition_expected {};
struct expression : p::seq<conjunction, p::star<p::if_must<p::seq<_, connecting<Keyword::logical_or>, _>, conjunction>>>,
                    operand_expected {};

struct whole_expression : p::must<expression, _, end> {};

// Cells
struct dash_mark : p::sor<p::one<'-'>, p::plus<TAO_PEGTL_STRING("—")>> {};
struct any_mark : p::seq<p::sor<dash_mark, apart<Keyword::any>>, p::at<p::seq<_, p::eof>>> {};
struct otherwise_mark : p::seq<apart<Keyword::otherwise>, p::at<p::seq<_, p::eof>>> {};
struct cell_item_separator : p::sor<item_separator, p::seq<_, connecting<Keyword::logical_or>, _>> {};
struct condition_marks_or_items : p::sor<any_mark, otherwise_mark, p::list_must<item, cell_item_separator>>, item_expected {};
struct condition_cell : p::must<condition_marks_or_items, _, end> {};

struct weight : p::seq<p::one<'('>, _, digits, _, p::opt<percent_sign>, _, p::one<')'>, _, p::eof> {};

struct separator_or_end : p::at<p::seq<_, p::sor<p::one<','>, pause, p::eof>>> {};

// Plan cells: 1-3次/季度 上门、1次/月 电话
struct count : p::plus<digit> {};
struct count_range : p::seq<count, p::opt<p::seq<_, p::sor<p::one<'-', '~'>, TAO_PEGTL_STRING("–"), to_word>, _, count>>> {};
struct day_period : apart<Keyword::day> {};
struct week_period : apart<Keyword::week> {};
struct month_period : apart<Keyword::month> {};
struct quarter_period : apart<Keyword::quarter> {};
struct half_year_period : apart<Keyword::half_year> {};
struct year_period : apart<Keyword::year_period> {};
struct period : p::sor<half_year_period, day_period, week_period, month_period, quarter_period, year_period> {
  static constexpr Expected expected{"这里应当是周期：天、周、月、季度、半年或年",
                                     "a period should stand here: day, week, month, quarter, half-year or year"};
};
struct period_count : p::plus<digit> {};
struct times_per : p::sor<p::seq<TAO_PEGTL_STRING("次"), _, p::one<'/'>>, apart<Keyword::per_period>, p::one<'/'>> {};
struct frequency : p::if_must<p::seq<count_range, _, times_per>, _, p::opt<p::seq<period_count, _>>, period> {};
struct on_site_or_phone : apart<Keyword::on_site_or_phone> {};
struct on_site : apart<Keyword::on_site> {};
struct phone : apart<Keyword::phone> {};
struct known_action : p::seq<p::sor<on_site_or_phone, on_site, phone>, separator_or_end> {};
struct other_action : p::plus<p::seq<p::not_at<separator_or_end>, p::utf8::any>> {};
struct contact_action : p::sor<known_action, other_action> {};
struct contact : p::sor<p::seq<frequency, p::opt<p::seq<_, contact_action>>>, contact_action> {
  static constexpr Expected expected{"这里应当是联络次数，例如 1-3次/季度 上门",
                                     "contacts should stand here, such as 1-3 per quarter on site"};
};
struct contact_separator : p::seq<_, p::sor<p::one<','>, pause>, _> {};
struct no_contact : p::seq<p::sor<dash_mark, apart<Keyword::none>>, p::at<p::seq<_, p::eof>>> {};
struct contacts : p::sor<no_contact, p::list_must<contact, contact_separator>> {
  static constexpr Expected expected = contact::expected;
};
struct plan_cell : p::must<contacts, _, end> {};

// Lines of blocks
struct colon : p::one<':'> {
  static constexpr Expected expected{"这里应当有冒号“:”", "a colon `:` should stand here"};
};
struct assignment_sign : p::seq<p::one<'='>, p::not_at<p::one<'>', '='>>> {
  static constexpr Expected expected{"这里应当有等号“=”", "`=` should stand here"};
};
// A new name runs to the sign behind it, whatever it holds; declared or quoted ones whole.
template <typename Stop>
struct new_name_until : p::sor<quoted_name, p::seq<p::plus<p::seq<p::not_at<p::seq<_, Stop>>, p::utf8::any>>>> {
  static constexpr Expected expected{"这里应当是一个名称", "a name should stand here"};
};
struct name_before_colon : new_name_until<p::sor<p::one<':'>, p::eof>> {
  static constexpr Expected expected{"这里应当是一个名称", "a name should stand here"};
};
struct name_before_sign : new_name_until<p::sor<p::one<'='>, p::eof>> {
  static constexpr Expected expected{"这里应当是一个名称", "a name should stand here"};
};
struct name_before_on
    : p::sor<quoted_name,
             p::plus<p::not_at<_, p::sor<p::one<':'>, p::eof>>, p::not_at<blanks, apart<Keyword::on>>, p::utf8::any>> {
  static constexpr Expected expected{"这里应当是一个名称", "a name should stand here"};
};

struct parameter_line : p::must<name_before_sign, _, assignment_sign, _, expression, _, end> {};
struct element_line : p::must<name_before_colon, _, colon, _, expression, _, end> {};
struct otherwise_alone : p::seq<otherwise_mark, p::at<p::eof>> {};
struct class_condition : p::sor<otherwise_alone, expression>, condition_expected {};
struct class_line : p::must<name_before_colon, _, colon, _, class_condition, _, end> {};
struct definition_line : p::must<name_before_sign, _, assignment_sign, _, expression, _, end> {};
struct starts_definition : p::seq<name, _, assignment_sign> {};

struct first_match : apart<Keyword::first_match> {};
struct when_clause : p::if_must<p::seq<apart<Keyword::when>, _>, expression> {};
struct all_of : apart<Keyword::all_of> {};
struct any_of : apart<Keyword::any_of> {};
struct needed_count : p::plus<digit> {};
struct at_least_of : p::seq<before_number<Keyword::at_least_of>, _, needed_count, p::opt<p::seq<_, apart<Keyword::items_of>>>> {
};
// 在 预计成交日期 前3个月, within 3 months before expected close
struct window_count : p::plus<digit> {
  static constexpr Expected expected{"这里应当是月数，例如 前3个月",
                                     "the number of months should stand here, such as within 3 months before closing"};
};
struct window_month : apart<Keyword::month> {
  static constexpr Expected expected{"这里应当是“个月”", "`months` should stand here"};
};
struct before_count : p::seq<_, before_number<Keyword::before>, _, p::at<digit>> {};
struct window_field
    : p::sor<quoted_name, p::plus<p::not_at<before_count>, p::not_at<_, p::sor<p::one<',', ':'>, p::eof>>, p::utf8::any>> {
  static constexpr Expected expected{"这里应当是日期字段，例如 在 预计成交日期 前3个月",
                                     "a date field should stand here, such as within 3 months before closing"};
};
struct before_word : before_number<Keyword::before> {
  static constexpr Expected expected{"这里应当有“前”，例如 在 预计成交日期 前3个月",
                                     "`before` should stand here, such as within 3 months before closing"};
};
struct window_after_count : p::if_must<window_count, _, window_month, _, before_word, _, window_field> {};
struct window_after_name : p::must<window_field, _, before_word, _, window_count, _, window_month> {};
struct window : p::if_must<p::seq<apart<Keyword::window>, _>, p::sor<window_after_count, window_after_name>> {};
struct modifier : p::sor<first_match, when_clause, window, all_of, any_of, at_least_of> {
  static constexpr Expected expected{
      "这里应当是 依次判断、仅当 …、在 日期 前3个月、全部满足、任一满足 或 至少满足 2 项",
      "`first match`, `when …`, `within 3 months before DATE`, `all of`, `any of` or `at least 2 of` should stand here"};
};
struct modifier_list : p::sor<p::eof, p::list_must<modifier, argument_separator>> {
  static constexpr Expected expected = modifier::expected;
};
struct modifiers : p::seq<_, p::if_must<p::one<':'>, _, modifier_list>> {};
struct on_word : apart<Keyword::on> {
  static constexpr Expected expected{"这里应当有“按”和要判断的数值，例如 分档 加成 按 近两年销售额",
                                     "`on` and the value to look at should stand here, such as bands bonus on sales"};
};
struct axis_word : apart<Keyword::axis_and> {
  static constexpr Expected expected{"矩阵要按两个数值来判断，这里应当有“与”，例如 按 付款信用 与 成交价格",
                                     "a matrix looks at two values; `and` should stand here, such as on credit and price"};
};
struct named_head : p::must<name_before_colon, p::opt<modifiers>, _, end> {};                // scorecard, eligibility
struct head_on : p::must<name_before_on, _, on_word, _, sum, p::opt<modifiers>, _, end> {};  // bands, grade, plan
struct head_on_two : p::must<name_before_on, _, on_word, _, sum, _, axis_word, _, sum, p::opt<modifiers>, _, end> {};  // matrix
struct per_word : apart<Keyword::per> {};
// `per office` alone; in `per office check per office` the first words are a name.
struct lone_groups : p::seq<apart<Keyword::per>, p::star<p::not_at<blanks, apart<Keyword::per>>, p::utf8::any>, p::eof> {};
struct name_before_per
    : p::sor<quoted_name, p::seq<p::not_at<lone_groups>, p::plus<p::not_at<_, p::sor<p::one<':'>, p::eof>>,
                                                                 p::not_at<blanks, apart<Keyword::per>>, p::utf8::any>>> {
  static constexpr Expected expected{"汇总检查要先有名称，例如 汇总检查 反馈表 每 办事处",
                                     "a portfolio has a name first, such as portfolio feedback per office"};
};
struct group_list : p::list_must<sum, argument_separator>, group_expected {};
struct groups : p::if_must<p::seq<per_word, _>, group_list> {};
struct portfolio_end : p::seq<p::opt<p::one<':'>>, _, p::eof> {
  static constexpr Expected expected{"这里应当结束，或写“每 …”，例如 汇总检查 反馈表 每 办事处",
                                     "the line should end here or go on with `per …`, such as portfolio feedback per office"};
};
struct portfolio_head : p::must<name_before_per, _, p::opt<groups>, _, portfolio_end> {};
struct label : p::sor<quoted_name, p::plus<p::seq<p::not_at<p::seq<_, p::sor<p::one<','>, pause, p::eof>>>, p::utf8::any>>> {
  static constexpr Expected expected{"这里应当是一个名称", "a name should stand here"};
};
struct labels : p::list_must<label, argument_separator> {
  static constexpr Expected expected = label::expected;
};
struct scale_head : p::must<name_before_colon, _, colon, _, labels, _, end> {};
struct separator_inside : p::seq<argument_separator, p::not_at<p::eof>> {};  // the last one may be left standing
struct output_name : label {};
struct output_names : p::list_must<output_name, separator_inside> {
  static constexpr Expected expected = label::expected;
};
struct output_line : p::must<output_names, p::opt<argument_separator>, _, end> {};

struct first_date : date {
  static constexpr Expected expected{"这里应当是日期，例如 2026-01-01", "a date should stand here, such as 2026-01-01"};
};
struct last_date : date {
  static constexpr Expected expected = first_date::expected;
};
struct effective_dates : p::must<first_date, p::opt<p::seq<_, p::if_must<to_word, _, last_date>>>, _, end> {};

// Fields: 金额 万元, 超过0, 空白视为 0
struct text_type : apart<Keyword::text> {};
struct yes_no_type : apart<Keyword::yes_no> {};
struct money_type : apart<Keyword::money> {};
struct percent_type : apart<Keyword::percent> {};
struct number_type : apart<Keyword::number> {};
struct whole_type : apart<Keyword::whole_number> {};
struct date_type : apart<Keyword::date> {};
struct in_points : apart<Keyword::percent_in_points> {};
struct as_fraction : apart<Keyword::percent_as_fraction> {};
struct type_unit : unit {};
struct key_clause : p::seq<apart<Keyword::key>, separator_or_end> {};
struct optional_clause : p::seq<apart<Keyword::optional>, separator_or_end> {};
struct fixed_clause : p::seq<apart<Keyword::fixed>, separator_or_end> {};
struct blank_means_clause : p::if_must<p::seq<before_number<Keyword::blank_means>, _>, expression> {};
struct also_name
    : p::sor<quoted_name, p::plus<p::seq<p::not_at<p::seq<_, p::sor<p::one<',', ']'>, pause, p::eof>>>, p::utf8::any>>> {
  static constexpr Expected expected = label::expected;
};
// also GM、margin; also [GM, margin]
struct also_names : p::list_must<also_name, p::seq<_, pause, _>> {};
struct also_list : p::if_must<p::seq<p::one<'['>, _>, p::list_must<also_name, argument_separator>, _, p::one<']'>> {};
struct also_clause : p::if_must<p::seq<apart<Keyword::also>, _>, p::sor<also_list, also_names>> {};
struct ends_options : p::sor<key_clause, optional_clause, blank_means_clause, also_clause> {};
struct word_clause : p::sor<ends_options, fixed_clause> {};
struct bounds_clause : item {
  static constexpr Expected expected{
      "这里应当是 唯一编号、可不填、固定、空白视为 …、又称 … 或取值范围，例如 0至100",
      "`key`, `optional`, `fixed`, `blank means …`, `also …` or bounds such as 0 to 100 should stand here"};
};
struct clause : p::sor<word_clause, bounds_clause> {
  static constexpr Expected expected = bounds_clause::expected;
};
struct option : p::seq<p::not_at<ends_options>, label> {
  static constexpr Expected expected{"这里应当列出选项，例如 选项 高、中、低",
                                     "the options should stand here, such as one of high, low"};
};
// 固定 is an option behind 、 and a clause behind a comma.
struct next_option : p::sor<p::seq<_, pause, _, option>, p::seq<_, p::one<','>, _, p::not_at<fixed_clause>, option>> {};
struct option_type : p::if_must<apart<Keyword::one_of>, _, option, p::star<next_option>> {};
struct field_type
    : p::sor<option_type, p::seq<money_type, p::opt<p::seq<blanks, type_unit>>>,
             p::seq<percent_type, p::opt<p::seq<blanks, p::sor<in_points, as_fraction>>>>,
             p::seq<p::sor<whole_type, number_type>, p::opt<p::seq<blanks, type_unit>>>, text_type, yes_no_type, date_type> {
  static constexpr Expected expected{
      "这里应当是字段类型：文本、是否、选项 …、金额、百分比、数、整数 或 日期",
      "a type should stand here: text, yes/no, one of …, money, percent, number, whole number or date"};
};
struct field_line
    : p::must<name_before_colon, _, colon, _, field_type, p::star<p::if_must<argument_separator, clause>>, _, end> {};

// Everything, for PEGTL's analysis.
struct rule_file : p::sor<whole_expression, condition_cell, weight, plan_cell, parameter_line, element_line, class_line,
                          definition_line, starts_definition, named_head, head_on, head_on_two, portfolio_head, scale_head,
                          output_line, effective_dates, field_line> {};

}  // namespace fenji::grammar::rules

namespace TAO_PEGTL_NAMESPACE {

// A word, a keyword or a comma takes at least one byte.
template <typename Name, std::size_t (fenji::grammar::Words::*measure)(std::string_view) const>
struct analyze_traits<Name, fenji::grammar::rules::measured<measure>> : analyze_any_traits<> {};
template <typename Name, std::size_t (fenji::grammar::Words::*measure)(std::string_view, fenji::grammar::Keyword) const,
          fenji::grammar::Keyword keyword>
struct analyze_traits<Name, fenji::grammar::rules::measured_keyword<measure, keyword>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, fenji::grammar::rules::behind_a_gap> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, fenji::grammar::rules::list_comma> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, fenji::grammar::rules::opens_interval> : analyze_opt_traits<> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, fenji::grammar::rules::nested<Rule>> : analyze_seq_traits<Rule> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, fenji::grammar::rules::bracketed<Rule>> : analyze_seq_traits<Rule> {};

}  // namespace TAO_PEGTL_NAMESPACE
