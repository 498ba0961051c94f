#include "engine/lists/csv_structure.hpp"

namespace fenji::lists {
namespace {

// Bit i: whether an odd number of bits [0, i] is set.
std::uint64_t parity_up_to(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace

void resolve_quotes(std::uint64_t quote, std::uint64_t starts, std::uint64_t ends, bool more, CsvStructure& structure) {
  std::uint64_t inside = 0;  // from an opening quote to the byte before the closing one
  std::uint64_t opening = 0;
  for (;;) {
    inside = parity_up_to(quote);
    opening = quote & inside;
    const std::uint64_t closing = quote & ~inside;
    const std::uint64_t amid_cell = opening & ~starts;
    const std::uint64_t unusual = (closing & ~ends) | (structure.line_end & inside);
    if (amid_cell != 0 && (unusual == 0 || first_bit(amid_cell) < first_bit(unusual))) {
      quote &= ~(amid_cell & (~amid_cell + 1));  // text; what follows is to be seen without it
      continue;
    }
    if (unusual != 0) {
      structure.careful = true;
      structure.count = last_bit(opening & low_bits(first_bit(unusual)));
    } else if ((inside >> (structure.count - 1) & 1) != 0) {
      // It does not close here. If anything stands before it, the next step begins with it and sees more.
      const std::size_t open = last_bit(opening);
      structure.careful = open == 0 || !more;
      structure.count = open;
    }
    break;
  }
  const std::uint64_t outside = low_bits(structure.count) & ~inside;
  structure.comma &= outside;
  structure.line_end &= outside;
  structure.line_break &= outside;
  structure.record_end &= outside;
  structure.quoted = opening & low_bits(structure.count);
}

}  // namespace fenji::lists
