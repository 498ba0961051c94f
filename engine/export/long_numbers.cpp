#include "engine/export/long_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fenji::sql::long_numbers {

namespace {

constexpr int digits_of_limb = 8;
constexpr std::size_t narrow_limbs = 3;
// What makes a limb positive before its carry is taken, and what of it the carry brings along.
constexpr std::int64_t base = 100'000'000, lift = 1'000'000'000'000'000'000, lift_but_its_carry = lift - lift / base;

std::size_t limbs_of(Width width) { return width == Width::narrow ? narrow_limbs : width == Width::wide ? 5 : 10; }
int digits_of(Width width) { return static_cast<int>(limbs_of(width)) * digits_of_limb; }

std::string repeated(char digit, int times) { return std::string(static_cast<std::size_t>(times), digit); }

Expression zero(Width width) { return literal("'5" + repeated('0', digits_of(width) - 1) + "'"); }

Expression number_at(const std::string& text, const std::string& place, int digits = digits_of_limb) {
  return literal("CAST(SUBSTR(" + text + ", " + place + ", " + std::to_string(digits) + ") AS INTEGER)");
}

Expression plus(const Expression& left, const Expression& right) {
  return left.text.empty() ? right
                           : composed(operand(left, Binding::sum) + " + " + operand(right), Binding::sum, {left, right});
}

// Each limb with the carry of those below it, made positive; limbs that are not there are 0.
std::vector<Expression> carried(const std::vector<Expression>& limbs, std::size_t count, bool positive) {
  std::vector<Expression> result;
  for (std::size_t i = 0; i < count; ++i) {
    Expression limb = i < limbs.size() ? limbs[i] : Expression{};
    if (i > 0) {
      limb = plus(limb, infix(result[i - 1], "/", literal(std::to_string(base))));
    }
    if (!positive) limb = plus(limb, literal(std::to_string(i == 0 ? lift : lift_but_its_carry)));
    result.push_back(limb);
  }
  return result;
}

// The digits of the limbs, `bias` added to the last.
Expression digits_text(const std::vector<Expression>& carried, std::int64_t bias) {
  std::string format, arguments;
  for (std::size_t i = carried.size(); i-- > 0;) {
    Expression limb = carried[i];
    if (bias != 0 && i + 1 == carried.size()) limb = plus(limb, literal(std::to_string(bias)));
    format += "%08d";
    arguments += ", " + operand(limb) + " % " + std::to_string(base);
  }
  return composed("PRINTF('" + format + "'" + arguments + ")", Binding::atom, carried);
}

// Of a text of digits alone; `from`: where it begins.
std::vector<Expression> plain_limbs(const std::string& text, const std::string& from, Width width) {
  std::vector<Expression> result;
  for (int place = digits_of(width) - digits_of_limb; place >= 0; place -= digits_of_limb) {
    result.push_back(number_at(text, from + std::to_string(place + 1)));
  }
  return result;
}

// Numbers under short names.
class Names {
 public:
  explicit Names(char letter) : letter_(letter) {}

  std::vector<Expression> of(const std::vector<Expression>& numbers) {
    std::vector<Expression> names;
    for (const Expression& number : numbers) {
      names.push_back({letter_ + std::to_string(names.size()), Binding::atom, number.level, 0});
      if (!number.text.empty()) list_ += (list_.empty() ? "" : ", ") + number.text + " AS " + names.back().text;
    }
    return names;
  }
  const std::string& list() const { return list_; }

 private:
  char letter_;
  std::string list_;
};

// The number with those limbs, which name what the SELECT of `inner` gives.
Expression named_number(const std::vector<Expression>& limbs, Width width, const std::string& inner) {
  Names names('c');
  const std::vector<Expression> short_names = names.of(limbs);
  const Expression text = digits_text(carried(short_names, limbs_of(width), false), base / 2);
  const std::string from = inner.empty() ? "" : " FROM (SELECT " + inner + ")";
  return composed("(SELECT " + text.text + " FROM (SELECT " + names.list() + from + ") WHERE c0 IS NOT NULL)", Binding::atom,
                  {text});
}

// -1 or 1.
Expression sign_of(const Expression& number, Width width) {
  return Case().when(infix(number, "<", zero(width)), literal("-1")).when(infix(number, ">=", zero(width)), literal("1")).end();
}

std::vector<Expression> each(const std::vector<Expression>& limbs, const std::string& front) {
  std::vector<Expression> result;
  for (const Expression& limb : limbs) result.push_back(composed(front + operand(limb), Binding::other, {limb}));
  return result;
}

}  // namespace

std::string literal_of(model::Int128 value, Width width) {
  if (width == Width::narrow) return model::to_text(model::Decimal{value, 0});
  std::string digits = model::to_text(model::Decimal{value, 0});
  if (value < 0) digits.erase(0, 1);
  digits.insert(0, repeated('0', digits_of(width) - 1 - static_cast<int>(digits.size())));
  if (value < 0) {
    // What is left to 10^39: of the last digit that is no zero to 10, before it to 9.
    const std::size_t last = digits.find_last_not_of('0');
    for (std::size_t i = 0; i <= last; ++i) digits[i] = static_cast<char>('0' + (i == last ? 10 : 9) - (digits[i] - '0'));
  }
  return std::string("'") + (value < 0 ? '4' : '5') + digits + "'";
}

