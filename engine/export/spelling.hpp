// Stage: export. What the dialects write differently. Whatever is spelled here means the same in each of them, to the digit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/export/expression.hpp"
#include "engine/export/sql.hpp"
#include "engine/graph/bounds.hpp"
#include "engine/model/type.hpp"

namespace fenji::sql {

// Of integers. `narrow` holds 63 bits and a sign, `wide` and `huge` what the dialect says.
enum class Width : std::uint8_t { narrow, wide, huge };

enum class DatePart : std::uint8_t { year, month, day };

// How many decimal digits a magnitude has, as an upper estimate: 10^digits is no smaller.
using Digits = double;
Digits digits_of(const graph::Bounds& bounds);

class Spelling {
 public:
  virtual ~Spelling() = default;
  Spelling(const Spelling&) = delete;
  Spelling& operator=(const Spelling&) = delete;

  virtual std::string_view name() const = 0;  // DuckDB

  virtual std::string identifier(std::string_view name) const;
  virtual std::size_t longest_identifier() const { return 0; }  // bytes; 0: no limit
  // The same for names that mean one column of a table.
  virtual std::string column_identity(std::string_view name) const;
  virtual Expression text(std::string_view text) const;
  virtual bool escapes_by_backslash() const { return false; }  // in texts
  virtual std::string comment(std::string_view line) const;
  // AS … ( of a CTE, and what stands before its end, so that no optimiser copies its expressions into those that use it.
  virtual std::string as_open() const { return "AS ("; }
  virtual std::string fence() const { return {}; }
  // CTEs that should name one another in a row at most; 0: any number. Longer rules leave their blocks and take fewer.
  virtual std::size_t longest_chain() const { return 0; }

  // The narrowest width that holds magnitudes of so many digits; nothing where none does.
  virtual std::optional<Width> width_of(const graph::Bounds& bounds) const;
  virtual std::optional<Width> width_of(Digits digits) const = 0;
  virtual std::string limit_text() const = 0;  // of the greatest width: `128 bits`
  virtual std::string type(Width width) const = 0;
  virtual Expression integer(model::Int128 value, Width width = Width::narrow) const;
  virtual Expression widened(const Expression& number, Width from, Width to) const;
  // Of exactly that type, whatever a literal's own would be.
  virtual Expression typed(const Expression& number, Width width) const { return call("CAST", number, " AS " + type(width)); }
  virtual Expression negative(const Expression& number, Width width) const;
  // Cut off towards zero, and what is left, with the sign of the dividend; the divisor is positive. Both have `width`.
  virtual Expression quotient(const Expression& dividend, const Expression& divisor, Width width) const;
  virtual Expression quotient_by_power(const Expression& dividend, int places, Width width) const;  // of ten
  virtual Expression remainder(const Expression& dividend, const Expression& divisor) const;

  virtual Expression bits_or(const std::vector<Expression>& parts) const;  // of narrow integers
  virtual Expression bits_and(const Expression& left, const Expression& right) const;

  // NULL where `computed` leaves 128 bits on the way; `wide` integers.
  virtual std::optional<Expression> attempted(const Expression& computed) const {
    (void)computed;
    return std::nullopt;
  }

  // x IN (a, b), unknown where x is.
  virtual Expression among(const Expression& value, const std::string& list, bool among) const;

  virtual Expression joined(const std::vector<Expression>& texts) const;
  virtual Expression tail(const Expression& text, const Expression& from) const;  // from that character on, the first is 1
  Expression tail(const Expression& text, int from) const { return tail(text, literal(std::to_string(from))); }
  virtual Expression head(const Expression& text, const Expression& count) const;
  virtual Expression length(const Expression& text) const;                             // in characters
  virtual Expression place_of(const std::string& part, const Expression& text) const;  // the first is 1; 0 where there is none
  virtual Expression as_text(const Expression& value) const;
  virtual Expression without_last_zeros(const Expression& digits) const;
  virtual Expression without_first_zeros(const Expression& digits) const;
  virtual Expression trimmed(const Expression& text) const = 0;  // without the blanks of a cell at both ends
  // Each character of `from` replaced by the one of `to` in its place.
  virtual Expression translated(const Expression& text, const std::vector<std::string>& from,
                                const std::vector<std::string>& to) const;

  // Control characters and line separators as blanks.
  virtual Expression one_line(const Expression& text) const;
  // Where no function does it: a column after the other, so many characters at a time.
  virtual bool replaces_in_columns() const { return false; }
  // In ORDER BY behind a text: by its bytes.
  virtual std::string by_bytes() const { return {}; }

