#include "engine/compare/units.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "engine/compare/unit_text.hpp"

namespace fenji::compare {
namespace {

// What a block is and which names it declares. Names of blocks, parameters and fields share one space, as in the rules.
struct Identity {
  UnitKind kind = UnitKind::definition;
  std::string name;
  std::vector<std::string> keys;
};

std::string named(const std::string& name) { return "name " + name; }

Identity block_of(UnitKind kind, const grammar::Name& name) { return {kind, name.text, {named(name.text)}}; }

UnitKind kind_of(grammar::Keyword form) {
  if (form == grammar::Keyword::bands) return UnitKind::bands;
  return form == grammar::Keyword::grade ? UnitKind::grade : UnitKind::table;
}

class Identify {
 public:
  Identity operator()(const grammar::ScaleBlock& block) { return block_of(UnitKind::scale, block.name); }
  Identity operator()(const grammar::DefinitionBlock& block) { return block_of(UnitKind::definition, block.name); }
  Identity operator()(const grammar::EligibilityBlock& block) {
    if (!block.name.text.empty()) return block_of(UnitKind::eligibility, block.name);
    return {UnitKind::eligibility, {}, {fmt::format("eligibility {}", ++unnamed_gates_)}};
  }
  Identity operator()(const grammar::ScorecardBlock& block) { return block_of(UnitKind::scorecard, block.name); }
  Identity operator()(const grammar::TableBlock& block) {
    Identity identity = block_of(kind_of(block.form), block.name);
    for (const grammar::Name& result : block.results) identity.keys.push_back(named(result.text));
    return identity;
  }
  Identity operator()(const grammar::MatrixBlock& block) { return block_of(UnitKind::matrix, block.name); }
  Identity operator()(const grammar::ClassifyBlock& block) { return block_of(UnitKind::classify, block.name); }
  Identity operator()(const grammar::PlanBlock& block) { return block_of(UnitKind::plan, block.name); }
  Identity operator()(const grammar::PortfolioBlock& block) {
    const std::string which = block.name.text.empty() ? fmt::format("{}", ++unnamed_portfolios_) : "named " + block.name.text;
    return {UnitKind::portfolio, block.name.text, {"portfolio " + which}};
  }
  Identity operator()(const grammar::OutputBlock&) { return {UnitKind::output, {}, {"output"}}; }
  template <typename Other>
  Identity operator()(const Other&) {
    return {};
  }

 private:
  std::size_t unnamed_gates_ = 0;
  std::size_t unnamed_portfolios_ = 0;
};

class Dissector {
 public:
  TakenApart take_apart(grammar::RuleFile tree) {
    parts_.file = tree.file;
    parts_.language = tree.language;
    parts_.lost_names = std::move(tree.lost_names);
    for (grammar::Block& block : tree.blocks) take(std::move(block));
    return std::move(parts_);
  }

 private:
  void take(grammar::Block block) {
    if (auto* header = std::get_if<grammar::HeaderBlock>(&block.content)) {
      if (header->applies) {
        grammar::HeaderBlock applies;
        const Span span = header->applies->span;
        applies.applies = std::move(header->applies);
        add({UnitKind::applies, {}, {"applies"}}, {span, span, std::move(applies)});
      }
      parts_.has_header = true;
      parts_.header = std::move(block);
    } else if (auto* parameters = std::get_if<grammar::ParametersBlock>(&block.content)) {
      for (grammar::ParameterSyntax& parameter : parameters->parameters) {
        const Identity identity = block_of(UnitKind::parameter, parameter.name);
        const Span span = parameter.value ? cover(parameter.name.span, parameter.value->span) : parameter.name.span;
        grammar::ParametersBlock one;
        one.parameters.push_back(std::move(parameter));
        add(identity, {span, span, std::move(one)});
      }
    } else if (auto* fields = std::get_if<grammar::FieldsBlock>(&block.content)) {
      for (grammar::FieldSyntax& field : fields->fields) {
        const Identity identity = block_of(UnitKind::field, field.name);
        const Span span = field.span;
        grammar::FieldsBlock one;
        one.fields.push_back(std::move(field));
        add(identity, {span, span, std::move(one)});
      }
    } else if (!std::holds_alternative<grammar::ExamplesBlock>(block.content)) {
      const Identity identity = std::visit(identify_, block.content);
      add(identity, std::move(block));
    }
  }

  void add(const Identity& identity, grammar::Block block) {
    Unit unit;
    unit.kind = identity.kind;
    unit.name = identity.name;
    unit.keys = identity.keys;
    unit.text = text_of(block, parts_.language);
    unit.span = block.extent;
    unit.block = std::move(block);
    parts_.units.push_back(std::move(unit));
  }

  TakenApart parts_;
  Identify identify_;
};

}  // namespace

TakenApart take_apart(grammar::RuleFile tree) { return Dissector().take_apart(std::move(tree)); }

grammar::RuleFile put_together(TakenApart parts) {
  grammar::RuleFile tree;
  tree.file = parts.file;
  tree.language = parts.language;
  tree.lost_names = std::move(parts.lost_names);
  if (!parts.has_header) parts.header.content = grammar::HeaderBlock{};
  auto& header = std::get<grammar::HeaderBlock>(parts.header.content);
  std::vector<grammar::Block> blocks;
  for (Unit& unit : parts.units) {
    if (unit.kind == UnitKind::applies) {
      header.applies = std::move(std::get<grammar::HeaderBlock>(unit.block.content).applies);
    } else {
      blocks.push_back(std::move(unit.block));
    }
  }
  tree.blocks.push_back(std::move(parts.header));
  std::move(blocks.begin(), blocks.end(), std::back_inserter(tree.blocks));
  return tree;
}

}  // namespace fenji::compare
