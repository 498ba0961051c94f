#include "engine/prove/possible.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>

namespace fenji::prove {
namespace {

using model::State;

// More numbers than this are told by their range alone.
constexpr std::size_t most_numbers = 600;

// The different ones among normalized numbers, in no order; nothing where they are more than `most_numbers`. Sums of sums are
// many numbers, of which few differ.
std::optional<std::vector<Decimal>> few_of(const std::vector<Decimal>& numbers) {
  std::vector<Decimal> different;
  std::vector<std::uint32_t> places(2 * std::bit_ceil(most_numbers), 0);  // by hash: place in `different`, from 1; 0: none
  for (const Decimal& each : numbers) {
    const auto bits = static_cast<std::uint64_t>(each.mantissa) * 31 + static_cast<std::uint64_t>(each.scale);
    std::size_t at = (bits * 0x9E3779B97F4A7C15U >> 40) % places.size();
    while (places[at] != 0 && different[places[at] - 1] != each) at = (at + 1) % places.size();
    if (places[at] != 0) continue;
    if (different.size() == most_numbers) return std::nullopt;
    different.push_back(each);
    places[at] = static_cast<std::uint32_t>(different.size());
  }
  return different;
}

void settle(Possible& value) {
  std::vector<Decimal>& numbers = value.numbers;
  value.few = true;
  if (numbers.empty()) return;
  for (Decimal& number : numbers) number = normalized(number);
  // What is dropped need not be sorted.
  if (numbers.size() > most_numbers) {
    const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
    value.range = {Bound{*least, true}, Bound{*greatest, true}};
    auto different = few_of(numbers);
    value.few = different.has_value();
    numbers = different ? std::move(*different) : std::vector<Decimal>();
    if (!value.few) return;
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  value.range = {Bound{numbers.front(), true}, Bound{numbers.back(), true}};
}

// By numbers where there are few, else by ranges. What leaves the exact decimals is invalid.
template <typename OfNumbers, typename OfRanges>
Possible combined(const Possible& left, const Possible& right, const OfNumbers& of_numbers, const OfRanges& of_ranges) {
  Possible result;
  result.states = joined(left.states, right.states);
  if (!result.can_be(State::known)) return result;
  if (!left.few || !right.few || left.numbers.size() * right.numbers.size() > most_pairs) {
    result.range = of_ranges(left.range, right.range);
    return result;
  }
  result.numbers.reserve(left.numbers.size() * right.numbers.size());
  for (const Decimal& a : left.numbers) {
    for (const Decimal& b : right.numbers) {
      const std::optional<Decimal> value = of_numbers(a, b);
      if (value) {
        result.numbers.push_back(*value);
      } else {
        result.states |= bit(State::invalid);
      }
    }
  }
  if (result.numbers.empty()) result.states &= static_cast<States>(~known_only);
  settle(result);
  return result;
}

}  // namespace

Possible without_value(States states) {
  Possible result;
  result.states = states;
  return result;
}

Possible truth(bool can_be_yes, bool can_be_no, States states) {
  Possible result;
  result.states = states & static_cast<States>(~known_only);
  result.yes = can_be_yes;
  result.no = can_be_no;
  if (can_be_yes || can_be_no) result.states |= known_only;
  return result;
}

Possible one_number(Decimal number) {
  Possible result;
  result.states = known_only;
  result.few = true;
  result.numbers = {number};
  result.range = point(number);
  return result;
}

Possible numbers_in(const Interval& range) {
  if (is_point(range)) return one_number(range.lower->value);
  Possible result;
  result.states = known_only;
  result.range = range;
  return result;
}

Possible from_value(const model::Value& value, const model::Type& type) {
  if (value.state != State::known) return without_value(bit(value.state));
  switch (type.kind) {
    case model::Kind::number:
      return one_number(normalized(value.number));
    case model::Kind::date:
      return one_number(Decimal{value.day, 0});
    default:
      break;
  }
  Possible result;
  result.states = known_only;
  if (type.kind == model::Kind::text) {
    result.texts = {value.text};
  } else {
    result.yes = type.kind == model::Kind::yes_no && value.yes;
    result.no = type.kind == model::Kind::yes_no && !value.yes;
    if (type.kind == model::Kind::label) result.codes = {value.label};
  }
  return result;
}

Possible either(Possible left, const Possible& right, model::Kind kind) {
  const bool left_known = left.can_be(State::known);
  const bool right_known = right.can_be(State::known);
  const States states = left.states | right.states;
  if (!right_known || !left_known) {
    Possible result = left_known ? std::move(left) : right;
    result.states = states;
    return result;
  }
  left.states = states;
  switch (kind) {
    case model::Kind::number:
    case model::Kind::date:
      left.range = hull(left.range, right.range);
      left.few = left.few && right.few;
      if (!left.few) {
        left.numbers.clear();
      } else {
        left.numbers.insert(left.numbers.end(), right.numbers.begin(), right.numbers.end());
        settle(left);
      }
      break;
    case model::Kind::yes_no:
      left.yes = left.yes || right.yes;
      left.no = left.no || right.no;
      break;
    case model::Kind::label: {
      Codes all;
      std::set_union(left.codes.begin(), left.codes.end(), right.codes.begin(), right.codes.end(), std::back_inserter(all));
      left.codes = std::move(all);
      break;
    }
    case model::Kind::text: {
      std::vector<std::string> all;
      std::set_union(left.texts.begin(), left.texts.end(), right.texts.begin(), right.texts.end(), std::back_inserter(all));
      left.texts = std::move(all);
      left.other_texts = left.other_texts || right.other_texts;
      break;
    }
  }
  return left;
}

States joined(States left, States right) {
  States result = (left | right) & static_cast<States>(~known_only);
  if ((left & right & known_only) != 0) result |= known_only;
  return result;
}

Possible sum(const Possible& left, const Possible& right) {
  return combined(
      left, right, [](Decimal a, Decimal b) { return add(a, b); },
      [](const Interval& a, const Interval& b) { return sum(a, b); });
}

Possible product(const Possible& left, const Possible& right) {
  return combined(
      left, right, [](Decimal a, Decimal b) { return multiply(a, b); },
      [](const Interval& a, const Interval& b) { return product(a, b); });
}

Possible lesser(const Possible& left, const Possible& right) {
  return combined(
      left, right, [](Decimal a, Decimal b) { return std::optional(std::min(a, b)); },
      [](const Interval& a, const Interval& b) { return lesser(a, b); });
}

Possible greater(const Possible& left, const Possible& right) {
  return combined(
      left, right, [](Decimal a, Decimal b) { return std::optional(std::max(a, b)); },
      [](const Interval& a, const Interval& b) { return greater(a, b); });
}

Possible rounded(const Possible& value, int digits) {
  return combined(
      value, one_number({}), [digits](Decimal a, Decimal) { return model::rounded(a, digits); },
      [digits](const Interval& a, const Interval&) { return rounded(a, digits); });
}

Codes codes_of(const Possible& value, model::Kind kind) {
  if (kind == model::Kind::label) return value.codes;
  Codes codes;
  if (value.no) codes.push_back(0);
  if (value.yes) codes.push_back(1);
  return codes;
}

bool is_single(const Possible& value, model::Kind kind) {
  if (!value.is_known()) return (value.states & (value.states - 1)) == 0;
  switch (kind) {
    case model::Kind::number:
    case model::Kind::date:
      return value.few && value.numbers.size() == 1;
    case model::Kind::yes_no:
      return value.yes != value.no;
    case model::Kind::label:
      return value.codes.size() == 1;
    case model::Kind::text:
      return value.texts.size() == 1 && !value.other_texts;
  }
  return false;
}

Possible anything(const model::Type& type, const model::Rules& rules) {
  Possible result;
  result.states = any_state;
  result.other_texts = true;
  result.yes = result.no = type.kind == model::Kind::yes_no;
  const std::size_t codes = type.kind == model::Kind::label ? rules.labels_of(type).labels.size() : 0;
  for (std::uint32_t code = 0; code < codes; ++code) result.codes.push_back(code);
  return result;
}

}  // namespace fenji::prove
