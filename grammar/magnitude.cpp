#include "grammar/magnitude.hpp"

#include <array>

namespace fenji::grammar {
namespace {

struct Magnitude {
  std::string_view word;
  int power;
};
constexpr std::array magnitudes = {Magnitude{"万亿", 12}, Magnitude{"百万", 6}, Magnitude{"千万", 7}, Magnitude{"万", 4},
                                   Magnitude{"亿", 8}};

}  // namespace

int take_magnitude(std::string_view& unit) {
  for (const Magnitude& magnitude : magnitudes) {
    if (!unit.starts_with(magnitude.word)) continue;
    unit.remove_prefix(magnitude.word.size());
    return magnitude.power;
  }
  if (unit != "千" && unit != "千元") return 0;
  unit.remove_prefix(std::string_view("千").size());
  return 3;
}

}  // namespace fenji::grammar
