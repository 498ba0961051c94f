// Tests. Random cells of a list.
#pragma once

#include <string>

#include "tests/generate/list_generator.hpp"
#include "tests/generate/list_limits.hpp"
#include "tests/generate/random.hpp"

namespace fenji::generate {

class CellSource {
 public:
  // `rules`, `limits` and `options` must outlive it.
  CellSource(const model::Rules& rules, const Limits& limits, const ListOptions& options)
      : rules_(rules), limits_(limits), options_(options) {}

  // A cell that can be read, one that cannot (of texts only where bytes may be broken), or an empty one.
  std::string cell(Random& random, const model::Field& field) const;

  std::string readable(Random& random, const model::Field& field) const;
  std::string unreadable(Random& random, const model::Field& field) const;
  std::string blank(Random& random) const;

 private:
  model::Decimal number(Random& random, const model::Type& type) const;
  model::Day day(Random& random) const;
  std::string text(Random& random) const;

  const model::Rules& rules_;
  const Limits& limits_;
  const ListOptions& options_;
};

}  // namespace fenji::generate
