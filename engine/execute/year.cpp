// The year of a date.
#include "engine/execute/kernel.hpp"

namespace fenji::execute {

namespace {

// Of the proleptic Gregorian calendar. The year starts on March 1st here, so that the leap day ends it; eras of 400 years
// repeat themselves. Rows that are not known hold some date too.
std::int64_t year_of(std::int64_t day) {
  constexpr std::uint32_t days_of_era = 146'097;
  constexpr std::int64_t march_1_of_year_0 = 719'468;  // days before 1970-01-01
  const auto days = static_cast<std::uint32_t>(day + march_1_of_year_0);
  const std::uint32_t era = days / days_of_era;
  const std::uint32_t day_of_era = days % days_of_era;
  const std::uint32_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  constexpr std::uint32_t january_1 = 306;  // days after March 1st
  return era * 400 + year_of_era + (day_of_year >= january_1 ? 1 : 0);
}

class YearKernel final : public Kernel {
 public:
  explicit YearKernel(const KernelSite& site) : id_(site.id), operand_(site.step().operands[0]), values_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& dates = frame.vectors[operand_];
    const auto* const days = dates.values<std::int64_t>();
    for (std::size_t row = 0; row < frame.rows; ++row) values_[row] = year_of(days[row * dates.stride]);
    frame.vectors[id_] = {values_.data(), dates.states};
  }

 private:
  graph::StepId id_;
  graph::StepId operand_;
  std::vector<std::int64_t> values_;
};

}  // namespace

KernelPointer make_year(const KernelSite& site) { return std::make_unique<YearKernel>(site); }

}  // namespace fenji::execute
