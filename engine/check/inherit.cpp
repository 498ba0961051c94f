#include "engine/check/inherit.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace fenji::check {
namespace {

using grammar::Block;

// The names by which a block can be restated: its own and those of its results.
struct NamesOf {
  using Names = std::vector<std::string_view>;

  Names operator()(const grammar::ScaleBlock& block) const { return {block.name.text}; }
  Names operator()(const grammar::DefinitionBlock& block) const { return {block.name.text}; }
  Names operator()(const grammar::EligibilityBlock& block) const { return {block.name.text}; }
  Names operator()(const grammar::ScorecardBlock& block) const { return {block.name.text}; }
  Names operator()(const grammar::TableBlock& block) const {
    Names names = {block.name.text};
    for (const grammar::Name& result : block.results) names.push_back(result.text);
    return names;
  }
  Names operator()(const grammar::MatrixBlock& block) const { return {block.name.text}; }
  Names operator()(const grammar::ClassifyBlock& block) const { return {block.name.text}; }
  Names operator()(const grammar::PlanBlock& block) const { return {block.name.text}; }
  template <typename Other>
  Names operator()(const Other&) const {
    return {};
  }
};

template <typename Content>
Content* find(std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    if (auto* content = std::get_if<Content>(&block.content)) return content;
  }
  return nullptr;
}

void take(grammar::Cell& own, grammar::Cell& base) {
  if (own.text.empty()) own = std::move(base);
}

void inherit_header(grammar::HeaderBlock& own, grammar::HeaderBlock& base) {
  take(own.version, base.version);
  take(own.owner, base.owner);
  take(own.approval, base.approval);
  take(own.notes, base.notes);
  if (!own.applies) own.applies = std::move(base.applies);
  if (own.effective_from || own.effective_to) return;
  own.effective_from = base.effective_from;
  own.effective_to = base.effective_to;
  own.effective_span = base.effective_span;
}

// Lines of `own` that restate one of `base` move into its place.
template <typename Line>
void replace_lines(std::vector<Line>& base, std::vector<Line>& own) {
  for (Line& line : base) {
    const auto again = std::find_if(own.begin(), own.end(), [&](const Line& each) { return each.name.text == line.name.text; });
    if (again == own.end()) continue;
    line = std::move(*again);
    own.erase(again);
  }
}

// A header and the lines of parameters and fields are merged piece by piece; true where nothing of `own` is left.
bool merge_into(std::vector<Block>& base, Block& own) {
  if (auto* header = std::get_if<grammar::HeaderBlock>(&own.content)) {
    if (auto* inherited = find<grammar::HeaderBlock>(base)) {
      inherit_header(*header, *inherited);
      *inherited = std::move(*header);
      return true;
    }
  }
  if (auto* parameters = std::get_if<grammar::ParametersBlock>(&own.content)) {
    for (Block& block : base) {
      auto* inherited = std::get_if<grammar::ParametersBlock>(&block.content);
      if (inherited != nullptr) replace_lines(inherited->parameters, parameters->parameters);
    }
    return parameters->parameters.empty();
  }
  if (auto* fields = std::get_if<grammar::FieldsBlock>(&own.content)) {
    for (Block& block : base) {
      auto* inherited = std::get_if<grammar::FieldsBlock>(&block.content);
      if (inherited != nullptr) replace_lines(inherited->fields, fields->fields);
    }
    return fields->fields.empty();
  }
  return false;
}

bool restates(const Block& own, const Block& base) {
  if (std::holds_alternative<grammar::OutputBlock>(own.content)) {
    return std::holds_alternative<grammar::OutputBlock>(base.content);
  }
  // No expression uses the name of a portfolio, so only another portfolio restates it.
  if (const auto* portfolio = std::get_if<grammar::PortfolioBlock>(&own.content)) {
    const auto* other = std::get_if<grammar::PortfolioBlock>(&base.content);
    return other != nullptr && !portfolio->name.text.empty() && portfolio->name.text == other->name.text;
  }
  const NamesOf::Names names = std::visit(NamesOf{}, own.content);
  const NamesOf::Names others = std::visit(NamesOf{}, base.content);
  return std::find_first_of(names.begin(), names.end(), others.begin(), others.end()) != names.end();
}

}  // namespace

grammar::RuleFile inherit(grammar::RuleFile base, grammar::RuleFile own) {
  std::vector<Block>& blocks = base.blocks;
  std::erase_if(blocks, [](const Block& block) { return std::holds_alternative<grammar::ExamplesBlock>(block.content); });
  const std::size_t inherited = blocks.size();
  std::vector<std::uint32_t> file_of(inherited, base.file);
  std::vector<bool> replaced(inherited, false);
  std::vector<Block> added;
  for (Block& block : own.blocks) {
    if (merge_into(blocks, block)) continue;
    std::size_t place = inherited;
    for (std::size_t i = 0; i < inherited; ++i) {
      if (replaced[i] || !restates(block, blocks[i])) continue;
      replaced[i] = true;
      place = std::min(place, i);
    }
    added.push_back(std::move(block));
    if (place < inherited) {
      // The own block stands where the base's stood.
      blocks[place] = std::move(added.back());
      added.pop_back();
      file_of[place] = own.file;
    }
  }
  std::vector<Block> all;
  for (std::size_t i = 0; i < inherited; ++i) {
    if (!replaced[i] || file_of[i] == own.file) all.push_back(std::move(blocks[i]));
  }
  std::move(added.begin(), added.end(), std::back_inserter(all));
  own.blocks = std::move(all);
  std::move(base.lost_names.begin(), base.lost_names.end(), std::back_inserter(own.lost_names));
  return own;
}

}  // namespace fenji::check
