#include "engine/run/record_cells.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace fenji::run {
namespace {

constexpr std::uint32_t surplus_columns = 2;

}  // namespace

RecordCells::RecordCells(const model::Rules& rules, const ListColumns& columns) {
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    const bool read = columns.positions[field] && (rules.fields[field].used || rules.fields[field].key);
    place_.push_back(model::none);
    if (!read) continue;
    const std::uint32_t position = *columns.positions[field];
    const auto known = std::find(wanted_.begin(), wanted_.end(), position);
    place_.back() = static_cast<std::uint32_t>(known - wanted_.begin());
    if (known == wanted_.end()) wanted_.push_back(position);
  }
  surplus_ = wanted_.size();
  for (std::uint32_t i = 0; i < surplus_columns; ++i) wanted_.push_back(columns.width + i);
  texts_.resize(surplus_);
  split_by(wanted_);
}

void RecordCells::split_by(const std::vector<std::uint32_t>& positions) {
  split_.clear();
  for (const std::uint32_t position : wanted_) {
    const auto column = std::find(positions.begin(), positions.end(), position);
    assert(column != positions.end());
    split_.push_back(static_cast<std::uint32_t>(column - positions.begin()));
  }
}

void RecordCells::take(const lists::RecordBlock& block) {
  block_ = &block;
  rows_.resize(block.records());
  std::iota(rows_.begin(), rows_.end(), 0U);
  read();
}

void RecordCells::take(const lists::RecordBlock& block, const std::vector<std::uint32_t>& records) {
  block_ = &block;
  rows_ = records;
  read();
}

void RecordCells::read() {
  const std::size_t records = rows_.size();
  for (std::size_t column = 0; column < surplus_; ++column) {
    const auto cells = block_->column(split_[column]);
    std::vector<std::string_view>& texts = texts_[column];
    texts.resize(records);
    for (std::size_t i = 0; i < records; ++i) {
      const lists::Cell& cell = cells[rows_[i]];
      texts[i] = cell.state == lists::Cell::State::unreadable ? undecodable : cell.text();
    }
  }
  too_long_.assign(records, 0);
  for (std::size_t column = surplus_; column < wanted_.size(); ++column) {
    const auto cells = block_->column(split_[column]);
    for (std::size_t i = 0; i < records; ++i) {
      if (cells[rows_[i]].size > 0) too_long_[i] = 1;
    }
  }
}

std::string_view RecordCells::cell(model::FieldId field, std::size_t record) const {
  return place_[field] == model::none ? std::string_view{} : texts_[place_[field]][record];
}

std::string_view RecordCells::shown(model::FieldId field, std::size_t record) const {
  return place_[field] == model::none ? std::string_view{} : block_->cell(rows_[record], split_[place_[field]]).text();
}

std::vector<columns::CellColumn> RecordCells::columns_from(std::size_t begin) const {
  std::vector<columns::CellColumn> columns;
  columns.reserve(place_.size());
  for (const std::uint32_t place : place_) {
    columns.push_back(place == model::none ? columns::CellColumn{} : columns::CellColumn{texts_[place].data() + begin, 1});
  }
  return columns;
}

}  // namespace fenji::run
