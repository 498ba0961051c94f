#include "engine/check/messages.hpp"

#include <fmt/format.h>

namespace fenji::check::messages {
namespace {

std::string joined(const auto& names, std::string_view separator, std::size_t most = 12) {
  std::string text;
  std::size_t count = 0;
  for (const auto& name : names) {
    if (count++ == most) return text + std::string(separator) + "…";
    if (count > 1) text += separator;
    text += name;
  }
  return text;
}

}  // namespace

std::string in_quotes(std::string_view text, Language language) {
  return language == Language::chinese ? fmt::format("“{}”", text) : fmt::format("\"{}\"", text);
}

Message duplicate_name(std::string_view name) {
  return {fmt::format("名称“{}”已经用过", name), fmt::format("the name `{}` is already taken", name)};
}
Message declared_here() { return {"第一次出现在这里", "first declared here"}; }
Message unknown_name(std::string_view name) {
  return {fmt::format("不认识的名称“{}”", name), fmt::format("unknown name `{}`", name)};
}
Message did_you_mean(std::string_view name) {
  return {fmt::format("是不是“{}”？", name), fmt::format("did you mean `{}`?", name)};
}
Message blank_missing(std::string_view apart) {
  return {fmt::format("少了空格，请写成：{}", apart), fmt::format("a blank is missing, write: {}", apart)};
}
Message known_names(const std::vector<std::string_view>& names) {
  return {fmt::format("已有的名称：{}", joined(names, "、")), fmt::format("known names: {}", joined(names, ", "))};
}
Message unknown_label(std::string_view label, std::string_view subject) {
  return {fmt::format("“{}”没有“{}”这一选项", subject, label), fmt::format("`{}` has no option `{}`", subject, label)};
}
Message labels_are(const std::vector<std::string>& labels) {
  return {fmt::format("可以是：{}", joined(labels, "、")), fmt::format("it can be: {}", joined(labels, ", "))};
}
Message count_instead() {
  return {"要数满足条件的有几条，请写 计数(条件)", "to count the records that meet a condition write count(CONDITION)"};
}
Message count_share_instead() {
  return {"要算满足条件的占几成，请写 计数(条件) / 计数()",
          "for the share of records that meet a condition write count(CONDITION) / count()"};
}
Message if_advice() {
  return {"没有“如果”：按条件取值请写成 分档、定级 或 对照表，每种情况一行，其余的情况写“其余”",
          "there is no `if`: write bands, a grade or a table, a row for each case and `otherwise` for the rest"};
}
Message unknown_function(std::string_view name) {
  return {fmt::format("不认识的函数“{}”", name), fmt::format("unknown function `{}`", name)};
}
Message plan_in_expression(std::string_view name) {
  return {fmt::format("“{}”是计划，只能写在输出里", name), fmt::format("`{}` is a plan; only `output` can name it", name)};
}
Message quote_text(std::string_view text) {
  return {fmt::format("如果是文字，请加引号：“{}”", text), fmt::format("if it is a text, quote it: \"{}\"", text)};
}
Message cycle(const std::vector<std::string>& path) {
  return {fmt::format("定义绕了一圈：{}", joined(path, " → ", 100)),
          fmt::format("definitions form a circle: {}", joined(path, " -> ", 100))};
}
Message no_key() { return {"字段里没有唯一编号", "no field is the key"}; }
Message write_key() {
  return {"在标识客户的字段后面写上 唯一编号，例如 客户编号: 文本, 唯一编号",
          "add `key` to the field that identifies a record, as in id: text, key"};
}
Message two_headers() { return {"一个文件只能有一个“规则”块", "a file can have only one block `rules`"}; }
Message two_keys() { return {"只能有一个唯一编号", "only one field can be the key"}; }

Message describe(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return {"是否", "yes/no"};
    case model::Kind::date:
      return {"日期", "a date"};
    case model::Kind::label:
      return {"选项", "an option"};
    case model::Kind::text:
      return {"文本", "text"};
    case model::Kind::number:
      break;
  }
  if (type.unit.money()) return {"金额", "money"};
  if (type.percent) return {"百分比", "a percentage"};
  if (type.unit.plain()) return {"数", "a number"};
  const std::string words = model::counted_unit(type.unit, Language::english);
  return {fmt::format("以“{}”计的数", model::to_text(type.unit)), fmt::format("a number of{}", words)};
}
Message expected_type(const Message& expected, const Message& found) {
  return {fmt::format("这里应当是{}，却是{}", expected.zh, found.zh),
          fmt::format("{} is needed here, not {}", expected.en, found.en)};
}
Message cannot_compare(const Message& left, const Message& right) {
  return {fmt::format("{}不能与{}比较", left.zh, right.zh), fmt::format("{} cannot be compared with {}", left.en, right.en)};
}
Message unit_mismatch(const Message& left, const Message& right) {
  return {fmt::format("{}与{}单位不同", left.zh, right.zh), fmt::format("{} and {} differ in unit", left.en, right.en)};
}
Message check_units() {
  return {"两边的单位要一样：请核对名称，或者改声明里的单位",
          "both sides need the same unit: check the name, or the unit where it is declared"};
}
Message two_numbers_in_one(std::string_view written) {
  return {fmt::format("“{}”里有两个数", written), fmt::format("there are two numbers in `{}`", written)};
}
Message unit_missing(std::string_view number, const Message& subject) {
  return {fmt::format("“{}”没有写单位，这里比较的是{}", number, subject.zh),
          fmt::format("`{}` has no unit, but is held against {}", number, subject.en)};
}
Message write_instead(std::string_view text) { return {fmt::format("请写成 {}", text), fmt::format("write {}", text)}; }
Message argument_count(std::string_view name, std::size_t wanted, std::size_t found) {
  return {fmt::format("“{}”需要 {} 项，却写了 {} 项", name, wanted, found),
          fmt::format("`{}` takes {} arguments, not {}", name, wanted, found)};
}
Message round_places() {
  return {"小数位数应当是 0 至 12 的整数，例如 四舍五入(x, 2)",
          "the number of decimal places should be a whole number from 0 to 12, as in round(x, 2)"};
}
Message quotient_needs_round() {
  return {"除法的结果是分数：可以直接比较，但显示或继续计算之前要先四舍五入",
          "the result of a division is a fraction: it can be compared as it is, but must be rounded before it is shown or used "
          "further"};
}
Message round_it(std::string_view text) {
  return {fmt::format("例如 四舍五入({}, 2)", text), fmt::format("for example round({}, 2)", text)};
}
Message too_many_places() {
  return {"结果的小数位数太多，请对中间结果四舍五入", "the result has too many decimal places; round an inner result"};
}
Message division_by_zero() { return {"除数是零", "this divides by zero"}; }
Message labels_unordered() {
  return {"这些选项没有高低顺序，只能用 = 或 为", "these options have no order; only = and `in` can be used"};
}
Message no_order(const Message& type) {
  return {fmt::format("{}没有高低顺序，只能用 = 或 ≠ 比较", type.zh),
          fmt::format("{} has no order; only = and != can be used", type.en)};
}
Message no_label_in_common() {
  return {"两边的选项没有一个相同，不能比较", "the two sides have no option in common and cannot be compared"};
}
Message no_label_in_range() { return {"这个范围里没有选项", "no option lies in this range"}; }
Message given_needs_field() { return {"“已填”和“未填”只能用在字段上", "`given` and `missing` can only be asked of a field"}; }
Message empty_range(std::string_view low, std::string_view high) {
  return {fmt::format("这个范围里没有数：下限 {} 不小于上限 {}", low, high),
          fmt::format("this range is empty: {} is not below {}", low, high)};
}
Message number_too_large(std::string_view digits) {
  return {fmt::format("这个数超出可计算的范围：{}…", digits.substr(0, 40)),
          fmt::format("this number is out of range: {}…", digits.substr(0, 40))};
}
std::string counted(model::Decimal number, const model::Unit& unit, Language language) {
  return model::to_text(number) + model::counted_unit(unit, language, number == model::Decimal{1, 0});
}
Message period_needs_unit() {
  return {"日期加减的数要写明单位：天、周、个月或年",
          "what is added to a date or taken from it needs a unit: days, weeks, months or years"};
}
Message period_not_of(const Message& found) {
  return {fmt::format("日期只能加减天数、周数、月数或年数，不能加减{}", found.zh),
          fmt::format("only days, weeks, months or years can be added to a date or taken from it, not {}", found.en)};
}
Message whole_periods_only() {
  return {"日期加减的天数、周数、月数和年数应当是整数",
          "the days, weeks, months or years added to a date or taken from it must be whole numbers"};
}
Message one_unit_only() { return {"一个数只能带一个单位", "a number has one unit only"}; }
Message whole_period_advice() {
  return {"请把字段写成整数，例如 宽限: 整数 天，或者先四舍五入",
          "declare the field as a whole number, as in grace: whole number days, or round it first"};
}
Message dates_added() { return {"两个日期不能相加", "two dates cannot be added"}; }
Message dates_added_advice() {
  return {"两个日期相减得到天数；日期加天数得到日期，例如 拜访日期 + 7天",
          "a date minus a date is a number of days; a date plus days is a date, as in visited + 7 days"};
}
Message date_from_number() { return {"不能从一个数里减去日期", "a date cannot be taken from a number"}; }
Message as_of_unknown() { return {"这里不知道基准日是哪一天", "the as-of date is not known here"}; }
Message as_of_advice(std::string_view instead) {
  return {fmt::format("当天的日期请写 {}", instead), fmt::format("the day of the run is written {}", instead)};
}
Message as_of_by_option() {
  return {"基准日不是参数，请用 --as-of 2026-03-01 这样的写法指定",
          "the as-of date is no parameter: give it with --as-of, as in --as-of 2026-03-01"};
}
Message units_of_time(const Message& days) {
  return {
      fmt::format("天数不能换算成{}：请比较 满月数(起, 止) 或 满年数(起, 止)，或者 止 与 起 + 期限", days.zh),
      fmt::format("days do not convert to {}: compare full months(from, to) or full years(from, to), or the one date with the "
                  "other plus the period",
                  days.en)};
}
Message no_such_day(int year, int month, int day) {
  return {fmt::format("没有 {} 年 {} 月 {} 日这一天", year, month, day),
          fmt::format("there is no day {:04}-{:02}-{:02}", year, month, day)};
}
Message not_constant() { return {"这里只能写固定的值", "only a fixed value can stand here"}; }
Message unit_unknown(std::string_view unit) {
  return {fmt::format("不认识的单位“{}”", unit), fmt::format("unknown unit `{}`", unit)};
}
Message range_needs_number() { return {"只有数和日期可以写范围", "only numbers and dates can have a range"}; }

