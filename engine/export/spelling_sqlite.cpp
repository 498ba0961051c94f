// SQLite: integers of 64 bits, which turn into binary floating point unseen where they overflow; what may be greater is written
// as a text (long_numbers.hpp). It has no decimals: numbers with decimal places come out as texts, and are read from the texts
// of their cells. Dates are texts, yes/no is 1 or 0.
#include "engine/export/long_numbers.hpp"
#include "engine/export/spelling.hpp"

namespace fenji::sql {

namespace {

class Sqlite final : public Spelling {
 public:
  std::string_view name() const override { return "SQLite"; }
  std::string as_open() const override { return "AS MATERIALIZED ("; }
  // All of them together have 1,000 levels of expressions, each is prepared for all columns before it.
  std::size_t longest_chain() const override { return 60; }

  std::optional<Width> width_of(Digits digits) const override {
    if (digits < 18.9) return Width::narrow;
    if (digits < 38.23) return Width::wide;
    return digits < 76.7 ? std::optional(Width::huge) : std::nullopt;
  }
  using Spelling::width_of;
  std::string limit_text() const override { return "76 digits"; }
  std::string type(Width width) const override { return width == Width::narrow ? "INTEGER" : "TEXT"; }
  Expression typed(const Expression& number, Width) const override { return number; }

  bool writes_long_numbers() const override { return true; }
  Expression integer(model::Int128 value, Width width) const override {
    if (width == Width::narrow) return Spelling::integer(value, width);
    return literal(long_numbers::literal_of(value, width));
  }
  Expression widened(const Expression& number, Width from, Width to) const override {
    return long_numbers::converted(number, from, to);
  }
  Expression negative(const Expression& number, Width width) const override {
    return width == Width::narrow ? Spelling::negative(number, width) : long_numbers::negative(number, width);
  }
  Expression number_text(const Expression& number, int scale, Width width) const override {
    if (width == Width::narrow) return Spelling::number_text(number, scale, width);
    return long_numbers::decimal_text(number, scale, width);
  }

  Expression as_text(const Expression& value) const override { return call("CAST", value, " AS TEXT"); }
  Expression place_of(const std::string& part, const Expression& text) const override {
    return call("INSTR", text, ", " + this->text(part).text);
  }
  Expression without_last_zeros(const Expression& digits) const override { return call("RTRIM", digits, ", '0'"); }
  Expression without_first_zeros(const Expression& digits) const override { return call("LTRIM", digits, ", '0'"); }
  Expression trimmed(const Expression& text) const override {
    return composed("TRIM(CAST(" + text.text + " AS TEXT), CHAR(32, 9, 10, 11, 12, 13, 160, 12288))", Binding::atom, {text});
  }
  Expression translated(const Expression& text, const std::vector<std::string>& from,
                        const std::vector<std::string>& to) const override {
    Expression result = text;
    for (std::size_t i = 0; i < from.size(); ++i) {
      result = composed("REPLACE(" + result.text + ", " + this->text(from[i]).text + ", " + this->text(to[i]).text + ")",
                        Binding::atom, {text});
    }
    return result;
  }

  Expression cell(const Expression& column, model::Kind kind) const override {
    if (kind != model::Kind::number) return Spelling::cell(column, kind);
    // The fewest digits that are the number again, and no exponent, which it writes of numbers far from 1. Its own cast to a
    // text has 15 digits whatever the number, its cast from a text may miss the nearest number: a quotient of whole numbers
    // that are exact does not, nor the sum of the whole part and such a quotient where that part is long.
    const auto digits = [&](const std::string& format) { return "PRINTF('" + format + "', " + column.text + ")"; };
    const auto power = [&](const std::string& text) {
      return "CAST('1' || SUBSTR('00000000000000000000', 1, LENGTH(" + text + ") - INSTR(" + text + ", '.')) AS REAL)";
    };
    const auto when = [&](const std::string& text, const std::string& number) {
      return " WHEN " + number + " = " + column.text + " THEN " + text;
    };
    const auto by_quotient = [&](const std::string& format) {
      const std::string text = digits(format);
      return when(text, "CAST(REPLACE(" + text + ", '.', '') AS REAL) / " + power(text));
    };
    const auto by_sum = [&](const std::string& format) {
      const std::string text = digits(format);
      const std::string sign = "CASE WHEN " + column.text + " < 0 THEN '-' ELSE '' END";
      return when(text, "CAST(SUBSTR(" + text + ", 1, INSTR(" + text + ", '.') - 1) AS REAL) + CAST(" + sign + " || SUBSTR(" +
                            text + ", INSTR(" + text + ", '.') + 1) AS REAL) / " + power(text));
    };
    const auto by_cast = [&](const std::string& format) {
      return when(digits(format), "CAST(" + digits(format) + " AS REAL)");
    };
    const std::string whole = "CAST(" + column.text + " AS INTEGER)";
    const std::string other = "NULLIF(" + trimmed(column).text + ", '')";  // texts stand in columns of any type
    return composed("CASE WHEN TYPEOF(" + column.text + ") <> 'real' THEN " + other + " WHEN " + column.text + " = " + whole +
                        " THEN CAST(" + whole + " AS TEXT) WHEN ABS(" + column.text + ") < 0.001 OR ABS(" + column.text +
                        ") >= 100000000000000 THEN RTRIM(RTRIM(CASE" + by_quotient("%.18f") + by_cast("%.30f") + " ELSE " +
                        digits("%!.340f") + " END, '0'), '.')" + by_quotient("%!.15g") + " WHEN ABS(" + column.text +
                        ") < 1000000 THEN CASE" + by_cast("%!.16g") + " ELSE " + digits("%!.17g") + " END" + by_sum("%!.16g") +
                        " ELSE " + digits("%!.17g") + " END",
                    Binding::atom, {column});
  }
  Expression date_cell(const Expression& column) const override {
    const std::string time = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][ T][0-9]*'";
    return composed("CASE WHEN " + column.text + " " + time + " THEN SUBSTR(" + column.text + ", 1, 10) ELSE NULLIF(" +
                        trimmed(column).text + ", '') END",
                    Binding::atom, {column});
  }

