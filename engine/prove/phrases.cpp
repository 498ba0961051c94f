#include "engine/prove/phrases.hpp"

#include <fmt/format.h>

#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::Rules;
using model::Table;
using model::TableForm;

// More rows than this are not named one by one.
constexpr std::size_t most_rows_named = 6;

Message pair(std::string zh, std::string en) { return {std::move(zh), std::move(en)}; }

Message form_words(TableForm form) {
  switch (form) {
    case TableForm::bands:
      return {"分档", "bands"};
    case TableForm::grade:
      return {"定级", "grade"};
    case TableForm::criterion:
      return {"评分表", "scorecard"};
    case TableForm::matrix:
      return {"矩阵", "matrix"};
    case TableForm::table:
      return {"对照表", "table"};
    case TableForm::classify:
      return {"分类", "classify"};
    case TableForm::plan:
      return {"计划", "plan"};
  }
  return {};
}

// The scorecard whose column the table is.
const model::Scorecard* scorecard_of(const Rules& rules, model::TableId table) {
  for (const model::Scorecard& scorecard : rules.scorecards) {
    for (const model::Criterion& criterion : scorecard.criteria) {
      if (criterion.points != model::none && rules.definitions[criterion.points].table == table) return &scorecard;
    }
  }
  return nullptr;
}

std::string axis_value_words(const Rules& rules, const Axis& axis, const AxisValue& value, Language language) {
  switch (axis.kind) {
    case Axis::Kind::ordered:
      if (axis.type.kind == model::Kind::date) return day_words(value.number);
      return (!value.rounded                  ? ""
              : language == Language::chinese ? "约 "
                                              : "about ") +
             number_words(value.number, axis.type, language);
    case Axis::Kind::coded:
      return code_words(value.code, axis.type, rules, language);
    case Axis::Kind::text:
      if (value.code < axis.texts.size()) return "“" + axis.texts[value.code] + "”";
      return language == Language::chinese ? "其他文字" : "any other text";
  }
  return {};
}

}  // namespace

Message table_phrase(const Rules& rules, model::TableId id) {
  const Table& table = rules.tables[id];
  const Message form = form_words(table.form);
  if (table.form != TableForm::criterion) return pair(form.zh + " " + table.name, form.en + " " + table.name);
  const model::Scorecard* scorecard = scorecard_of(rules, id);
  const std::string& name = scorecard != nullptr ? scorecard->name : table.name;
  const std::string column = table.subjects.empty() ? table.name : table.subjects.front().name;
  return pair(fmt::format("{} {} 的“{}”列", form.zh, name, column), fmt::format("column “{}” of {} {}", column, form.en, name));
}

Message result_phrase(const Table& table, std::size_t column) {
  switch (table.form) {
    case TableForm::criterion:
      return {"分值", "points"};
    case TableForm::grade:
      return {"级别", "grade"};
    case TableForm::classify:
      return {"类别", "class"};
    case TableForm::plan:
      return {"联络安排", "contacts"};
    default:
      break;
  }
  const std::string& name = column < table.results.size() ? table.results[column] : table.name;
  return pair("“" + name + "”", "“" + name + "”");
}

Message lack_phrase(const Table& table) {
  if (table.results.size() > 1 && table.form != TableForm::plan) return {"没有结果", "gets no result"};
  const Message result = result_phrase(table, 0);
  return pair("没有" + result.zh, "gets no " + result.en);
}

namespace {

Message one_row_phrase(const Rules& rules, const Table& table, std::uint32_t number, bool labelled) {
  const model::Row& row = table.rows[number];
  if (row.otherwise) return {"“其余”", "“otherwise”"};
  Message counted = pair(fmt::format("第 {} 行", number + 1), fmt::format("row {}", number + 1));
  if (table.form == TableForm::classify && labelled) {
    if (const auto label = result_words(rules, table, number, 0)) {
      counted.zh += "“" + label->zh + "”";
      counted.en += " “" + label->en + "”";
    }
  }
  if (table.subjects.empty()) return counted;
  Message words;
  for (std::size_t column = 0; column < row.tests.size(); ++column) {
    const model::Type type = type_in_words(rules, table, column);
    for (const Language language : {Language::chinese, Language::english}) {
      const std::string cell = test_words(row.tests[column], type, rules, language);
      if (cell.empty()) return counted;
      std::string& all = language == Language::chinese ? words.zh : words.en;
      if (column > 0) all += " | ";
      all += cell;
    }
  }
  return pair("“" + words.zh + "”", "“" + words.en + "”");
}

Message several_rows_phrase(const Rules& rules, const Table& table, const std::vector<std::uint32_t>& rows, bool labelled) {
  if (rows.size() > most_rows_named) {
    return pair(fmt::format("{} 行", rows.size()), fmt::format("{} rows", rows.size()));
  }
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const std::uint32_t row : rows) {
    const Message phrase = one_row_phrase(rules, table, row, labelled);
    zh.push_back(phrase.zh);
    en.push_back(phrase.en);
  }
  return pair(listed(zh, Language::chinese), listed(en, Language::english));
}

}  // namespace