Message weights_sum(std::string_view sum) {
  return {fmt::format("各项权重之和是 {}，应当是 100%", sum), fmt::format("the weights add up to {}, not to 100%", sum)};
}
Message weight_missing(std::string_view criterion) {
  return {fmt::format("评分项“{}”没有写权重", criterion), fmt::format("the criterion `{}` has no weight", criterion)};
}
Message write_weight() {
  return {"写在列名后面，例如 毛利率差 (50%)", "write it behind the column's name, as in margin (50%)"};
}
Message write_weight(std::string_view weight) {
  return {fmt::format("写在列名后面；其余各项之外还剩 ({})", weight),
          fmt::format("write it behind the column's name; ({}) is what the others leave", weight)};
}
Message mixed_results(std::string_view label, std::string_view expression) {
  return {fmt::format("同一列结果里既有名称“{}”，又有算式或已定义的“{}”", label, expression),
          fmt::format("one result column holds both the label `{}` and the expression `{}`", label, expression)};
}
Message label_is_declared(std::string_view label, const Message& what, std::string_view other) {
  return {
      fmt::format("“{}”是{}的名称，同一列的“{}”却没有定义：一列结果要么都是级别，要么都是名称或算式", label, what.zh, other),
      fmt::format("`{}` is the name of {}, but `{}` in the same column is not defined: a result column holds labels, or names "
                  "and expressions",
                  label, what.en, other)};
}
Message quote_label(std::string_view quoted, std::string_view name, std::string_view other) {
  return {fmt::format("如果是级别，请加引号：{}，或者给“{}”改名；如果是名称，请先定义“{}”", quoted, name, other),
          fmt::format("if it is a label, quote it: {}, or rename `{}`; if it is the name, define `{}`", quoted, name, other)};
}
Message result_types_differ(const Message& first, const Message& other) {
  return {fmt::format("同一列结果里既有{}又有{}", first.zh, other.zh),
          fmt::format("one result column holds both {} and {}", first.en, other.en)};
}
Message otherwise_last() { return {"“其余”只能是最后一行", "`otherwise` can only be the last row"}; }
Message otherwise_alone() {
  return {"“其余”代表整行，同一行不能再写别的条件",
          "`otherwise` stands for the whole row; no other condition can stand beside it"};
}
Message window_needs_date(std::string_view name) {
  return {fmt::format("计划的时间要按名单里的日期来算，“{}”不是日期字段", name),
          fmt::format("a plan's time goes by a date of the list; `{}` is no date field", name)};
}
Message window_months() {
  return {fmt::format("月数应当是 1 至 {}", model::most_window_months),
          fmt::format("the months should be 1 to {}", model::most_window_months)};
}
Message groups_not_for(std::string_view function) {
  return {fmt::format("“{}”不看名单，不能写“每 …”", function),
          fmt::format("`{}` does not look at the list; it takes no `per …`", function)};
}
Message portfolio_of_records() {
  return {"汇总检查用合计、计数、平均来写，可以加常数，例如 合计(本月反馈表) >= 5",
          "a portfolio check is made of totals, counts and averages, besides constants, such as total(forms) >= 5"};
}
Message groups_of_the_portfolio() {
  return {"汇总检查已经按组计算，这里不再写“每 …”", "a portfolio check goes by its own groups; leave `per …` out here"};
}

