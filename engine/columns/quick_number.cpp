#include "engine/columns/quick_number.hpp"

#include <algorithm>
#include <array>

#include "engine/columns/cell.hpp"
#include "engine/model/threshold.hpp"

namespace fenji::columns {

using model::Decimal;
using model::Field;

namespace {

constexpr int most_digits = 18;  // 10^18 - 1 is the greatest mantissa of a cell

constexpr auto powers_of_ten = [] {
  std::array<std::int64_t, most_digits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

// Places of 10^places; negative where `multiplier` is no such number.
int places_of(Decimal multiplier) {
  multiplier = model::normalized(multiplier);
  if (multiplier.scale != 0) return -1;
  int places = 0;
  for (; multiplier.mantissa != 0 && multiplier.mantissa % 10 == 0; multiplier.mantissa /= 10) ++places;
  return multiplier.mantissa == 1 ? places : -1;
}

}  // namespace

QuickNumber::QuickNumber(const Field& field) : least_(-cell_mantissa_limit), greatest_(cell_mantissa_limit) {
  const int scale = field.type.scale;
  if (field.type.percent) {
    percent_places_ = scale - 2;
    if (field.percent_cells == Field::PercentCells::points) bare_places_ = scale - 2;
    if (field.percent_cells == Field::PercentCells::fraction) bare_places_ = scale;
  } else if (const int places = places_of(field.bare_number_means); places >= 0) {
    bare_places_ = scale + places;
  }
  if (!field.bounds) return;
  const model::MantissaRange range = model::mantissas_in(*field.bounds, scale);
  constexpr model::Int128 limit = cell_mantissa_limit;
  least_ = static_cast<std::int64_t>(std::clamp(range.least, -limit, limit + 1));
  greatest_ = static_cast<std::int64_t>(std::clamp(range.greatest, -limit - 1, limit));
}

bool QuickNumber::read(std::string_view cell, std::int64_t& mantissa) const {
  const char* at = cell.data();
  const char* end = at + cell.size();
  int places = bare_places_;
  if (at != end && end[-1] == '%') {
    places = percent_places_;
    --end;
  }
  if (places < 0) return false;
  const bool negative = at != end && *at == '-';
  if (negative) ++at;

  const auto digit_at = [&] { return static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0'; };
  const char* const whole = at;
  std::int64_t value = 0;
  for (; at != end && digit_at() <= 9; ++at) {
    if (at - whole == most_digits) return false;
    value = value * 10 + static_cast<std::int64_t>(digit_at());
  }
  const auto whole_digits = at - whole;
  if (whole_digits == 0) return false;
  if (at != end) {
    if (*at != '.') return false;
    const char* const fraction = ++at;
    for (; at != end && digit_at() <= 9; ++at) {
      if (at - fraction == places || whole_digits + (at - fraction) == most_digits) return false;
      value = value * 10 + static_cast<std::int64_t>(digit_at());
    }
    if (at != end || at == fraction) return false;
    places -= static_cast<int>(at - fraction);
    if (whole_digits + (at - fraction) + places > most_digits) return false;
  } else if (whole_digits + places > most_digits) {
    return false;
  }
  value *= powers_of_ten[static_cast<std::size_t>(places)];
  if (negative) value = -value;
  if (value < least_ || value > greatest_) return false;
  mantissa = value;
  return true;
}

}  // namespace fenji::columns
