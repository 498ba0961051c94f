// Stage: columns. The values of one field in the records of a batch, with what is known of each.
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/model/representation.hpp"
#include "engine/model/type.hpp"
#include "engine/model/value.hpp"

namespace fenji::columns {

// How cells of a kind are kept: yes/no as bits, labels as codes, numbers and dates as i64, texts as text.
model::Representation representation_of(model::Kind kind);

// Room for `capacity` rows, filled anew for every batch. The value of a row that is not known is 0, or the empty text.
class Column {
 public:
  Column() = default;  // of a field that is not read: no rows
  Column(model::Kind kind, std::size_t capacity, bool with_blanks = false);

  model::Representation representation() const { return representation_; }
  std::size_t capacity() const { return states_.size(); }

  // T is what `representation` says.
  template <class T>
  T* values() {
    return std::get<std::vector<T>>(values_).data();
  }
  template <class T>
  const T* values() const {
    return std::get<std::vector<T>>(values_).data();
  }
  const void* data() const;

  model::State* states() { return states_.data(); }
  const model::State* states() const { return states_.data(); }
  // Whether all rows of the batch are known, so that nobody need look at the states, which are right all the same.
  bool all_known() const { return all_known_; }
  void set_all_known(bool all_known) { all_known_ = all_known; }

  // 1 where the cell is empty, whatever its value; null unless asked for. Without them a cell is empty where it is missing.
  std::uint8_t* blanks() { return blanks_.empty() ? nullptr : blanks_.data(); }
  const std::uint8_t* blanks() const { return blanks_.empty() ? nullptr : blanks_.data(); }

  // Puts down what a cell was read as; a batch begins with set_all_known(true). A text must outlive the batch: `text` stands
  // for that of `value`.
  void store(std::size_t row, const model::Value& value, std::string_view text = {});

 private:
  model::Representation representation_ = model::Representation::bits;
  bool date_ = false;
  bool all_known_ = true;
  std::variant<std::vector<std::uint8_t>, std::vector<std::uint32_t>, std::vector<std::int64_t>, std::vector<std::string_view>>
      values_;
  std::vector<model::State> states_;
  std::vector<std::uint8_t> blanks_;
};

}  // namespace fenji::columns
