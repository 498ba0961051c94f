// Stage: prove. What a value can be among many records at once. It loses nothing: whatever one of the records shows is among
// it. What none of them shows may be among it as well.
#pragma once

#include <string>
#include <vector>

#include "engine/prove/interval.hpp"
#include "engine/prove/ranges.hpp"

namespace fenji::prove {

using States = std::uint8_t;  // one bit for each model::State

constexpr States bit(model::State state) { return static_cast<States>(1u << static_cast<unsigned>(state)); }
inline constexpr States known_only = bit(model::State::known);
inline constexpr States any_state = 0x1f;

// Values that can be few numbers each are combined number by number, up to so many pairs.
inline constexpr std::size_t most_pairs = 60'000;

struct Possible {
  States states = 0;
  // Where known, by kind:
  bool yes = false, no = false;    // a yes/no
  Codes codes;                     // a label
  bool few = false;                // a number or a date: one of `numbers`, else somewhere in `range`
  std::vector<Decimal> numbers;    // ascending
  Interval range;                  // holds them all
  std::vector<std::string> texts;  // a text: one of these, ascending …
  bool other_texts = false;        // … or any

  bool can_be(model::State state) const { return (states & bit(state)) != 0; }
  bool is_known() const { return states == known_only; }
  bool can_be_yes() const { return can_be(model::State::known) && yes; }
  bool can_be_no() const { return can_be(model::State::known) && no; }
  bool is_yes() const { return is_known() && yes && !no; }
  bool is_no() const { return is_known() && no && !yes; }
};

Possible without_value(States states);
Possible truth(bool can_be_yes, bool can_be_no, States states);
Possible one_number(Decimal number);
Possible numbers_in(const Interval& range);
Possible from_value(const model::Value& value, const model::Type& type);

// Where one or the other.
Possible either(Possible left, const Possible& right, model::Kind kind);

// Of two numbers; the states are those of both, known only where both are.
Possible sum(const Possible& left, const Possible& right);
Possible product(const Possible& left, const Possible& right);
Possible lesser(const Possible& left, const Possible& right);
Possible greater(const Possible& left, const Possible& right);
Possible rounded(const Possible& value, int digits);

// What a value that leans on both has where it has none.
States joined(States left, States right);

// Of a label, or of a yes/no as 0 no and 1 yes.
Codes codes_of(const Possible& value, model::Kind kind);

// Whether only one value is left.
bool is_single(const Possible& value, model::Kind kind);

// What nothing is known of.
Possible anything(const model::Type& type, const model::Rules& rules);

}  // namespace fenji::prove
