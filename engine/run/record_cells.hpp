// Stage: run. The cells of one block of a list, by field: what both evaluators are given.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/lists/record_block.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::run {

// Stands for a cell that is no text in the list's encoding: no field can read it.
inline constexpr std::string_view undecodable = "\xFF";

class RecordCells {
 public:
  RecordCells(const model::Rules& rules, const ListColumns& columns);

  // Positions of the columns that are read from the list, as CsvSplitter wants them: those of used fields and outputs, then
  // the places behind the header's last column, where cells that are too many show.
  const std::vector<std::uint32_t>& wanted() const { return wanted_; }

  // Where blocks are split for others too: by these positions, each once, all of wanted() among them.
  void split_by(const std::vector<std::uint32_t>& positions);

  // The cells of a block that was split by wanted(), or as split_by() says. They refer to it.
  void take(const lists::RecordBlock& block);
  // Only of these records of the block, ascending; they count anew from 0.
  void take(const lists::RecordBlock& block, const std::vector<std::uint32_t>& records);

  std::size_t records() const { return rows_.size(); }
  std::uint64_t first_record() const { return block_->first_record(); }  // of the block
  // In the list, from 0.
  std::uint64_t number(std::size_t record) const { return block_->info(rows_[record]).number; }
  bool has(model::FieldId field) const { return place_[field] != model::none; }  // the list has its column
  // As fields read it: what is no text in the list's encoding is nothing that any of them can read.
  std::string_view cell(model::FieldId field, std::size_t record) const;
  // As people are shown it: in UTF-8, U+FFFD for what is no text.
  std::string_view shown(model::FieldId field, std::size_t record) const;
  // By FieldId, from record `begin` on; good until the next take().
  std::vector<columns::CellColumn> columns_from(std::size_t begin) const;
  // The record has cells that no header names: a comma too many may have shifted all its cells.
  bool too_long(std::size_t record) const { return too_long_[record] != 0; }
  const lists::RecordInfo& info(std::size_t record) const { return block_->info(rows_[record]); }

 private:
  void read();

  std::vector<std::uint32_t> wanted_;
  std::vector<std::uint32_t> split_;                  // by place in wanted_: the column of a block
  std::vector<std::uint32_t> place_;                  // by FieldId: in wanted_; none for a field that is not read
  std::size_t surplus_ = 0;                           // place in wanted_ of the first column behind the header's
  std::vector<std::vector<std::string_view>> texts_;  // by place in wanted_
  std::vector<std::uint8_t> too_long_;
  const lists::RecordBlock* block_ = nullptr;
  std::vector<std::uint32_t> rows_;  // by record: its row in the block
};

}  // namespace fenji::run