  // Whether integers that are not narrow are texts, to be computed with as long_numbers.hpp does.
  virtual bool writes_long_numbers() const { return false; }

  // Regular expressions, as cell_patterns.hpp keeps to; without them only texts are compared.
  virtual bool has_patterns() const { return true; }
  // Whether all of the text fits, unknown where the text is.
  virtual Expression fits(const Expression& text, const std::string& pattern) const = 0;
  // Whether its beginning does, of a pattern that says ^.
  virtual Expression begins(const Expression& text, const std::string& pattern) const = 0;
  // What the pattern's one group finds; an empty text where the pattern does not fit.
  virtual Expression captured(const Expression& text, const std::string& pattern) const = 0;
  // A narrow integer from at most 18 digits; NULL from an empty text.
  virtual Expression digits_read(const Expression& digits) const { return call("TRY_CAST", digits, " AS BIGINT"); }

  // The text of a source column that may be of any type: a number without the zeros of its type, 1 where the engine writes 1.0.
  virtual Expression text_of_any(const Expression& column) const { return column; }
  // A source column as it is carried on: points in time as dates, yes and no as texts.
  virtual Expression cell(const Expression& column, model::Kind kind) const;
  // A day as 2026-03-01, a text as it stands, without the blanks around it.
  virtual Expression date_cell(const Expression& column) const = 0;
  // From a cell, NULL where it is no such value; the number as an integer of 10^-scale, of at most 18 digits.
  virtual Expression read_number(const Expression& column, int scale) const = 0;
  virtual Expression read_day(const Expression& cell) const = 0;  // of 2026-03-01, in days since 1970-01-01

  // Of days since 1970-01-01; a narrow integer.
  virtual Expression date_part(const Expression& day, DatePart part) const = 0;

  // For the result: a decimal of `scale` places, the text of one that may be too long (`huge`) for those; a date.
  virtual Expression shown_number(const Expression& number, int scale, Width width) const = 0;
  // The same of a narrow number, with so many zeros behind it where COALESCE takes decimals of one type alone.
  virtual Expression shown_with_zeros(const Expression& number, int scale, int zeros) const {
    (void)zeros;
    return shown_number(number, scale, Width::narrow);
  }
  virtual Expression shown_day(const Expression& day) const = 0;
  virtual bool shows_days_as_texts() const { return false; }
  virtual Expression shown_yes_no(const Expression& condition) const { return condition; }
  // The digits of a cell that holds a number, without exponent, with or without zeros of its type; NaN, inf or -inf.
  virtual Expression cell_digits(const Expression& cell) const = 0;
  // Digits with a decimal point, as `run` writes a number: no trailing zeros.
  virtual Expression number_text(const Expression& number, int scale, Width width) const;
  virtual Expression day_text(const Expression& day) const;  // 2026-03-01

  // Where too many CTEs remain, they are nested in fewer.
  virtual bool nests() const { return false; }

  // Behind the whole statement.
  virtual std::string ending() const { return {}; }

 protected:
  Spelling() = default;
  // The digits of a number between -1 and 1 that an engine writes with an exponent, 1.5e-7.
  Expression small_digits(const Expression& number, const std::string& exponent_sign) const;
  // For date_cell(): the column's text where it holds texts, else that of its day.
  Expression text_or_day(const Expression& column, const Expression& is_text, const Expression& day) const;
  // For read_number() where decimals have at most 38 digits: the text of a column as one of so many digits, NULL where it has
  // no place in it; and `number`, made of that of 18 digits, where more places would not make another one of it.
  std::string tried_decimal(const Expression& column, int digits, int places) const;
  Expression where_exact(const Expression& column, int places, const std::string& number) const;
  // `function(argument rest)`
  static Expression call(const std::string& function, const Expression& argument, const std::string& rest = "") {
    return composed(function + "(" + argument.text + rest + ")", Binding::atom, {argument});
  }
};

std::unique_ptr<Spelling> make_spelling(Dialect dialect);
std::unique_ptr<Spelling> duckdb_spelling();
std::unique_ptr<Spelling> postgres_spelling();
std::unique_ptr<Spelling> sqlite_spelling();
std::unique_ptr<Spelling> spark_spelling();
std::unique_ptr<Spelling> clickhouse_spelling();

}  // namespace fenji::sql
