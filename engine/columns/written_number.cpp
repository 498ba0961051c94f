#include "engine/columns/written_number.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"

namespace fenji::columns {
namespace {

// Bytes before and behind what is read many at once.
constexpr std::size_t readable = 32;

constexpr std::size_t full_width_bytes = 3;

// What stands at the front of a text, as ASCII: itself, or the twin of a full-width form from U+FF01 to U+FF3F.
struct Form {
  char ascii = '\0';  // 0: neither
  std::size_t bytes = 0;
};

Form form_at(std::string_view text) {
  if (text.empty()) return {};
  if (static_cast<unsigned char>(text[0]) < 0x80) return {text[0], 1};
  if (text.size() < 3 || text[0] != '\xEF' || text[1] != '\xBC') return {};
  return {static_cast<char>(static_cast<unsigned char>(text[2]) - 0x60), full_width_bytes};
}

// -1 or 1 for a sign taken off the front of `text`, 0 where there is none.
int take_sign(std::string_view& text) {
  const Form form = form_at(text);
  if (form.ascii != '-' && form.ascii != '+') return 0;
  text.remove_prefix(form.bytes);
  return form.ascii == '-' ? -1 : 1;
}

// What `cell` comes to is a power of ten, in places; else nothing.
std::optional<int> places_of(const std::string& cell, const model::Field& field, const model::Rules& rules) {
  const model::Value one = read_cell(cell, field, rules);
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
  const auto add = [&](std::vector<Ending>& endings, const std::string& sign, const std::string& ending) {
    const bool known = std::any_of(endings.begin(), endings.end(), [&](const Ending& other) { return other.text == ending; });
    if (known) return;
    if (const auto places = places_of(sign + "1" + ending, unbounded, rules))
      endings.push_back({ending, *places, QuickNumber(field, *places)});
  };
  for (const std::string& ending : {std::string("万"), std::string(), std::string("%"), std::string("％"), std::string("亿"),
                                    unit, "万" + unit, "亿" + unit}) {
    add(endings_, "", ending);
  }
  for (const std::string& ending : {std::string(), std::string("万"), std::string("亿")}) add(yuan_endings_, "¥", ending);
}

bool WrittenNumber::read_padded(std::string_view cell, std::int64_t& mantissa) const {
  const bool full_width = cell.starts_with('\xEF');
  return (!full_width && read_by_ending(cell, mantissa)) || read(cell, mantissa);
}

// Of ASCII digits; before and behind the cell 32 bytes can be read.
bool WrittenNumber::read_by_ending(std::string_view cell, std::int64_t& mantissa) const {
  if (cell.size() > 1 && cell[0] == '+' && is_digit(cell[1])) cell.remove_prefix(1);
  for (const Ending& ending : endings_) {
    const std::size_t size = ending.text.size();
    if (cell.size() <= size || !is_digit(cell[cell.size() - size - 1])) continue;
    if (size != 0 && (cell.back() != ending.text.back() || !cell.ends_with(ending.text))) continue;
    const std::string_view number = cell.substr(0, cell.size() - size);
    return read_grouped(number, ending.quick, mantissa) || ending.quick.read_padded(number, mantissa);
  }
  return false;
}

// Of digits in groups of three, with commas between them.
bool WrittenNumber::read_grouped(std::string_view number, const QuickNumber& quick, std::int64_t& mantissa) {
  if (number.size() < 5 || number.size() > readable) return false;
  std::array<char, 3 * readable> bare;
  char* const begin = bare.data() + readable;
  char* to = begin;
  if (number.front() == '-') {
    *to++ = '-';
    number.remove_prefix(1);
  }
  // Where the first comma stands tells where the others do.
  std::size_t lead = 0;
  while (lead < 3 && is_digit(number[lead])) ++lead;
  if (lead == 0 || number[lead] != ',' || number.front() == '0') return false;
  const auto is_group = [](const char* at) { return is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]); };
  std::size_t whole = lead;
  while (whole + 3 < number.size() && number[whole] == ',' && is_group(number.data() + whole)) whole += 4;
  if (whole < number.size() && number[whole] != '.') return false;
  const char* from = number.data();
  std::memcpy(to, from, 4);
  to += lead;
  from += lead;
  for (std::size_t groups = whole / 4; groups > 0; --groups, from += 4, to += 3) {
    std::memcpy(to, from + 1, 4);
  }
  std::memcpy(to, from, readable);
  to += number.size() - whole;
  return quick.read_padded({begin, static_cast<std::size_t>(to - begin)}, mantissa);
}

bool WrittenNumber::read(std::string_view cell, std::int64_t& mantissa) const {
  int sign = take_sign(cell);
  const bool digit_first = cell.empty() || is_digit(form_at(cell).ascii);
  const bool yuan = !digit_first && !yuan_endings_.empty() && (take(cell, "\u00A5") || take(cell, "\uFFE5"));
  if (yuan && sign == 0) sign = take_sign(cell);

  std::uint64_t value = 0;                  // void beyond most_mantissa_digits
  int digits = 0, decimals = 0, group = 0;  // `group`: digits since the last comma
  bool grouped = false, point = false, leading_zero = false;
  const auto append = [&](char digit) {
    leading_zero |= digits == 0 && digit == '0';
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    ++digits;
    ++group;
    decimals += point ? 1 : 0;
  };
  for (;;) {
    // Most are ASCII digits, and where the next one stands must not wait for what this one is.
    if (!cell.empty() && is_digit(cell.front())) {
      append(cell.front());
      cell.remove_prefix(1);
      continue;
    }
    const Form form = form_at(cell);
    if (is_digit(form.ascii)) {
      append(form.ascii);
      cell.remove_prefix(full_width_bytes);
      continue;
    }
    if (form.ascii == ',' && !point) {
      if (grouped ? group != 3 : group < 1 || group > 3 || leading_zero) return false;
      grouped = true;
      group = 0;
    } else if (form.ascii == '.' && !point) {
      if (grouped ? group != 3 : group == 0) return false;
      point = true;
    } else {
      break;
    }
    cell.remove_prefix(form.bytes);
  }
  if (digits > most_mantissa_digits) return false;
  if (digits == 0 || (point ? decimals == 0 : grouped && group != 3)) return false;
  const std::vector<Ending>& endings = yuan ? yuan_endings_ : endings_;
  const auto ending = std::find_if(endings.begin(), endings.end(), [&](const Ending& each) { return each.text == cell; });
  if (ending == endings.end()) return false;
  auto places = ending->places - decimals;
  for (; places < 0 && value % 10 == 0; value /= 10) ++places;
  if (places < 0 || digits + places > most_mantissa_digits) return false;
  return bounds_.take(static_cast<std::int64_t>(value), sign < 0, places, mantissa);
}

}  // namespace fenji::columns
