// What a rule file says with all that it extends: the blocks and lines that count, as their authors wrote them.
#pragma once

#include <string>
#include <vector>

#include "rule_loader.hpp"

namespace fenji::cli {

struct EffectivePiece {
  std::string text;
  Span span;
  bool inside = false;  // a line of the block before it
};

// `loaded` has rules that can be run.
std::vector<EffectivePiece> effective_pieces(const LoadedRules& loaded);

}  // namespace fenji::cli
