// Spark: BIGINT and DECIMAL(38, 0). Whether what does not fit is NULL or an error is a setting, so nothing may come to that:
// numbers that could have more than 38 digits are refused. A quotient of decimals is rounded to six places; of a dividend
// without its remainder it is whole.
#include "engine/export/spelling.hpp"

namespace fenji::sql {

namespace {

class Spark final : public Spelling {
 public:
  std::string_view name() const override { return "Spark"; }

  // The analyzer takes two of its 100 rounds for each, and goes through the whole query in every round.
  std::size_t longest_chain() const override { return 20; }
  bool nests() const override { return true; }

  bool escapes_by_backslash() const override { return true; }
  std::string identifier(std::string_view name) const override {
    std::string result;
    for (const char c : name) result += c == '`' ? std::string("``") : std::string(1, c);
    return "`" + result + "`";
  }

  // ${ would be taken for a variable, whatever stands around it.
  Expression text(std::string_view text) const override {
    std::string result;
    for (const char c : text) {
      if (c == '\'' || c == '\\') result += '\\';
      if (c == '{' && result.ends_with('$')) result += "' || '";
      result += c;
    }
    const bool split = result.find("' || '") != std::string::npos;
    return {split ? "('" + result + "')" : "'" + result + "'", Binding::atom, -1, 0};
  }
  // A backslash at the end would take the next line with it.
  std::string comment(std::string_view line) const override {
    std::string text = Spelling::comment(line) + " ";
    for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at)) text.insert(at + 1, " ");
    return text;
  }

  std::optional<Width> width_of(Digits digits) const override {
    if (digits < 18.9) return Width::narrow;
    return digits < 37.99 ? std::optional(Width::wide) : std::nullopt;
  }
  using Spelling::width_of;
  std::string limit_text() const override { return "DECIMAL(38, 0)"; }
  std::string type(Width width) const override { return width == Width::narrow ? "BIGINT" : "DECIMAL(38, 0)"; }

  Expression integer(model::Int128 value, Width width) const override {
    return width == Width::narrow ? Spelling::integer(value, width) : typed(Spelling::integer(value, width), width);
  }

  // A quotient of decimals has 32 digits before its point. In two steps neither has more: first how often the millionfold of
  // the divisor goes into the dividend.
  Expression quotient(const Expression& dividend, const Expression& divisor, Width width) const override {
    if (width == Width::narrow) return infix(dividend, "DIV", divisor);
    const Expression million = integer(1'000'000, width);
    const Expression millionfold = infix(divisor, "*", million);
    const Expression rest = remainder(dividend, divisor), left = remainder(dividend, millionfold);
    const auto exact = [&](const Expression& number, const Expression& cut_off, const Expression& by) {
      return typed(infix(infix(number, "-", cut_off), "/", by), width);
    };
    const Expression in_two = infix(infix(exact(dividend, left, millionfold), "*", million), "+", exact(left, rest, divisor));
    return Case()
        .when(infix(divisor, "<", integer(model::power_of_ten(32), width)), typed(in_two, width))
        .otherwise(exact(dividend, rest, divisor));
  }
  // The product with 0.0001 leaves room for 34 digits.
  Expression quotient_by_power(const Expression& dividend, int places, Width width) const override {
    const model::Int128 power = model::power_of_ten(places);
    if (width == Width::narrow) return infix(dividend, "DIV", integer(power, width));
    const Expression whole = infix(dividend, "-", remainder(dividend, integer(power, width)));
    if (places > 6) return typed(infix(whole, "/", integer(power, width)), width);
    const std::string type = "DECIMAL(" + std::to_string(places + 1) + ", " + std::to_string(places) + ")";
    const Expression part = literal("CAST('" + model::to_text(model::Decimal{1, places}) + "' AS " + type + ")");
    return typed(infix(whole, "*", part), width);
  }

  // Its minus sign cuts a decimal down to 34 digits.
  Expression negative(const Expression& number, Width) const override { return infix(Spelling::integer(0), "-", number); }

  Expression as_text(const Expression& value) const override { return call("CAST", value, " AS STRING"); }
  Expression place_of(const std::string& part, const Expression& text) const override {
    return call("INSTR", text, ", " + this->text(part).text);
  }
  // It knows no \f: that is the letter.
  Expression trimmed(const Expression& text) const override {
    return composed("TRIM(BOTH ' \\t\\n\\u000B\\u000C\\r\\u00A0\\u3000' FROM " + as_text(text).text + ")", Binding::atom,
                    {text});
  }