Message row_phrase(const Rules& rules, const Table& table, std::uint32_t row) {
  return one_row_phrase(rules, table, row, true);
}

Message rows_phrase(const Rules& rules, const Table& table, const std::vector<std::uint32_t>& rows) {
  return several_rows_phrase(rules, table, rows, true);
}

Message unlabelled_rows_phrase(const Rules& rules, const Table& table, const std::vector<std::uint32_t>& rows) {
  return several_rows_phrase(rules, table, rows, false);
}

std::optional<Message> result_words(const Rules& rules, const Table& table, std::uint32_t row, std::size_t column) {
  const model::Expression& result = rules.expressions[table.rows[row].results[column]];
  if (result.operation != model::Operation::constant) return {};
  return in_both([&](Language language) { return value_words(result.constant, table.result_types[column], rules, language); });
}

Message witness_phrase(const Rules& rules, const Space& space, const Box& box, const Witness& witness) {
  return in_both([&](Language language) {
    std::vector<std::string> items;
    for (std::size_t number = 0; number < box.size(); ++number) {
      if (!space.restricts(box[number], number)) continue;
      const Axis& axis = space.axes()[number];
      items.push_back(axis.name + " = " + axis_value_words(rules, axis, witness.values[number], language));
    }
    return listed(items, language);
  });
}

Interval interval_of(const Axis& axis, CellRange range) {
  Interval interval = axis.span(range);
  const auto first = least(interval, axis.grid);
  const auto last = greatest(interval, axis.grid);
  if (first && last && *first == *last) return point(*first);
  if (range.first == 0) interval.lower.reset();
  if (range.last + 1 == axis.cell_count()) interval.upper.reset();
  return interval;
}

std::string cells_words(const Rules& rules, const Axis& axis, const CellSet& cells, Language language) {
  std::vector<std::string> items;
  for (const CellRange& range : cells) {
    if (axis.kind == Axis::Kind::ordered) {
      items.push_back(interval_words(interval_of(axis, range), axis.type, language));
      continue;
    }
    for (std::uint32_t cell = range.first; cell <= range.last; ++cell) {
      items.push_back(axis_value_words(rules, axis, {{}, axis.codes[cell]}, language));
    }
  }
  return listed(items, language);
}

Message cells_phrase(const Rules& rules, const Axis& axis, const CellSet& cells) {
  return in_both([&](Language language) { return cells_words(rules, axis, cells, language); });
}

Message region_phrase(const Rules& rules, const Space& space, const Box& box) {
  std::vector<std::size_t> restricted;
  for (std::size_t axis = 0; axis < box.size(); ++axis) {
    if (space.restricts(box[axis], axis)) restricted.push_back(axis);
  }
  if (restricted.size() == 1) return cells_phrase(rules, space.axes()[restricted[0]], box[restricted[0]]);
  return in_both([&](Language language) {
    std::vector<std::string> items;
    for (const std::size_t number : restricted) {
      const Axis& axis = space.axes()[number];
      items.push_back(axis.name + " " + cells_words(rules, axis, box[number], language));
    }
    return fmt::format("{}", fmt::join(items, language == Language::chinese ? "，" : "; "));
  });
}

Span row_span(const Table& table, std::uint32_t number) {
  const model::Row& row = table.rows[number];
  const bool has_cell = table.subjects.size() == 1 && row.tests.size() == 1 && row.tests[0].span.begin < row.tests[0].span.end;
  return has_cell ? row.tests[0].span : row.span;
}

}  // namespace fenji::prove
