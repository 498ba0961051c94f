#include "engine/prove/messages.hpp"

#include <fmt/format.h>

namespace fenji::prove::messages {

using fmt::format;

Message gap(const Message& witness, const Message& lack, const Message& region, const Message& table) {
  return {format("例如 {} {}：{} 不在任何一行（{}）", witness.zh, lack.zh, region.zh, table.zh),
          format("for example {} {}: {} is in no row ({})", witness.en, lack.en, region.en, table.en)};
}

Message no_row_at_all(const Message& lack, const Message& table) {
  return {format("任何客户都{}：没有一行能够适用（{}）", lack.zh, table.zh),
          format("every customer {}: no row can ever apply ({})", lack.en, table.en)};
}

Message more_gaps(const Message& table) {
  return {format("{} 还有更多空缺，这里没有一一列出", table.zh), format("{} has more gaps than are listed here", table.en)};
}

Message unreachable_hole(const Message& witness, const Message& region, const Message& table) {
  return {format("{} 不在任何一行，例如 {}，但没有客户会得到这样的值（{}）", region.zh, witness.zh, table.zh),
          format("{} is in no row, for example {}, but no customer can ever have such a value ({})", region.en, witness.en,
                 table.en)};
}

Message add_row(const std::string& row) {
  return {format("可以加一行 `{}`，把 ? 换成结果", row), format("add a row `{}`, with the result in place of ?", row)};
}

Message move_limit(const std::string& from, const std::string& to) {
  return {format("可以把 `{}` 改为 `{}`", from, to), format("write `{}` in place of `{}`", to, from)};
}

Message move_limit_or_add_row(const std::string& from, const std::string& to, const std::string& row) {
  return {format("可以把 `{}` 改为 `{}`，或加一行 `{}`，把 ? 换成结果", from, to, row),
          format("write `{}` in place of `{}`, or add a row `{}`, with the result in place of ?", to, from, row)};
}

Message add_otherwise() { return {"请补上这种情形，或以 `其余` 作最后一行", "add this case, or end with a row `otherwise`"}; }

Message overlap(const Message& witness, const Message& earlier, const Message& later, const Message& result,
                const Message& earlier_result, const Message& later_result, const Message& table) {
  return {format("例如 {} 同时落入{}和{}，{}分别是 {} 和 {}（{}）", witness.zh, earlier.zh, later.zh, result.zh,
                 earlier_result.zh, later_result.zh, table.zh),
          format("for example {} falls into both {} and {}, with {} {} and {} ({})", witness.en, earlier.en, later.en,
                 result.en, earlier_result.en, later_result.en, table.en)};
}

Message overlap_computed(const Message& witness, const Message& earlier, const Message& later, const Message& table) {
  return {format("例如 {} 同时落入{}和{}，两行的结果算法不同（{}）", witness.zh, earlier.zh, later.zh, table.zh),
          format("for example {} falls into both {} and {}, which compute their results differently ({})", witness.en,
                 earlier.en, later.en, table.en)};
}

Message overlap_of_equals(const Message& witness, const Message& earlier, const Message& later, const Message& table) {
  return {format("例如 {} 同时落入{}和{}，两行结果相同（{}）", witness.zh, earlier.zh, later.zh, table.zh),
          format("for example {} falls into both {} and {}, whose results are the same ({})", witness.en, earlier.en, later.en,
                 table.en)};
}

Message unattained(Message overlap) {
  return {overlap.zh + "；只是照现有的结果，没有客户正好得到这样的值",
          overlap.en + "; only that no customer can have just this value as results stand"};
}

Message overlap_everywhere(const Message& earlier, const Message& later, const Message& table) {
  return {format("任何客户都同时落入{}和{}（{}）", earlier.zh, later.zh, table.zh),
          format("every customer falls into both {} and {} ({})", earlier.en, later.en, table.en)};
}

Message more_overlaps(const Message& table) {
  return {format("{} 还有更多重叠的行，这里没有一一列出", table.zh),
          format("{} has more rows that overlap than are listed here", table.en)};
}

Message overlapping_row() { return {"与这一行重叠", "overlaps with this row"}; }
Message neighbouring_row() { return {"空缺的另一边是这一行", "the row on the other side of the gap"}; }

Message shrink_row(const std::string& from, const std::string& to) {
  return {format("例如可以把 `{}` 改为 `{}`", from, to), format("for example write `{}` in place of `{}`", to, from)};
}

Message tell_rows_apart() {
  return {"请把两行的条件分开；如果本来就是自上而下、先到者为准，请在标题行末尾写 `: 依次判断`",
          "make the rows exclude each other; if the first that fits is meant to count, end the heading with `: first match`"};
}

Message drop_one_row() {
  return {"可以删去其中一行，或把两行的条件分开", "delete one of them, or make them exclude each other"};
}

Message masked_row(const Message& row, const Message& covering, const Message& table) {
  return {format("永远轮不到{}：上面的{}已经包含了它的全部情形（{}）", row.zh, covering.zh, table.zh),
          format("{} is never reached: {} above already covers all of it ({})", row.en, covering.en, table.en)};
}

Message covering_row() { return {"这一行在前", "this row comes first"}; }

Message move_or_delete_row() { return {"请把它移到前面，或删去", "move it further up, or delete it"}; }

Message blank_result(const std::string& field, const Message& value, const Message& row, const Message& result) {
  return {format("没有填写“{}”（按 {} 计）的客户落入{}，得 {}", field, value.zh, row.zh, result.zh),
          format("a customer without “{}” (counted as {}) falls into {} and gets {}", field, value.en, row.en, result.en)};
}

Message blank_declared() { return {"这里规定了空白按什么计", "what an empty cell means is said here"}; }

Message separate_blank(const Message& value) {
  return {format("如果这不是本意，请让 {} 单独成为一行", value.zh),
          format("if this is not meant, give {} a row of its own", value.en)};
}

Message unclear_rows_at_all(const Message& table) {
  return {format("没能判定会不会有客户哪一行都不适用（{}）", table.zh),
          format("could not decide whether there is a customer to whom no row applies ({})", table.en)};
}

Message unclear_gap(const Message& region, const Message& table) {
  return {format("没能判定是否会有客户落在没有一行包含的 {}：其中的值互相牵连（{}）", region.zh, table.zh),
          format("could not decide whether any customer lies at {}, which is in no row: its values hang together ({})",
                 region.en, table.en)};
}

Message unclear_overlap(const Message& earlier, const Message& later, const Message& table) {
  return {format("没能判定是否会有客户同时落入{}和{}：其中的值互相牵连（{}）", earlier.zh, later.zh, table.zh),
          format("could not decide whether any customer falls into both {} and {}: their values hang together ({})", earlier.en,
                 later.en, table.en)};
}

Message conditions_too_complex(const Message& table) {
  return {format("没能判定有没有客户不在任何一行：条件过于复杂（{}）", table.zh),
          format("could not decide whether every customer is in some row: the conditions are too complex ({})", table.en)};
}

Message overlaps_too_complex(const Message& table) {
  return {format("没能判定有没有重叠的行：条件过于复杂（{}）", table.zh),
          format("could not decide whether any rows overlap: the conditions are too complex ({})", table.en)};
}

Message gaps_out_of_budget(const Message& table) {
  return {format("没能查完有没有客户不在任何一行：行与条件交错过多（{}）", table.zh),
          format("could not finish checking that every customer is in some row: too many rows and conditions cross ({})",
                 table.en)};
}

Message overlaps_out_of_budget(const Message& table) {
  return {format("没能查完有没有重叠的行：行数过多（{}）", table.zh),
          format("could not finish checking for rows that overlap: there are too many rows ({})", table.en)};
}

Message masked_out_of_budget(const Message& table) {
  return {
      format("没能查完有没有永远轮不到的行：行与条件交错过多（{}）", table.zh),
      format("could not finish checking for rows that are never reached: too many rows and conditions cross ({})", table.en)};
}

}  // namespace fenji::prove::messages