std::vector<Expression> limbs(const Expression& number, Width width) {
  std::vector<Expression> result;
  if (width == Width::narrow) {
    const std::string name = operand(number);
    for (const std::string& text : {name + " % 100000000", name + " / 100000000 % 100000000", name + " / 10000000000000000"}) {
      result.push_back(composed(text, Binding::other, {number}));
    }
    return result;
  }
  result = plain_limbs(number.text, "", width);
  result.back().text += " - " + std::to_string(base / 2);
  result.back().binding = Binding::other;
  for (Expression& limb : result) limb.level = number.level;
  return result;
}

Expression of_limbs(const std::vector<Expression>& limbs, Width width) { return named_number(limbs, width, ""); }

Expression converted(const Expression& number, Width from, Width to) {
  if (from == to) return number;
  if (from == Width::narrow) return of_limbs(limbs(number, from), to);
  const auto part = [&](int begin, int length) {
    return "SUBSTR(" + number.text + ", " + std::to_string(begin) + ", " + std::to_string(length) + ")";
  };
  const int have = digits_of(from), want = digits_of(to);
  if (to == Width::narrow) {
    // Of a negative number what it lacks to -1, so that nothing on the way is greater than itself.
    const std::string low = "CAST(" + part(have - 17, 18) + " AS INTEGER)",
                      high = "CAST(" + part(have - 20, 3) + " AS INTEGER)";
    return Case()
        .when(infix(number, ">=", zero(from)), composed(high + " * 1000000000000000000 + " + low, Binding::other, {number}))
        .when(infix(number, "<", zero(from)),
              composed("(" + high + " - 999) * 1000000000000000000 + (" + low + " - 999999999999999999) - 1", Binding::other,
                       {number}))
        .end();
  }
  if (want < have) {
    const Expression first = composed("(CAST(" + part(have - want + 1, 1) + " AS INTEGER) + 5) % 10", Binding::other, {number});
    return composed(operand(first) + " || " + part(have - want + 2, want - 1), Binding::other, {number});
  }
  const Expression front = Case()
                               .when(infix(number, ">=", zero(from)), literal("'5" + repeated('0', want - have) + "'"))
                               .otherwise(literal("'4" + repeated('9', want - have) + "'"));
  return composed(front.text + " || " + part(2, have - 1), Binding::other, {number});
}

Expression negative(const Expression& number, Width width) { return of_limbs(each(limbs(number, width), "-"), width); }

Expression computed(const Expression& left, Width left_width, char sign, const Expression& right, Width right_width,
                    Width width) {
  Names first('a'), second('b');
  const std::vector<Expression> a = first.of(limbs(left, left_width)), b = second.of(limbs(right, right_width));
  const std::string inner = first.list() + ", " + second.list();
  std::vector<Expression> result(limbs_of(width));
  if (sign == '*') {
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; j < b.size() && i + j < result.size(); ++j) {
        result[i + j] = plus(result[i + j], composed(a[i].text + " * " + b[j].text, Binding::atom, {a[i], b[j]}));
      }
    }
  } else {
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (i < a.size()) result[i] = a[i];
      if (i < b.size() && sign == '+') result[i] = plus(result[i], b[i]);
      if (i < b.size() && sign == '-')
        result[i] = composed(result[i].text + " - " + b[i].text, Binding::sum, {result[i], b[i]});
    }
  }
  while (result.back().text.empty()) result.pop_back();
  return named_number(result, width, inner);
}

Expression magnitude(const Expression& number, Width width) {
  return Case().when(infix(number, "<", zero(width)), negative(number, width)).otherwise(number);
}

Expression ends_in_zeros(const Expression& number, int digits) {
  return composed("SUBSTR(" + number.text + ", -" + std::to_string(digits) + ") = '" + repeated('0', digits) + "'",
                  Binding::condition, {number});
}

Expression cut(const Expression& of, const Expression& magnitude, int digits, const Expression& more, Width width, Width to) {
  const Expression sign = sign_of(of, width);
  if (to == Width::narrow) {
    const Expression whole = number_at(magnitude.text, "2", digits_of(width) - 1 - digits);
    const Expression number =
        more.text == "0" ? whole : composed("(" + whole.text + " + " + operand(more) + ")", Binding::atom, {more});
    return composed(sign.text + " * " + number.text, Binding::other, {sign, magnitude, more});
  }
  std::vector<Expression> parts{sign, more};
  for (int end = digits_of(width) - digits; end > 1; end -= digits_of_limb) {
    const int begin = std::max(end - digits_of_limb + 1, 2);
    parts.push_back(number_at(magnitude.text, std::to_string(begin), end - begin + 1));
  }
  for (Expression& part : parts) part.level = std::max({of.level, magnitude.level, more.level});
  Names names('a');
  const std::vector<Expression> short_names = names.of(parts);
  std::vector<Expression> limbs;
  for (std::size_t i = 2; i < parts.size(); ++i) {
    const std::string number = i == 2 ? "(" + short_names[i].text + " + " + short_names[1].text + ")" : short_names[i].text;
    limbs.push_back(composed(short_names[0].text + " * " + number, Binding::other, {short_names[i]}));
  }
  return named_number(limbs, to, names.list());
}

