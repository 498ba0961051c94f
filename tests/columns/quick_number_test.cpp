#include "engine/columns/quick_number.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "engine/columns/cell.hpp"

using namespace fenji;

namespace {

model::Field number_field(int scale, bool percent) {
  model::Field field;
  field.type.kind = model::Kind::number;
  field.type.scale = scale;
  field.type.percent = percent;
  if (percent) field.percent_cells = model::Field::PercentCells::points;
  return field;
}

}  // namespace

TEST_CASE("sixteen characters at once mean what they mean one by one, and what read_cell says") {
  std::mt19937 random(5);
  const model::Rules rules;
  for (const bool percent : {false, true}) {
    for (const int scale : {4, 8}) {
      const model::Field field = number_field(scale, percent);
      const columns::QuickNumber quick(field);
      for (int round = 0; round < 200'000; ++round) {
        const char* const letters = round % 4 == 0 ? "0123456789.-% ,x" : "0123456789";
        std::string cell;
        if (random() % 4 == 0) cell += '-';
        for (std::size_t size = random() % 19; size > 0; --size) cell += letters[random() % (round % 4 == 0 ? 16 : 10)];
        if (random() % 2 == 0 && !cell.empty())
          cell.insert(cell.begin() + static_cast<std::ptrdiff_t>(random() % cell.size()), '.');
        if (percent && random() % 3 == 0) cell += '%';
        const std::string padded = std::string(40, '7') + cell + std::string(40, '7');
        std::int64_t one_by_one = 0, at_once = 0;
        const bool read = quick.read(cell, one_by_one);
        CAPTURE(cell);
        REQUIRE(quick.read_padded(std::string_view(padded).substr(40, cell.size()), at_once) == read);
        if (!read) continue;
        REQUIRE(at_once == one_by_one);
        const model::Value value = columns::read_cell(cell, field, rules);
        REQUIRE(value.state == model::State::known);
        REQUIRE(value.number.mantissa == at_once);
      }
    }
  }
}
