#include "engine/abi/plain_decimal.hpp"

#include <charconv>
#include <cmath>

namespace fenji::abi {
namespace {

using model::Int128;

constexpr int most_digits = 36;
constexpr int most_exponent = 10'000;

template <class T>
std::optional<PlainDecimal> shortest(T number) {
  if (!std::isfinite(number)) return std::nullopt;
  char text[32];
  const auto written = std::to_chars(text, text + sizeof text, number, std::chars_format::scientific);
  return parse_plain_decimal({text, static_cast<std::size_t>(written.ptr - text)});
}

}  // namespace

std::optional<PlainDecimal> shortest_decimal(double number) { return shortest(number); }
std::optional<PlainDecimal> shortest_decimal(float number) { return shortest(number); }

std::optional<PlainDecimal> parse_plain_decimal(std::string_view text) {
  PlainDecimal number;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  bool any_digit = false, behind_point = false;
  int digits = 0;
  for (; !text.empty(); text.remove_prefix(1)) {
    const char c = text.front();
    if (c == '.' && !behind_point) {
      behind_point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    any_digit = true;
    if (number.mantissa != 0 || c != '0') ++digits;
    if (digits > most_digits) return std::nullopt;
    number.mantissa = number.mantissa * 10 + (c - '0');
    if (behind_point) --number.exponent;
  }
  if (!any_digit) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    int exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc{} || exponent > most_exponent || exponent < -most_exponent) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    number.exponent += exponent;
  }
  if (!text.empty()) return std::nullopt;
  if (negative) number.mantissa = -number.mantissa;
  return number;
}

std::string to_text(PlainDecimal number) {
  if (number.mantissa == 0) return "0";
  for (; number.mantissa % 10 == 0; number.mantissa /= 10) ++number.exponent;
  const bool negative = number.mantissa < 0;
  std::string reversed;
  for (auto rest = negative ? -static_cast<model::UInt128>(number.mantissa) : static_cast<model::UInt128>(number.mantissa);
       rest != 0; rest /= 10) {
    reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  std::string text(reversed.rbegin(), reversed.rend());
  if (number.exponent >= 0) {
    text.append(static_cast<std::size_t>(number.exponent), '0');
  } else {
    const auto places = static_cast<std::size_t>(-number.exponent);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return negative ? "-" + text : text;
}

std::optional<Int128> load_mantissa(const ColumnBlock& block, const ArrowType& type, std::int64_t place) {
  const bool is_unsigned = type.kind == ArrowType::Kind::unsigned_integer;
  switch (type.bytes) {
    case 1:
      return is_unsigned ? Int128{block.load<std::uint8_t>(1, place)} : Int128{block.load<std::int8_t>(1, place)};
    case 2:
      return is_unsigned ? Int128{block.load<std::uint16_t>(1, place)} : Int128{block.load<std::int16_t>(1, place)};
    case 4:
      return is_unsigned ? Int128{block.load<std::uint32_t>(1, place)} : Int128{block.load<std::int32_t>(1, place)};
    case 8:
      return is_unsigned ? Int128{block.load<std::uint64_t>(1, place)} : Int128{block.load<std::int64_t>(1, place)};
    case 16:
      return block.load<Int128>(1, place);
    default: {
      // The lower half of 256 bits; the upper one must hold nothing but its sign.
      const auto low = block.load<Int128>(1, 2 * place);
      const auto high = block.load<Int128>(1, 2 * place + 1);
      if (high != (low < 0 ? -1 : 0)) return std::nullopt;
      return low;
    }
  }
}

}  // namespace fenji::abi