Expression is_half(const Expression& magnitude, int digits, Width width) {
  return composed("SUBSTR(" + magnitude.text + ", " + std::to_string(digits_of(width) - digits + 1) + ", 1) >= '5'",
                  Binding::condition, {magnitude});
}

// By hand, digit by digit; each is made of the eightfold of the divisor, the fourfold, the double and the divisor itself.
Expression division(const Expression& dividend, const Expression& divisor, Width width) {
  const int digits = digits_of(width), last = 4 * digits - 1;
  const std::size_t count = limbs_of(width);
  const std::vector<Expression> once = limbs(divisor, width);
  std::string multiples;
  for (const int factor : {8, 4, 2, 1}) {
    std::vector<Expression> limbs;
    for (const Expression& limb : once) limbs.push_back(infix(limb, "*", literal(std::to_string(factor))));
    multiples += (multiples.empty() ? "" : " || ") + digits_text(carried(limbs, count, true), 0).text;
  }
  const std::string multiple_at = "step % 4 * " + std::to_string(digits) + " + ";
  const std::string fits = fmt::format("(rest >= SUBSTR(multiples, {}1, {}))", multiple_at, digits);
  std::vector<Expression> less = plain_limbs("rest", "", width);
  const std::vector<Expression> taken = each(plain_limbs("multiples", multiple_at, width), "-");
  for (std::size_t i = 0; i < count; ++i) less[i] = plus(less[i], taken[i]);
  const std::string left = digits_text(carried(less, count, false), 0).text;
  const std::string by_hand = fmt::format(
      "(WITH RECURSIVE division(step, digits, digit, rest, multiples) AS (SELECT 0, '', 0, '{zeros}', {multiples} UNION ALL "
      "SELECT step + 1, digits || CASE WHEN step % 4 = 3 THEN digit + {fits} ELSE '' END, "
      "CASE WHEN step % 4 = 3 THEN 0 ELSE digit + {fits} * (8 >> step % 4) END, "
      "SUBSTR(CASE WHEN {fits} THEN {left} ELSE rest END, 1 + (step % 4 = 3 AND step < {last})) || "
      "CASE WHEN step % 4 = 3 THEN SUBSTR({dividend}, step / 4 + 2, 1) ELSE '' END, multiples "
      "FROM division WHERE step <= {last}) SELECT digits || rest FROM division WHERE step > {last})",
      fmt::arg("zeros", repeated('0', digits)), fmt::arg("multiples", multiples), fmt::arg("fits", fits),
      fmt::arg("left", left), fmt::arg("last", last), fmt::arg("dividend", dividend.text));
  // Most fit the engine's integers.
  const auto small = [&](const Expression& number) {
    return infix(number, "<", literal(literal_of(model::power_of_ten(18), width)));
  };
  const auto narrow = [&](const Expression& number) { return "CAST(SUBSTR(" + number.text + ", -18) AS INTEGER)"; };
  const std::string at_once =
      fmt::format("PRINTF('%0{0}d%0{0}d', {1} / {2}, {1} % {2})", digits, narrow(dividend), narrow(divisor));
  return Case()
      .when(all_of({small(dividend), small(divisor)}), composed(at_once, Binding::atom, {dividend, divisor}))
      .when(all_of({is_not_null(dividend), is_not_null(divisor)}), composed(by_hand, Binding::atom, {dividend, divisor}))
      .end();
}

Expression quotient_in(const Expression& division, Width width) {
  return composed("'5' || SUBSTR(" + division.text + ", 2, " + std::to_string(digits_of(width) - 1) + ")", Binding::other,
                  {division});
}

Expression rest_in(const Expression& division, Width width) {
  return composed("'5' || SUBSTR(" + division.text + ", " + std::to_string(digits_of(width) + 2) + ")", Binding::other,
                  {division});
}

Expression decimal_text(const Expression& number, int scale, Width width) {
  const Expression sign =
      Case().when(infix(number, "<", zero(width)), literal("'-'")).when(infix(number, ">=", zero(width)), literal("''")).end();
  const std::string whole = std::to_string(digits_of(width) - 1 - scale);
  std::string digits = "COALESCE(NULLIF(LTRIM(SUBSTR(digits, 2, " + whole + "), '0'), ''), '0')";
  if (scale > 0) digits += " || RTRIM('.' || RTRIM(SUBSTR(digits, -" + std::to_string(scale) + "), '0'), '.')";
  return composed(sign.text + " || (SELECT " + digits + " FROM (SELECT " + magnitude(number, width).text + " AS digits))",
                  Binding::sum, {number});
}

}  // namespace fenji::sql::long_numbers