Message groups_of_no_portfolio() {
  return {"这个汇总检查看的是全名单；要按组检查，把“每 …”写在它的第一行，例如 汇总检查 反馈 每 办事处",
          "this portfolio looks at the whole list; to check each group, write `per …` in its first line, such as portfolio "
          "feedback per office"};
}
Message population_in_gate(std::string_view population) {
  return {fmt::format("适用和准入条件里不能用“{}”：它只看通过准入的客户", population),
          fmt::format("`{}` cannot be used in `applies to` or eligibility: it sees only records that pass them", population)};
}
Message labels_needed(std::string_view function, const Message& found) {
  return {fmt::format("“{}”要的是级别，这里是{}", function, found.zh),
          fmt::format("`{}` takes grades; this is {}", function, found.en)};
}
Message no_common_scale() {
  return {"这些级别没有共同的高低顺序；用 级别顺序 名称: A、B、C 声明一个包含它们全部的顺序",
          "these grades have no order in common; declare one that holds them all with scale NAME: A, B, C"};
}
Message choose_other_name() {
  return {"请给其中一个换个名称，或删去重复的一行", "give one of them another name, or delete the line that is repeated"};
}
Message duplicate_label(std::string_view label) {
  return {fmt::format("“{}”写了两次", label), fmt::format("`{}` is listed twice", label)};
}
Message plan_needs_labels(std::string_view subject) {
  return {fmt::format("计划要按级别或选项来分，“{}”不是", subject),
          fmt::format("a plan goes by a grade or an option, which `{}` is not", subject)};
}
Message label_planned_twice(std::string_view label) {
  return {fmt::format("“{}”在计划里有两行", label), fmt::format("`{}` has two rows in the plan", label)};
}
Message contact_count(std::uint32_t minimum, std::uint32_t maximum) {
  return {fmt::format("联络次数 {}-{} 不合理：前面的数不能大于后面的，次数至多 {}，周期数在 1 至 {} 之间", minimum, maximum,
                      model::most_contacts, model::most_periods),
          fmt::format(
              "{}-{} is no count of contacts: the first must not exceed the second, counts go up to {}, periods from 1 to {}",
              minimum, maximum, model::most_contacts, model::most_periods)};
}
Message unknown_output(std::string_view name) {
  return {fmt::format("输出里的“{}”没有定义", name), fmt::format("`{}` in the output is not defined", name)};
}
Message unknown_example_column(std::string_view name) {
  return {fmt::format("示例里的“{}”没有定义", name), fmt::format("`{}` in the examples is not defined", name)};
}
Message no_example_of(std::string_view name) {
  return {fmt::format("“{}”是参数，不能写在示例里：示例用声明的参数值", name),
          fmt::format("`{}` is a parameter and cannot be in an example, which uses the declared parameters", name)};
}
Message plan_in_example(std::string_view plan) {
  return {fmt::format("“{}”是计划，示例要写明是哪个角色", plan),
          fmt::format("`{}` is a plan; an example names one of its roles", plan)};
}
Message roles_are(const std::vector<std::string>& roles) {
  return {"写成 => " + joined(roles, " 或 => ", 6), "write => " + joined(roles, " or => ", 6)};
}
Message role_as_input(std::string_view role) {
  return {fmt::format("“{}”是计划的结果，示例只能写它应为什么", role),
          fmt::format("`{}` is a result of a plan, which an example can only expect", role)};
}
Message full_width_outside_quotes(std::string_view written, std::string_view read) {
  return {fmt::format("引号外的全角符号按半角读，“{}”会读成“{}”", written, read),
          fmt::format("full-width signs outside quotes are read as their ASCII twins: `{}` becomes `{}`", written, read)};
}
Message unknown_status(std::string_view text) {
  return {fmt::format("没有“{}”这种状态", text), fmt::format("there is no status `{}`", text)};
}
Message example_value(std::string_view text, const Message& type) {
  return {fmt::format("“{}”不能读作{}", text, type.zh), fmt::format("`{}` cannot be read as {}", text, type.en)};
}
Message no_fields() { return {"规则没有字段：列出名单里要用的列", "the rules have no fields: list the columns they use"}; }
Message no_output() { return {"规则没有输出：列出结果里要有的列", "the rules have no output: name the columns of the result"}; }
Message output_twice(std::string_view name) {
  return {fmt::format("输出里“{}”写了两次", name), fmt::format("`{}` is in the output twice", name)};
}
Message several_spellings() {
  return {"几个别的叫法用“、”隔开：又称 甲、乙", "several other spellings stand in brackets: also [A, B]"};
}
Message bounds_not_for_type(const Message& type) {
  return {fmt::format("{}没有取值范围", type.zh), fmt::format("{} cannot have bounds", type.en)};
}
Message bounds_not_fixed() {
  return {"取值范围应当是一段固定的范围，例如 0至100", "bounds should be one fixed range, such as 0 to 100"};
}
Message at_least_impossible(std::uint32_t wanted, std::size_t elements) {
  return {fmt::format("这里有 {} 项，“至少满足”应当是 1 至 {} 项，不能是 {} 项", elements, elements, wanted),
          fmt::format("of {} elements 1 to {} can be asked for, not {}", elements, elements, wanted)};
}
Message no_elements(std::string_view name) {
  return {fmt::format("准入条件“{}”下面没有条件", name), fmt::format("`{}` has no elements", name)};
}
Message effective_backwards() { return {"有效期的结束早于开始", "the rules end before they begin"}; }
Message unknown_setting(std::string_view name) {
  return {fmt::format("没有名为“{}”的参数", name), fmt::format("there is no parameter `{}`", name)};
}
Message setting_of_other_type(std::string_view name, std::string_view value, const Message& type, const Message& declared) {
  return {fmt::format("参数“{}”应当是{}，不能设为“{}”；规则文件里写的是 {}", name, type.zh, value, declared.zh),
          fmt::format("the parameter `{}` is {}, it cannot be set to `{}`; the rule file says {}", name, type.en, value,
                      declared.en)};
}

}  // namespace fenji::check::messages
