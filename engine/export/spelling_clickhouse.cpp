// ClickHouse: integers of 64, 128 and 256 bits, none of them checked, so bounds decide beforehand and overflow is asked for.
// Conversions are functions, which pass NULL on as CAST does not. NULL IN (…) is no; dates end in 2299, so those that are
// computed stay numbers and come out as texts.
#include "engine/export/spelling.hpp"

namespace fenji::sql {

namespace {

std::string escaped(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') result += '\\';
    result += c;
  }
  return result + quote;
}

class ClickHouse final : public Spelling {
 public:
  std::string_view name() const override { return "ClickHouse"; }
  bool escapes_by_backslash() const override { return true; }
  // A hundred are too many, and each is analysed in all that stand behind it.
  std::size_t longest_chain() const override { return 40; }
  std::string identifier(std::string_view name) const override { return escaped(name, '`'); }
  std::string column_identity(std::string_view name) const override { return std::string(name); }
  Expression text(std::string_view text) const override { return literal(escaped(text, '\'')); }

  std::optional<Width> width_of(Digits digits) const override {
    if (digits < 18.9) return Width::narrow;
    if (digits < 38.23) return Width::wide;
    return digits < 76.7 ? std::optional(Width::huge) : std::nullopt;
  }
  using Spelling::width_of;
  std::string limit_text() const override { return "Int256"; }
  std::string type(Width width) const override {
    return width == Width::narrow ? "Int64" : width == Width::wide ? "Int128" : "Int256";
  }
  Expression typed(const Expression& number, Width width) const override { return call("to" + type(width), number); }

  // A literal beyond 31 bits would be unsigned, and has no type in common with what is signed.
  Expression integer(model::Int128 value, Width width) const override {
    const std::string digits = model::to_text(model::Decimal{value, 0});
    if (width != Width::narrow) return literal("to" + type(width) + "('" + digits + "')");
    constexpr model::Int128 plain = 0x7fffffff;
    return value > plain || value < -plain ? literal("toInt64(" + digits + ")") : Spelling::integer(value, width);
  }

  Expression quotient(const Expression& dividend, const Expression& divisor, Width) const override {
    return composed("intDiv(" + dividend.text + ", " + divisor.text + ")", Binding::atom, {dividend, divisor});
  }

  Expression bits_or(const std::vector<Expression>& parts) const override {
    Expression result = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
      result = composed("bitOr(" + result.text + ", " + parts[i].text + ")", Binding::atom, {result, parts[i]});
    }
    return result;
  }
  Expression bits_and(const Expression& left, const Expression& right) const override {
    return composed("bitAnd(" + left.text + ", " + right.text + ")", Binding::atom, {left, right});
  }

  Expression among(const Expression& value, const std::string& list, bool among) const override {
    return Case().when(is_not_null(value), Spelling::among(value, list, among)).end();
  }

  using Spelling::tail;
  Expression tail(const Expression& text, const Expression& from) const override {
    return composed("substringUTF8(" + text.text + ", " + from.text + ")", Binding::atom, {text, from});
  }
  Expression place_of(const std::string& part, const Expression& text) const override {
    return call("positionUTF8", text, ", " + this->text(part).text);
  }
  Expression head(const Expression& text, const Expression& count) const override {
    return composed("substringUTF8(" + text.text + ", 1, " + count.text + ")", Binding::atom, {text, count});
  }
  Expression length(const Expression& text) const override { return call("lengthUTF8", text); }
  Expression as_text(const Expression& value) const override { return call("toString", value); }
  Expression trimmed(const Expression& text) const override {
    const std::string blanks = "[ \\\\t\\\\n\\\\x0B\\\\f\\\\r\\\\x{00A0}\\\\x{3000}]+";
    return call("replaceRegexpAll", as_text(text), ", '^" + blanks + "|" + blanks + "$', ''");
  }
  Expression translated(const Expression& text, const std::vector<std::string>& from,
                        const std::vector<std::string>& to) const override {
    const Expression result = Spelling::translated(text, from, to);
    return composed("translateUTF8" + result.text.substr(std::string_view("translate").size()), Binding::atom, {text});
  }

  Expression one_line(const Expression& text) const override {
    return call("replaceRegexpAll", text, ", '[\\\\x00-\\\\x1f\\\\x7f-\\\\x{9f}\\\\x{2028}\\\\x{2029}]', ' '");
  }

  Expression fits(const Expression& text, const std::string& pattern) const override {
    return begins(text, "^(?:" + pattern + ")$");
  }
  Expression begins(const Expression& text, const std::string& pattern) const override {
    return call("match", text, ", " + this->text(pattern).text);
  }
  Expression captured(const Expression& text, const std::string& pattern) const override {
    return call("extract", text, ", " + this->text(pattern).text);
  }
  Expression digits_read(const Expression& digits) const override { return call("toInt64OrNull", digits); }

