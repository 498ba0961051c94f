#include "engine/books/today.hpp"

#include <ctime>

namespace fenji::books {

model::Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return model::day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

}  // namespace fenji::books
