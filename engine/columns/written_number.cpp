#include "engine/columns/written_number.hpp"

#include <algorithm>
#include <optional>

#include "engine/columns/cell.hpp"

namespace fenji::columns {
namespace {

// Takes a digit off the front of `text`, ASCII or full-width; 10 where there is none.
unsigned take_digit(std::string_view& text) {
  if (text.empty()) return 10;
  const unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(text[0])) - '0';
  if (digit <= 9) {
    text.remove_prefix(1);
    return digit;
  }
  // U+FF10 to U+FF19
  if (text.size() < 3 || text[0] != '\xEF' || text[1] != '\xBC') return 10;
  const unsigned twin = static_cast<unsigned>(static_cast<unsigned char>(text[2])) - 0x90;
  if (twin > 9) return 10;
  text.remove_prefix(3);
  return twin;
}

// What `1` with this behind it comes to is a power of ten, in places; else nothing.
std::optional<int> places_of(const std::string& ending, const model::Field& field, const model::Rules& rules) {
  const model::Value one = read_cell("1" + ending, field, rules);
  if (one.state != model::State::known) return std::nullopt;
  const auto power = std::find(powers_of_ten.begin(), powers_of_ten.end(), static_cast<std::int64_t>(one.number.mantissa));
  if (power == powers_of_ten.end()) return std::nullopt;
  return static_cast<int>(power - powers_of_ten.begin());
}

}  // namespace

WrittenNumber::WrittenNumber(const model::Field& field, const model::Rules& rules) : bounds_(field) {
  // Digits that are shifted to a mantissa say nothing of being whole at any other scale.
  if (field.type.whole && field.type.scale != 0) return;
  model::Field unbounded = field;
  unbounded.bounds.reset();
  const std::string unit = field.type.unit.plain() ? std::string() : model::to_text(field.type.unit);
  for (const std::string& ending :
       {std::string("万"), std::string(), std::string("%"), std::string("亿"), unit, "万" + unit, "亿" + unit}) {
    const bool known = std::any_of(endings_.begin(), endings_.end(), [&](const Ending& other) { return other.text == ending; });
    if (known) continue;
    if (const auto places = places_of(ending, unbounded, rules)) endings_.push_back({ending, *places});
  }
}

bool WrittenNumber::read(std::string_view cell, std::int64_t& mantissa) const {
  const bool negative = cell.starts_with('-');
  if (negative || cell.starts_with('+')) cell.remove_prefix(1);

  std::int64_t value = 0;
  int digits = 0, decimals = 0, group = 0;  // `group`: digits since the last comma
  bool grouped = false, point = false, leading_zero = false;
  for (;;) {
    const unsigned digit = take_digit(cell);
    if (digit <= 9) {
      if (digits == most_mantissa_digits) return false;
      leading_zero |= digits == 0 && digit == 0;
      value = value * 10 + static_cast<std::int64_t>(digit);
      ++digits;
      ++group;
      decimals += point ? 1 : 0;
    } else if (cell.starts_with(',') && !point) {
      if (grouped ? group != 3 : group < 1 || group > 3 || leading_zero) return false;
      cell.remove_prefix(1);
      grouped = true;
      group = 0;
    } else if (cell.starts_with('.') && !point) {
      if (grouped ? group != 3 : group == 0) return false;
      cell.remove_prefix(1);
      point = true;
    } else {
      break;
    }
  }
  if (digits == 0 || (point ? decimals == 0 : grouped && group != 3)) return false;
  const auto ending = std::find_if(endings_.begin(), endings_.end(), [&](const Ending& each) { return each.text == cell; });
  if (ending == endings_.end() || decimals > ending->places) return false;
  const int places = ending->places - decimals;
  if (digits + places > most_mantissa_digits) return false;
  return bounds_.take(value, negative, places, mantissa);
}

}  // namespace fenji::columns
