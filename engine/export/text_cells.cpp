// Cells of source columns that hold texts, read as the cells of a list.
#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/yes_no_words.hpp"
#include "engine/export/cell_patterns.hpp"
#include "engine/export/exporter.hpp"

namespace fenji::sql {

using model::Field;
using model::FieldId;
using model::Kind;

// With full-width forms as their ASCII twins.
Expression Exporter::folded(const Expression& cell, const std::vector<std::string>& forms) const {
  std::vector<std::string> twins;
  for (const std::string& form : forms) twins.push_back(full_width_twin(form.front()));
  return forms.empty() ? cell : spelling_.translated(cell, twins, forms);
}

Expression Exporter::text_value(FieldId id) {
  const Field& field = rules_.fields[id];
  const Expression& cell = raw_[id];
  const bool by_pattern = field.type.kind == Kind::number || field.type.kind == Kind::date;
  if (by_pattern && !spelling_.has_patterns()) {
    cannot(field.span,
           {fmt::format("把文本读成“{}”：它没有正则表达式", field.name),
            fmt::format("texts read as `{}`: it has no regular expressions", field.name)},
           {"请在表里把这一列存成数或日期，不用 --text-columns", "hold the column typed, without --text-columns"});
    return literal("NULL");
  }
  switch (field.type.kind) {
    case Kind::yes_no:
      return text_yes_no(field, cell);
    case Kind::number:
      return text_number(field, cell);
    case Kind::date:
      return text_day(field, cell);
    case Kind::label:
      return option(field, cell);
    case Kind::text:
      break;
  }
  return cell;
}

// The digits, brought to the field's smallest unit by zeros behind them.
Expression Exporter::text_number(const Field& field, const Expression& cell) {
  const auto column = [&](const char* zh, const char* en, const Expression& value) {
    return writer_.column(field_block_, field.name + in_chinese_or(zh, en), value);
  };
  const auto forms = number_forms(field);
  if (!forms) {
    cannot(field.span,
           {fmt::format("单元格里“{}”的单位：词太多", field.name),
            fmt::format("the unit of `{}` in cells: it has too many words", field.name)},
           {"请在表里把这一列存成数，不用 --text-columns", "hold the column as numbers, without --text-columns"});
    return literal("NULL");
  }
  constexpr int most_digits = 18;
  const Expression text = column("（半角）", " (folded)", folded(cell, folded_forms(field)));
  Case powers;
  int greatest = 0;
  for (const NumberForm& form : *forms) {
    powers.when(spelling_.fits(text, form.pattern), spelling_.integer(form.power));
    greatest = std::max(greatest, form.power);
  }
  const Expression power = column("（小数位）", " (places)", powers.end());
  const Expression decimals =
      column("（小数）", " (decimals)", spelling_.without_last_zeros(spelling_.captured(text, std::string(decimals_pattern))));
  const Expression whole = spelling_.captured(text, std::string(whole_pattern));
  const Expression plain = composed("REPLACE(" + whole.text + ", ',', '')", Binding::atom, {whole});
  const Expression zeros = spelling_.text(std::string(static_cast<std::size_t>(greatest), '0'));
  const Expression filled = spelling_.head(spelling_.joined({decimals, zeros}), power);
  const Expression digits = column("（数字）", " (digits)", spelling_.without_first_zeros(spelling_.joined({plain, filled})));
  const Expression number = spelling_.digits_read(spelling_.joined({spelling_.text("0"), digits}));
  const Expression fits = all_of(
      {infix(spelling_.length(decimals), "<=", power), infix(spelling_.length(digits), "<=", spelling_.integer(most_digits))});
  const Expression negative = spelling_.begins(text, std::string(negative_pattern));
  const Expression below = spelling_.negative(number, Width::narrow);
  return Case().when(all_of({fits, negative}), below).when(fits, number).end();
}

Expression Exporter::text_day(const Field& field, const Expression& cell) {
  const auto column = [&](const char* zh, const char* en, const Expression& value) {
    return writer_.column(field_block_, field.name + in_chinese_or(zh, en), value);
  };
  const Expression text = column("（半角）", " (folded)", folded(cell, folded_forms(field)));
  const auto part = [&](std::string_view pattern) {
    return spelling_.digits_read(spelling_.captured(text, std::string(pattern)));
  };
  const Expression fits = spelling_.fits(text, std::string(date_pattern));
  const Expression year = column("（年）", " (year)", Case().when(fits, part(year_pattern)).end());
  const Expression month = column("（月）", " (month)", part(month_pattern));
  const Expression day = column("（日）", " (day)", part(day_pattern));
  const auto within = [&](const Expression& number, const Expression& last) {
    return composed(number.text + " BETWEEN 1 AND " + operand(last), Binding::other, {number, last});
  };
  const Expression exists =
      all_of({infix(year, ">=", literal("1")), within(month, literal("12")), within(day, last_day(year, month))});
  return Case().when(exists, day_from_civil(march_year(year, month), month, day)).end();
}

// A cell that may be read as a day, as 2026-03-01. Columns of days hold such texts alone.
const Expression& Exporter::plain_day(FieldId id) {
  const Field& field = rules_.fields[id];
  const Expression& cell = raw_[id];
  Expression& kept = plain_days_[id];
  if (!spelling_.has_patterns()) return kept = cell;
  const Expression text = folded(cell, folded_forms(field));
  const auto part = [&](std::string_view pattern) { return spelling_.captured(text, std::string(pattern)); };
  const auto two_digits = [&](const Expression& number) {
    return spelling_.tail(spelling_.joined({spelling_.text("0"), number}), spelling_.length(number));
  };
  const Expression hyphen = spelling_.text("-");
  const Expression day =
      spelling_.joined({part(year_pattern), hyphen, two_digits(part(month_pattern)), hyphen, two_digits(part(day_pattern))});
  const Expression plain = Case()
                               .when(spelling_.fits(cell, std::string(plain_date_pattern)), cell)
                               .when(spelling_.fits(text, std::string(date_pattern)), day)
                               .end();
  return kept = writer_.column(field_block_, field.name + in_chinese_or("（日）", " (day)"), plain);
}

// Only ASCII letters come in two cases; no other letter is made one of those words by LOWER.
Expression Exporter::yes_no(const Expression& text) const {
  const Expression small = composed("LOWER(" + text.text + ")", Binding::atom, {text});
  const auto any = [&](const auto& words) {
    std::string list;
    for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + spelling_.text(word).text;
    return spelling_.among(small, list, true);
  };
  return Case().when(any(columns::words_for_yes), literal("TRUE")).when(any(columns::words_for_no), literal("FALSE")).end();
}

Expression Exporter::text_yes_no(const Field& field, const Expression& cell) const {
  return yes_no(folded(cell, folded_forms(field)));
}

// By the words of booleans and numbers: an engine takes every number but 0 for yes.
Expression Exporter::typed_yes_no(const Expression& cell) const { return yes_no(cell); }

}  // namespace fenji::sql
