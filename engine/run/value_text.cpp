#include "engine/run/value_text.hpp"

#include <charconv>
#include <string_view>

#include "engine/lists/csv_text.hpp"

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

void append_decimal(std::int64_t mantissa, int scale, std::string& out) {
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  char digits[24];
  const bool negative = mantissa < 0;
  const std::uint64_t magnitude =
      negative ? std::uint64_t{0} - static_cast<std::uint64_t>(mantissa) : static_cast<std::uint64_t>(mantissa);
  const std::string_view written(
      digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, magnitude).ptr - digits));
  const auto count = static_cast<int>(written.size());
  if (negative) out += '-';
  if (scale == 0) {
    out += written;
  } else if (count > scale) {
    out += written.substr(0, static_cast<std::size_t>(count - scale));
    out += '.';
    out += written.substr(static_cast<std::size_t>(count - scale));
  } else {
    out += "0.";
    out.append(static_cast<std::size_t>(scale - count), '0');
    out += written;
  }
}

// False: it is no number, or one that is not written with so few places.
bool ValueText::append_number(std::int64_t mantissa, std::string& out) const {
  if (type_.kind != model::Kind::number || (type_.percent && type_.scale < 2)) return false;
  append_decimal(mantissa, type_.percent ? type_.scale - 2 : type_.scale, out);
  if (type_.percent) out += '%';
  return true;
}

void ValueText::append(const execute::Vector& vector, std::size_t row, std::string& out) const {
  using model::Representation;
  switch (representation_) {
    case Representation::bits:
      out += words_[vector.at<std::uint8_t>(row) != 0 ? 1 : 0];
      return;
    case Representation::code:
      out += words_[vector.at<std::uint32_t>(row)];
      return;
    case Representation::text:
      lists::append_cell(out, vector.at<std::string_view>(row));
      return;
    case Representation::i64:
      if (append_number(vector.at<std::int64_t>(row), out)) return;
      break;
    case Representation::i128: {
      // Nearly all of them are small.
      const model::Int128 mantissa = vector.at<model::Int128>(row);
      const auto small = static_cast<std::int64_t>(mantissa);
      if (small == mantissa && append_number(small, out)) return;
      break;
    }
    case Representation::fraction:
      break;
  }
  // The rest is rare: dates, mantissas of more than 64 bits.
  model::Value value;
  value.state = model::State::known;
  if (type_.kind == model::Kind::date) {
    value.day = static_cast<model::Day>(vector.at<std::int64_t>(row));
  } else {
    const model::Int128 mantissa =
        representation_ == Representation::i64 ? model::Int128{vector.at<std::int64_t>(row)} : vector.at<model::Int128>(row);
    value.number = {mantissa, type_.scale};
  }
  static const model::Rules no_labels_needed;
  lists::append_cell(out, model::to_text(value, type_, no_labels_needed, Language::english));
}

}  // namespace fenji::run
