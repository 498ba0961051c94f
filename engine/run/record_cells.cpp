#include "engine/run/record_cells.hpp"

namespace fenji::run {
namespace {

constexpr std::uint32_t surplus_columns = 2;

// Stands for a cell that is no text in the list's encoding: no field can read it.
constexpr std::string_view undecodable = "\xFF";

}  // namespace

RecordCells::RecordCells(const model::Rules& rules, const ListColumns& columns) {
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    const bool read = columns.positions[field] && (rules.fields[field].used || rules.fields[field].key);
    place_.push_back(read ? static_cast<std::uint32_t>(wanted_.size()) : model::none);
    if (read) wanted_.push_back(*columns.positions[field]);
  }
  surplus_ = wanted_.size();
  for (std::uint32_t i = 0; i < surplus_columns; ++i) wanted_.push_back(columns.width + i);
  texts_.resize(surplus_);
}

void RecordCells::take(const lists::RecordBlock& block) {
  block_ = &block;
  records_ = block.records();
  first_record_ = block.first_record();
  for (std::size_t column = 0; column < surplus_; ++column) {
    const auto cells = block.column(column);
    std::vector<std::string_view>& texts = texts_[column];
    texts.resize(records_);
    for (std::size_t i = 0; i < records_; ++i) {
      texts[i] = cells[i].state == lists::Cell::State::unreadable ? undecodable : cells[i].text();
    }
  }
  too_long_.assign(records_, 0);
  for (std::size_t column = surplus_; column < wanted_.size(); ++column) {
    const auto cells = block.column(column);
    for (std::size_t i = 0; i < records_; ++i) {
      if (cells[i].size > 0) too_long_[i] = 1;
    }
  }
}

std::string_view RecordCells::cell(model::FieldId field, std::size_t record) const {
  return place_[field] == model::none ? std::string_view{} : texts_[place_[field]][record];
}

std::string_view RecordCells::shown(model::FieldId field, std::size_t record) const {
  return place_[field] == model::none ? std::string_view{} : block_->cell(record, place_[field]).text();
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
