#include "engine/model/value.hpp"

#include <cassert>
#include <chrono>

namespace fenji::model {

namespace {

// `month` and `day` in 1 to 99: std::chrono keeps them in a byte.
std::chrono::year_month_day civil(int year, int month, int day) {
  return {std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
          std::chrono::day{static_cast<unsigned>(day)}};
}

}  // namespace

bool exists(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && civil(year, month, day).ok();
}

Day day_from_civil(int year, int month, int day) {
  assert(exists(year, month, day));
  return static_cast<Day>(std::chrono::sys_days{civil(year, month, day)}.time_since_epoch().count());
}

void civil_from_day(Day day, int& year, int& month, int& day_of_month) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  year = static_cast<int>(date.year());
  month = static_cast<int>(static_cast<unsigned>(date.month()));
  day_of_month = static_cast<int>(static_cast<unsigned>(date.day()));
  assert(exists(year, month, day_of_month));
}

}  // namespace fenji::model
