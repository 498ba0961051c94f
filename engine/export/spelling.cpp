#include "engine/export/spelling.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/export/identifiers.hpp"

namespace fenji::sql {

namespace {

std::string doubled(std::string_view text, char quote) {
  std::string result;
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return quote + result + quote;
}

}  // namespace

Digits digits_of(const graph::Bounds& bounds) {
  const auto greatest = std::max(std::fabs(static_cast<double>(bounds.lower)), std::fabs(static_cast<double>(bounds.upper)));
  constexpr double margin = 1e-9;  // what doubles may have lost
  return greatest < 1 ? 0 : std::log10(greatest) + margin;
}

std::string Spelling::identifier(std::string_view name) const { return doubled(name, '"'); }

std::string Spelling::column_identity(std::string_view name) const { return case_folded(name); }

Expression Spelling::text(std::string_view text) const { return literal(doubled(text, '\'')); }

std::string Spelling::comment(std::string_view line) const {
  std::string text = "-- ";
  for (const char c : line) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return text;
}

std::optional<Width> Spelling::width_of(const graph::Bounds& bounds) const {
  constexpr Digits of_128_bits = 38.2299;  // what holds these digits in an engine holds all 128 bits
  return graph::fits_64_bits(bounds) ? Width::narrow : width_of(std::min(digits_of(bounds), of_128_bits));
}

Expression Spelling::integer(model::Int128 value, Width) const {
  const Expression number = literal(model::to_text(model::Decimal{value, 0}));
  return value < 0 ? Expression{number.text, Binding::other, -1, 0} : number;
}

Expression Spelling::widened(const Expression& number, Width from, Width to) const {
  if (from == to || type(from) == type(to)) return number;
  return typed(number, to);
}

Expression Spelling::quotient(const Expression& dividend, const Expression& divisor, Width) const {
  return infix(dividend, "/", divisor);
}

Expression Spelling::quotient_by_power(const Expression& dividend, int places, Width width) const {
  return quotient(dividend, integer(model::power_of_ten(places), width), width);
}

Expression Spelling::negative(const Expression& number, Width) const {
  return composed("-" + operand(number), Binding::other, {number});
}

Expression Spelling::remainder(const Expression& dividend, const Expression& divisor) const {
  return infix(dividend, "%", divisor);
}

Expression Spelling::bits_or(const std::vector<Expression>& parts) const { return chained("|", Binding::bits, parts); }

Expression Spelling::bits_and(const Expression& left, const Expression& right) const { return infix(left, "&", right); }

Expression Spelling::among(const Expression& value, const std::string& list, bool among) const {
  return composed(operand(value) + (among ? " IN (" : " NOT IN (") + list + ")", Binding::condition, {value});
}

// Texts that are known stand as one.
Expression Spelling::joined(const std::vector<Expression>& texts) const {
  const auto is_literal = [](const Expression& text) {
    return text.level < 0 && text.binding == Binding::atom && text.text.size() > 1 && text.text.front() == '\'';
  };
  std::vector<Expression> parts;
  for (const Expression& text : texts) {
    if (!parts.empty() && is_literal(parts.back()) && is_literal(text)) {
      parts.back().text.pop_back();
      parts.back().text += text.text.substr(1);
    } else {
      parts.push_back(text);
    }
  }
  return chained("||", Binding::sum, parts);
}

Expression Spelling::tail(const Expression& text, const Expression& from) const {
  return composed("substr(" + text.text + ", " + from.text + ")", Binding::atom, {text, from});
}

Expression Spelling::head(const Expression& text, const Expression& count) const {
  return composed("substr(" + text.text + ", 1, " + count.text + ")", Binding::atom, {text, count});
}

Expression Spelling::length(const Expression& text) const {
  return composed("length(" + text.text + ")", Binding::atom, {text});
}

Expression Spelling::place_of(const std::string& part, const Expression& text) const {
  return composed("strpos(" + text.text + ", " + this->text(part).text + ")", Binding::atom, {text});
}

Expression Spelling::as_text(const Expression& value) const {
  return composed("CAST(" + value.text + " AS VARCHAR)", Binding::atom, {value});
}

Expression Spelling::one_line(const Expression& text) const { return text; }

Expression Spelling::without_last_zeros(const Expression& digits) const {
  return composed("TRIM(TRAILING '0' FROM " + digits.text + ")", Binding::atom, {digits});
}

Expression Spelling::without_first_zeros(const Expression& digits) const {
  return composed("TRIM(LEADING '0' FROM " + digits.text + ")", Binding::atom, {digits});
}

Expression Spelling::cell(const Expression& column, model::Kind kind) const {
  switch (kind) {
    case model::Kind::text:
    case model::Kind::label:
    case model::Kind::yes_no:
      return composed("NULLIF(" + trimmed(column).text + ", '')", Binding::atom, {column});
    case model::Kind::date:
      return date_cell(column);
    case model::Kind::number:
      break;
  }
  return column;
}

Expression Spelling::translated(const Expression& text, const std::vector<std::string>& from,
                                const std::vector<std::string>& to) const {
  std::string all_from, all_to;
  for (const std::string& character : from) all_from += character;
  for (const std::string& character : to) all_to += character;
  return composed("translate(" + text.text + ", " + this->text(all_from).text + ", " + this->text(all_to).text + ")",
                  Binding::atom, {text});
}

Expression Spelling::number_text(const Expression& number, int scale, Width width) const {
  // Sign, whole part, point and decimals, of which the last zeros go.
  const std::string power = integer(model::power_of_ten(scale), width).text;
  const Expression zero = integer(0, width);
  const Expression positive = Case().when(infix(number, "<", zero), negative(number, width)).otherwise(number);
  const Expression sign = Case().when(infix(number, "<", zero), text("-")).otherwise(text(""));
  if (scale == 0) return joined({sign, as_text(positive)});
  const Expression whole = as_text(quotient_by_power(positive, scale, width));
  const Expression rest = remainder(positive, literal(power));
  const Expression padded = tail(as_text(infix(rest, "+", literal(power))), 2);
  const Expression decimals = without_last_zeros(padded);
  const Expression fraction = Case().when(infix(rest, "=", zero), text("")).otherwise(joined({text("."), decimals}));
  return joined({sign, whole, fraction});
}

Expression Spelling::small_digits(const Expression& number, const std::string& exponent_sign) const {
  const Expression sign = Case().when(infix(number, "LIKE", text("-%")), text("-")).otherwise(text(""));
  const Expression exponent = digits_read(captured(number, exponent_sign + "-([0-9]+)$"));
  const Expression zeros = composed("REPEAT('0', CAST(" + exponent.text + " - 1 AS INT))", Binding::atom, {exponent});
  const Expression mantissa = captured(number, "^-?([0-9.]+)");
  const Expression digits = composed("REPLACE(" + mantissa.text + ", '.', '')", Binding::atom, {mantissa});
  return joined({sign, text("0."), zeros, digits});
}

Expression Spelling::text_or_day(const Expression& column, const Expression& is_text, const Expression& day) const {
  return call("NULLIF", Case().when(is_text, trimmed(column)).otherwise(day), ", ''");
}

std::string Spelling::tried_decimal(const Expression& column, int digits, int places) const {
  return "TRY_CAST(" + as_text(column).text + " AS DECIMAL(" + std::to_string(digits) + ", " + std::to_string(places) + "))";
}

Expression Spelling::where_exact(const Expression& column, int places, const std::string& number) const {
  const std::string cell = tried_decimal(column, 18, places), all = tried_decimal(column, 38, places + 20);
  // What is nothing in so many places may be more than nothing.
  const std::string is_zero = "TRY_CAST(" + as_text(column).text + " AS DOUBLE) = 0";
  return composed("CASE WHEN " + cell + " = " + all + " AND (" + cell + " <> 0 OR " + is_zero + ") THEN " + number + " END",
                  Binding::atom, {column});
}

Expression Spelling::day_text(const Expression& day) const { return as_text(shown_day(day)); }

std::unique_ptr<Spelling> make_spelling(Dialect dialect) {
  switch (dialect) {
    case Dialect::duckdb:
      return duckdb_spelling();
    case Dialect::postgres:
      return postgres_spelling();
    case Dialect::sqlite:
      return sqlite_spelling();
    case Dialect::spark:
      return spark_spelling();
    case Dialect::clickhouse:
      return clickhouse_spelling();
  }
  assert(false);
  return nullptr;
}

}  // namespace fenji::sql
