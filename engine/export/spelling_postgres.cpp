// PostgreSQL: BIGINT, and NUMERIC for all that is greater, which has no limit that matters here: overflow is asked for. OFFSET
// 0 keeps the planner from copying the expressions of one CTE into those that use it.
#include "engine/export/identifiers.hpp"
#include "engine/export/spelling.hpp"

namespace fenji::sql {

namespace {

class Postgres final : public Spelling {
 public:
  std::string_view name() const override { return "PostgreSQL"; }
  std::size_t longest_identifier() const override { return 63; }
  std::string column_identity(std::string_view name) const override { return cut_off(name, longest_identifier()); }
  std::string fence() const override { return "\n  OFFSET 0"; }

  std::optional<Width> width_of(Digits digits) const override {
    return digits < 18.9 ? Width::narrow : digits < 38.23 ? Width::wide : Width::huge;
  }
  using Spelling::width_of;
  std::string limit_text() const override { return "NUMERIC"; }
  std::string type(Width width) const override { return width == Width::narrow ? "BIGINT" : "NUMERIC"; }

  Expression quotient(const Expression& dividend, const Expression& divisor, Width width) const override {
    if (width == Width::narrow) return infix(dividend, "/", divisor);
    return composed("DIV(" + dividend.text + ", " + divisor.text + ")", Binding::atom, {dividend, divisor});
  }

  Expression trimmed(const Expression& text) const override {
    return composed("BTRIM(CAST(" + text.text + " AS TEXT), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || " +
                        "CHR(160) || CHR(12288))",
                    Binding::atom, {text});
  }

  Expression one_line(const Expression& text) const override {
    return composed("REGEXP_REPLACE(" + text.text + ", '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]', ' ', 'g')",
                    Binding::atom, {text});
  }

  std::string by_bytes() const override { return " COLLATE \"C\""; }

  Expression fits(const Expression& text, const std::string& pattern) const override {
    return begins(text, "^(?:" + pattern + ")$");
  }
  Expression begins(const Expression& text, const std::string& pattern) const override {
    return infix(text, "~", this->text(pattern));
  }
  Expression captured(const Expression& text, const std::string& pattern) const override {
    return composed("COALESCE(SUBSTRING(" + text.text + " FROM " + this->text(pattern).text + "), '')", Binding::atom, {text});
  }
  Expression digits_read(const Expression& digits) const override {
    return composed("CAST(NULLIF(" + digits.text + ", '') AS BIGINT)", Binding::atom, {digits});
  }

  Expression text_of_any(const Expression& column) const override {
    const Expression text = as_text(column);
    const std::string numbers = "'numeric'::REGTYPE, 'real'::REGTYPE, 'double precision'::REGTYPE";
    return Case()
        .when(among(call("PG_TYPEOF", column), numbers, true), as_text(call("TRIM_SCALE", call("CAST", text, " AS NUMERIC"))))
        .otherwise(text);
  }

  Expression cell_digits(const Expression& cell) const override {
    return composed("REPLACE(" + as_text(cell).text + ", 'Infinity', 'inf')", Binding::atom, {cell});
  }

  Expression read_number(const Expression& cell, int scale) const override {
    const std::string& number = cell.text;
    const std::string limit = model::to_text(model::Decimal{model::power_of_ten(18 - scale), 0});
    const std::string shifted = number + " * " + model::to_text(model::Decimal{model::power_of_ten(scale), 0});
    return composed("CASE WHEN ABS(" + number + ") < " + limit + " AND TRUNC(" + number + ", " + std::to_string(scale) +
                        ") = " + number + " THEN CAST(" + shifted + " AS BIGINT) END",
                    Binding::atom, {cell});
  }

  Expression date_cell(const Expression& column) const override {
    const std::string texts = "'text'::REGTYPE, 'character varying'::REGTYPE, 'character'::REGTYPE";
    const Expression is_text = among(call("PG_TYPEOF", column), texts, true);
    return text_or_day(column, is_text, as_text(call("CAST", column, " AS DATE")));
  }
  // Of a day that does not exist its cast would end the query.
  Expression read_day(const Expression& cell) const override {
    const std::string days =
        "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])";
    const std::string leap_years = "[0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00";
    const std::string existing = "^(?!0000)([0-9]{4}-(" + days + ")|(" + leap_years + ")-02-29)$";
    const Expression day = infix(call("CAST", cell, " AS DATE"), "-", literal("DATE '1970-01-01'"));
    return Case().when(begins(cell, existing), call("CAST", day, " AS BIGINT")).end();
  }

  // By way of the text: of floating point it would take 15 digits.
  Expression cell(const Expression& column, model::Kind kind) const override {
    if (kind != model::Kind::number) return Spelling::cell(column, kind);
    return call("CAST", call("CAST", column, " AS TEXT"), " AS NUMERIC");
  }

  Expression date_part(const Expression& day, DatePart part) const override {
    static constexpr const char* names[] = {"YEAR", "MONTH", "DAY"};
    return composed(
        "CAST(EXTRACT(" + std::string(names[static_cast<int>(part)]) + " FROM " + shown_day(day).text + ") AS BIGINT)",
        Binding::atom, {day});
  }

  Expression shown_number(const Expression& number, int scale, Width) const override {
    if (scale == 0) return number;
    return infix(call("CAST", number, " AS NUMERIC"), "*", literal(model::to_text(model::Decimal{1, scale})));
  }

  Expression shown_day(const Expression& day) const override {
    return infix(literal("DATE '1970-01-01'"), "+", call("CAST", day, " AS INTEGER"));
  }
};

}  // namespace

std::unique_ptr<Spelling> postgres_spelling() { return std::make_unique<Postgres>(); }

}  // namespace fenji::sql
