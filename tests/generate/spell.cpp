#include "tests/generate/spell.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "tests/generate/names.hpp"
#include "tests/generate/page.hpp"
#include "tests/generate/spell_blocks.hpp"

namespace fenji::generate {

namespace {

void take_bare(std::set<std::string>& bare, const std::string& name) {
  if (can_stand_bare(name)) bare.insert(name);
}

// A label with a sign behind it, alone in its cell.
void take_signed(std::set<std::string>& bare, const std::vector<Result>& results) {
  for (const Result& result : results) {
    const bool is_signed = !result.label.empty() && std::string_view("+-*").find(result.label.back()) != std::string_view::npos;
    if (is_signed) take_bare(bare, result.label);
  }
}

// What the parser learns of odd names and labels from their declarations. It does not look at the heads of tables.
std::set<std::string> bare_names(const Description& description) {
  std::set<std::string> bare;
  for (const Parameter& parameter : description.parameters) take_bare(bare, parameter.name);
  for (const Field& field : description.fields) {
    take_bare(bare, field.name);
    for (const std::string& option : field.options) take_bare(bare, option);
  }
  for (const Block& block : description.blocks) {
    if (const auto* scale = std::get_if<Scale>(&block)) {
      for (const std::string& label : scale->labels) take_bare(bare, label);
    }
    if (const auto* derived = std::get_if<Derived>(&block)) take_bare(bare, derived->name);
    if (const auto* scorecard = std::get_if<Scorecard>(&block)) take_bare(bare, scorecard->name);
    if (const auto* bands = std::get_if<Bands>(&block)) {
      take_bare(bare, bands->name);
      for (const Bands::Row& row : bands->rows) take_signed(bare, row.results);
    }
    if (const auto* table = std::get_if<Table>(&block)) {
      take_bare(bare, table->name);
      for (const Table::Row& row : table->rows) take_signed(bare, row.results);
    }
    if (const auto* matrix = std::get_if<Matrix>(&block)) {
      take_bare(bare, matrix->name);
      for (const Matrix::Row& row : matrix->rows) take_signed(bare, row.results);
    }
    if (const auto* classify = std::get_if<Classify>(&block)) {
      take_bare(bare, classify->name);
      for (const Classify::Class& each : classify->classes) take_bare(bare, each.label);
    }
  }
  return bare;
}

// Behind a name such as `sales in total` a comma takes itself for one of a list.
bool may_group_thousands(const Description& description, const std::set<std::string>& bare) {
  const auto has_list_word = [](const std::string& name) {
    return name.find(" in ") != std::string::npos || name.find(" 为 ") != std::string::npos;
  };
  if (std::any_of(bare.begin(), bare.end(), has_list_word)) return false;
  for (const Field& field : description.fields) {
    if (std::any_of(field.other_headers.begin(), field.other_headers.end(), has_list_word)) return false;
  }
  for (const Block& block : description.blocks) {
    if (const auto* plan = std::get_if<Plan>(&block); plan != nullptr && has_list_word(plan->name)) return false;
    if (const auto* portfolio = std::get_if<Portfolio>(&block)) {
      if (has_list_word(portfolio->name)) return false;
      for (const Element& check : portfolio->checks) {
        if (has_list_word(check.name)) return false;
      }
    }
    const auto* gate = std::get_if<Eligibility>(&block);
    if (gate == nullptr) continue;
    if (has_list_word(gate->name)) return false;
    for (const Element& element : gate->elements) {
      if (has_list_word(element.name)) return false;
    }
  }
  return true;
}

}  // namespace

std::string spell(const Description& description, Language language, Random* variation, const Description* base) {
  Voice voice(language, variation);
  std::set<std::string> bare = bare_names(description);
  if (base != nullptr) bare.merge(bare_names(*base));
  const bool thousands = may_group_thousands(description, bare) && (base == nullptr || may_group_thousands(*base, bare));
  ExpressionSpeller expressions(voice, bare, thousands);
  Page page(voice);
  BlockSpeller blocks(voice, expressions, page);

  // Definitions, gates and examples keep their order; where everything else stands does not matter, behind the header.
  std::vector<std::function<void()>> parts;
  for (const Block& block : description.blocks) parts.emplace_back([&] { blocks.block(block); });
  const auto put = [&](std::size_t usual, std::size_t earliest, std::function<void()> part) {
    const std::size_t place = voice.maybe(25) ? earliest + voice.below(parts.size() + 1 - earliest) : usual;
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(place), std::move(part));
    return place + 1;
  };
  std::size_t behind_last = 0;
  for (const Examples& examples : description.examples) {
    behind_last = put(parts.size(), behind_last, [&] { blocks.examples(examples); });
  }
  if (!description.fields.empty()) put(0, 0, [&] { blocks.fields(description.fields); });
  if (!description.parameters.empty()) put(0, 0, [&] { blocks.parameters(description.parameters); });
  if (!description.outputs.empty()) put(parts.size(), 0, [&] { blocks.outputs(description.outputs); });
  blocks.header(description.header);
  for (const auto& part : parts) part();
  return page.text();
}

}  // namespace fenji::generate
