// DuckDB: integers of 64 and 128 bits that are checked. A decimal cell is read by way of DECIMAL(18, s), which holds exactly
// what a cell may hold, from its text, since of floating point it would take other digits; TRY_CAST rounds, so more places of
// it must be the same number.
#include "engine/export/spelling.hpp"

namespace fenji::sql {

namespace {

class DuckDb final : public Spelling {
 public:
  std::string_view name() const override { return "DuckDB"; }

  std::optional<Width> width_of(Digits digits) const override {
    if (digits < 18.9) return Width::narrow;
    return digits < 38.23 ? std::optional(Width::wide) : std::nullopt;
  }
  using Spelling::width_of;
  std::string limit_text() const override { return "128 bits"; }
  std::string type(Width width) const override { return width == Width::narrow ? "BIGINT" : "HUGEINT"; }

  // A literal beyond 128 bits is a DOUBLE, and the least integer would be the negative of one.
  Expression integer(model::Int128 value, Width width) const override {
    if (width == Width::narrow) return Spelling::integer(value, width);
    return literal("CAST('" + model::to_text(model::Decimal{value, 0}) + "' AS HUGEINT)");
  }

  Expression quotient(const Expression& dividend, const Expression& divisor, Width) const override {
    return infix(dividend, "//", divisor);
  }

  std::optional<Expression> attempted(const Expression& computed) const override {
    return composed("TRY(" + computed.text + ")", Binding::atom, {computed});
  }

  Expression trimmed(const Expression& text) const override {
    return composed("trim(CAST(" + text.text + " AS VARCHAR), ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || " +
                        "chr(160) || chr(12288))",
                    Binding::atom, {text});
  }

  Expression one_line(const Expression& text) const override {
    return composed("regexp_replace(" + text.text + ", '[\\x00-\\x1f\\x7f-\\x{9f}\\x{2028}\\x{2029}]', ' ', 'g')",
                    Binding::atom, {text});
  }

  Expression fits(const Expression& text, const std::string& pattern) const override {
    return call("regexp_full_match", text, ", " + this->text(pattern).text);
  }
  Expression begins(const Expression& text, const std::string& pattern) const override {
    return call("regexp_matches", text, ", " + this->text(pattern).text);
  }
  Expression captured(const Expression& text, const std::string& pattern) const override {
    return call("regexp_extract", text, ", " + this->text(pattern).text + ", 1");
  }

  Expression text_of_any(const Expression& column) const override {
    const Expression type = call("typeof", column);
    const Expression is_number =
        composed("regexp_full_match(" + type.text + ", 'DOUBLE|FLOAT|DECIMAL.*')", Binding::condition, {column});
    return Case()
        .when(is_number, call("regexp_replace", as_text(column), ", '[.]0*$|([.][0-9]*[1-9])0+$', '\\1'"))
        .otherwise(as_text(column));
  }

  Expression cell_digits(const Expression& cell) const override {
    const Expression number = as_text(cell);
    const std::string exact = "CAST(" + tried_decimal(cell, 38, 0) + " AS VARCHAR)";
    return Case()
        .when(infix(number, "LIKE", text("%e+%")),
              composed("COALESCE(" + exact + ", " + number.text + ")", Binding::atom, {cell}))
        .when(infix(number, "LIKE", text("%e-%")), small_digits(number, "e"))
        .otherwise(composed("REPLACE(" + number.text + ", 'nan', 'NaN')", Binding::atom, {cell}));
  }

  Expression read_number(const Expression& column, int scale) const override {
    const std::string places = std::to_string(scale), cell = tried_decimal(column, 18, scale);
    const std::string power = model::to_text(model::Decimal{model::power_of_ten(scale), 0});
    const std::string number = scale == 0 ? "CAST(" + cell + " AS BIGINT)"
                                          : "CAST(CAST(" + cell + " AS DECIMAL(38, " + places + ")) * " + power + " AS BIGINT)";
    return where_exact(column, scale, number);
  }

  Expression date_cell(const Expression& column) const override {
    const Expression is_text = infix(call("typeof", column), "=", text("VARCHAR"));
    return text_or_day(column, is_text, as_text(call("TRY_CAST", column, " AS DATE")));
  }
  Expression read_day(const Expression& cell) const override {
    return infix(call("TRY_CAST", cell, " AS DATE"), "-", literal("DATE '1970-01-01'"));
  }

  Expression date_part(const Expression& day, DatePart part) const override {
    static constexpr const char* names[] = {"year", "month", "day"};
    return composed("EXTRACT(" + std::string(names[static_cast<int>(part)]) + " FROM " + shown_day(day).text + ")",
                    Binding::atom, {day});
  }

  Expression shown_number(const Expression& number, int scale, Width width) const override {
    if (scale == 0) return number;
    if (width == Width::huge) return number_text(number, scale, Width::wide);
    const std::string digits = width == Width::narrow ? "19" : "38";
    const std::string power = model::to_text(model::Decimal{1, scale});
    return composed("CAST(" + number.text + " AS DECIMAL(" + digits + ", 0)) * CAST('" + power + "' AS DECIMAL(" +
                        std::to_string(scale + 1) + ", " + std::to_string(scale) + "))",
                    Binding::other, {number});
  }

  Expression shown_day(const Expression& day) const override {
    return composed("DATE '1970-01-01' + CAST(" + day.text + " AS INTEGER)", Binding::other, {day});
  }
};

}  // namespace

std::unique_ptr<Spelling> duckdb_spelling() { return std::make_unique<DuckDb>(); }

}  // namespace fenji::sql
