#include "tests/generate/describe.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tests/generate/blocks.hpp"
#include "tests/generate/declarations.hpp"
#include "tests/generate/draft.hpp"
#include "tests/generate/plans.hpp"
#include "tests/generate/populations.hpp"
#include "tests/generate/tables.hpp"

namespace fenji::generate {

namespace {

// In any order, but scales among themselves: the first one that holds all labels of a column is theirs.
void shuffle(Random& random, std::vector<Block>& blocks) {
  const auto is_scale = [](const Block& block) { return std::holds_alternative<Scale>(block); };
  std::vector<Block> scales;
  std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(scales), is_scale);
  random.shuffle(blocks);
  auto next = scales.begin();
  for (Block& block : blocks) {
    if (is_scale(block)) block = *next++;
  }
}

}  // namespace

Description describe(Random& random, const RulesOptions& options) {
  Draft draft(random, options);
  add_header(draft);
  add_scales(draft);
  add_fields(draft);
  add_parameters(draft);
  for (int i = 0; i < options.size; ++i) {
    switch (random.weighted({38, 18, 8, 9, 1, 9, 7, 8, 4})) {
      case 1:
        add_bands(draft);
        break;
      case 2:
        add_scorecard(draft);
        break;
      case 3:
        add_plan(draft);
        break;
      case 4:
        add_chain(draft, random.between(5, 10 * options.size));
        break;
      case 5:
        add_table(draft);
        break;
      case 6:
        add_matrix(draft);
        break;
      case 7:
        add_classify(draft);
        break;
      case 8:
        add_portfolio(draft);
        break;
      default:
        add_derived(draft);
        break;
    }
  }
  draft.list_functions = Draft::ListFunctions::none;
  const int gates = random.weighted({40, 35, 25}) == 0 ? 0 : random.between(1, 3);
  for (int i = 0; i < gates; ++i) add_eligibility(draft);
  if (random.chance(40)) add_applies(draft);
  draft.list_functions = Draft::ListFunctions::all;
  const int examples = random.weighted({50, 40, 10}) == 0 ? 0 : random.between(1, 2);
  for (int i = 0; i < examples; ++i) add_examples(draft);
  add_outputs(draft);
  // Definitions need not stand before what uses them.
  if (!options.in_order && random.chance(40)) shuffle(random, draft.description.blocks);
  return std::move(draft.description);
}

}  // namespace fenji::generate