  Expression cell_digits(const Expression& cell) const override {
    const Expression number = as_text(cell);
    const Expression exact = as_text(call("toDecimal256OrNull", number, ", 0"));
    return Case()
        .when(infix(number, "LIKE", text("%e-%")), small_digits(number, "e"))
        .when(infix(number, "LIKE", text("%e%")),
              composed("COALESCE(" + exact.text + ", " + number.text + ")", Binding::atom, {cell}))
        .otherwise(call("replaceAll", number, ", 'nan', 'NaN'"));
  }

  // By way of the text, with room for any decimal: what is cut off must be nothing.
  Expression read_number(const Expression& cell, int scale) const override {
    const std::string number = "toDecimal256OrNull(toString(" + cell.text + "), 30)";
    const std::string limit = model::to_text(model::Decimal{model::power_of_ten(18 - scale), 0});
    const std::string power = model::to_text(model::Decimal{model::power_of_ten(scale), 0});
    return composed("CASE WHEN abs(" + number + ") < " + limit + " AND truncate(" + number + ", " + std::to_string(scale) +
                        ") = " + number + " THEN toInt64(" + number + " * " + power + ") END",
                    Binding::atom, {cell});
  }

  // As a text, since a column of texts may hold days that do not exist, of which its own conversion makes others.
  Expression date_cell(const Expression& column) const override {
    const Expression is_text = infix(call("toTypeName", column), "LIKE", literal("'%String%'"));
    return text_or_day(column, is_text, head(as_text(column), integer(10, Width::narrow)));
  }

  Expression read_day(const Expression& cell) const override {
    const Expression date = call("toDate32OrNull", cell);
    return Case().when(infix(as_text(date), "=", cell), call("toInt64", call("toInt32", date))).end();
  }

  // Years begin in March, in eras of 400 years; each lambda gives what the next one goes by.
  Expression date_part(const Expression& day, DatePart part) const override {
    static constexpr const char* results[] = {
        "intDiv(z, 146097) * 400 + yoe + CASE WHEN mp < 10 THEN 0 ELSE 1 END",
        "mp + CASE WHEN mp < 10 THEN 3 ELSE -9 END",
        "doy - intDiv(153 * mp + 2, 5) + 1",
    };
    std::string text = results[static_cast<int>(part)];
    const auto given = [&](const std::string& name, const std::string& value) {
      text = "arrayMap(" + name + " -> " + text + ", [" + value + "])[1]";
    };
    given("mp", "intDiv(5 * doy + 2, 153)");
    given("doy", "doe - (365 * yoe + intDiv(yoe, 4) - intDiv(yoe, 100))");
    given("yoe", "intDiv(doe - intDiv(doe, 1460) + intDiv(doe, 36524) - intDiv(doe, 146096), 365)");
    given("doe", "z % 146097");
    given("z", operand(day) + " + 719468");
    return composed("toInt64(" + text + ")", Binding::atom, {day});
  }

  Expression shown_number(const Expression& number, int scale, Width width) const override {
    return scale == 0 ? number : decimal(number, scale, 0, width);
  }
  Expression shown_with_zeros(const Expression& number, int scale, int zeros) const override {
    return scale + zeros == 0 ? number : decimal(number, scale, zeros, Width::narrow);
  }

  bool shows_days_as_texts() const override { return true; }
  Expression shown_day(const Expression& day) const override {
    const auto padded = [&](DatePart part, int digits) {
      return call("leftPad", as_text(date_part(day, part)), ", " + std::to_string(digits) + ", '0'");
    };
    return joined(
        {padded(DatePart::year, 4), literal("'-'"), padded(DatePart::month, 2), literal("'-'"), padded(DatePart::day, 2)});
  }

  // What AND and OR give is no Bool.
  Expression shown_yes_no(const Expression& condition) const override { return call("toBool", condition); }

  // A result may be named as the column that it is made of. Merged into one, the expressions of all CTEs grow beyond any
  // memory.
  std::string ending() const override {
    return "\nSETTINGS prefer_column_name_to_alias = 1, query_plan_merge_expressions = 0, max_subquery_depth = 1000";
  }

 private:
  // A product has the places of both factors.
  static Expression decimal(const Expression& number, int scale, int zeros, Width width) {
    const std::string type = width == Width::narrow ? "toDecimal128" : "toDecimal256";
    const std::string unit = model::to_text(model::Decimal{1, scale});
    return infix(call(type, number, ", " + std::to_string(zeros)), "*",
                 literal(type + "('" + unit + "', " + std::to_string(scale) + ")"));
  }
};

}  // namespace

std::unique_ptr<Spelling> clickhouse_spelling() { return std::make_unique<ClickHouse>(); }

}  // namespace fenji::sql