  Expression one_line(const Expression& text) const override {
    return composed("REGEXP_REPLACE(" + text.text + ", '[\\\\x00-\\\\x1f\\\\x7f-\\\\x9f\\\\x{2028}\\\\x{2029}]', ' ')",
                    Binding::atom, {text});
  }

  // $ would also stand in front of a line's end.
  Expression fits(const Expression& text, const std::string& pattern) const override {
    return begins(text, "^(?:" + pattern + ")\\z");
  }
  Expression begins(const Expression& text, const std::string& pattern) const override {
    return infix(text, "RLIKE", this->text(pattern));
  }
  Expression captured(const Expression& text, const std::string& pattern) const override {
    return call("REGEXP_EXTRACT", text, ", " + this->text(pattern).text + ", 1");
  }

  Expression text_of_any(const Expression& column) const override {
    const Expression is_number = infix(call("TYPEOF", column), "RLIKE", text("^(?:double|float|decimal)"));
    return Case()
        .when(is_number, call("REGEXP_REPLACE", cell_digits(column), ", '[.]0*$|([.][0-9]*[1-9])0+$', '$1'"))
        .otherwise(as_text(column));
  }

  Expression cell_digits(const Expression& cell) const override {
    const Expression number = as_text(cell);
    const auto exact = [&](int places) {
      return composed("COALESCE(CAST(" + tried_decimal(cell, 38, places) + " AS STRING), " + number.text + ")", Binding::atom,
                      {cell});
    };
    const auto like = [&](const char* pattern) { return infix(number, "LIKE", text(pattern)); };
    return Case()
        .when(like("%E-%"), small_digits(number, "E"))
        .when(any_of({like("%E_"), like("%E1_")}), exact(18))
        .when(like("%E%"), exact(0))
        .otherwise(composed("REPLACE(" + number.text + ", 'Infinity', 'inf')", Binding::atom, {cell}));
  }

  // From its text, since floating point of 32 bits has other digits as a decimal, and equals none of them; what has more
  // places must be the same number.
  Expression read_number(const Expression& column, int scale) const override {
    const std::string cell = tried_decimal(column, 18, scale);
    const std::string power = model::to_text(model::Decimal{model::power_of_ten(scale), 0});
    const std::string number =
        scale == 0 ? "CAST(" + cell + " AS BIGINT)"
                   : "CAST(" + cell + " * CAST(" + power + " AS DECIMAL(" + std::to_string(scale + 1) + ", 0)) AS BIGINT)";
    return where_exact(column, scale, number);
  }

  Expression date_cell(const Expression& column) const override {
    const Expression is_text = infix(call("TYPEOF", column), "=", text("string"));
    return text_or_day(column, is_text, as_text(call("TRY_CAST", column, " AS DATE")));
  }
  Expression read_day(const Expression& cell) const override {
    return call("CAST", call("UNIX_DATE", call("TRY_CAST", cell, " AS DATE")), " AS BIGINT");
  }

  Expression date_part(const Expression& day, DatePart part) const override {
    static constexpr const char* names[] = {"YEAR", "MONTH", "DAY"};
    return composed("CAST(" + std::string(names[static_cast<int>(part)]) + "(" + shown_day(day).text + ") AS BIGINT)",
                    Binding::atom, {day});
  }

  // The product of decimals keeps six places for certain; with more it goes by way of the text.
  Expression shown_number(const Expression& number, int scale, Width width) const override {
    if (scale == 0) return number;
    const std::string places = std::to_string(scale);
    constexpr int most_of_product = 17;
    if (width == Width::wide || scale > most_of_product)
      return call("CAST", number_text(number, scale, width), " AS DECIMAL(38, " + places + ")");
    const std::string unit = model::to_text(model::Decimal{1, scale});
    return infix(call("CAST", number, " AS DECIMAL(19, 0)"), "*",
                 literal("CAST('" + unit + "' AS DECIMAL(" + std::to_string(scale + 1) + ", " + places + "))"));
  }

  Expression shown_day(const Expression& day) const override {
    return composed("DATE_FROM_UNIX_DATE(CAST(" + day.text + " AS INT))", Binding::atom, {day});
  }
};

}  // namespace

std::unique_ptr<Spelling> spark_spelling() { return std::make_unique<Spark>(); }

}  // namespace fenji::sql
