#include "engine/columns/cell.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/columns/cell_number.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/yes_no_words.hpp"

namespace fenji::columns {

namespace {

using model::Decimal;
using model::Field;
using model::State;
using model::Value;

// One to `most` digits off the front of `text`, at least `least`.
std::optional<int> take_count(std::string_view& text, std::size_t least, std::size_t most) {
  int count = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (digits == most) return std::nullopt;
    count = count * 10 + (text[digits] - '0');
  }
  if (digits < least) return std::nullopt;
  text.remove_prefix(digits);
  return count;
}

std::optional<model::Day> read_date(std::string_view text) {
  struct Form {
    std::string_view after_year, after_month, after_day;
  };
  static constexpr std::array forms = {Form{"-", "-", ""}, Form{"/", "/", ""}, Form{"年", "月", "日"}};

  const auto year = take_count(text, 4, 4);
  if (!year) return std::nullopt;
  const auto form = std::ranges::find_if(forms, [&](const Form& tried) { return take(text, tried.after_year); });
  if (form == forms.end()) return std::nullopt;
  const auto month = take_count(text, 1, 2);
  if (!month || !take(text, form->after_month)) return std::nullopt;
  const auto day = take_count(text, 1, 2);
  if (!day || text != form->after_day || !model::exists(*year, *month, *day)) return std::nullopt;
  return model::day_from_civil(*year, *month, *day);
}

bool equal_in_any_case(std::string_view text, std::string_view lower_case) {
  const auto lowered = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(text, lower_case, {}, lowered);
}

std::optional<bool> read_yes_no(std::string_view text) {
  const auto is_text = [text](std::string_view word) { return equal_in_any_case(text, word); };
  if (std::ranges::any_of(words_for_yes, is_text)) return true;
  if (std::ranges::any_of(words_for_no, is_text)) return false;
  return std::nullopt;
}

// `cell` is tried as it stands before it is tried as `folded_cell`, so that options which differ in full-width forms alone
// remain apart.
std::optional<std::uint32_t> read_label(std::string_view cell, std::string_view folded_cell,
                                        const std::vector<std::string>& options) {
  auto option = std::ranges::find(options, cell);
  if (option == options.end()) {
    option = std::ranges::find_if(options, [&](const std::string& tried) {
      return tried == folded_cell || (has_full_width(tried) && folded(tried) == folded_cell);
    });
  }
  if (option == options.end()) return std::nullopt;
  return static_cast<std::uint32_t>(option - options.begin());
}

bool within_bounds(const Value& value, const Field& field) {
  if (!field.bounds) return true;
  if (field.type.kind == model::Kind::number) return model::contains(*field.bounds, value.number);
  if (field.type.kind == model::Kind::date) return model::contains(*field.bounds, Decimal{value.day, 0});
  return true;
}

// `text` is trimmed and not empty.
bool read_known(std::string_view text, const Field& field, const model::Rules& rules, Value& value) {
  const bool ascii = is_ascii(text);
  if (!ascii && !valid_utf8(text)) return false;
  if (field.type.kind == model::Kind::text) {
    value.text = text;
    return true;
  }
  std::string twin;
  if (!ascii && has_full_width(text)) twin = folded(text);
  const std::string_view plain = twin.empty() ? text : twin;
  const auto keep = [](const auto& read, auto& member) {
    if (read) member = *read;
    return read.has_value();
  };
  switch (field.type.kind) {
    case model::Kind::yes_no:
      return keep(read_yes_no(plain), value.yes);
    case model::Kind::number:
      return keep(read_number(plain, field), value.number);
    case model::Kind::date:
      return keep(read_date(plain), value.day);
    case model::Kind::label:
      return keep(read_label(text, plain, rules.labels_of(field.type).labels), value.label);
    case model::Kind::text:
      break;
  }
  return false;
}

}  // namespace

Value read_cell(std::string_view cell, const Field& field, const model::Rules& rules) {
  const std::string_view text = trimmed(cell);
  if (text.empty()) {
    Value value = field.blank_means.value_or(Value{});
    value.blank = true;
    return value;
  }
  Value value;
  const bool known = read_known(text, field, rules, value) && within_bounds(value, field);
  value.state = known ? State::known : State::invalid;
  return value;
}

}  // namespace fenji::columns
