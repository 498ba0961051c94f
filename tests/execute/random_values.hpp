// What random cases are made of: choices, limits that cells meet to the digit, cells of every state. The same seed makes the
// same values.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "tests/support/model_builder.hpp"

namespace fenji::test {

class RandomValues {
 public:
  explicit RandomValues(std::uint64_t seed) : random_(seed) {}

  std::uint64_t bits() { return random_(); }
  int below(int limit) { return static_cast<int>(bits() % static_cast<std::uint64_t>(limit)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class T>
  const T& one_of_all(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }

  // Limits and cells come from few values, so that they meet.
  model::Int128 mantissa() {
    switch (below(10)) {
      case 0:
        return 999'999'999'999'999'999 - below(2);
      case 1:
        return -999'999'999'999'999'999 + below(2);
      case 2:
        return static_cast<model::Int128>(bits() % 1'000'000'000'000'000'000);
      case 3:
        return (below(21) - 10) * 5 * model::power_of_ten(below(6));
      default:
        return below(9) - 4;
    }
  }
  model::Decimal limit() {
    static constexpr int scales[] = {0, 0, 1, 2, 6, 8, 9};
    const int scale = scales[below(7)];
    model::Int128 value = mantissa();
    if (chance(4)) value *= model::power_of_ten(below(20));
    return {value, scale};
  }
  model::Day day() { return model::day_from_civil(2023 + below(4), 1 + below(12), chance(50) ? 1 : 28); }

  model::Interval interval(model::Kind kind) {
    const auto bound = [&]() -> model::Bound {
      return {kind == model::Kind::date ? model::Decimal{day(), 0} : limit(), chance(50)};
    };
    model::Interval result;
    if (chance(70)) result.lower = bound();
    if (chance(60) || !result.lower) result.upper = bound();
    if (chance(10)) result = {model::Bound{bound().value, true}, {}}, result.upper = result.lower;
    return result;
  }

  static model::Value known_of_day(model::Day day) {
    model::Value value = in_state(model::State::known);
    value.day = day;
    return value;
  }

  model::Value cell(const model::Field& field, const model::Rules& rules, int unknown_percent) {
    if (chance(unknown_percent)) {
      if (chance(30)) return invalid();
      return field.blank_means ? instead_of_blank(*field.blank_means) : missing();
    }
    switch (field.type.kind) {
      case model::Kind::yes_no:
        return known(chance(50));
      case model::Kind::date:
        return known_of_day(day());
      case model::Kind::label:
        return known_label(static_cast<std::uint32_t>(bits() % rules.labels_of(field.type).labels.size()));
      case model::Kind::text:
        return known_text(chance(50) ? "x" : "y");
      case model::Kind::number:
        break;
    }
    // A limit of the rules brought to the field's scale, or next to it.
    for (int tries = 0; tries < 20; ++tries) {
      model::Decimal value{mantissa(), field.type.scale};
      if (chance(50)) {
        const auto near = model::rounded(limit(), field.type.scale);
        if (near) value = {near->mantissa + below(3) - 1, field.type.scale};
      }
      constexpr model::Int128 most = 999'999'999'999'999'999;
      if (value.mantissa > most || value.mantissa < -most) continue;
      if (!field.bounds || model::contains(*field.bounds, value)) return known_number(value);
    }
    return missing();
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace fenji::test
