// Stage: compare. Which changes of the rules gave a record another value: found by taking changes back and grading it again.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/compare/variants.hpp"
#include "engine/lists/record_block.hpp"
#include "engine/run/list_evaluation.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::compare {

// Pairs of so many changes at most are tried one after the other.
inline constexpr std::size_t most_paired_changes = 20;

// For one thread. What is said does not depend on what was asked before.
class CauseSearch {
 public:
  CauseSearch(Variants& variants, Language language) : variants_(variants), language_(language) {}

  // The records of `block` that will be asked for, ascending; it was split by `positions`.
  void take(const lists::RecordBlock& block, const std::vector<std::uint32_t>& positions,
            const std::vector<std::uint32_t>& records);

  // Why record number `record` of those taken no longer shows `before` in `column`; an empty name is the status.
  //
  // One change that gives it back is the cause, several that do so each alone are `any_of`. Where none does: a smallest pair,
  // where there is one among at most most_paired_changes changes, else as many as are needed and none that is not.
  Cause find(std::size_t record, const std::string& column, const std::string& before);

 private:
  struct Trial {
    std::shared_ptr<const Variant> variant;
    std::unique_ptr<run::RecordCells> cells;
    std::map<std::size_t, run::EvaluatedRecord> evaluated;  // by record
  };

  bool restores(const std::vector<std::size_t>& taken_back, std::size_t record, const std::string& column,
                const std::string& before);
  std::vector<std::size_t> needed(std::size_t record, const std::string& column, const std::string& before);
  std::vector<std::size_t> pair(std::size_t record, const std::string& column, const std::string& before);
  Cause cause(Cause::Kind kind, std::vector<std::size_t> numbers) const;

  Variants& variants_;
  Language language_;
  const lists::RecordBlock* block_ = nullptr;
  std::vector<std::uint32_t> positions_, records_;
  std::map<std::vector<std::size_t>, Trial> trials_;  // of the block
};

}  // namespace fenji::compare
