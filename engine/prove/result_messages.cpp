#include "engine/prove/result_messages.hpp"

#include <fmt/format.h>

namespace fenji::prove::messages {

using fmt::format;

Message unreachable_result(const Message& result, const Message& why) {
  return {format("{} 永远不会出现：{}", result.zh, why.zh), format("{} never comes out: {}", result.en, why.en)};
}

Message attainable_range(const std::string& subject, const Message& least, const Message& greatest) {
  return {format("“{}”最低 {}，最高 {}", subject, least.zh, greatest.zh),
          format("`{}` is {} at least and {} at most", subject, least.en, greatest.en)};
}

Message no_record_in(const Message& rows) {
  return {format("没有客户会落入{}", rows.zh), format("no customer ever falls into {}", rows.en)};
}

Message review_limits() {
  return {"请核对这一行的界限，或上游的分值与条件；不需要就删去",
          "check the limits of this row, or the points and conditions before it; delete it if it is not needed"};
}

Message unclear_rows(const Message& rows, const Message& table) {
  return {format("没能判定会不会有客户落入{}：其中的值互相牵连（{}）", rows.zh, table.zh),
          format("could not decide whether any customer falls into {}: their values hang together ({})", rows.en, table.en)};
}

Message row_never_used(const Message& row, const Message& table) {
  return {format("没有客户会落入{}（{}）", row.zh, table.zh), format("no customer ever falls into {} ({})", row.en, table.en)};
}

Message impossible_together() {
  return {"它的条件与适用范围、准入条件或上游的结果合不到一起：请改条件，或删去这一行",
          "its conditions never hold together with what applies, the eligibility blocks or the results before: change them, or "
          "delete the row"};
}

Message masked_by_rest(const Message& row, const Message& covering, const Message& table) {
  return {format("永远轮不到{}：会落入它的客户都已先落入{}（{}）", row.zh, covering.zh, table.zh),
          format("{} is never reached: every customer that fits it falls into {} first ({})", row.en, covering.en, table.en)};
}

Message always(const std::string& condition, bool yes, const Message& place) {
  const bool quoted = condition != "…";  // what is too long to be read stands in the author's line below
  return {format("{}{}{}", yes ? "这一条谁都满足，等于没有写" : "这一条谁都不满足", quoted ? "：“" + condition + "”" : "",
                 place.zh),
          format("{}{}{}", yes ? "every customer meets this, it might as well not stand here" : "no customer ever meets this",
                 quoted ? ": `" + condition + "`" : "", place.en)};
}

Message why_always(bool yes) {
  return yes ? Message{"从字段的取值范围和适用范围看，它总是成立；请核对界限，或删去",
                       "given the bounds of its fields and what the rules apply to, it always holds: check its limit, or drop "
                       "it"}
             : Message{"从字段的取值范围和适用范围看，它从不成立；请核对界限",
                       "given the bounds of its fields and what the rules apply to, it never holds: check its limit"};
}

Message block_never_counts(const std::string& condition) {
  return {format("这一块永远用不到：“{}”从不成立", condition), format("this block never counts: `{}` never holds", condition)};
}

Message irrelevant_column(const std::string& column, const Message& table) {
  return {format("“{}”一列不起作用：无论它是什么，结果都一样（{}）", column, table.zh),
          format("column `{}` has no effect: whatever it is, the result is the same ({})", column, table.en)};
}

Message drop_column() { return {"请核对各行的结果，或删去这一列", "check the results of the rows, or delete the column"}; }

Message falls(const Message& lower_row, const Message& lower_points, const Message& upper_row, const Message& upper_points,
              bool rising, const Message& table) {
  return {format("{}的客户得 {}，更高的{}反而得 {}：别处都是越高分{}（{}）", lower_row.zh, lower_points.zh, upper_row.zh,
                 upper_points.zh, rising ? "越多" : "越少", table.zh),
          format("a customer in {} gets {}, one higher up in {} gets {}: everywhere else the points {} ({})", lower_row.en,
                 lower_points.en, upper_row.en, upper_points.en, rising ? "rise" : "fall", table.en)};
}

Message compare_rows() { return {"请核对这两行的分值是否写反", "check whether the points of these two rows are swapped"}; }
Message other_row() { return {"与这一行相比", "compared with this row"}; }

Message not_applicable_used(const std::string& used, const std::string& by, const Message& example) {
  return {
      format("例如 {} 的客户得不到“{}”：它要用“{}”，而那里不适用", example.zh, by, used),
      format("for example a customer with {} gets no `{}`: it uses `{}`, which is not applicable there", example.en, by, used)};
}

Message declared_when(const std::string& used) {
  return {format("“{}”只在这个条件下才有", used), format("`{}` exists only under this condition", used)};
}

Message add_when() {
  return {"给用它的这一块加上同样的 `仅当`，或先用 分类 / 对照表 分开各种情形",
          "give the block that uses it the same `when`, or tell the cases apart first"};
}

Message division_by_zero(const std::string& definition, const Message& example) {
  return {format("例如 {} 的客户算不出“{}”：除数是 0，结果为“数据有误”", example.zh, definition),
          format("for example a customer with {} comes out as invalid: `{}` divides by zero", example.en, definition)};
}

Message guard_division() {
  return {"给除数加界限（如 `金额, 超过0`），或在准入条件里先排除 0",
          "give the divisor a bound (such as `money, over 0`), or exclude 0 in an eligibility block"};
}

Message too_great(const std::string& definition, const Message& example) {
  if (definition.empty())
    return {format("例如 {} 的客户，这里算出来的数太大，超出了能精确计算的范围：结果为“数据有误”", example.zh),
            format("for example for a customer with {} this leaves the exact range: the result is invalid", example.en)};
  return {format("例如 {} 的客户算不出“{}”：数太大，超出了能精确计算的范围，结果为“数据有误”", example.zh, definition),
          format("for example a customer with {} comes out as invalid: `{}` leaves the exact range", example.en, definition)};
}

Message bound_fields() {
  return {"给字段写上实际不会超过的上限（如 `金额, 0至1亿`），填错的数就在读入时拦下",
          "give the fields bounds that no real value passes (such as `money, 0 to 100,000,000`), so that slips are caught when "
          "read"};
}

Message unclear_condition(const std::string& condition, const Message& place) {
  return {format("没能判定是不是谁都满足或谁都不满足“{}”{}", condition, place.zh),
          format("could not decide whether every or no customer meets `{}`{}", condition, place.en)};
}

Message unclear_application(const std::string& definition) {
  return {format("没能判定会不会有客户得不到“{}”，因为它要用的结果不适用", definition),
          format("could not decide whether some customer gets no `{}`, because what it uses does not apply", definition)};
}

Message unclear_division(const std::string& definition) {
  return {format("没能判定“{}”的除数会不会是 0", definition),
          format("could not decide whether the divisor of `{}` can be 0", definition)};
}

Message unclear_overflow(const std::string& definition) {
  const std::string zh = definition.empty() ? "这里" : "“" + definition + "”";
  const std::string en = definition.empty() ? "this" : "`" + definition + "`";
  return {format("没能判定{}会不会算出超出精确范围的数", zh),
          format("could not decide whether {} can leave the exact range", en)};
}

Message unclear_column(const std::string& column, const Message& table) {
  return {format("没能判定“{}”一列起不起作用（{}）", column, table.zh),
          format("could not decide whether column `{}` has any effect ({})", column, table.en)};
}

Message unused_field(const std::string& name) {
  return {format("字段“{}”没有用到：条件、评分和输出里都没有它", name),
          format("field `{}` is not used: no condition, no score and no output names it", name)};
}

Message unused_result(const std::string& name) {
  return {format("“{}”算了却没有用：别处不用它，输出里也没有", name),
          format("`{}` is worked out but not used: nothing needs it and no output names it", name)};
}

Message remove_or_use() { return {"把它加进输出，或删去", "add it to the output, or delete it"}; }

Message repeated_literal(const std::string& value, std::size_t places) {
  return {format("同一个界限 {} 在 {} 处写了数，改的时候容易漏", value, places),
          format("the same limit {} is typed in {} places; a change may miss one", value, places)};
}

Message also_here() { return {"这里也写了", "typed here as well"}; }
Message make_parameter() { return {"在 参数 里给它一个名字，各处改用名字", "give it a name in `parameters` and use the name"}; }

}  // namespace fenji::prove::messages
