#include "engine/draft/column_sample.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/header_unit.hpp"
#include "grammar/magnitude.hpp"

namespace fenji::draft {

namespace {

using model::Field;
using model::State;

model::Field trial_field(Trial trial, std::string_view unit) {
  Field field;
  model::Type& type = field.type;
  switch (trial) {
    case Trial::yes_no:
      type.kind = model::Kind::yes_no;
      break;
    case Trial::date:
      type.kind = model::Kind::date;
      break;
    case Trial::percent:
    case Trial::points:
    case Trial::fraction:
      type.percent = true;
      type.scale = model::percent_scale;
      if (trial == Trial::points) field.percent_cells = Field::PercentCells::points;
      if (trial == Trial::fraction) field.percent_cells = Field::PercentCells::fraction;
      break;
    case Trial::whole:
      type.whole = true;
      break;
    case Trial::number:
      type.scale = model::number_scale;
      break;
    case Trial::money:
    case Trial::quantity:
      field.bare_number_means = {model::power_of_ten(grammar::take_magnitude(unit)), 0};
      type.unit = trial == Trial::money ? model::money_unit() : model::parse_unit(std::string(unit));
      type.scale = trial == Trial::money ? model::money_scale : model::number_scale;
      break;
  }
  return field;
}

// What stands behind the digits of `text`; empty where it does not begin with a number.
std::string_view behind_number(std::string_view text) {
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == std::string_view::npos || text.substr(0, digit).find_first_not_of("+-") != std::string_view::npos) return {};
  const std::size_t end = std::min(text.find_first_not_of("0123456789,.", digit), text.size());
  return columns::trimmed(text.substr(end));
}

}  // namespace

ColumnSample::ColumnSample(HeaderWords words, bool watch_repeats) : words_(std::move(words)), watch_repeats_(watch_repeats) {
  unit_ = words_.unit;
  for (std::size_t i = 0; i < trials; ++i) {
    const auto trial = static_cast<Trial>(i);
    const bool other_unit = trial == Trial::money && !columns::is_money_unit(unit_);
    fields_[i] = trial_field(trial, other_unit ? std::string_view{} : unit_);
  }
}

void ColumnSample::add(std::string_view cell, std::uint64_t line) {
  const std::string_view text = columns::trimmed(cell);
  if (text.empty()) {
    ++blank_;
    return;
  }
  ++filled_;
  longest_ = std::max<std::uint64_t>(longest_, text.size());
  shortest_ = std::min<std::uint64_t>(shortest_, text.size());
  const std::string plain = columns::has_full_width(text) ? columns::folded(text) : std::string(text);
  leading_zero_ = leading_zero_ || (plain.size() > 1 && plain[0] == '0' && columns::is_digit(plain[1]));
  find_unit(plain);
  note_number(plain);
  note_option(text);
  try_readings(text, line);
  if (watch_repeats_ && !repeated_) repeated_ = !hashes_.insert(std::hash<std::string_view>{}(text)).second;
  if (repeated_) hashes_.clear();
}

void ColumnSample::try_readings(std::string_view text, std::uint64_t line) {
  for (std::size_t i = 0; i < trials; ++i) {
    if (columns::read_cell(text, fields_[i], rules_).state == State::known) continue;
    if (refused_[i].count++ == 0) refused_[i].line = line;
  }
}

// A unit that only shows in a later cell serves as well: what stood before it had none and reads with it, too.
void ColumnSample::find_unit(std::string_view text) {
  if (text.ends_with('%')) ++with_percent_sign_;
  std::string_view unit = behind_number(text);
  for (const std::string_view sign : {"\u00A5", "-\u00A5", "\uFFE5", "-\uFFE5"}) {
    if (text.starts_with(sign)) ++with_money_sign_;
  }
  if (unit.empty() || unit == "%") return;
  if (unit.starts_with("万") || unit.starts_with("亿")) {
    ++with_magnitude_;
    unit.remove_prefix(std::string_view("万").size());
  }
  if (unit.empty()) return;
  if (columns::is_money_unit(unit)) ++with_money_sign_;
  if (!columns::is_common_unit(unit)) return;
  ++with_unit_;
  if (!unit_.empty()) return;
  unit_ = unit;
  fields_[static_cast<std::size_t>(Trial::quantity)] = trial_field(Trial::quantity, unit_);
  // Cells that were refused until now had some other unit or were no numbers.
}

void ColumnSample::note_number(std::string_view text) {
  const Field& number = fields_[static_cast<std::size_t>(Trial::number)];
  const model::Value value = columns::read_cell(text, number, rules_);
  if (value.state != State::known) {
    all_zero_or_one_ = false;
    return;
  }
  const auto above = [&](int limit) {
    model::Decimal size = value.number;
    if (size.mantissa < 0) size.mantissa = -size.mantissa;
    return model::compare(size, {limit, 0}) > 0;
  };
  all_zero_or_one_ = all_zero_or_one_ && (text == "0" || text == "1");
  above_one_ = above_one_ || above(1);
  above_two_ = above_two_ || above(2);
  above_thousand_ = above_thousand_ || above(1000);
  between_zero_and_one_ = between_zero_and_one_ || (above(0) && !above(1) && model::compare(value.number, {1, 0}) != 0);
}

void ColumnSample::note_option(std::string_view text) {
  if (too_many_options_) return;
  const auto known = std::find_if(options_.begin(), options_.end(), [&](const Option& option) { return option.text == text; });
  if (known != options_.end()) {
    ++known->count;
    return;
  }
  too_many_options_ = options_.size() == most_options || text.size() > longest_option;
  if (too_many_options_)
    options_.clear();
  else
    options_.push_back({std::string(text), 1});
}

}  // namespace fenji::draft
