// Stage: abi. Numbers that come with a type instead of as text, read as a field's value: exact, within what a cell may hold.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/abi/plain_decimal.hpp"
#include "engine/model/rules.hpp"

namespace fenji::abi {

// A number means what a bare number in a cell of the field means; for a percentage without `in points` it is a fraction.
class TypedNumber {
 public:
  explicit TypedNumber(const model::Field& field);

  // What mantissas with an exponent of ten come to at the scale of the field's type.
  struct Scaling {
    std::int64_t factor = 0;   // 0: by `careful`
    std::int64_t divisor = 1;  // of which no rest may be left
    int exponent = 0;
  };
  Scaling scaling(int exponent) const;

  // False: more decimal places than the field holds, too great, or outside its bounds.
  bool read(std::int64_t mantissa, const Scaling& scaling, std::int64_t& value) const {
    if (scaling.factor == 0) return read_carefully({mantissa, scaling.exponent}, value);
    return keep(model::Int128{mantissa} * scaling.factor, scaling.divisor, value);
  }
  bool read(model::Int128 mantissa, const Scaling& scaling, std::int64_t& value) const {
    if (mantissa != static_cast<std::int64_t>(mantissa)) return read_carefully({mantissa, scaling.exponent}, value);
    return read(static_cast<std::int64_t>(mantissa), scaling, value);
  }
  bool read(double number, std::int64_t& value) const;
  bool read(float number, std::int64_t& value) const;
  bool read_carefully(PlainDecimal number, std::int64_t& value) const;

 private:
  bool keep(model::Int128 product, std::int64_t divisor, std::int64_t& value) const {
    if (divisor != 1) {
      if (product % divisor != 0) return false;
      product /= divisor;
    }
    if (product < least_ || product > greatest_) return false;
    value = static_cast<std::int64_t>(product);
    return true;
  }

  model::Int128 multiplier_;  // a number n is n × multiplier × 10^places …
  int places_;                // … at the scale of the field's type
  std::int64_t least_, greatest_;
  int quick_places_;    // of doubles that are read without a text
  double quick_power_;  // 10^quick_places_
  Scaling quick_scaling_;
};

}  // namespace fenji::abi
