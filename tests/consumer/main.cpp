// The installed headers and libraries alone are enough to use the engine.
#include <cstdio>

#include "engine/model/decimal.hpp"

int main() {
  using fenji::model::Decimal;
  const auto sum = fenji::model::add(Decimal{105, 1}, Decimal{25, 2});
  if (!sum || to_text(*sum) != "10.75") {
    std::fputs("10.5 + 0.25 is not 10.75\n", stderr);
    return 1;
  }
}
