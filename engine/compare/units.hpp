// Stage: compare. A syntax tree taken apart into the units that an author changes: `applies`, each parameter, each field, each
// other block; and put together again. Examples are left out: they check the rules and are none.
#pragma once

#include <string>
#include <vector>

#include "grammar/syntax.hpp"

namespace fenji::compare {

enum class UnitKind : std::uint8_t {
  applies,
  parameter,
  field,
  scale,
  definition,
  eligibility,
  scorecard,
  bands,
  grade,
  table,
  matrix,
  classify,
  plan,
  portfolio,
  output,
  eligibility_order,  // of two trees, see changes.hpp
};

struct Unit {
  UnitKind kind = UnitKind::definition;
  std::string name;  // as people know it; empty where it has none
  // What takes its place in another tree has one of these: the names that it declares, or what it is.
  std::vector<std::string> keys;
  std::string text;  // text_of(block)
  Span span;         // all of it
  grammar::Block block;
};

struct TakenApart {
  std::uint32_t file = 0;
  Language language = Language::chinese;
  grammar::Block header;  // without `applies`
  bool has_header = false;
  std::vector<Unit> units;
  std::vector<std::string> lost_names;
};

TakenApart take_apart(grammar::RuleFile tree);

// The order of `units` matters for the eligibility blocks among them.
grammar::RuleFile put_together(TakenApart parts);

}  // namespace fenji::compare
