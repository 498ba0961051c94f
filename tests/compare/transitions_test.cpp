#include "engine/compare/transitions.hpp"

#include <doctest/doctest.h>

using namespace fenji::compare;

TEST_CASE("transitions stand in the order of the labels, blanks last") {
  TransitionCounter counter, other;
  counter.count("B", "A", 2);
  counter.count("", "B");
  counter.count("旧", "A");
  other.count("B", "");
  other.count("B", "A");
  counter.add(other);
  const Transitions transitions = counter.transitions("级别", {"A", "B", "C"});
  CHECK(transitions.column == "级别");
  CHECK(transitions.before == std::vector<std::string>{"B", "旧", ""});
  CHECK(transitions.after == std::vector<std::string>{"A", "B", ""});
  CHECK(transitions.counts == std::vector<std::vector<std::uint64_t>>{{3, 0, 1}, {1, 0, 0}, {0, 1, 0}});
  CHECK_FALSE(transitions.all_stay());
  CHECK(counter.values() == 4);

  TransitionCounter still;
  still.count("A", "A");
  still.count("", "");
  CHECK(still.transitions("级别", {}).all_stay());
}
