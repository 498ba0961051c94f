// Stage: execute. Days as year, month and day of the month, for kernels' loops. Of the proleptic Gregorian calendar, years 0001
// to 9999; years start on March 1st here, so that the leap day ends them, and eras of 400 years repeat themselves.
#pragma once

#include <cstdint>

namespace fenji::execute {

struct CivilDate {
  std::int64_t months = 0;  // since January of the year 0
  std::int64_t day = 1;     // of the month

  std::int64_t year() const { return months / 12; }
};

inline constexpr std::uint32_t days_of_era = 146'097;
inline constexpr std::int64_t march_1_of_year_0 = 719'468;  // days before 1970-01-01

inline CivilDate civil_date(std::int64_t days_since_1970) {
  const auto days = static_cast<std::uint32_t>(days_since_1970 + march_1_of_year_0);
  const std::uint32_t era = days / days_of_era;
  const std::uint32_t day_of_era = days % days_of_era;
  const std::uint32_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::uint32_t month = (5 * day_of_year + 2) / 153;  // since March: their lengths repeat every five months
  const std::uint32_t day = day_of_year - (153 * month + 2) / 5 + 1;
  return {(era * std::int64_t{400} + year_of_era) * 12 + month + 2, day};
}

inline bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Of a month counted as in CivilDate.
inline std::int64_t last_day_of(std::int64_t months) {
  constexpr std::int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::int64_t month = months % 12;
  return days[month] + (month == 1 && is_leap(months / 12) ? 1 : 0);
}

// The day of an existing date.
inline std::int64_t day_of(const CivilDate& date) {
  const std::int64_t months = date.months - 2;  // since March of the year 0
  const std::int64_t year = months / 12, month = months % 12;
  const std::int64_t era = year / 400, year_of_era = year % 400;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  return era * days_of_era + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - march_1_of_year_0;
}

}  // namespace fenji::execute