  bool replaces_in_columns() const override { return true; }

  bool has_patterns() const override { return false; }
  Expression fits(const Expression&, const std::string&) const override { return literal("NULL"); }
  Expression begins(const Expression&, const std::string&) const override { return literal("NULL"); }
  Expression captured(const Expression&, const std::string&) const override { return literal("NULL"); }

  Expression text_of_any(const Expression& column) const override {
    const Expression whole = call("CAST", column, " AS INTEGER");
    const Expression is_whole = all_of({infix(call("TYPEOF", column), "=", text("real")), infix(column, "=", whole)});
    return Case().when(is_whole, whole).otherwise(column);
  }

  Expression cell_digits(const Expression& cell) const override { return cell; }

  // -12.50: sign, whole part, decimals; no more digits than the field has but zeros.
  Expression read_number(const Expression& cell, int scale) const override {
    const std::string digits = "LTRIM(" + cell.text + ", '-')";
    const std::string point = "INSTR(" + digits + " || '.', '.')";
    const std::string whole = "SUBSTR(" + digits + ", 1, " + point + " - 1)";
    const std::string decimals = "SUBSTR(" + digits + ", " + point + " + 1)";
    const std::string places = std::to_string(scale);
    const std::string zeros(static_cast<std::size_t>(scale), '0');
    std::string magnitude = "CAST(" + whole + " AS INTEGER)";
    if (scale > 0) {
      magnitude = "(" + magnitude + " * 1" + zeros + " + CAST(SUBSTR(" + decimals + " || '" + zeros + "', 1, " + places +
                  ") AS INTEGER))";
    }
    return composed("CASE WHEN " + cell.text + " = REPLACE(" + cell.text + ", '-', '') OR " + cell.text + " = '-' || " +
                        digits + " THEN CASE WHEN " + digits + " GLOB '[0-9]*' AND NOT " + digits +
                        " GLOB '*[^0-9.]*' AND NOT " + digits + " GLOB '*.*.*' AND LENGTH(LTRIM(" + whole +
                        ", '0')) <= " + std::to_string(18 - scale) + " AND RTRIM(SUBSTR(" + decimals + ", " +
                        std::to_string(scale + 1) + "), '0') = '' THEN " + magnitude + " * CASE WHEN " + cell.text +
                        " LIKE '-%' THEN -1 ELSE 1 END END END",
                    Binding::atom, {cell});
  }

  Expression read_day(const Expression& cell) const override {
    const std::string digits = "[0-9][0-9]";
    return composed("CASE WHEN " + cell.text + " GLOB '" + digits + digits + "-" + digits + "-" + digits + "' AND DATE(" +
                        cell.text + ", '+0 days') = " + cell.text + " THEN CAST(STRFTIME('%s', " + cell.text +
                        ") AS INTEGER) / 86400 END",
                    Binding::atom, {cell});
  }

  Expression date_part(const Expression& day, DatePart part) const override {
    static constexpr const char* letters[] = {"%Y", "%m", "%d"};
    return composed("CAST(STRFTIME('" + std::string(letters[static_cast<int>(part)]) + "', " + operand(day) +
                        " * 86400, 'unixepoch') AS INTEGER)",
                    Binding::atom, {day});
  }

  Expression shown_number(const Expression& number, int scale, Width width) const override {
    return scale == 0 && width == Width::narrow ? number : number_text(number, scale, width);
  }

  bool shows_days_as_texts() const override { return true; }
  Expression shown_day(const Expression& day) const override {
    return composed("DATE(" + operand(day) + " * 86400, 'unixepoch')", Binding::atom, {day});
  }
};

}  // namespace

std::unique_ptr<Spelling> sqlite_spelling() { return std::make_unique<Sqlite>(); }

}  // namespace fenji::sql
