// Stage: abi. The notes of records of a table. Those that quote no cell are told once, however many records have them.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/abi/table_columns.hpp"
#include "engine/execute/awaited_cells.hpp"
#include "engine/execute/status.hpp"

namespace fenji::abi {

// For one thread. `rules` must outlive it.
class NoteTexts {
 public:
  NoteTexts(const model::Rules& rules, Language language) : rules_(rules), language_(language), awaited_(rules) {}

  // Forgets what it told: begin a batch with it.
  void clear();

  // Of a record of the batch that `reader` has read; good until clear().
  std::string_view note(std::span<const execute::Reason> reasons, const columns::Batch& batch, const TableReader& reader,
                        std::size_t row);

 private:
  struct ReasonsHash {
    std::size_t operator()(const execute::Reasons& reasons) const;
  };

  const model::Rules& rules_;
  const Language language_;
  const execute::AwaitedCells awaited_;
  execute::Reasons reasons_;
  std::deque<std::string> quoting_;
  std::unordered_map<execute::Reasons, std::string, ReasonsHash> known_;
};

}  // namespace fenji::abi
