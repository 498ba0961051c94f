// Stage: lists. What a number format of a workbook makes of a number: how people see it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fenji::lists {

enum class NumberKind : std::uint8_t {
  number,  // also money, fractions, powers of ten, thousands: the value is what counts
  percent,
  date,  // with year, month and day, or some of these
  date_time,
  time,     // of the day
  elapsed,  // hours beyond 24
  year,     // a date of which only the year is shown
  padded,   // leading zeros, as of a number that is a code
};

struct NumberLook {
  NumberKind kind = NumberKind::number;
  std::uint8_t zeros = 0;  // padded: digits at least
};

class NumberFormat {
 public:
  // General.
  NumberFormat() = default;
  // A format code, such as `yyyy"年"m"月"d"日"` or `[Red]0.00%;-0.00%`.
  explicit NumberFormat(std::string_view code);

  // Whether all values look the same, so that look() may be asked with any.
  bool uniform() const { return uniform_; }
  // What is shown of a value. Formats may have sections for some values.
  NumberLook look(double value) const;

  // Formats that need no code: 0 to 49, and those of East Asia up to 81.
  static NumberFormat built_in(std::uint32_t id);

 private:
  enum class Comparison : std::uint8_t { none, less, less_equal, equal, not_equal, greater_equal, greater };
  struct Section {
    NumberLook look;
    bool shows_value = false;  // else it is words alone
    Comparison comparison = Comparison::none;
    double limit = 0;
  };
  class Parser;

  const Section& section_for(double value) const;

  std::vector<Section> sections_;
  bool uniform_ = true;  // all sections look the same
};

}  // namespace fenji::lists
