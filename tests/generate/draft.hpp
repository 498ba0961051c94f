// Tests. A description in the making, and what is declared so far and can be used in it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/generate/description.hpp"
#include "tests/generate/names.hpp"
#include "tests/generate/random.hpp"
#include "tests/generate/rules_options.hpp"

namespace fenji::generate {

// Something that expressions can name.
struct Known {
  enum class Kind : std::uint8_t { field, parameter, definition } kind = Kind::field;
  std::string name;
  model::Type type;
  std::optional<model::Decimal> constant;  // of parameters: a number or day
  std::string words;                       // of parameters: a text, which may be that of an option
  bool of_list = false;                    // of definitions: may hang on the whole list

  bool is_number() const { return type.kind == model::Kind::number; }
};

struct Draft {
  Draft(Random& source, const RulesOptions& wanted) : random(source), options(wanted), names(source) {}

  Random& random;
  const RulesOptions& options;
  NameSource names;
  Description description;
  std::vector<Known> known;
  std::vector<model::Unit> units;    // that fields are counted in; neither plain nor money
  std::vector<std::string> outputs;  // what `output` can name

  // Functions over the whole list: none before the gates, which they need; in a portfolio none with groups of its own.
  enum class ListFunctions { none, without_groups, all } list_functions = ListFunctions::all;
  int nested_list_functions = 0;  // one within the other, in what is being made
  // Whether the definition in the making may hang on the whole list. Set by what makes expressions, reset by define().
  bool of_list = false;

  // The name of something that `fits`; null for none. What was declared last comes more often, so that chains grow.
  template <class Fits>
  ExpressionPtr any_known(Fits fits);

  void define(const std::string& name, model::Type type) { define({{name, std::move(type)}}); }
  // The results of one block.
  void define(const std::vector<std::pair<std::string, model::Type>>& results);
  // The number of the set with these labels.
  std::uint32_t label_set(const std::vector<std::string>& labels, bool ordered);
  const LabelSet& labels_of(const model::Type& type) const { return description.label_sets[type.labels]; }
};

ExpressionPtr name_of(const Known& known);

template <class Fits>
ExpressionPtr Draft::any_known(Fits fits) {
  constexpr std::size_t last = 4;
  std::vector<const Known*> fitting;
  for (const Known& each : known) {
    if (each.of_list && list_functions == ListFunctions::none) continue;
    if (fits(each)) fitting.push_back(&each);
  }
  if (fitting.empty()) return nullptr;
  const bool late = random.chance(50);
  const std::size_t back = random.below(late ? std::min(fitting.size(), last) : fitting.size());
  const Known& found = *fitting[fitting.size() - 1 - back];
  of_list = of_list || found.of_list;
  return name_of(found);
}

}  // namespace fenji::generate
