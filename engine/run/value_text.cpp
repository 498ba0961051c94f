#include "engine/run/value_text.hpp"

#include <cassert>
#include <cstring>
#include <string_view>

#include "engine/lists/csv_text.hpp"
#include "engine/run/digits.hpp"

namespace fenji::run {

ValueText::ValueText(const model::Rules& rules, const model::Type& type, model::Representation representation,
                     Language language)
    : type_(type), representation_(representation) {
  const auto add = [this](std::string_view word) { lists::append_cell(words_.emplace_back(), word); };
  if (type.kind == model::Kind::yes_no) {
    for (const bool yes : {false, true}) {
      model::Value value;
      value.state = model::State::known;
      value.yes = yes;
      add(model::to_text(value, type, rules, language));
    }
  } else if (type.kind == model::Kind::label) {
    for (const std::string& label : rules.labels_of(type).labels) add(label);
  }
}

bool ValueText::is_digits() const {
  const bool whole = representation_ == model::Representation::i64 || representation_ == model::Representation::i128;
  return whole && (type_.kind == model::Kind::number || type_.kind == model::Kind::date);
}

char* ValueText::write(const execute::Vector& vector, std::size_t row, char* to) const {
  assert(is_digits());
  const bool wide = representation_ == model::Representation::i128;
  if (type_.kind == model::Kind::date) {
    const auto day = wide ? static_cast<std::int64_t>(vector.at<model::Int128>(row)) : vector.at<std::int64_t>(row);
    return write_day(static_cast<model::Day>(day), to);
  }
  // Of a percentage a hundred times the number.
  const int scale = type_.percent ? type_.scale - 2 : type_.scale;
  if (scale < 0) return write_rare(wide ? vector.at<model::Int128>(row) : vector.at<std::int64_t>(row), to);
  to = wide ? write_wide_decimal(vector.at<model::Int128>(row), scale, to)
            : write_decimal(vector.at<std::int64_t>(row), scale, to);
  if (type_.percent) *to++ = '%';
  return to;
}

// Percentages in whole numbers or tenths.
char* ValueText::write_rare(model::Int128 mantissa, char* to) const {
  model::Value value;
  value.state = model::State::known;
  value.number = {mantissa, type_.scale};
  static const model::Rules no_labels_needed;
  const std::string text = model::to_text(value, type_, no_labels_needed, Language::english);
  assert(text.size() <= room_for_digits);
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

void ValueText::append(const execute::Vector& vector, std::size_t row, std::string& out) const {
  switch (representation_) {
    case model::Representation::bits:
      out += words_[vector.at<std::uint8_t>(row) != 0 ? 1 : 0];
      return;
    case model::Representation::code:
      out += words_[vector.at<std::uint32_t>(row)];
      return;
    case model::Representation::text:
      lists::append_cell(out, vector.at<std::string_view>(row));
      return;
    case model::Representation::i64:
    case model::Representation::i128:
    case model::Representation::fraction:
      break;
  }
  char digits[room_for_digits];
  out.append(digits, static_cast<std::size_t>(write(vector, row, digits) - digits));
}

}  // namespace fenji::run
