// Stage: model. How the values of one step or field lie in memory, decided with their type before the first record is read.
#pragma once

#include <cstdint>

namespace fenji::model {

enum class Representation : std::uint8_t {
  bits,      // std::uint8_t, 0 or 1
  code,      // std::uint32_t, below the number of labels or rows
  i64,       // std::int64_t: a mantissa with the static scale of its type, or a Day
  i128,      // Int128: a mantissa that 64 bits do not provably hold
  text,      // std::string_view
  fraction,  // nothing of its own: an exact quotient, read from the numerator and denominator that it was made of
};

}  // namespace fenji::model
